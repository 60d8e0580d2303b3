//! `invisible-name`: a template reads a name that its kind of template doesn't get, see [`crate::names`].

use super::Subject;
use crate::bundle::Part;
use crate::diagnostic::{Diagnostic, Fix, Severity, codes};
use crate::names::{Fixed, Is, names, written};
use crate::nearest::nearest;
use crate::outputs::{OutputNames, environment_outputs, instance_outputs};
use crate::render::Foreign;
use crate::render::references::Step;
use crate::schema::Role;
use crate::text::{Edit, Span};

/// The names that Jinja defines within a block.
const JINJA: [&str; 2] = ["self", "super"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (source, read) in subject.exact_reads() {
        let Some((at, names)) = invisible(names(source.part), &read.path) else { continue };
        let name = read.path[at].as_name().unwrap_or_default();
        // Only rendering can find out where a variable is set.
        let is_own =
            JINJA.contains(&name) || source.template().is_some_and(|template| template.sets(name));
        if at == 0 && is_own {
            continue;
        }
        let (Some(span), Some(name_span)) = (read.until(at), read.steps[at]) else { continue };
        let is_near = nearest(name, names.iter().map(|own| own.name)).is_some();
        let foreign = Foreign::at(source.text, read.span.start).filter(|_| at == 0 && !is_near);
        let below = below(subject, source.part, &read.path, at);
        let moved = moved(source.part, &read.path, at);
        let near = nearest(name, names.iter().map(|own| own.name))
            .filter(|_| moved.is_none() && below.is_none() && foreign.is_none());
        let is_guarded = read.is_guarded_at(at);
        if is_guarded && near.is_none() && below.is_none() {
            continue;
        }
        let severity = if is_guarded { Severity::Warning } else { Severity::Error };
        let message = message(source.part, &read.path[..=at], is_guarded);
        let help = match (foreign, below, moved, near) {
            (Some(foreign), ..) => foreign.help.to_owned(),
            (None, Some(below), ..) => {
                let written = written(&read.path[..at]);
                let owner = if at == 0 { owner(source.part) } else { &written };
                let kind = if below == "inputs" { "an input" } else { "an output" };
                match name {
                    "inputs" if at == 0 => format!("The inputs are `{owner}.inputs`."),
                    _ => format!("`{name}` is {kind}. Write `{owner}.{below}.{name}`."),
                }
            }
            (None, None, Some(help), _) => help.to_owned(),
            (None, None, None, Some(near)) => format!("Did you mean `{near}`?"),
            (None, None, None, None) => format!("It can read {}.", listed(names)),
        };
        let fix = match (foreign, below) {
            (Some(foreign), _) => Some(foreign.fix()),
            (None, Some(below)) if at == 0 => {
                let owner = owner(source.part);
                let below =
                    if name == "inputs" { owner.to_owned() } else { format!("{owner}.{below}") };
                Some(inserted(source.text, name_span, &below))
            }
            (None, Some(below)) => below_owner(source.text, name_span, below),
            (None, None) => fix(source.part, &read.path, at, name_span, near),
        };
        found.push(
            Diagnostic::new(codes::INVISIBLE_NAME, source.file.clone(), message)
                .severity(severity)
                .at(span)
                .help(help)
                .fix(fix),
        );
    }
}

/// Returns `inputs` or `outputs` if the name at step `at` is one of those and that step is missing, as in the
/// preview of Proton: `environment.vpc_id` for `environment.inputs.vpc_id`.
fn below(subject: &Subject<'_>, part: Part, path: &[Step], at: usize) -> Option<&'static str> {
    let name = path[at].as_name()?;
    let is_input = |role| subject.schema.properties(role).any(|(declared, _)| declared == name);
    let is_output = |outputs: Option<OutputNames>| {
        outputs.is_some_and(|outputs| outputs.names.iter().any(|declared| declared == name))
    };
    let first = path.first()?.as_name()?;
    if at == 0 {
        let role = match part {
            Part::Environment => Role::Environment,
            Part::Instance => Role::Service,
            Part::Pipeline => Role::Pipeline,
            Part::Component => return None,
        };
        let is_of_inputs = name == "inputs"
            && path.get(1).and_then(Step::as_name).is_some_and(|name| {
                subject.schema.properties(role).any(|(declared, _)| declared == name)
            });
        return (is_of_inputs || is_input(role)).then_some("inputs");
    }
    let is_instance = first == "service_instances" && at == 2;
    let role = match (part, first) {
        (Part::Environment, "environment") if at == 1 => Role::Environment,
        (Part::Instance, "service_instance") if at == 1 => Role::Service,
        (Part::Pipeline, "pipeline") if at == 1 => Role::Pipeline,
        (Part::Pipeline, _) if is_instance => Role::Service,
        (Part::Instance | Part::Component, "environment") if at == 1 => {
            let outputs = environment_outputs(subject.surroundings);
            return is_output(outputs).then_some("outputs");
        }
        _ => return None,
    };
    if is_input(role) {
        return Some("inputs");
    }
    (is_instance && is_output(instance_outputs(subject.bundle))).then_some("outputs")
}

/// The name whose members the inputs of a template are.
fn owner(part: Part) -> &'static str {
    match part {
        Part::Environment => "environment",
        Part::Instance => "service_instance",
        Part::Pipeline => "pipeline",
        Part::Component => "component",
    }
}

/// The fix that inserts `below` before `name`, after a dot or before a bracket.
fn below_owner(text: &str, name: Span, below: &str) -> Option<Fix> {
    let before = text.get(..name.start)?;
    if before.ends_with('.') {
        return Some(inserted(text, name, below));
    }
    let at = before.trim_end_matches(['"', '\'']).trim_end().strip_suffix('[')?.len();
    let edit = Edit { span: Span::new(at, at), text: format!(".{below}") };
    let name = name.of(text).trim_matches(['"', '\'']);
    Some(Fix::safe(format!("Change to {below}['{name}']"), vec![edit]))
}

fn inserted(text: &str, name: Span, below: &str) -> Fix {
    let edit = Edit { span: Span::new(name.start, name.start), text: format!("{below}.") };
    Fix::safe(format!("Change to {below}.{}", name.of(text)), vec![edit])
}

/// The first step with an invisible name, and the names that are visible there.
fn invisible(mut names: &'static [Fixed], path: &[Step]) -> Option<(usize, &'static [Fixed])> {
    let mut is_list = false;
    for (at, step) in path.iter().enumerate() {
        let own = if is_list { &[] } else { names };
        let is = match step {
            Step::Each if is_list => {
                is_list = false;
                continue;
            }
            // Any value of a mapping.
            Step::Each => return None,
            Step::Name(name) => match own.iter().find(|own| own.name == name) {
                Some(own) => own.is,
                None => return Some((at, own)),
            },
        };
        match is {
            Is::Members(below) => names = below,
            Is::Each(below) => (names, is_list) = (below, true),
            Is::Value | Is::Some(_) | Is::Inputs(_) | Is::Outputs(_) => return None,
        }
    }
    None
}

fn message(part: Part, path: &[Step], is_guarded: bool) -> String {
    let consequence = if is_guarded {
        "so the template uses its fallback"
    } else {
        "so rendering will fail here"
    };
    let template = match part {
        Part::Environment => "An environment template",
        Part::Instance => "The template of a service instance",
        Part::Pipeline => "A pipeline template",
        Part::Component => "A component's template",
    };
    let name = written(path);
    match path {
        [owner, _] if owner.is("service_instances") => {
            format!("`service_instances` is a list and has no names of its own, {consequence}.")
        }
        _ => format!("{template} cannot read `{name}`, {consequence}."),
    }
}

/// The help for a name that other kinds of templates get.
fn moved(part: Part, path: &[Step], at: usize) -> Option<&'static str> {
    let first = path.first()?.as_name()?;
    let second = path.get(1).and_then(Step::as_name);
    Some(match (part, first, second, at) {
        (Part::Environment, "environment", Some("outputs"), 1) => {
            "It declares outputs, but cannot read them or those of others. Read an input: `environment.inputs.…`."
        }
        (
            Part::Environment,
            "service" | "service_instance" | "service_instances" | "pipeline",
            ..,
        ) => {
            "An environment exists before its services. Declare an input, and read it as `environment.inputs.…`."
        }
        (Part::Instance, "environment", Some("inputs"), 1) => {
            "Only the environment's own template can read its inputs. Declare an output there, and read it as `environment.outputs.…`."
        }
        (Part::Instance, "service_instance", Some("outputs"), 1) => {
            "An instance's outputs exist only after it is deployed. Refer to the resource itself, with `!Ref` or `!GetAtt`."
        }
        (Part::Instance | Part::Pipeline, "service", Some("inputs"), 1) => match part {
            Part::Instance => "The inputs belong to the instance: `service_instance.inputs.…`.",
            _ => {
                "Read the pipeline's inputs as `pipeline.inputs.…`, and those of each instance in `service_instances`."
            }
        },
        (Part::Instance, "pipeline" | "service_instances", _, 0) => {
            "Declare an input of the service, and read it as `service_instance.inputs.…`."
        }
        (Part::Pipeline, "environment", _, 0) => {
            "Each service instance has its own environment: write `{% for instance in service_instances %}`, and read `instance.environment`."
        }
        (Part::Pipeline, "service_instance", _, 0)
        | (Part::Pipeline, "service_instances", _, 1) => {
            "Loop over them: `{% for service_instance in service_instances %}`."
        }
        (_, "pipeline", Some("outputs" | "name"), 1) => {
            "A pipeline has only inputs: `pipeline.inputs.…`."
        }
        _ => return None,
    })
}

fn fix(part: Part, path: &[Step], at: usize, name: Span, near: Option<&str>) -> Option<Fix> {
    let before = path[at].as_name()?;
    if let Some(near) = near {
        return Some(Fix::rename(name, before, near));
    }
    // `service.inputs` in an instance template: the first step is wrong.
    let owner = path.first()?.as_name()?;
    if (part, owner, before, at) == (Part::Instance, "service", "inputs", 1) {
        let end = name.start.checked_sub(".".len())?;
        let start = end.checked_sub(owner.len())?;
        return Some(Fix::rename(Span::new(start, end), owner, "service_instance"));
    }
    None
}

fn listed(names: &[Fixed]) -> String {
    let names: Vec<String> = names.iter().map(|own| format!("`{}`", own.name)).collect();
    names.join(", ")
}
