//! Parts of a template's text, and where they go in another.

use crate::sort::CompactSort;
use crate::text::{Edit, Span};
use crate::value::Value;
use crate::yaml::{self, Entry, Node, NodeKind, Style};

/// A value as the item of a list whose dash is in column `dash`.
pub(super) fn item(text: &str, node: &Node, dash: usize) -> Result<String, String> {
    if node.alias || node.anchored || node.span.start == node.span.end {
        return Err("a value that differs is empty or has a name".into());
    }
    let source = node.span.of(text).trim_end_matches('\n');
    if let NodeKind::Scalar { text: meant, style: Style::Plain } = &node.kind
        && source.contains('\n')
    {
        return Ok(yaml::flow(&Value::from(meant.as_str())));
    }
    let mut lines = source.lines();
    let head = lines.next().unwrap_or_default();
    let is_block_scalar =
        matches!(node.kind, NodeKind::Scalar { style: Style::Literal | Style::Folded, .. });
    if is_block_scalar && head.chars().any(|letter| letter.is_ascii_digit()) {
        return Err("a text of several lines has an indentation of its own".into());
    }
    let rest: Vec<&str> = lines.collect();
    let blanks = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let least = rest.iter().filter(|line| !line.trim().is_empty()).map(blanks).min();
    // A mapping or list that begins here has its further lines in the same column.
    let begins_here =
        !matches!(node.kind, NodeKind::Scalar { .. }) && node.tag.is_none() && !node.is_flow();
    let from = if begins_here { Some(column(text, node.span.start)) } else { least };
    let to = if begins_here { dash + 2 } else { dash + 4 };
    let mut shifted = head.to_owned();
    for line in rest {
        shifted.push('\n');
        if !line.trim().is_empty() {
            let own = blanks(&line);
            let indent = (own + to).checked_sub(from.unwrap_or(own));
            shifted.push_str(&" ".repeat(indent.ok_or("a comment is further out than its value")?));
            shifted.push_str(line.trim_start_matches(' '));
        }
    }
    Ok(shifted)
}

/// Where the comment above a key begins: that of its lines in the same column.
pub(super) fn with_comment(text: &str, key: usize) -> usize {
    let column = column(text, key);
    let mut start = key;
    let mut line = key - column;
    while let Some(before) = text[..line].strip_suffix('\n') {
        let above = before.rfind('\n').map_or(0, |newline| newline + 1);
        let is_comment = before[above..].trim_start_matches(' ').starts_with('#');
        if !is_comment
            || before.len() < above + column
            || !before[above + column..].starts_with('#')
        {
            break;
        }
        line = above;
        start = above + column;
    }
    start
}

/// Where the last line of an entry ends.
pub(in super::super) fn end_of(text: &str, entry: &Entry) -> usize {
    let end = entry.value.span.end.max(entry.key.span.end);
    if text[..end].ends_with('\n') {
        return end;
    }
    text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1)
}

pub(in super::super) fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// A part of a text after edits of it. Of edits at one place, the first comes first.
pub(super) fn applied(text: &str, span: Span, mut edits: Vec<Edit>) -> String {
    edits.compact_sort_by_key(|edit| edit.span.start);
    let mut result = String::new();
    let mut at = span.start;
    for edit in edits {
        if edit.span.start >= at {
            result.push_str(&text[at..edit.span.start]);
            result.push_str(&edit.text);
            at = edit.span.end;
        }
    }
    result.push_str(&text[at..span.end]);
    result
}
