//! `unused-input`: an input is declared, but no template reads it.
//!
//! A value for it has no effect. Proton required that at least one input is used (user guide, "Schema files").

use std::collections::HashSet;

use super::Subject;
use crate::bundle::{Kind, Part, SCHEMA};
use crate::diagnostic::{Diagnostic, MAX_FOUND, codes};
use crate::render::references::{Step, Usage};
use crate::schema::{Role, input_name};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let bundle = subject.bundle;
    if !matches!(bundle.kind(), Kind::Environment | Kind::Service) {
        return;
    }
    // The reads of Terraform, of CodeBuild and of broken templates are unknown.
    let is_known = bundle.parts().len() == subject.sources.len()
        && subject.sources.iter().all(|source| source.references().is_some());
    if !is_known {
        return;
    }
    for input in &subject.schema.inputs {
        let Some(properties) =
            subject.schema.node(&input.name).and_then(|node| node.get("properties"))
        else {
            continue;
        };
        let read = reads(subject, input.role);
        for property in properties.entries().iter().filter(|entry| !entry.is_merge()) {
            if read.as_ref().is_none_or(|read| read.contains(property.name())) {
                continue;
            }
            if found.len() >= MAX_FOUND {
                break;
            }
            let name = input_name(input.role, property.name());
            let message = format!(
                "No template reads the input `{}`, so its value has no effect.",
                property.name()
            );
            found.push(
                Diagnostic::new(codes::UNUSED_INPUT, bundle.id(SCHEMA), message)
                    .at(property.key.span)
                    .help(format!("Read it with `{{{{ {name} }}}}`, or remove it from the schema."))
                    .about(name),
            );
        }
    }
}

/// The inputs that any template reads; `None` if one reads the inputs as a whole.
fn reads<'s>(subject: &'s Subject<'_>, role: Role) -> Option<HashSet<&'s str>> {
    let mut names = HashSet::new();
    for source in subject.sources {
        for reference in source.references().into_iter().flat_map(|references| &references.reads) {
            let each = (source.part == Part::Pipeline && role == Role::Service)
                .then(|| of_each_instance(&reference.path))
                .flatten();
            // Assigning all inputs to a variable doesn't read each of them yet.
            let is_whole = reference.path.len() == role.owner().len();
            if is_whole && reference.usage == Usage::Assigned {
                continue;
            }
            match reference.below(role.owner()).or(each).map(<[Step]>::first) {
                Some(Some(Step::Name(name))) => {
                    names.insert(name.as_str());
                }
                Some(_) => return None,
                None => {}
            }
        }
    }
    Some(names)
}

/// The steps after `service_instances[…].inputs`.
fn of_each_instance(path: &[Step]) -> Option<&[Step]> {
    match path {
        [list, Step::Each, inputs, rest @ ..]
            if list.is("service_instances") && inputs.is("inputs") =>
        {
            Some(rest)
        }
        _ => None,
    }
}
