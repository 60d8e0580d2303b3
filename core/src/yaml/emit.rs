//! Writes values as YAML, in flow style on one line or in block style on several.

use super::Style;
use super::scalar::{prints, styled};
use crate::value::Value;

/// `value` on one line, in flow style: `{a: [1, 2]}`.
pub fn flow(value: &Value) -> String {
    match value {
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(map) => {
            let entries: Vec<_> = map
                .iter()
                .map(|(name, value)| format!("{}: {}", key(name, true), flow(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        scalar => styled(scalar, true, Style::Plain),
    }
}

/// A key on one line, quoted if it would not read back as itself.
pub(super) fn key(name: &str, flow: bool) -> String {
    styled(&Value::from(name), flow, Style::Plain)
}

/// The layout of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout<'t> {
    /// Number of columns from a mapping to a nested mapping.
    pub step: usize,
    /// Number of columns from a key to the dashes below it: 0 or `step`.
    pub dash: usize,
    /// The line break.
    pub newline: &'t str,
}

impl Layout<'_> {
    /// The text after the `:` of a key in column `column`: ` 1`, or the lines below it.
    pub fn after_key(&self, value: &Value, column: usize, style: Style) -> String {
        match value {
            Value::Map(map) if !map.is_empty() => {
                let column = column + self.step;
                format!("{}{}{}", self.newline, blanks(column), self.block(value, column))
            }
            Value::List(items) if !items.is_empty() => {
                let column = column + self.dash;
                format!("{}{}{}", self.newline, blanks(column), self.block(value, column))
            }
            scalar => format!(" {}", self.inline(scalar, column + self.step, style)),
        }
    }

    /// The text after a dash in column `column`; it begins on the line of the dash.
    pub fn after_dash(&self, value: &Value, column: usize, style: Style) -> String {
        format!(" {}", self.block_or_inline(value, column + 2, style))
    }

    /// A collection whose first line begins in `column`, or a scalar.
    pub fn block_or_inline(&self, value: &Value, column: usize, style: Style) -> String {
        match value {
            Value::Map(map) if !map.is_empty() => self.block(value, column),
            Value::List(items) if !items.is_empty() => self.block(value, column),
            scalar => self.inline(scalar, column, style),
        }
    }

    /// A collection that is not empty, in block style. All lines but the first are indented by `column` blanks; there
    /// is no final line break.
    fn block(&self, value: &Value, column: usize) -> String {
        let lines: Vec<String> = match value {
            Value::Map(map) => map
                .iter()
                .map(|(name, value)| {
                    format!("{}:{}", key(name, false), self.after_key(value, column, Style::Plain))
                })
                .collect(),
            Value::List(items) => items
                .iter()
                .map(|item| format!("-{}", self.after_dash(item, column, Style::Plain)))
                .collect(),
            scalar => vec![self.inline(scalar, column, Style::Plain)],
        };
        lines.join(&format!("{}{}", self.newline, blanks(column)))
    }

    /// A scalar or an empty collection. Text of several lines is written with `|` and indented to `column`.
    fn inline(&self, value: &Value, column: usize, style: Style) -> String {
        match value {
            Value::String(text) if is_literal(text) && style != Style::Double => {
                self.literal(text, column.max(self.step))
            }
            Value::List(_) | Value::Map(_) => flow(value),
            scalar => styled(scalar, false, style),
        }
    }

    fn literal(&self, text: &str, column: usize) -> String {
        let mut block = String::from(if text.ends_with('\n') { "|" } else { "|-" });
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            block.push_str(self.newline);
            if !line.is_empty() {
                block.push_str(&blanks(column));
                block.push_str(line);
            }
        }
        block
    }
}

/// Whether a text of several lines can be written with `|`, and is easy to read that way.
fn is_literal(text: &str) -> bool {
    text.trim_end_matches('\n').contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with("\n\n")
        && text.lines().all(|line| !line.ends_with(' ') && line.chars().all(prints))
}

pub(super) fn blanks(column: usize) -> String {
    " ".repeat(column)
}
