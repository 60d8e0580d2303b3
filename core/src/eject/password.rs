//! Inputs with `format: password`: which they are, and texts without their values.

use super::parameter::role_of;
use crate::bundle::{Bundle, Kind, SCHEMA};
use crate::schema::{Role, Schema};
use crate::sort::CompactSort;
use crate::text::Edit;
use crate::value::{Key, Value};
use crate::yaml::{self, Node, NodeKind};

/// The text that replaces a secret.
const REDACTED: &str = "'(secret)'";
/// The shortest secret that is searched for in texts. A shorter one would be found in most texts.
const MIN_SEARCHED: usize = 4;
/// The keywords that combine definitions.
const COMBINED: [&str; 3] = ["allOf", "anyOf", "oneOf"];
/// The maximum depth of combined definitions.
const MAX_DEPTH: usize = 20;

/// Whether the value at a path of the context is a secret.
pub(super) fn is_secret(schema: &Schema, path: &[Key]) -> bool {
    let Some(inputs) = path.iter().position(|key| *key == Key::from("inputs")) else {
        return false;
    };
    let Some(definition) = role_of(path).and_then(|role| schema.definition(role)) else {
        return false;
    };
    is_password(schema, definition, &path[inputs + 1..], 0)
}

/// Whether a definition, or a definition that it is combined from, declares a secret at a path below it.
fn is_password(schema: &Schema, definition: &Value, path: &[Key], depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    let definition = schema.resolve(definition);
    let combined = COMBINED.iter().filter_map(|key| definition.get(key)?.as_list()).flatten();
    let mut combined = combined.into_iter();
    if combined.any(|one| is_password(schema, one, path, depth + 1)) {
        return true;
    }
    let below = match path.split_first() {
        None => return definition.get("format").and_then(Value::as_str) == Some("password"),
        Some((Key::Name(name), rest)) => definition
            .get("properties")
            .and_then(|all| all.get(name))
            .or(definition.get("additionalProperties"))
            .map(|below| (below, rest)),
        Some((Key::Index(_), rest)) => definition.get("items").map(|items| (items, rest)),
    };
    below.is_some_and(|(below, rest)| is_password(schema, below, rest, depth + 1))
}

/// Whether a value of the context contains a secret.
pub(super) fn contains_secret(schema: &Schema, path: &[Key], value: &Value) -> bool {
    let below: Vec<(Key, &Value)> = match value {
        Value::Map(map) => map.iter().map(|(name, value)| (Key::from(name), value)).collect(),
        Value::List(items) => {
            items.iter().enumerate().map(|(at, item)| (at.into(), item)).collect()
        }
        _ => return is_secret(schema, path),
    };
    below.into_iter().any(|(key, value)| {
        let path: Vec<Key> = path.iter().cloned().chain([key]).collect();
        contains_secret(schema, &path, value)
    })
}

/// The files of a bundle without secrets, and the paths of the files that cannot be written without one.
pub(super) fn redacted(bundle: &Bundle, schema: &Schema) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
    let mut secrets = vec![];
    let mut edits: Vec<(String, Vec<Edit>)> = vec![];
    let mut unwritable = vec![];
    for (path, text) in specs(bundle) {
        let document = yaml::parse(text);
        let Some(root) = document.root.filter(|_| document.error.is_none()) else {
            unwritable.push(path.to_owned());
            continue;
        };
        let mut found = vec![];
        in_spec(bundle, schema, &root, &mut found);
        edits.push((path.to_owned(), redactions(&found, path, &mut secrets, &mut unwritable)));
    }
    if let Some(root) = bundle.text(SCHEMA).and_then(|text| yaml::parse(text).root) {
        let mut found = vec![];
        in_schema(&root, &mut found);
        edits.push((SCHEMA.into(), redactions(&found, SCHEMA, &mut secrets, &mut unwritable)));
    }
    secrets.retain(|secret: &String| secret.len() >= MIN_SEARCHED);
    let mut files = vec![];
    for file in &bundle.files {
        let bytes = match file.text() {
            None => file.bytes().to_vec(),
            Some(text) => {
                let own = edits.iter().find(|(path, _)| *path == file.path);
                let own = own.map(|(_, edits)| edits.clone()).unwrap_or_default();
                super::marked::edited(text, own).into_bytes()
            }
        };
        let holds =
            |secret: &String| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        if unwritable.contains(&file.path) || secrets.iter().any(holds) {
            unwritable.push(file.path.clone());
        } else {
            files.push((file.path.clone(), bytes));
        }
    }
    unwritable.compact_sort();
    unwritable.dedup();
    (files, unwritable)
}

/// The specs of a bundle: its samples, and other files that begin as one.
fn specs(bundle: &Bundle) -> Vec<(&str, &str)> {
    let samples: Vec<&str> = bundle.samples().into_iter().map(|(_, path)| path).collect();
    let texts = bundle.files.iter().filter_map(|file| Some((file.path.as_str(), file.text()?)));
    let is_spec = |&(path, text): &(&str, &str)| {
        samples.contains(&path)
            || path == bundle.spec()
            || text.lines().any(|line| line.starts_with("proton:"))
    };
    texts.filter(is_spec).collect()
}

/// The scalars of a spec that are secrets.
fn in_spec<'n>(bundle: &Bundle, schema: &Schema, root: &'n Node, found: &mut Vec<&'n Node>) {
    let mut add = |role, node: Option<&'n Node>| {
        if let (Some(definition), Some(node)) = (schema.definition(role), node) {
            in_value(schema, definition, node, &mut vec![], found);
        }
    };
    if bundle.kind() == Kind::Service {
        add(Role::Pipeline, root.get("pipeline"));
        for instance in root.get("instances").map(Node::items).unwrap_or_default() {
            add(Role::Service, instance.get("spec"));
        }
    } else {
        add(Role::Environment, root.get("spec"));
    }
}

fn in_value<'n>(
    schema: &Schema,
    definition: &Value,
    node: &'n Node,
    path: &mut Vec<Key>,
    found: &mut Vec<&'n Node>,
) {
    if matches!(node.kind, NodeKind::Scalar { .. }) {
        if is_password(schema, definition, path, 0) {
            found.push(node);
        }
        return;
    }
    for (at, item) in node.items().iter().enumerate() {
        path.push(at.into());
        in_value(schema, definition, item, path, found);
        path.pop();
    }
    for entry in node.entries() {
        // `<<` merges the entries of its value.
        let is_merge = entry.is_merge();
        if !is_merge {
            path.push(Key::from(entry.name()));
        }
        in_value(schema, definition, &entry.value, path, found);
        if !is_merge {
            path.pop();
        }
    }
}

/// The scalars of a schema that are values of secrets.
fn in_schema<'n>(node: &'n Node, found: &mut Vec<&'n Node>) {
    if node.get("format").and_then(Node::text) == Some("password") {
        for key in ["default", "example", "enum"] {
            let value = node.get(key);
            let items = value.map(Node::items).unwrap_or_default();
            found.extend(value.into_iter().chain(items).filter(|value| value.text().is_some()));
        }
    }
    node.items().iter().for_each(|item| in_schema(item, found));
    node.entries().iter().for_each(|entry| in_schema(&entry.value, found));
}

/// The edits that replace secrets. A file with a secret that has an anchor or is an alias cannot be written.
fn redactions(
    found: &[&Node],
    path: &str,
    secrets: &mut Vec<String>,
    unwritable: &mut Vec<String>,
) -> Vec<Edit> {
    let mut edits = vec![];
    for node in found {
        let Some(text) = node.text() else { continue };
        secrets.push(text.to_owned());
        // A block scalar ends with a line break, which has to stay.
        let is_block = matches!(
            &node.kind,
            NodeKind::Scalar { style: yaml::Style::Literal | yaml::Style::Folded, .. }
        );
        if node.alias || node.anchored || is_block {
            unwritable.push(path.to_owned());
        } else {
            edits.push(Edit { span: node.span, text: REDACTED.into() });
        }
    }
    edits
}
