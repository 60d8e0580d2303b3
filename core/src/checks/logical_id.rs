//! `logical-id`: a name that may contain `-` or `_` is part of a logical id.
//!
//! Logical ids are alphanumeric (CloudFormation user guide, on each section of a template), and names in Proton may
//! contain both (API reference, `CreateServiceInstance` and similar actions).

use std::collections::BTreeSet;

use super::Subject;
use super::printed::{Printed, takes};
use crate::bundle::Part;
use crate::diagnostic::{Diagnostic, Fix, Severity, codes};
use crate::render::references::Read;
use crate::schema::kind;
use crate::text::{Edit, Span, list};
use crate::value::Value;

/// The sections whose keys are logical ids.
const SECTIONS: [&str; 6] =
    ["Resources:", "Outputs:", "Conditions:", "Parameters:", "Mappings:", "Rules:"];
/// Filters that remove characters, or that return a number.
const CLEANING: [&str; 3] = ["replace", "int", "length"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for printed in Printed::all(subject) {
        let is_id = is_in_key(printed.place.before, printed.place.after)
            && is_in_section(printed.source.text, printed.place.tag.start);
        if !is_id || printed.filters().any(|filter| CLEANING.contains(&filter)) {
            continue;
        }
        let now = match name(printed.source.part, printed.read) {
            Some(Name::Instance) => instance_names(subject),
            Some(Name::Other) => vec![],
            None => match printed.definition(subject) {
                Some(definition) if may_have_others(subject, &definition) => printed
                    .values(subject)
                    .iter()
                    .filter_map(Value::as_str)
                    .map(String::from)
                    .collect(),
                _ => continue,
            },
        };
        let wrong: BTreeSet<&String> = now.iter().filter(|value| !is_alphanumeric(value)).collect();
        let (severity, example) = if wrong.is_empty() {
            let may =
                "this value may contain `-` or `_`, and then CloudFormation refuses the template";
            (Severity::Warning, may.to_owned())
        } else {
            let verb = if wrong.len() == 1 { "is" } else { "are" };
            let values = list(wrong.into_iter().map(|value| format!("`{value}`")));
            (
                Severity::Error,
                format!("{values} {verb} not, so CloudFormation refuses this template"),
            )
        };
        let message = format!("A logical id must be alphanumeric: {example}.");
        let filter = " | replace('-', '') | replace('_', '')";
        let edit = Edit { span: Span::new(printed.end, printed.end), text: filter.into() };
        // A fix of the value alone would not be enough.
        let is_wrong_anyway = [printed.place.before, printed.place.after].into_iter().any(has_dash);
        let fix = Fix::suggestion("Remove `-` and `_`", vec![edit]);
        found.push(
            Diagnostic::new(codes::LOGICAL_ID, printed.source.file.clone(), message)
                .severity(severity)
                .at(printed.place.tag)
                .help("Remove the other characters, here and in all references to the id.")
                .fix((!is_wrong_anyway).then_some(fix)),
        );
    }
}

/// The kind of object whose name is read.
enum Name {
    /// A service instance, whose name is in the sample.
    Instance,
    /// Another object, whose name Proton filled in.
    Other,
}

fn name(part: Part, read: &Read) -> Option<Name> {
    let names: Vec<&str> = read.path.iter().map(|step| step.as_name().unwrap_or("[]")).collect();
    match (part, names.as_slice()) {
        (Part::Instance | Part::Component, ["service_instance", "name"])
        | (Part::Pipeline, ["service_instances", "[]", "name"]) => Some(Name::Instance),
        (_, ["service" | "component", "name"] | [.., "environment", "name"]) => Some(Name::Other),
        _ => None,
    }
}

fn instance_names(subject: &Subject<'_>) -> Vec<String> {
    let instances = subject.spec.map(crate::spec::Spec::instances).unwrap_or_default();
    let names = instances.iter().filter_map(|instance| instance.get("name")?.as_str());
    names.map(String::from).collect()
}

fn may_have_others(subject: &Subject<'_>, definition: &Value) -> bool {
    if kind(definition) != Some("string") {
        return false;
    }
    match definition.get("enum").and_then(Value::as_list) {
        Some(options) => {
            options.iter().filter_map(Value::as_str).any(|option| !is_alphanumeric(option))
        }
        None => ["a-b", "a_b", "aaaa-bbbb"].iter().any(|value| takes(subject, definition, value)),
    }
}

fn is_alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a tag is part of a YAML key, given the text before and after it in its line.
fn is_in_key(before: &str, after: &str) -> bool {
    let head = without_tags(before.trim_start());
    let tail = without_tags(after.split(" #").next().unwrap_or(after));
    let is_word = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let (Some(head), Some(tail)) = (head, tail) else { return false };
    let Some((tail, value)) = tail.split_once(':') else { return false };
    is_word(&head) && is_word(tail) && (value.trim().is_empty() || value.starts_with(' '))
}

/// Whether the part of a key beside a tag has `-` or `_` itself.
fn has_dash(part: &str) -> bool {
    let part = part.split(" #").next().unwrap_or(part);
    without_tags(part).is_some_and(|part| part.contains(['-', '_']))
}

/// Removes the tags from a text; `None` if a tag is incomplete.
fn without_tags(text: &str) -> Option<String> {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, tag)) = rest.split_once("{{") {
        plain.push_str(before);
        rest = tag.split_once("}}")?.1;
    }
    plain.push_str(rest);
    Some(plain)
}

/// Whether the line of `at` is a direct child of one of the sections.
fn is_in_section(text: &str, at: usize) -> bool {
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let indent = indent_of(&text[start..]);
    let above = text[..start].lines().rev().find(|line| {
        let content = line.trim();
        let counts = !content.is_empty() && !content.starts_with(['#', '{']);
        counts && indent_of(line) < indent
    });
    above.is_some_and(|line| SECTIONS.contains(&line.split(" #").next().unwrap_or(line).trim_end()))
}
