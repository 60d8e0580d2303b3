//! Builds the tree from the parser's events.

use std::collections::{BTreeMap, HashMap};

use libyaml_safer::EventData as Event;
use libyaml_safer::{MappingStyle, ScalarStyle, SequenceStyle};

use super::error::jinja;
use super::events::MAX_DEPTH;
use super::events::{events, second_document, too_deep};
use super::source::skip_blank;
use super::{Document, Duplicate, Entry, Node, NodeKind, Style, YamlError};
use crate::text::Span;

/// Maximum number of nodes that all aliases expand to: a few lines of aliases can multiply into billions of nodes.
const MAX_ALIASED: usize = 20_000;
/// Maximum number of nodes with an anchor, nested ones included: each of them is stored a second time, and anchors can
/// be nested.
const MAX_NAMED: usize = 200_000;
/// Number of bytes of a text that count as one node.
const TEXT_PER_VALUE: usize = 64;

/// Parses `text` as one document.
pub fn parse(text: &str) -> Document {
    let mut builder = Builder::new(text);
    let error = events(text, |event, span| builder.event(event, span)).err();
    match error {
        Some(error) => Document { root: None, error: Some(error), duplicates: vec![] },
        None => Document { root: builder.root, error: None, duplicates: builder.duplicates },
    }
}

struct Builder<'t> {
    text: &'t str,
    open: Vec<Open>,
    anchors: BTreeMap<String, (Node, usize)>,
    aliased: usize,
    named: usize,
    documents: usize,
    root: Option<Node>,
    duplicates: Vec<Duplicate>,
}

/// A collection whose end has not been reached yet.
struct Open {
    node: Node,
    anchor: Option<String>,
    /// The key whose value has not been read yet.
    key: Option<Node>,
    /// The offset at which its last key or item ended.
    end: usize,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            open: vec![],
            anchors: BTreeMap::new(),
            aliased: 0,
            named: 0,
            documents: 0,
            root: None,
            duplicates: vec![],
        }
    }

    fn event(&mut self, event: Event, span: Span) -> Result<(), YamlError> {
        match event {
            Event::DocumentStart { .. } => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(second_document(span));
                }
            }
            Event::Scalar { anchor, tag, value, style, .. } => {
                let style = style.into();
                let value = self.without_added_newline(value, style, span);
                let span = self.scalar_span(span, style, &value, anchor.is_some() || tag.is_some());
                let kind = NodeKind::Scalar { text: value, style };
                self.close(node(span, tag, anchor.is_some(), kind), anchor)?;
            }
            Event::SequenceStart { anchor, tag, style, .. } => {
                let kind = NodeKind::Sequence { items: vec![], flow: style == SequenceStyle::Flow };
                self.open(node(span, tag, anchor.is_some(), kind), anchor)?;
            }
            Event::MappingStart { anchor, tag, style, .. } => {
                let kind = NodeKind::Mapping { entries: vec![], flow: style == MappingStyle::Flow };
                self.open(node(span, tag, anchor.is_some(), kind), anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(mut open) = self.open.pop() else { return Ok(()) };
                let bracket = open.node.is_flow() && span.of(self.text).ends_with([']', '}']);
                open.node.span.end = if bracket { span.end } else { open.end };
                find_duplicates(open.node.entries(), &mut self.duplicates);
                self.close(open.node, open.anchor)?;
            }
            Event::Alias { anchor } => {
                let node = self.alias(&anchor, span)?;
                self.close(node, None)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The node that the alias `*name` refers to.
    fn alias(&mut self, name: &str, span: Span) -> Result<Node, YamlError> {
        let Some((named, size)) = self.anchors.get(name) else {
            let inside = self.open.iter().any(|open| open.anchor.as_deref() == Some(name));
            return Err(if inside {
                YamlError::new(
                    span,
                    format!("The alias `*{name}` is inside its own value."),
                    "Write the value instead of the alias.",
                )
            } else {
                let help = "Text that begins with `*`, such as \"*.example.com\", needs quotes.";
                YamlError::new(
                    span,
                    format!("The alias `*{name}` refers to `&{name}`, which doesn't exist."),
                    help,
                )
            });
        };
        self.aliased += size;
        if self.aliased > MAX_ALIASED {
            let help = "Write the values instead of aliases, or use fewer aliases.";
            return Err(YamlError::new(span, "The aliases (`*`) expand to too many values.", help));
        }
        Ok(Node { span, alias: true, anchored: false, ..named.clone() })
    }

    fn open(&mut self, node: Node, anchor: Option<String>) -> Result<(), YamlError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(node.span));
        }
        let end = node.span.end;
        self.open.push(Open { node, anchor, key: None, end });
        Ok(())
    }

    /// Adds a complete node to its parent.
    fn close(&mut self, node: Node, anchor: Option<String>) -> Result<(), YamlError> {
        if let Some(anchor) = anchor {
            let size = size(&node);
            self.named += size;
            if self.named > MAX_NAMED {
                let help = "Use fewer anchors, or anchors of smaller values.";
                let message = "The anchors (`&`) are nested too deeply.";
                return Err(YamlError::new(node.span, message, help));
            }
            self.anchors.insert(anchor, (node.clone(), size));
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        parent.end = parent.end.max(node.span.end);
        match &mut parent.node.kind {
            NodeKind::Sequence { items, .. } => items.push(node),
            NodeKind::Mapping { entries, .. } => {
                if let Some(key) = parent.key.take() {
                    entries.push(Entry { key, value: node });
                } else {
                    check_key(self.text, &node)?;
                    parent.key = Some(node);
                }
            }
            NodeKind::Scalar { .. } => {}
        }
        Ok(())
    }

    /// Corrects the parser's span of a scalar. The parser lets a block scalar end with the blank lines after it, and
    /// places an omitted value anywhere up to the next token; here a block scalar ends with its text, and an omitted
    /// value follows its `:` or `-`.
    fn scalar_span(&self, span: Span, style: Style, text: &str, named: bool) -> Span {
        if matches!(style, Style::Literal | Style::Folded) {
            return Span::new(span.start, self.block_end(span, text));
        }
        let key = self.open.last().and_then(|parent| parent.key.as_ref());
        if style == Style::Plain
            && text.is_empty()
            && !named
            && let Some(key) = key
        {
            let from = key.span.end;
            let colon = skip_blank(self.text, from).filter(|&at| self.text[at..].starts_with(':'));
            let at = colon.map_or(from, |at| at + 1);
            return Span::new(at, at);
        }
        span
    }

    /// Removes the line break that the parser was given after the last line: a block scalar at the end of the file ends
    /// with a line break only if the file does.
    fn without_added_newline(&self, mut text: String, style: Style, span: Span) -> String {
        let block = matches!(style, Style::Literal | Style::Folded);
        if block
            && span.end == self.text.len()
            && !self.text.ends_with('\n')
            && text.ends_with('\n')
        {
            text.pop();
        }
        text
    }

    /// The offset at which the text of a block scalar ends: after its last line, or after the trailing blank lines if
    /// they are part of the text.
    fn block_end(&self, span: Span, text: &str) -> usize {
        let raw = span.of(self.text);
        let keeps = text.ends_with("\n\n") || text == "\n";
        let body = match raw.rfind('\n') {
            Some(newline) if keeps => raw[..newline].trim_end_matches('\r'),
            _ => raw.trim_end_matches(['\n', '\r', ' ', '\t']),
        };
        span.start + body.len()
    }
}

impl Node {
    /// Whether the collection is in flow style.
    pub fn is_flow(&self) -> bool {
        matches!(
            self.kind,
            NodeKind::Sequence { flow: true, .. } | NodeKind::Mapping { flow: true, .. }
        )
    }
}

impl From<ScalarStyle> for Style {
    fn from(style: ScalarStyle) -> Self {
        match style {
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
            _ => Style::Plain,
        }
    }
}

fn node(span: Span, tag: Option<String>, anchored: bool, kind: NodeKind) -> Node {
    // PyYAML ignores a lone `!`.
    let tag = tag.filter(|tag| tag != "!");
    Node { span, tag, anchored, alias: false, kind }
}

/// The number of nodes in a node; a long text counts as several.
fn size(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Scalar { text, .. } => 1 + text.len() / TEXT_PER_VALUE,
        NodeKind::Sequence { items, .. } => 1 + items.iter().map(size).sum::<usize>(),
        NodeKind::Mapping { entries, .. } => {
            1 + entries.iter().map(|entry| size(&entry.key) + size(&entry.value)).sum::<usize>()
        }
    }
}

/// Checks that a key is a scalar, as PyYAML requires, and that no tab precedes it.
fn check_key(text: &str, key: &Node) -> Result<(), YamlError> {
    if !matches!(key.kind, NodeKind::Scalar { .. }) {
        let outer = key.span.start.saturating_sub(1);
        if text.get(outer..).is_some_and(|rest| rest.starts_with("{{"))
            && let Some(error) = jinja(text, outer)
        {
            return Err(error);
        }
        let help = "Write a key before the `:`, in quotes if it begins with a bracket.";
        return Err(YamlError::new(key.span, "A key cannot be a list or a mapping.", help));
    }
    let before = text.get(..key.span.start).unwrap_or("").as_bytes();
    let blank = before.iter().rev().take_while(|b| matches!(b, b' ' | b'\t'));
    let line = before.len() - blank.clone().count();
    let begins_line = line == 0 || before[line - 1] == b'\n';
    if begins_line && blank.clone().any(|&b| b == b'\t') {
        let span = Span::new(line, before.len());
        let help = "Indent with spaces; YAML forbids tabs there.";
        return Err(YamlError::new(span, "There is a tab where YAML requires spaces.", help));
    }
    Ok(())
}

fn find_duplicates(entries: &[Entry], duplicates: &mut Vec<Duplicate>) {
    let mut first: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
    for entry in entries {
        let (name, span) = (entry.name(), entry.key.span);
        if entry.is_merge() {
            continue;
        }
        match first.get(name) {
            Some(&first) => duplicates.push(Duplicate { span, first, name: name.to_owned() }),
            None => {
                first.insert(name, span);
            }
        }
    }
}
