//! Sets one value in a text and leaves the rest unchanged.

use std::fmt;

use super::emit::{Layout, blanks, key as emit_key};
use super::scalar::styled;
use super::source::{after_colon, column, dash, layout, line_end, line_start};
use super::{Node, NodeKind, Style, parse};
use crate::text::{Edit, Span};
use crate::value::{Key, Map, Value};

/// The reason why a value cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetError {
    /// The problem and how to solve it, for the user.
    pub message: String,
}

impl fmt::Display for SetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SetError {}

pub(super) fn refuse<T>(message: impl Into<String>) -> Result<T, SetError> {
    Err(SetError { message: message.into() })
}

/// The edit that sets the value at `path`, or removes it if there is no `value`.
///
/// All other values stay the same. Their comments, order, quotes and layout do too, unless they are part of the
/// replaced text. Missing mappings on the path are created, and a sequence grows by one if the index equals its length.
/// A mapping or list that loses its last item stays as an empty collection.
pub fn set(text: &str, path: &[Key], value: Option<&Value>) -> Result<Edit, SetError> {
    let document = parse(text);
    if let Some(error) = document.error {
        return refuse(format!("Fix the syntax of the file first. {}", error.message));
    }
    let root = document.root.as_ref();
    let before = root.map(Node::value).unwrap_or_default();
    let after = replaced(&before, path, value)?;
    if same(&before, &after) {
        return Ok(Edit { span: Span::default(), text: String::new() });
    }
    let source = Source { text, layout: layout(text, root) };
    let edit = match root {
        Some(root) => source.change(Slot::Root, root, path, value)?,
        None => source.begin(&after),
    };
    // Whatever the text looks like, the edit is returned only if it has exactly the requested effect.
    let changed = parse(&edit.apply(text)).root.as_ref().map(Node::value);
    if changed.is_some_and(|changed| same(&changed, &after)) {
        Ok(edit)
    } else {
        refuse(
            "This value cannot be changed separately, because others depend on it. Edit the file itself.",
        )
    }
}

/// A new document with `value`.
pub fn document(value: &Value) -> String {
    set("", &[], Some(value)).map_or_else(|_| super::flow(value), |edit| edit.apply(""))
}

/// A copy of `value` with `new` at `path`.
fn replaced(value: &Value, path: &[Key], new: Option<&Value>) -> Result<Value, SetError> {
    let Some((key, rest)) = path.split_first() else {
        return Ok(new.cloned().unwrap_or_default());
    };
    let gone = rest.is_empty() && new.is_none();
    match (key, value) {
        (_, Value::Null) => match new {
            Some(new) => Ok(wrapped(path, new)),
            None => Ok(Value::Null),
        },
        (Key::Name(name), Value::Map(map)) => {
            let mut map = map.clone();
            match map.get(name) {
                Some(_) if gone => drop(map.remove(name)),
                Some(old) => {
                    let changed = replaced(old, rest, new)?;
                    map.insert(name, changed);
                }
                None => {
                    if let Some(new) = new {
                        map.insert(name, wrapped(rest, new));
                    }
                }
            }
            Ok(Value::Map(map))
        }
        (Key::Index(index), Value::List(items)) => {
            let mut items = items.clone();
            let end = items.len();
            match items.get_mut(*index) {
                Some(_) if gone => drop(items.remove(*index)),
                Some(item) => *item = replaced(item, rest, new)?,
                None if *index == end => items.extend(new.map(|new| wrapped(rest, new))),
                None => {}
            }
            Ok(Value::List(items))
        }
        (Key::Name(name), _) => {
            refuse(format!("`{name}` cannot be added: the file isn't a mapping."))
        }
        (Key::Index(_), _) => refuse("There is no list to change here."),
    }
}

/// `value` wrapped in a new collection for each step of `path`.
fn wrapped(path: &[Key], value: &Value) -> Value {
    path.iter().rev().fold(value.clone(), |value, key| match key {
        Key::Name(name) => Value::Map(Map::from_iter([(name.clone(), value)])),
        Key::Index(_) => Value::List(vec![value]),
    })
}

/// Equality in which NaN equals itself and the order of keys does not matter.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

/// The syntax that precedes a value.
#[derive(Clone, Copy)]
enum Slot {
    /// The value is the root of the document.
    Root,
    /// A `:` that ends before byte `after`, in a block mapping in `column`.
    Key { after: usize, column: usize },
    /// A dash that ends before byte `after`, in `column`.
    Dash { after: usize, column: usize },
    /// A place in a flow collection; `lead` is `: ` if the `:` must be added.
    Flow { lead: &'static str },
}

struct Source<'t> {
    text: &'t str,
    layout: Layout<'t>,
}

impl Source<'_> {
    /// The edit that adds the first value to an empty text, below its comments.
    fn begin(&self, value: &Value) -> Edit {
        let end = self.text.len();
        let lead = if self.text.is_empty() || self.text.ends_with('\n') {
            ""
        } else {
            self.layout.newline
        };
        let block = self.layout.block_or_inline(value, 0, Style::Plain);
        Edit { span: Span::new(end, end), text: format!("{lead}{block}{}", self.layout.newline) }
    }

    fn change(
        &self,
        slot: Slot,
        node: &Node,
        path: &[Key],
        value: Option<&Value>,
    ) -> Result<Edit, SetError> {
        let Some((key, rest)) = path.split_first() else {
            return Ok(self.replace(slot, node, value.unwrap_or(&Value::Null)));
        };
        if node.alias {
            return refuse(
                "This value is an alias (`*`). Change the original, or write the value here.",
            );
        }
        let Some(child) = node.child(key) else {
            let Some(value) = value else { return refuse("There is nothing to remove here.") };
            let is_empty = node.items().is_empty() && node.entries().is_empty();
            return if is_empty {
                Ok(self.replace(slot, node, &wrapped(path, value)))
            } else {
                self.insert(node, key, &wrapped(rest, value))
            };
        };
        if rest.is_empty() && value.is_none() {
            return self.remove(slot, node, key);
        }
        self.change(self.slot(node, key)?, child, rest, value)
    }

    /// The slot of the child `key` of `node`.
    fn slot(&self, node: &Node, key: &Key) -> Result<Slot, SetError> {
        match key {
            Key::Name(name) => {
                let key = node.entry(name).map_or(node.span, |entry| entry.key.span);
                let after = after_colon(self.text, key.end);
                if node.is_flow() {
                    return Ok(Slot::Flow { lead: if after.is_some() { " " } else { ": " } });
                }
                match after {
                    Some(after) => Ok(Slot::Key { after, column: column(self.text, key.start) }),
                    None => refuse(format!("`{name}` has no `:`. Add it first.")),
                }
            }
            Key::Index(_) if node.is_flow() => Ok(Slot::Flow { lead: "" }),
            Key::Index(index) => match dash(self.text, node, *index) {
                Some(dash) => Ok(Slot::Dash { after: dash + 1, column: column(self.text, dash) }),
                None => refuse("The dash of this item cannot be found. Edit the file itself."),
            },
        }
    }

    fn replace(&self, slot: Slot, node: &Node, value: &Value) -> Edit {
        let style = match node.kind {
            NodeKind::Scalar { style, .. } => style,
            _ => Style::Plain,
        };
        let (after, text) = match slot {
            Slot::Flow { lead } => {
                let lead = if node.span.start == node.span.end { lead } else { "" };
                let text = styled(value, true, style);
                return Edit { span: node.span, text: format!("{lead}{text}") };
            }
            Slot::Root => {
                let block = self.layout.block_or_inline(value, 0, style);
                return Edit { span: node.span, text: block };
            }
            Slot::Key { after, column } => (after, self.layout.after_key(value, column, style)),
            Slot::Dash { after, column } => (after, self.layout.after_dash(value, column, style)),
        };
        let end = line_end(self.text, node.span.end);
        let (first, lines) = text.split_at(text.find(['\r', '\n']).unwrap_or(text.len()));
        let comment = self.comment(after, node);
        let lead = if comment.is_empty() { "" } else { " " };
        let last =
            if end == self.text.len() && !lines.is_empty() { self.layout.newline } else { "" };
        Edit { span: Span::new(after, end), text: format!("{first}{lead}{comment}{lines}{last}") }
    }

    /// The comment beside a value, which stays when the value is replaced.
    fn comment(&self, after: usize, node: &Node) -> &str {
        let line = line_end(self.text, after);
        let header = node.span.start..line_end(self.text, node.span.start);
        let rest = if node.span.start > line {
            // The edit replaces everything from the next line on; a comment beside the key stays.
            after..line
        } else {
            match node.kind {
                NodeKind::Scalar { style: Style::Literal | Style::Folded, .. } => header,
                NodeKind::Scalar { .. } => node.span.end..line_end(self.text, node.span.end),
                _ if node.is_flow() => node.span.end..line_end(self.text, node.span.end),
                _ => return "",
            }
        };
        let rest = &self.text[rest];
        rest.find('#').map_or("", |at| rest[at..].trim_end())
    }

    fn insert(&self, node: &Node, key: &Key, value: &Value) -> Result<Edit, SetError> {
        let end = match &node.kind {
            NodeKind::Mapping { entries, .. } => {
                entries.last().map(|last| last.value.span.end.max(last.key.span.end))
            }
            NodeKind::Sequence { items, .. } => items.last().map(|last| last.span.end),
            NodeKind::Scalar { .. } => None,
        };
        let Some(end) = end else { return refuse("There is nothing to add to here.") };
        if node.is_flow() {
            let text = match key {
                Key::Name(name) => format!(", {}: {}", emit_key(name, true), super::flow(value)),
                Key::Index(_) => format!(", {}", super::flow(value)),
            };
            return Ok(Edit { span: Span::new(end, end), text });
        }
        let line = match key {
            Key::Name(name) => {
                let first = node.entries().first().map_or(node.span, |first| first.key.span);
                let column = column(self.text, first.start);
                let value = self.layout.after_key(value, column, Style::Plain);
                format!("{}{}:{value}", blanks(column), emit_key(name, false))
            }
            Key::Index(_) => {
                let column = dash(self.text, node, 0).map_or(0, |dash| column(self.text, dash));
                format!(
                    "{}-{}",
                    blanks(column),
                    self.layout.after_dash(value, column, Style::Plain)
                )
            }
        };
        let end = line_end(self.text, end);
        let last = if end == self.text.len() { self.layout.newline } else { "" };
        Ok(Edit { span: Span::new(end, end), text: format!("{}{line}{last}", self.layout.newline) })
    }

    fn remove(&self, slot: Slot, node: &Node, key: &Key) -> Result<Edit, SetError> {
        // The span of each item, and the index of the item to remove.
        let (spans, index): (Vec<Span>, usize) = match (&node.kind, key) {
            (NodeKind::Mapping { entries, .. }, Key::Name(name)) => {
                let spans = entries.iter().map(|entry| {
                    Span::new(entry.key.span.start, entry.value.span.end.max(entry.key.span.end))
                });
                (
                    spans.collect(),
                    entries.iter().rposition(|entry| entry.name() == name).unwrap_or(0),
                )
            }
            (NodeKind::Sequence { items, flow }, Key::Index(index)) => {
                let start = |at: usize, item: &Node| match flow {
                    true => Some(item.span.start),
                    false => dash(self.text, node, at),
                };
                let spans = items
                    .iter()
                    .enumerate()
                    .filter_map(|(at, item)| Some(Span::new(start(at, item)?, item.span.end)));
                (spans.collect(), *index)
            }
            _ => return refuse("There is nothing to remove here."),
        };
        let Some(&span) = spans.get(index) else {
            return refuse("There is nothing to remove here.");
        };
        if spans.len() == 1 {
            let empty = match key {
                Key::Name(_) => Value::Map(Map::default()),
                Key::Index(_) => Value::List(vec![]),
            };
            return Ok(self.replace(slot, node, &empty));
        }
        let start = line_start(self.text, span.start);
        let cut = if node.is_flow() {
            match spans.get(index + 1) {
                Some(next) => Span::new(span.start, next.start),
                None => Span::new(spans[index - 1].end, span.end),
            }
        } else if !self.text[start..span.start]
            .trim_start_matches('\u{feff}')
            .trim_matches(' ')
            .is_empty()
        {
            // The item begins after a dash, which the next item takes over.
            let next = spans.get(index + 1).map_or(span.end, |next| next.start);
            Span::new(span.start, next)
        } else {
            let start = start + if self.text[start..].starts_with('\u{feff}') { 3 } else { 0 };
            let end = line_end(self.text, span.end);
            match self.text[end..].find('\n') {
                Some(newline) => Span::new(start, end + newline + 1),
                None => Span::new(self.text[..start].trim_end_matches(['\n', '\r']).len(), end),
            }
        };
        Ok(Edit { span: cut, text: String::new() })
    }
}
