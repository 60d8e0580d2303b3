//! Completions in `schema.yaml`: the keywords of a Schema Object, and the values of some of them.

use super::{Completion, CompletionKind, Completions, key, values};
use crate::assist::rows::{Slot, nesting, rows};
use crate::assist::scene::Scene;
use crate::render::references::Step;
use crate::schema::{Format, KEYWORDS, Role, TYPES, Takes, keywords};
use crate::text::Span;
use crate::yaml::Node;

/// The kind of a mapping in the file.
enum Place {
    /// The root of the file.
    File,
    /// Below `schema`.
    Frame,
    /// Below `format`.
    Format,
    /// A Schema Object.
    Definition,
    /// Names that the author chooses, or data.
    Own,
}

pub(super) fn completions(scene: &Scene<'_>, at: usize) -> Option<Completions> {
    let text = scene.text;
    let found = nesting(text, &rows(text), at);
    match found.slot {
        Slot::Key(word) => {
            let options = keys(scene, &place(&found.path), word);
            Some(Completions { from: word.start.min(at), options, wanted: None })
        }
        Slot::Value(word) => {
            let (last, around) = found.path.split_last()?;
            let options = said(scene, &place(around), last.as_name()?, word);
            Some(Completions { from: word.start.min(at), options, wanted: None })
        }
    }
}

fn place(path: &[Step]) -> Place {
    let names: Vec<&str> = path.iter().map(|step| step.as_name().unwrap_or("")).collect();
    match names.as_slice() {
        [] => Place::File,
        ["schema"] => Place::Frame,
        ["schema", "format"] => Place::Format,
        ["schema", "types", _, rest @ ..] => below(rest),
        _ => Place::Own,
    }
}

/// The kind of the mapping at `path` below a definition.
fn below(path: &[&str]) -> Place {
    match path {
        [] => Place::Definition,
        ["properties", _, rest @ ..]
        | ["items" | "additionalProperties" | "not", rest @ ..]
        | ["allOf" | "oneOf" | "anyOf", "", rest @ ..] => below(rest),
        _ => Place::Own,
    }
}

fn keys(scene: &Scene<'_>, place: &Place, word: Span) -> Vec<Completion> {
    let key = |name: &str, help: &str| key(scene.text, word, name, help);
    match place {
        Place::File => vec![key("schema", "The root of the schema.")],
        Place::Frame => {
            let mut all = vec![
                key("format", "The format: `openapi: \"3.0.0\"`."),
                key("types", "The types of the inputs, by their names."),
            ];
            let roles = Role::ALL.into_iter().map(|role| {
                let help = match role {
                    Role::Environment => "The type of an environment's inputs.",
                    Role::Service => "The type of a service instance's inputs.",
                    Role::Pipeline => "The type of the pipeline's inputs.",
                };
                key(role.key(), help)
            });
            all.extend(roles);
            all
        }
        Place::Format => vec![key("openapi", "The version: `\"3.0.0\"`.")],
        Place::Definition => keywords().map(|(name, help)| key(name, help)).collect(),
        Place::Own => vec![],
    }
}

fn said(scene: &Scene<'_>, place: &Place, key: &str, word: Span) -> Vec<Completion> {
    match (place, key) {
        (Place::Definition, "type") => {
            let help = |name: &str| match name {
                "string" => "Text.",
                "number" => "A number, with or without a fraction.",
                "integer" => "A whole number.",
                "boolean" => "True or false.",
                "object" => "A mapping.",
                _ => "A list.",
            };
            values(TYPES.iter().map(|(name, _)| (*name, help(name))))
        }
        (Place::Definition, "format") => {
            values(Format::NAMES.iter().map(|(name, format)| (*name, format.noun())))
        }
        (Place::Definition, "$ref") => types(scene, word, "#/"),
        (Place::Definition, name) => match KEYWORDS.iter().find(|(known, _)| *known == name) {
            Some((_, Takes::Flag)) => values([("true", ""), ("false", "")]),
            _ => vec![],
        },
        (Place::Frame, name) if Role::ALL.iter().any(|role| role.key() == name) => {
            types(scene, word, "")
        }
        (Place::Format, "openapi") => values([("\"3.0.0\"", "The only version that Proton read.")]),
        _ => vec![],
    }
}

/// Completes the names of the schema's types, in quotes unless they are there. Falls back to reading lines, since
/// the file rarely parses while it is edited.
fn types(scene: &Scene<'_>, word: Span, lead: &str) -> Vec<Completion> {
    let text = scene.text;
    let rows = rows(text);
    let known = scene.schema.written.as_ref().map(Node::entries).unwrap_or_default();
    let mut names: Vec<String> = known.iter().map(|entry| entry.name().to_owned()).collect();
    if names.is_empty() {
        let is_type = |row: &&crate::assist::rows::Row| {
            row.key.is_some_and(|key| {
                let path = nesting(text, &rows, key.end).path;
                matches!(path.as_slice(), [schema, types] if schema.is("schema") && types.is("types"))
            })
        };
        let keys = rows.iter().filter(is_type).filter_map(|row| row.key);
        names = keys.map(|key| crate::assist::rows::unquoted(key.of(text)).to_owned()).collect();
    }
    let quote = word.of(text).chars().next().filter(|c| matches!(c, '"' | '\''));
    let option = |name: String| {
        let label = format!("{lead}{name}");
        let insert = match quote {
            Some(quote) => format!("{quote}{label}{quote}"),
            None => format!("\"{label}\""),
        };
        Completion { insert: Some(insert), ..Completion::new(CompletionKind::Type, label, "") }
    };
    names.into_iter().map(option).collect()
}
