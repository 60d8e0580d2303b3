//! The diagram of a rendered template: its resources and their references.

use std::collections::HashSet;

use super::draft::{Draft, New};
use super::functions::{Reference, references};
use super::places::Places;
use super::{Destination, Diagram, Kind, Link, NodeState, Problem, Relation};
use crate::diagnostic::Diagnostic;
use crate::sort::CompactSort;
use crate::yaml::{self, Entry, Node};

/// A rendered text, with the names that identify its diagnostics.
#[derive(Clone, Copy, Debug)]
pub struct Rendered<'r> {
    /// The bundle's name.
    pub bundle: &'r str,
    /// [`crate::Rendering::file_name`] of the rendering.
    pub file_name: &'r str,
    /// The rendered text.
    pub text: &'r str,
}

/// The key of a node: conditions and outputs have their own namespaces.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// A resource or a parameter.
    Named(String),
    Condition(String),
    Output(String),
}

/// The sections that nodes come from.
const SECTIONS: [(&str, Kind); 4] = [
    ("Parameters", Kind::Parameter),
    ("Conditions", Kind::Condition),
    ("Resources", Kind::Resource),
    ("Outputs", Kind::Output),
];

/// Returns the diagram of a rendered template; empty if the text is not a template. It shows those `diagnostics` whose
/// place is in this text.
pub fn resources(rendered: Rendered<'_>, diagnostics: &[Diagnostic]) -> Diagram {
    let Some(root) = yaml::parse(rendered.text).root else { return Diagram::default() };
    let places = Places::new(rendered.text);
    let line_of = |byte: usize| places.line(byte);
    let mut draft = Draft::new();
    // The start line and the index of each node, for assigning problems.
    let mut begins: Vec<(usize, usize)> = vec![];
    let mut taken: Vec<(usize, Kind, &Entry)> = vec![];
    for (section, kind) in SECTIONS {
        for entry in entries(&root, section) {
            let line = line_of(entry.key.span.start);
            let node = draft.node(key(kind, entry.name()), || {
                let owner = entry.value.get("Type").and_then(Node::text).unwrap_or_default();
                New::plain(kind, entry.name(), owner, Some(Destination::Rendered(line)))
            });
            if let Some(node) = node {
                begins.push((line, node));
                taken.push((node, kind, entry));
            }
        }
    }
    let found: Vec<(usize, Problem)> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.file.bundle == rendered.bundle)
        .filter_map(|diagnostic| {
            let shown = diagnostic.rendered.as_ref()?;
            let is_here = shown.file_name == rendered.file_name;
            is_here.then(|| (shown.line, Problem::of(diagnostic)))
        })
        .collect();
    // A transform adds resources that are only known once CloudFormation has run it.
    let is_transformed = root.get("Transform").is_some()
        || entries(&root, "Resources").any(|entry| entry.name().starts_with("Fn::"));
    for (to, kind, entry) in taken {
        let mut seen = HashSet::new();
        for Reference { relation, target, attribute, span } in of(kind, entry) {
            if target.starts_with("AWS::")
                || !seen.insert((relation, target.clone(), attribute.clone()))
            {
                continue;
            }
            let line = line_of(span.start);
            let place = Some(Destination::Rendered(line));
            let is_condition = relation == Relation::Condition;
            let key = if is_condition {
                Key::Condition(target.clone())
            } else {
                Key::Named(target.clone())
            };
            let is_missing = draft.find(&key).is_none();
            let state = if is_transformed { NodeState::NotSeen } else { NodeState::NotDeclared };
            let from = draft.node(key, || New {
                state,
                ..New::plain(
                    if is_condition { Kind::Condition } else { Kind::Resource },
                    &target,
                    "",
                    place.clone(),
                )
            });
            let Some(from) = from else { continue };
            let problem = found.iter().find(|(at, _)| *at == line).map(|(_, one)| one.clone());
            let problem = problem.filter(|_| is_missing);
            draft.link(from, to, Link { relation, name: attribute, place, problem });
        }
    }
    begins.compact_sort();
    for (line, problem) in found {
        let before = begins.partition_point(|(begin, _)| *begin <= line);
        if let Some((_, node)) = before.checked_sub(1).and_then(|at| begins.get(at)) {
            draft.problem(*node, problem);
        }
    }
    draft.finish()
}

/// The entries of a section.
fn entries<'n>(root: &'n Node, section: &str) -> impl Iterator<Item = &'n Entry> {
    root.get(section).map(Node::entries).unwrap_or_default().iter()
}

fn key(kind: Kind, name: &str) -> Key {
    match kind {
        Kind::Condition => Key::Condition(name.to_owned()),
        Kind::Output => Key::Output(name.to_owned()),
        _ => Key::Named(name.to_owned()),
    }
}

/// The references of an entry.
fn of(kind: Kind, entry: &Entry) -> Vec<Reference> {
    let mut found = vec![];
    if kind == Kind::Parameter {
        return found;
    }
    references(&entry.value, kind == Kind::Condition, &mut found);
    let mut named = |relation, node: &Node| {
        if let Some(target) = node.text() {
            let (target, attribute) = (target.to_owned(), String::new());
            found.push(Reference { relation, target, attribute, span: node.span });
        }
    };
    if matches!(kind, Kind::Resource | Kind::Output)
        && let Some(condition) = entry.value.get("Condition")
    {
        named(Relation::Condition, condition);
    }
    if kind == Kind::Resource
        && let Some(before) = entry.value.get("DependsOn")
    {
        named(Relation::DependsOn, before);
        before.items().iter().for_each(|target| named(Relation::DependsOn, target));
    }
    found
}
