//! The properties that the definitions of a schema declare, with their spans.

use crate::render::references::Step;
use crate::schema::{Schema, type_name};
use crate::text::Span;
use crate::yaml::{Entry, Node};

/// A declared property.
#[derive(Clone, Copy)]
pub(super) struct Property<'s> {
    pub(super) entry: &'s Entry,
    /// The definition that declares it.
    pub(super) owner: &'s Node,
}

/// The maximum nesting of combined definitions: some refer to themselves.
const MAX_DEPTH: usize = 8;
/// The maximum number of definitions that one is combined from.
const MAX_PARTS: usize = 64;

impl Property<'_> {
    /// The span of its name, which identifies it.
    pub(super) const fn key(&self) -> Span {
        self.entry.key.span
    }
}

/// The properties of a definition and of the definitions that it is combined from.
pub(super) fn properties<'s>(schema: &'s Schema, definition: &'s Node) -> Vec<Property<'s>> {
    let parts = parts(schema, definition);
    let own = |owner: &&'s Node| {
        let owner = *owner;
        let entries = owner.get("properties").map(Node::entries).unwrap_or_default().iter();
        entries.map(move |entry| Property { entry, owner })
    };
    parts.iter().flat_map(own).collect()
}

/// The definitions one step below a definition.
pub(super) fn step<'s>(schema: &'s Schema, definition: &'s Node, step: &Step) -> Vec<&'s Node> {
    let declared = properties(schema, definition);
    let named = declared.iter().filter(|property| match step {
        Step::Name(name) => property.entry.name() == name,
        Step::Each => true,
    });
    let mut found: Vec<&Node> = named.map(|property| &property.entry.value).collect();
    for part in parts(schema, definition) {
        if *step == Step::Each {
            found.extend(part.get("items"));
        }
        if found.is_empty() || *step == Step::Each {
            found.extend(part.get("additionalProperties"));
        }
    }
    found
}

/// A definition with its `$ref` resolved, and the definitions that it is combined from.
pub(super) fn parts<'s>(schema: &'s Schema, definition: &'s Node) -> Vec<&'s Node> {
    let mut found = vec![];
    collect(schema, definition, 0, &mut found);
    found
}

fn collect<'s>(schema: &'s Schema, definition: &'s Node, depth: usize, found: &mut Vec<&'s Node>) {
    let definition = followed(schema, definition);
    let is_known = found.iter().any(|known| std::ptr::eq(*known, definition));
    if depth > MAX_DEPTH || found.len() >= MAX_PARTS || is_known {
        return;
    }
    found.push(definition);
    for key in ["allOf", "oneOf", "anyOf"] {
        for member in definition.get(key).map(Node::items).unwrap_or_default() {
            collect(schema, member, depth + 1, found);
        }
    }
}

/// Resolves the `$ref` of a definition.
pub(super) fn followed<'s>(schema: &'s Schema, definition: &'s Node) -> &'s Node {
    let target = definition.get("$ref").and_then(Node::text);
    target.and_then(|target| schema.node(type_name(target))).unwrap_or(definition)
}

/// All definitions below `types`, including nested ones.
pub(super) fn definitions(schema: &Schema) -> Vec<&Node> {
    let mut found = vec![];
    for entry in schema.written.as_ref().map(Node::entries).unwrap_or_default() {
        below(&entry.value, 0, &mut found);
    }
    found
}

fn below<'s>(definition: &'s Node, depth: usize, found: &mut Vec<&'s Node>) {
    if depth > 2 * MAX_DEPTH || definition.alias {
        return;
    }
    found.push(definition);
    for entry in definition.entries() {
        match entry.name() {
            "properties" => {
                for property in entry.value.entries() {
                    below(&property.value, depth + 1, found);
                }
            }
            "items" | "additionalProperties" | "not" => below(&entry.value, depth + 1, found),
            "allOf" | "oneOf" | "anyOf" => {
                for member in entry.value.items() {
                    below(member, depth + 1, found);
                }
            }
            _ => {}
        }
    }
}

/// Visits the keys of a value, each with the properties that may define it.
pub(super) fn given<'n, 's>(
    schema: &'s Schema,
    value: &'n Node,
    definitions: &[&'s Node],
    visit: &mut dyn FnMut(&'n Entry, &[Property<'s>]),
) {
    below_value(schema, value, definitions, 0, visit);
}

fn below_value<'n, 's>(
    schema: &'s Schema,
    value: &'n Node,
    definitions: &[&'s Node],
    depth: usize,
    visit: &mut dyn FnMut(&'n Entry, &[Property<'s>]),
) {
    if definitions.is_empty() || depth > 2 * MAX_DEPTH {
        return;
    }
    let next = |step: &Step| -> Vec<&'s Node> {
        definitions.iter().flat_map(|definition| self::step(schema, definition, step)).collect()
    };
    for item in value.items() {
        below_value(schema, item, &next(&Step::Each), depth + 1, visit);
    }
    for entry in value.entries() {
        let name = entry.name();
        if entry.is_merge() {
            // Keys from a merge key (`<<`) count like keys of this mapping.
            let several = entry.value.items();
            let merged =
                if several.is_empty() { std::slice::from_ref(&entry.value) } else { several };
            for value in merged {
                below_value(schema, value, definitions, depth + 1, visit);
            }
            continue;
        }
        let all = definitions.iter().flat_map(|definition| properties(schema, definition));
        let named: Vec<_> = all.filter(|property| property.entry.name() == name).collect();
        visit(entry, &named);
        below_value(schema, &entry.value, &next(&Step::Name(name.to_owned())), depth + 1, visit);
    }
}
