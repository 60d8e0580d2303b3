//! `undeclared-input`: a template reads an input that the schema doesn't declare.
//!
//! It can't be set, and a reference to an undefined name fails the rendering (user guide, "Parameters").

use super::Subject;
use super::input::{Undeclared, declared, input, noun};
use crate::bundle::SCHEMA;
use crate::diagnostic::{Diagnostic, Fix, MAX_FOUND, Severity, codes};
use crate::nearest::nearest;
use crate::render::references::Step;
use crate::schema::{Role, input_name};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (source, read) in subject.exact_reads() {
        let Some(input) = input(source.part, &read.path) else { continue };
        let Err(Undeclared { step, names }) = declared(subject.schema, input.role, input.steps)
        else {
            continue;
        };
        if found.len() >= MAX_FOUND {
            break;
        }
        let at = input.at + step;
        // A read through a variable is reported where the variable is set.
        let (Some(span), Some(name_span)) = (read.until(at), read.steps[at]) else { continue };
        let name = input.steps[step].as_name().unwrap_or_default();
        let is_guarded = read.is_guarded_at(at);
        let (severity, consequence) = if is_guarded {
            (Severity::Warning, "so it is never set, and the template uses its fallback")
        } else {
            (Severity::Error, "so it can never be set, and rendering will fail")
        };
        let message = match owner(&input.steps[..step]) {
            None => format!(
                "The schema declares no input `{name}` of the {}, {consequence}.",
                noun(input.role)
            ),
            Some(owner) => {
                format!("The schema declares no `{name}` in `{owner}`, {consequence}.")
            }
        };
        let near = nearest(name, names.iter().map(String::as_str));
        let place = place(subject, input.role, owner(&input.steps[..step]).as_deref());
        let help = match near {
            Some(near) => format!("Did you mean `{near}`? Otherwise declare `{name}` {place}."),
            None if names.is_empty() => format!("Declare `{name}` {place}."),
            None => format!("Declare `{name}` {place}, or read one of {}.", listed(&names)),
        };
        let mut diagnostic = Diagnostic::new(codes::UNDECLARED_INPUT, source.file.clone(), message)
            .severity(severity)
            .at(span)
            .help(help)
            .fix(near.map(|near| Fix::rename(name_span, name, near)));
        // Other checks report the inputs themselves, not what is in them.
        if step == 0 {
            diagnostic = diagnostic
                .about(input_name(input.role, name))
                .instead(near.map(|near| input_name(input.role, near)));
        }
        found.push(diagnostic);
    }
}

/// Formats a path like `limits[…].size`; `None` for the inputs themselves.
fn owner(steps: &[Step]) -> Option<String> {
    let mut name = String::new();
    for step in steps {
        match step {
            Step::Each => name.push_str("[…]"),
            Step::Name(step) if name.is_empty() => name.push_str(step),
            Step::Name(step) => {
                name.push('.');
                name.push_str(step);
            }
        }
    }
    (!name.is_empty()).then_some(name)
}

/// The place to declare an input, for a message.
fn place(subject: &Subject<'_>, role: Role, owner: Option<&str>) -> String {
    match (subject.schema.input(role), owner) {
        (Some(input), None) => {
            format!("in {SCHEMA}, under the `properties` of `{}`", input.name)
        }
        (_, Some(owner)) => format!("in {SCHEMA}, under the `properties` of `{owner}`"),
        (None, None) => format!("in {SCHEMA}"),
    }
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let mut list: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        list.push(format!("{} more", names.len() - SHOWN));
    }
    list.join(", ")
}
