//! A project for Sceptre: Proton's templates as they are, and a config file with the values of each stack.
//!
//! Sceptre renders config files with Jinja, too, so texts of bundles are escaped by its rules.

use super::index::kind;
use crate::eject::slug::slug;
use crate::eject::{Ejection, PlannedStack, SceptreStack, Wire};
use crate::value::{Key, Map, Value};
use crate::yaml::{self, Tagged};

/// The folder of the project.
const FOLDER: &str = "sceptre";

/// The stacks of the project, each with its data.
pub(super) fn stacks(ejection: &Ejection) -> impl Iterator<Item = (&PlannedStack, &SceptreStack)> {
    ejection.stacks.iter().filter_map(|planned| match &ejection.stack(planned).sceptre {
        Some(Ok(sceptre)) => Some((planned, sceptre)),
        _ => None,
    })
}

/// The files of the project, with their paths; none without a stack.
pub(super) fn files(ejection: &Ejection) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = vec![];
    for (planned, sceptre) in stacks(ejection) {
        files.push((config_path(planned), config(ejection, planned, sceptre)));
        let path = format!("{FOLDER}/templates/{}", template_path(ejection, planned));
        if files.iter().all(|(known, _)| *known != path) {
            files.push((path, sceptre.template.clone()));
        }
    }
    if !files.is_empty() {
        files.push((format!("{FOLDER}/config/config.yaml"), project(ejection)));
    }
    files
}

/// The path of a stack's config file.
pub(super) fn config_path(planned: &PlannedStack) -> String {
    format!("{FOLDER}/config/{}.yaml", planned.id)
}

/// The environment variable with a secret at a place of a stack's values.
pub(super) fn variable(planned: &PlannedStack, place: &str) -> String {
    let name = format!("{}_{place}", planned.id);
    let safe = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    name.chars().map(safe).collect::<String>().to_uppercase()
}

fn template_path(ejection: &Ejection, planned: &PlannedStack) -> String {
    let folder = &ejection.originals[planned.bundle].folder;
    format!("{folder}/{}.j2", kind(ejection.stack(planned).target))
}

/// The config file of the project, with the names of stacks that it does not contain.
fn project(ejection: &Ejection) -> String {
    let mut others = Map::default();
    for (planned, _) in stacks(ejection) {
        for wire in &planned.sceptre_wires {
            if !is_own(ejection, &wire.stack) {
                let name = known_name(ejection, &wire.stack).unwrap_or_default();
                others.insert(other_key(&wire.stack), name.into());
            }
        }
    }
    let file = Map::from_iter([
        ("project_code".to_owned(), "ejected".into()),
        ("region".to_owned(), "{{ environment_variable.AWS_REGION }}".into()),
        ("other_stacks".to_owned(), Value::Map(others)),
    ]);
    yaml::typed(&Value::Map(file), &|_| None)
}

/// Whether Sceptre deploys a stack.
fn is_own(ejection: &Ejection, id: &str) -> bool {
    stacks(ejection).any(|(planned, _)| planned.id == id)
}

/// The name of a stack that Sceptre does not deploy.
fn known_name<'e>(ejection: &'e Ejection, id: &str) -> Option<&'e str> {
    let own = ejection.stacks.iter().map(|stack| (&stack.id, &stack.name));
    let others = ejection.others.iter().map(|stack| (&stack.id, &stack.name));
    own.chain(others).find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
}

/// The key of a stack that Sceptre does not deploy, in the config file of the project.
fn other_key(id: &str) -> String {
    slug(id)
}

/// The config file of a stack.
fn config(ejection: &Ejection, planned: &PlannedStack, sceptre: &SceptreStack) -> String {
    let name = if planned.name.is_empty() { &planned.new_name } else { &planned.name };
    let template = Map::from_iter([
        ("type".to_owned(), "file".into()),
        ("path".to_owned(), Value::String(template_path(ejection, planned))),
    ]);
    let file = Map::from_iter([
        ("template".to_owned(), Value::Map(template)),
        ("stack_name".to_owned(), name.as_str().into()),
        ("sceptre_user_data".to_owned(), escaped(&sceptre.user_data)),
    ]);
    let tagged = |path: &[Key]| {
        let (first, rest) = path.split_first()?;
        if *first != Key::from("sceptre_user_data") {
            return None;
        }
        let place = crate::eject::parameter::written(rest);
        if sceptre.secrets.contains(&place) {
            return Some(("!environment_variable", variable(planned, &place)));
        }
        let wire = planned.sceptre_wires.iter().find(|wire| wire.parameter == place)?;
        Some(resolver(ejection, wire))
    };
    yaml::typed(&Value::Map(file), &tagged)
}

/// The resolver of an output.
fn resolver(ejection: &Ejection, wire: &Wire) -> Tagged {
    let output = escaped_text(&wire.output);
    if is_own(ejection, &wire.stack) {
        return ("!stack_output", format!("{}.yaml::{output}", wire.stack));
    }
    let key = other_key(&wire.stack);
    let name = format!("{{{{ stack_group_config.other_stacks['{key}'] }}}}");
    ("!stack_output_external", format!("{name}::{output}"))
}

/// A value whose texts Jinja prints as they are.
fn escaped(value: &Value) -> Value {
    match value {
        Value::Map(map) => Value::Map(
            map.iter().map(|(name, value)| (escaped_text(name), escaped(value))).collect(),
        ),
        Value::List(items) => Value::List(items.iter().map(escaped).collect()),
        Value::String(text) => Value::String(escaped_text(text)),
        other => other.clone(),
    }
}

/// A text that Jinja prints as it is: the beginnings of its tags are printed by tags.
fn escaped_text(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(begin) = ["{{", "{%", "{#"].into_iter().find(|begin| rest.starts_with(begin)) {
            result.push_str("{{ '");
            result.push_str(begin);
            result.push_str("' }}");
            rest = &rest[begin.len()..];
        } else {
            result.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_tags_are_printed() {
        assert_eq!(escaped_text("a {b} }}"), "a {b} }}");
        assert_eq!(escaped_text("{{ x }}"), "{{ '{{' }} x }}");
        assert_eq!(escaped_text("{{{%"), "{{ '{{' }}{{ '{%' }}");
        assert_eq!(escaped_text("${{ x }}{#"), "${{ '{{' }} x }}{{ '{#' }}");
    }
}
