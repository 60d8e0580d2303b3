//! Resolves nodes to values: YAML 1.1 as implemented by PyYAML's `SafeLoader`.

use super::number::{float, integer, timestamp};
use super::{Entry, Node, NodeKind, Style};
use crate::value::{Map, Value};

const YAML: &str = "tag:yaml.org,2002:";

impl Node {
    /// The value, as `yaml.safe_load` returns it: `yes` is true, `010` is eight, `<<` merges, and the last of equal
    /// keys counts. Dates become the text of `isoformat()`, keys that of `str()`. Application tags (`!Ref`) are
    /// ignored.
    pub fn value(&self) -> Value {
        match &self.kind {
            NodeKind::Scalar { text, style } => scalar(text, *style, self.tag.as_deref()),
            NodeKind::Sequence { items, .. } => {
                Value::List(items.iter().map(Node::value).collect())
            }
            NodeKind::Mapping { entries, .. } => Value::Map(mapping(entries)),
        }
    }

    /// The value with every scalar as a string, as PyYAML's `BaseLoader` returns it.
    pub fn strings(&self) -> Value {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Value::String(text.clone()),
            NodeKind::Sequence { items, .. } => {
                Value::List(items.iter().map(Node::strings).collect())
            }
            NodeKind::Mapping { entries, .. } => Value::Map(
                entries
                    .iter()
                    .map(|entry| (entry.name().to_owned(), entry.value.strings()))
                    .collect(),
            ),
        }
    }

    /// Whether YAML 1.1 reads the node as a date or a time: a plain scalar without a tag that looks like one.
    pub fn is_plain_time(&self) -> bool {
        let NodeKind::Scalar { text, style: Style::Plain } = &self.kind else { return false };
        self.tag.is_none() && super::is_time(text)
    }

    /// Whether the node is null: omitted, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, NodeKind::Scalar { .. }) && self.value() == Value::Null
    }
}

/// Resolves a plain scalar.
pub(super) fn plain(text: &str) -> Value {
    let first = text.bytes().next().unwrap_or(b' ');
    match first {
        b' ' if text.is_empty() => return Value::Null,
        b'~' | b'n' | b'N' if matches!(text, "~" | "null" | "Null" | "NULL") => return Value::Null,
        b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' => {
            if let Some(value) = boolean(text) {
                return Value::Bool(value);
            }
        }
        b'-' | b'+' | b'.' | b'0'..=b'9' => {
            if let Some(value) = float(text)
                .map(Value::Float)
                .or_else(|| integer(text))
                .or_else(|| timestamp(text).map(|time| Value::String(time.iso)))
            {
                return value;
            }
        }
        _ => {}
    }
    Value::String(text.to_owned())
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

fn scalar(text: &str, style: Style, tag: Option<&str>) -> Value {
    let as_text = || Value::String(text.to_owned());
    match tag.map(|tag| tag.strip_prefix(YAML).unwrap_or("")) {
        None if style == Style::Plain => plain(text),
        Some("null") => Value::Null,
        Some("bool") => boolean(&text.to_ascii_lowercase()).map_or_else(as_text, Value::Bool),
        Some("int") => integer(text).unwrap_or_else(as_text),
        Some("float") => float(text)
            .or_else(|| text.replace('_', "").parse().ok())
            .map_or_else(as_text, Value::Float),
        Some("timestamp") => timestamp(text).map_or_else(as_text, |time| Value::String(time.iso)),
        _ => as_text(),
    }
}

/// The entries of a mapping. Values merged by `<<` come first, in PyYAML's order, and are overridden by the mapping's
/// own.
fn mapping(entries: &[Entry]) -> Map {
    if !entries.iter().any(Entry::is_merge) {
        return entries.iter().map(|entry| (key(&entry.key), entry.value.value())).collect();
    }
    let mut pairs = vec![];
    for entry in entries.iter().filter(|entry| entry.is_merge()) {
        match &entry.value.kind {
            NodeKind::Sequence { items, .. } => {
                pairs.extend(items.iter().rev().flat_map(|item| pairs_of(item.entries())));
            }
            _ => pairs.extend(pairs_of(entry.value.entries())),
        }
    }
    let own = entries.iter().filter(|entry| !entry.is_merge());
    pairs.extend(own.map(|entry| (key(&entry.key), entry.value.value())));
    pairs.into_iter().collect()
}

fn pairs_of(entries: &[Entry]) -> Vec<(String, Value)> {
    mapping(entries).into_iter().collect()
}

/// The key as Python's `str()` prints it.
fn key(node: &Node) -> String {
    let NodeKind::Scalar { text, style } = &node.kind else { return String::new() };
    if *style == Style::Plain
        && node.tag.is_none()
        && let Some(time) = timestamp(text)
    {
        return time.str;
    }
    match scalar(text, *style, node.tag.as_deref()) {
        Value::String(text) | Value::BigInt(text) => text,
        Value::Int(number) => number.to_string(),
        Value::Float(number) => crate::value::float_repr(number),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        _ => "None".into(),
    }
}
