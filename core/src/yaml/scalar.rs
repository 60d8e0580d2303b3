//! Writes a scalar as YAML, with the quotes that PyYAML's `safe_dump` chooses.

use std::fmt::Write;

use super::Style;
use super::number::timestamp;
use super::resolve::plain;
use crate::value::{Value, float_repr};

/// `value` on one line. Text is plain if it reads back as the same text, otherwise in single quotes, or in double
/// quotes if it contains line breaks or non-printable characters. Lists and mappings are written in flow style.
pub fn scalar(value: &Value) -> String {
    styled(value, false, Style::Plain)
}

/// Writes `value` on one line, for a place within brackets if `flow`. Text keeps the quotes of `style`, if it has any.
pub(super) fn styled(value: &Value, flow: bool, style: Style) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::BigInt(digits) => digits.clone(),
        Value::Float(number) => float(*number),
        Value::String(text) => string(text, flow, style),
        Value::List(_) | Value::Map(_) => super::flow(value),
    }
}

/// `PyYAML`'s `represent_float`: like `repr`, but always with a decimal point, so that it reads back as a float.
fn float(number: f64) -> String {
    if number.is_nan() {
        return ".nan".into();
    }
    if number.is_infinite() {
        return if number > 0.0 { ".inf".into() } else { "-.inf".into() };
    }
    let text = float_repr(number);
    if text.contains('.') { text } else { text.replacen('e', ".0e", 1) }
}

fn string(text: &str, flow: bool, style: Style) -> String {
    let form = Form::of(text);
    match style {
        Style::Single if form.single => single(text),
        Style::Double => double(text),
        _ if form.plain && !(flow && form.flow_indicator) && is_text(text) => text.to_owned(),
        _ if form.single => single(text),
        _ => double(text),
    }
}

/// Whether a plain scalar with this text is read back as text.
fn is_text(text: &str) -> bool {
    !matches!(text, "<<" | "=")
        && timestamp(text).is_none()
        && matches!(plain(text), Value::String(_))
}

/// The styles that a text allows.
struct Form {
    /// Whether it can be plain, outside brackets.
    plain: bool,
    /// Whether it can be in single quotes, on one line.
    single: bool,
    /// Whether it contains an indicator that has a meaning within brackets.
    flow_indicator: bool,
}

impl Form {
    fn of(text: &str) -> Self {
        let mut block_indicator = text.starts_with("---") || text.starts_with("...");
        let mut flow_indicator = block_indicator;
        let mut special = false;
        let mut before = ' ';
        let mut characters = text.chars().peekable();
        let mut first = true;
        while let Some(c) = characters.next() {
            let blank_after = characters.peek().is_none_or(|&next| is_blank(next));
            match c {
                '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"'
                | '%' | '@' | '`'
                    if first =>
                {
                    block_indicator = true;
                    flow_indicator = true;
                }
                '-' if first && blank_after => {
                    block_indicator = true;
                    flow_indicator = true;
                }
                '?' | ':' => {
                    flow_indicator = true;
                    block_indicator |= blank_after && (first || c == ':');
                }
                ',' | '[' | ']' | '{' | '}' => flow_indicator = true,
                '#' if is_blank(before) => {
                    block_indicator = true;
                    flow_indicator = true;
                }
                _ => {}
            }
            special |= !prints(c);
            before = c;
            first = false;
        }
        let edge = text.starts_with(' ') || text.ends_with(' ');
        Self {
            plain: !(text.is_empty() || block_indicator || special || edge),
            single: !special,
            flow_indicator,
        }
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, '\0' | ' ' | '\t' | '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is printable and can be written unescaped on one line.
pub(super) fn prints(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
        && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\0' => quoted.push_str("\\0"),
            '\x07' => quoted.push_str("\\a"),
            '\x08' => quoted.push_str("\\b"),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            '\x0b' => quoted.push_str("\\v"),
            '\x0c' => quoted.push_str("\\f"),
            '\r' => quoted.push_str("\\r"),
            '\x1b' => quoted.push_str("\\e"),
            '\u{85}' => quoted.push_str("\\N"),
            '\u{2028}' => quoted.push_str("\\L"),
            '\u{2029}' => quoted.push_str("\\P"),
            ' '..='~'
            | '\u{a0}'..='\u{d7ff}'
            | '\u{e000}'..='\u{fefe}'
            | '\u{ff00}'..='\u{fffd}' => {
                quoted.push(c);
            }
            c => {
                let code = u32::from(c);
                let (letter, digits) = if code < 0x100 {
                    ('x', 2)
                } else if code < 0x1_0000 {
                    ('u', 4)
                } else {
                    ('U', 8)
                };
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\{letter}{code:0digits$X}");
            }
        }
    }
    quoted.push('"');
    quoted
}
