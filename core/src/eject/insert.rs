//! The sections that a template gets: `Parameters`, and `Metadata` with their labels and groups.

use super::parameter::Parameter;
use crate::schema::json;
use crate::text::{Edit, Span};
use crate::value::{Map, Value};
use crate::yaml::{self, Entry, Node, NodeKind, Style};

/// The key that the console reads labels and groups from.
pub(super) const INTERFACE: &str = "AWS::CloudFormation::Interface";

/// `text` with these parameters, after those that it has. Fails where a section cannot be extended.
pub(super) fn with_parameters(text: &str, parameters: &[Parameter]) -> Result<String, String> {
    if parameters.is_empty() {
        return Ok(text.to_owned());
    }
    let definitions = parameters
        .iter()
        .map(|parameter| (parameter.name.clone(), Value::Map(parameter.definition.clone())));
    let mut text = with_section(text, "Parameters", &definitions.collect())?;
    let root = yaml::parse(&text).root;
    let metadata = root.as_ref().and_then(|root| root.get("Metadata"));
    if metadata.is_none_or(|metadata| metadata.get(INTERFACE).is_none()) {
        let interface = Map::from_iter([(INTERFACE.to_owned(), interface(parameters))]);
        text = with_section(&text, "Metadata", &interface)?;
    }
    Ok(text)
}

/// The names that the output with the origin of a template can have: the second one if the template has the first.
const EJECTED_FROM: [&str; 2] = ["EjectedFrom", "EjectedFromProton"];
/// The maximum number of outputs of a template. Source: CloudFormation's quotas.
const MAX_OUTPUTS: usize = 200;

/// The name of the added output for templates with these outputs; `None` if none can be added.
pub(super) fn origin_output(roots: &[&Node]) -> Option<&'static str> {
    let outputs: Vec<&[Entry]> = roots
        .iter()
        .map(|root| root.get("Outputs").map(Node::entries).unwrap_or_default())
        .collect();
    if outputs.iter().any(|outputs| outputs.len() >= MAX_OUTPUTS) {
        return None;
    }
    let is_free =
        |name: &&str| !outputs.iter().any(|all| all.iter().any(|entry| entry.name() == *name));
    EJECTED_FROM.into_iter().find(is_free)
}

/// `text` with an output that names the origin of the template. CloudFormation stores a template only if something
/// that it resolves to has changed, so without the output, a stack would keep Proton's template.
pub(super) fn with_origin(text: &str, name: &str, origin: &str) -> Result<String, String> {
    let description = "The template bundle of AWS Proton that this template was made from.";
    let output = Map::from_iter([
        ("Description".to_owned(), description.into()),
        ("Value".to_owned(), origin.into()),
    ]);
    with_section(text, "Outputs", &Map::from_iter([(name.to_owned(), Value::Map(output))]))
}

fn interface(parameters: &[Parameter]) -> Value {
    let labelled = |text: &str| Value::Map(Map::from_iter([("default".to_owned(), text.into())]));
    let mut groups: Vec<(&str, Vec<Value>)> = vec![];
    for parameter in parameters {
        let name = Value::from(parameter.name.as_str());
        match groups.iter_mut().find(|(group, _)| *group == parameter.group) {
            Some((_, names)) => names.push(name),
            None => groups.push((&parameter.group, vec![name])),
        }
    }
    let groups = groups.into_iter().map(|(group, names)| {
        Value::Map(Map::from_iter([
            ("Label".to_owned(), labelled(group)),
            ("Parameters".to_owned(), Value::List(names)),
        ]))
    });
    let mut interface =
        Map::from_iter([("ParameterGroups".to_owned(), Value::List(groups.collect()))]);
    let labels = parameters.iter().filter_map(|parameter| {
        Some((parameter.name.clone(), labelled(parameter.label.as_deref()?)))
    });
    let labels: Map = labels.collect();
    if !labels.is_empty() {
        interface.insert("ParameterLabels", Value::Map(labels));
    }
    Value::Map(interface)
}

/// Returns `text` with more entries at the end of a section, and with the section itself if `text` lacks it.
pub(super) fn with_section(text: &str, name: &str, more: &Map) -> Result<String, String> {
    if more.is_empty() {
        return Ok(text.to_owned());
    }
    let root = yaml::parse(text).root.ok_or("the template is not well-formed")?;
    let edit = match root.entry(name).filter(|entry| !entry.value.is_null()) {
        Some(section) if section.value.is_flow() => in_braces(text, &section.value, more),
        Some(section) if section.value.alias || section.value.entries().is_empty() => {
            return Err(format!("its section `{name}` is not a mapping"));
        }
        Some(section) => at_end(text, section, more),
        None if root.is_flow() => {
            let section = Map::from_iter([(name.to_owned(), Value::Map(more.clone()))]);
            in_braces(text, &root, &section)
        }
        // `...` ends a document.
        None if name == "Outputs" && !text.contains("\n...") && !ends_in_block_scalar(&root) => {
            at_end_of_document(text, name, more)
        }
        None => before_resources(text, &root, name, more),
    };
    Ok(edit.apply(text))
}

/// Entries as JSON, as the first of a mapping in braces.
fn in_braces(text: &str, mapping: &Node, more: &Map) -> Edit {
    let json = serde_json::to_string_pretty(&json(&Value::Map(more.clone()))).unwrap_or_default();
    let inner = json.strip_prefix('{').and_then(|json| json.strip_suffix('}')).unwrap_or(&json);
    let comma = if mapping.entries().is_empty() { "" } else { "," };
    let at = mapping
        .entries()
        .first()
        .map_or(mapping.span.end.saturating_sub(1), |first| first.key.span.start);
    // The entry that was the first one keeps its indentation.
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = if text[start..at].trim().is_empty() { &text[start..at] } else { "" };
    let inner = inner.trim();
    Edit { span: Span::new(at, at), text: format!("{inner}{comma}\n{indent}") }
}

/// Entries below the last one of a section.
fn at_end(text: &str, section: &Entry, more: &Map) -> Edit {
    let entries = section.value.entries();
    let column = entries.first().map_or(0, |first| {
        let start = first.key.span.start;
        start - text[..start].rfind('\n').map_or(0, |newline| newline + 1)
    });
    let end = section.value.span.end;
    let at = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
    // The span of a block scalar ends behind its last line.
    let at = if end > 0 && text[..end].ends_with('\n') { end } else { at };
    let lead = if text[..at].ends_with('\n') { "" } else { "\n" };
    Edit { span: Span::new(at, at), text: format!("{lead}{}", block(more, column)) }
}

/// A section of its own before the resources and the comment above them.
fn before_resources(text: &str, root: &Node, name: &str, more: &Map) -> Edit {
    let entry = root.entry("Parameters").filter(|_| name == "Metadata");
    let entry = entry.or(root.entry("Conditions").filter(|_| name != "Conditions"));
    let entry = entry.or(root.entry("Resources")).or(root.entries().first());
    let mut at = entry.map_or(0, |entry| entry.key.span.start);
    while let Some(before) = text[..at].strip_suffix('\n') {
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        if !before[start..].starts_with('#') {
            break;
        }
        at = start;
    }
    Edit { span: Span::new(at, at), text: format!("{name}:\n{}\n", block(more, 2)) }
}

/// Whether the last part of a document is a block scalar, which a line break after it could change.
fn ends_in_block_scalar(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar { style, .. } => matches!(style, Style::Literal | Style::Folded),
        NodeKind::Sequence { items, .. } => items.last().is_some_and(ends_in_block_scalar),
        NodeKind::Mapping { entries, .. } => {
            entries.last().is_some_and(|entry| ends_in_block_scalar(&entry.value))
        }
    }
}

/// A section of its own after all others.
fn at_end_of_document(text: &str, name: &str, more: &Map) -> Edit {
    let lead = if text.ends_with('\n') { "\n" } else { "\n\n" };
    let at = text.len();
    Edit { span: Span::new(at, at), text: format!("{lead}{name}:\n{}", block(more, 2)) }
}

/// A mapping in lines that are indented to a column, each with its end.
fn block(map: &Map, column: usize) -> String {
    let lines = yaml::document(&Value::Map(map.clone()));
    let indent = " ".repeat(column);
    lines
        .lines()
        .map(|line| if line.is_empty() { "\n".into() } else { format!("{indent}{line}\n") })
        .collect()
}
