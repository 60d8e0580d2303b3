//! YAML as PyYAML's `safe_load` reads it (YAML 1.1), with source spans.
//!
//! Proton and CloudFormation read YAML 1.1, where `yes` is a boolean and `010` is eight. [`parse`] returns the tree of
//! nodes with their spans, [`Node::value`] resolves a node to a value, and [`set()`] changes one value of a text and
//! leaves the rest as the author wrote it.

mod arrange;
mod build;
mod emit;
mod error;
mod events;
mod number;
mod outline;
mod quick;
mod quoted;
mod resolve;
mod scalar;
mod set;
mod source;

pub use arrange::{copy_item, move_item, rename};
pub use build::parse;
pub use emit::flow;
pub use error::YamlError;
pub use outline::{Outline, Place, Scalar, check, is_time, meaning, outline};
pub use quoted::{Tagged, quoted, typed};
pub use scalar::scalar;
pub use set::{SetError, document, set};

use crate::text::Span;
use crate::value::Key;

/// The result of [`parse`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The root node; `None` if the text is empty or not well-formed.
    pub root: Option<Node>,
    /// The error, if the text is not well-formed.
    pub error: Option<YamlError>,
    /// Keys that occur more than once in a mapping, in which case the last one counts.
    pub duplicates: Vec<Duplicate>,
}

/// A key that already occurs in its mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The span of the later key.
    pub span: Span,
    /// The span of the earlier key.
    pub first: Span,
    /// The name of the key.
    pub name: String,
}

/// A node of the YAML tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The bytes from the node's tag or anchor, if it has one, to its last character. The span of an omitted value is
    /// empty and follows the `:` or `-`.
    pub span: Span,
    /// The tag, such as `!Ref`; standard tags in their full form: `tag:yaml.org,2002:str`.
    pub tag: Option<String>,
    /// Whether the node has an anchor (`&name`).
    pub anchored: bool,
    /// Whether the node is an alias (`*name`), so that its content is written elsewhere in the text.
    pub alias: bool,
    /// The kind of the node, with its content.
    pub kind: NodeKind,
}

/// The kind of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// A scalar, not yet resolved to a value.
    Scalar {
        /// The text without quotes and escapes.
        text: String,
        /// The style in which the scalar is written.
        style: Style,
    },
    /// A sequence: `[a, b]` or `- a`.
    Sequence {
        /// The items in order.
        items: Vec<Node>,
        /// Whether the sequence is written in brackets.
        flow: bool,
    },
    /// A mapping: `{a: b}` or `a: b`.
    Mapping {
        /// The entries in order, duplicate keys included.
        entries: Vec<Entry>,
        /// Whether the mapping is written in braces.
        flow: bool,
    },
}

/// A key of a mapping with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key, always a scalar.
    pub key: Node,
    /// The value, a node of any kind.
    pub value: Node,
}

/// The style in which a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single quotes: `'…'`.
    Single,
    /// In double quotes: `"…"`.
    Double,
    /// A literal block scalar: `|`.
    Literal,
    /// A folded block scalar: `>`.
    Folded,
}

impl Entry {
    /// The key as it is written, without quotes.
    pub fn name(&self) -> &str {
        self.key.text().unwrap_or("")
    }

    /// Whether the key is `<<`, which merges the keys of other mappings into this one.
    pub fn is_merge(&self) -> bool {
        matches!(&self.key.kind, NodeKind::Scalar { text, style: Style::Plain } if text == "<<")
            && self.key.tag.is_none()
    }
}

impl Node {
    /// The text of a scalar, before it is resolved.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a mapping; empty for other nodes.
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            NodeKind::Mapping { entries, .. } => entries,
            _ => &[],
        }
    }

    /// The items of a sequence; empty for other nodes.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Sequence { items, .. } => items,
            _ => &[],
        }
    }

    /// The entry of `name`; the last one if there are several, as that one counts.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries().iter().rev().find(|entry| entry.name() == name)
    }

    /// The value of `name` in a mapping.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// The value of `name` in a mapping: its own, or else the one that `<<` merges into it.
    pub fn merged(&self, name: &str) -> Option<&Node> {
        self.get(name).or_else(|| {
            let merges = self.entries().iter().filter(|entry| entry.is_merge());
            let mut sources = merges.flat_map(|entry| match &entry.value.kind {
                NodeKind::Sequence { items, .. } => items.iter().collect(),
                _ => vec![&entry.value],
            });
            sources.find_map(|source| source.merged(name))
        })
    }

    /// The child node at `key`.
    pub fn child(&self, key: &Key) -> Option<&Node> {
        match key {
            Key::Name(name) => self.get(name),
            Key::Index(index) => self.items().get(*index),
        }
    }

    /// The node at `path`.
    pub fn at(&self, path: &[Key]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.child(key))
    }

    /// The span to mark for `path`: the value, or its key if the value is omitted or a collection. If the path does not
    /// exist, the span of the longest part of it that does.
    pub fn place(&self, path: &[Key]) -> Span {
        let mut node = self;
        let mut span = self.head();
        for key in path {
            let Some(child) = node.child(key) else { break };
            span = match key {
                Key::Name(name) if !child.is_visible_scalar() => {
                    node.entry(name).map_or(span, |entry| entry.key.span)
                }
                _ => child.head(),
            };
            node = child;
        }
        span
    }

    /// The span of the first key or item of a collection, so that a diagnostic does not mark half a file.
    fn head(&self) -> Span {
        match &self.kind {
            NodeKind::Mapping { entries, .. } => {
                entries.first().map_or(self.span, |entry| entry.key.span)
            }
            NodeKind::Sequence { items, .. } => items.first().map_or(self.span, Node::head),
            NodeKind::Scalar { .. } => self.span,
        }
    }

    fn is_visible_scalar(&self) -> bool {
        matches!(self.kind, NodeKind::Scalar { .. }) && self.span.start < self.span.end
    }
}
