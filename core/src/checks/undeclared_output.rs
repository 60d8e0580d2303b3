//! `undeclared-output`: a template reads an output that the other template doesn't declare.
//!
//! A template declares outputs under `Outputs:` (user guide, "Parameters"); a reference to an undefined output
//! fails the rendering.

use super::Subject;
use crate::bundle::Part;
use crate::diagnostic::{Diagnostic, Fix, MAX_FOUND, Severity, codes};
use crate::nearest::nearest;
use crate::outputs::{OutputNames, environment_outputs, instance_outputs};
use crate::render::references::Step;
use crate::text::list;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let of_environments = environment_outputs(subject.surroundings);
    let of_instances = instance_outputs(subject.bundle);
    for (source, read) in subject.exact_reads() {
        let Some((owner, at)) = output(source.part, &read.path) else { continue };
        let names = match owner {
            Owner::Environment => &of_environments,
            Owner::Instance => &of_instances,
        };
        let Some(OutputNames { names, owners, from, is_complete }) = names else { continue };
        let name = read.path[at].as_name().unwrap_or_default();
        if names.iter().any(|known| known == name) {
            continue;
        }
        if found.len() >= MAX_FOUND {
            break;
        }
        let (Some(span), Some(name_span)) = (read.until(at), read.steps[at]) else { continue };
        let near = nearest(name, names.iter().map(String::as_str));
        let is_guarded = read.is_guarded_at(at);
        // A template may check for an output that only some environments have.
        if is_guarded && near.is_none() {
            continue;
        }
        let (severity, consequence) = if is_guarded {
            (Severity::Warning, "so the template uses its fallback")
        } else if *is_complete {
            (Severity::Error, "so rendering will fail here")
        } else {
            (Severity::Warning, "so rendering will fail here in each of them")
        };
        let message = match owner {
            Owner::Environment => {
                format!("{} the output `{name}`, {consequence}.", compared(owners))
            }
            Owner::Instance => format!(
                "The template of the service instances declares no output `{name}`, {consequence}."
            ),
        };
        let declare = format!("declare it {}", from.join(" or "));
        let help = match near {
            Some(near) => format!("Did you mean `{near}`? Otherwise {declare}."),
            None => format!("Correct the name, or {declare}."),
        };
        found.push(
            Diagnostic::new(codes::UNDECLARED_OUTPUT, source.file.clone(), message)
                .severity(severity)
                .at(span)
                .help(help)
                .fix(near.map(|near| Fix::rename(name_span, name, near))),
        );
    }
}

/// The subject and the verb for outputs that none of these environments declares.
fn compared(environments: &[String]) -> String {
    match environments {
        [only] => format!("The environment `{only}` does not declare"),
        several => format!(
            "None of the environments {} declares",
            list(several.iter().map(|name| format!("`{name}`")))
        ),
    }
}

/// The owner of an output.
#[derive(Clone, Copy)]
enum Owner {
    Environment,
    Instance,
}

/// The owner of the output at a path, and the index of the step that is the output's name.
fn output(part: Part, path: &[Step]) -> Option<(Owner, usize)> {
    let instances = part == Part::Pipeline
        && path.first().is_some_and(|step| step.is("service_instances"))
        && path.get(1) == Some(&Step::Each);
    let from = if instances { 2 } else { 0 };
    let is = |at: usize, name: &str| path.get(at).is_some_and(|step| step.is(name));
    let (owner, at) = if is(from, "environment") && is(from + 1, "outputs") {
        // In an environment template, `invisible-name` reports outputs.
        (Owner::Environment, from + 2)
    } else if instances && is(from, "outputs") {
        (Owner::Instance, from + 1)
    } else {
        return None;
    };
    let is_named = path.get(at).is_some_and(|step| step.as_name().is_some());
    (is_named && part != Part::Environment).then_some((owner, at))
}
