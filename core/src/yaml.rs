//! YAML as PyYAML's `safe_load` reads it (YAML 1.1), with the place of everything.
//!
//! Proton and CloudFormation read YAML 1.1, where `yes` is a boolean and `010` is eight.
//! [`parse`] gives the tree with its spans; [`Node::value`] gives the meaning; [`set()`] changes one
//! value of the text and leaves the rest as the author wrote it.

mod arrange;
mod build;
mod emit;
mod error;
mod events;
mod number;
mod outline;
mod quick;
mod resolve;
mod scalar;
mod set;
mod source;

pub use arrange::{copy_item, move_item, rename};
pub use build::parse;
pub use emit::flow;
pub use error::YamlError;
pub use outline::{Outline, Place, Scalar, check, is_time, meaning, outline};
pub use scalar::scalar;
pub use set::{SetError, document, set};

use crate::text::Span;
use crate::value::Key;

/// What [`parse`] found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The document's node; none where the text is empty or not well-formed.
    pub root: Option<Node>,
    /// Why the text is not well-formed.
    pub error: Option<YamlError>,
    /// Keys that stand a second time in one mapping. The last one counts.
    pub duplicates: Vec<Duplicate>,
}

/// A key that stands in its mapping already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The later one.
    pub span: Span,
    /// The earlier one.
    pub first: Span,
    /// What it says.
    pub name: String,
}

/// One value in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// From its tag or anchor, if it has one, to its last character; empty for a value that is
    /// left out, and then just after the `:` or `-`.
    pub span: Span,
    /// `!Ref`; those of YAML itself in full: `tag:yaml.org,2002:str`.
    pub tag: Option<String>,
    /// Whether it has a name (`&name`) that others can repeat it by.
    pub anchored: bool,
    /// Whether it is repeated by name (`*name`): what is inside it stands elsewhere in the text.
    pub alias: bool,
    /// What it is.
    pub kind: NodeKind,
}

/// The three kinds of value.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Text that has not been given a meaning yet.
    Scalar {
        /// Without quotes and escapes.
        text: String,
        /// How it is written.
        style: Style,
    },
    /// `[a, b]` or `- a`.
    Sequence {
        /// In order.
        items: Vec<Node>,
        /// Whether it stands in brackets.
        flow: bool,
    },
    /// `{a: b}` or `a: b`.
    Mapping {
        /// In order, duplicates included.
        entries: Vec<Entry>,
        /// Whether it stands in braces.
        flow: bool,
    },
}

/// One key of a mapping with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Always a scalar.
    pub key: Node,
    /// Anything.
    pub value: Node,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

impl Entry {
    /// The key as it is written, without quotes.
    pub fn name(&self) -> &str {
        self.key.text().unwrap_or("")
    }

    /// Whether it is `<<`, which merges the keys of other mappings into its own.
    pub fn is_merge(&self) -> bool {
        matches!(&self.key.kind, NodeKind::Scalar { text, style: Style::Plain } if text == "<<")
            && self.key.tag.is_none()
    }
}

impl Node {
    /// The text of a scalar, before it is given a meaning.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            NodeKind::Mapping { entries, .. } => entries,
            _ => &[],
        }
    }

    /// The items of a sequence; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Sequence { items, .. } => items,
            _ => &[],
        }
    }

    /// The entry of `name`: of several the last, as that one counts.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries().iter().rev().find(|entry| entry.name() == name)
    }

    /// The value of `name` in a mapping.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// The value of `name` in a mapping: its own, else the one that `<<` merges into it.
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

    /// The value one step down.
    pub fn child(&self, key: &Key) -> Option<&Node> {
        match key {
            Key::Name(name) => self.get(name),
            Key::Index(index) => self.items().get(*index),
        }
    }

    /// The value at `path`.
    pub fn at(&self, path: &[Key]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.child(key))
    }

    /// Where to point for `path`: the value, or the key where the value is left out or is a
    /// collection, or whatever of the way there exists.
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

    /// The first key of a mapping or the first item, so that not half a file is underlined.
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
