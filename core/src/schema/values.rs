//! Validates the values in a schema (defaults, examples, options) against the definitions that contain them.
//!
//! A `default` must be of the type that is defined (OpenAPI 3.0.3, section 4.7.24). An option that the rest of its
//! definition rejects can never be chosen.

use super::{Problem, Schema, Validator, is_of_kind};
use crate::bundle::FileId;
use crate::diagnostic::{Diagnostic, Fix, Severity, codes};
use crate::value::{Key, Map, Value};
use crate::yaml::{self, Node, NodeKind};

/// Maximum nesting depth of the definitions that are checked.
const MAX_DEPTH: usize = 20;
/// Maximum number of problems that get a fix.
const MAX_EDITS: usize = 8;
/// The keywords that hold values.
const GIVING: [&str; 3] = ["default", "example", "enum"];
/// The keywords that no value of the right type can violate.
const SILENT: [&str; 5] = ["type", "title", "description", "nullable", "deprecated"];

/// A value in a definition.
struct Given<'n> {
    /// The keyword: one of [`GIVING`].
    keyword: &'static str,
    /// The path of the value in the file.
    path: Vec<Key>,
    /// The input or type that the definition belongs to, such as `limits.memory`.
    of: String,
    /// The value; for `enum` the list of options.
    node: &'n Node,
    /// The definition that the value has to satisfy.
    definition: Value,
}

/// The problems of the values in the definitions under `types`, in the file `text`; `None` if the definitions cannot be
/// used for validation.
pub(super) fn values(
    types: &Node,
    schema: &Schema,
    file: &FileId,
    text: &str,
) -> Option<Vec<Diagnostic>> {
    let mut given = vec![];
    for entry in types.entries() {
        // Authors know the inputs by their names, not by the name of the input type.
        let is_input = schema.inputs.iter().any(|input| input.name == entry.name());
        let of = if is_input { "" } else { entry.name() };
        let path = ["schema", "types", entry.name()].map(Key::from);
        collect(&entry.value, &path, of, &mut given);
    }
    let definitions: Vec<_> = given.iter().map(|given| &given.definition).collect();
    if definitions.is_empty() {
        return Some(vec![]);
    }
    // One validator for all: building a validator takes longer than any validation.
    let validator = Validator::of_each(schema, &definitions).ok()?;
    let values = given.iter().map(|given| given.node.value()).collect();
    let mut found = vec![];
    for mut problem in validator.problems(&Value::List(values)) {
        let Some(Key::Index(index)) = problem.path.first().cloned() else { continue };
        problem.path.remove(0);
        // Each edit parses the file again. Once the first are applied, the next analysis offers the others.
        let text = (found.len() < MAX_EDITS).then_some(text);
        found.extend(given.get(index).and_then(|given| diagnostic(given, problem, file, text)));
    }
    Some(found)
}

/// Collects the values in `node`, the definition of `of` at `path`, and in the definitions nested in it.
fn collect<'n>(node: &'n Node, path: &[Key], of: &str, given: &mut Vec<Given<'n>>) {
    if node.alias || path.len() > 2 * MAX_DEPTH || node.get("$ref").is_some() {
        return;
    }
    let below = |keys: &[Key]| [path, keys].concat();
    let inner = |name: &str| if of.is_empty() { name.to_owned() } else { format!("{of}.{name}") };
    for keyword in GIVING {
        let Some(value) = node.get(keyword) else { continue };
        let mut definition = node.value().as_map().cloned().unwrap_or_default();
        definition.remove("default");
        definition.remove("example");
        if keyword == "enum" {
            definition.remove("enum");
        }
        let breaks = |name: &str| !SILENT.contains(&name) && !name.starts_with("x-");
        let is_strict = definition.iter().any(|(name, _)| breaks(name));
        if keyword == "enum" {
            definition = Map::from_iter([("items".to_owned(), Value::Map(definition))]);
        }
        let definition = Value::Map(definition);
        // Most definitions have just a type and a default, which need no validator.
        if !is_strict && (keyword == "enum" || is_of_kind(&definition, &value.value())) {
            continue;
        }
        given.push(Given {
            keyword,
            path: below(&[keyword.into()]),
            of: of.to_owned(),
            node: value,
            definition,
        });
    }
    for property in node.get("properties").map(Node::entries).unwrap_or_default() {
        let path = below(&["properties".into(), property.name().into()]);
        collect(&property.value, &path, &inner(property.name()), given);
    }
    for (keyword, of) in [("items", format!("{of}[]")), ("additionalProperties", inner("*"))] {
        if let Some(node) = node.get(keyword)
            && matches!(node.kind, NodeKind::Mapping { .. })
        {
            collect(node, &below(&[keyword.into()]), &of, given);
        }
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for (index, member) in
            node.get(keyword).map(Node::items).unwrap_or_default().iter().enumerate()
        {
            collect(member, &below(&[keyword.into(), index.into()]), of, given);
        }
    }
}

/// The diagnostic of one problem; without a fix if there is no `text`.
fn diagnostic(
    one: &Given,
    problem: Problem,
    file: &FileId,
    text: Option<&str>,
) -> Option<Diagnostic> {
    let node = one.node.at(&problem.path).unwrap_or(one.node);
    let mut of = one.of.clone();
    let mut path = one.path.clone();
    let mut steps = problem.path.iter();
    if one.keyword == "enum" {
        let index = steps.next()?;
        path.push(index.clone());
        // An option of the wrong type is already reported by the check of types.
        let option = one.node.child(index)?.value();
        if one.definition.get("items").is_some_and(|items| !is_of_kind(items, &option)) {
            return None;
        }
    }
    for step in steps {
        match step {
            Key::Name(name) if of.is_empty() => of.clone_from(name),
            Key::Name(name) => of = format!("{of}.{name}"),
            Key::Index(index) => of = format!("{of}[{index}]"),
        }
    }
    let of = if of.is_empty() { "the inputs".to_owned() } else { format!("`{of}`") };
    let (rule, what) = match one.keyword {
        "default" => (codes::DEFAULT_BREAKS_SCHEMA, "default"),
        "example" => (codes::EXAMPLE_BREAKS_SCHEMA, "example"),
        _ => (codes::ENUM_BREAKS_SCHEMA, "option"),
    };
    let message = if one.keyword == "enum" {
        format!("An option of {of} can never be chosen: it {}.", problem.message)
    } else {
        format!("The {what} of {of} breaks its own definition: it {}.", problem.message)
    };
    let severity = if problem.is_warning { Severity::Warning } else { rule.severity };
    let correction = problem.correction.and_then(|correction| correction.fix(node));
    let fix = correction.or_else(|| {
        let edit = yaml::set(text?, &path, None).ok()?;
        Some(Fix::suggestion(format!("Remove the {what}"), vec![edit]))
    });
    let help = problem.help.unwrap_or_else(|| {
        format!("Change or remove the {what}, or let the definition allow its value.")
    });
    Some(
        Diagnostic::new(rule, file.clone(), message)
            .severity(severity)
            .at(node.place(&[]))
            .help(help)
            .fix(fix),
    )
}
