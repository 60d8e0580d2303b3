//! Writes values as JSON and as HCL.

use std::fmt::Write;

use crate::value::{Map, Value, float_repr};

/// The notation of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Json,
    Hcl,
}

/// A file with `values`. JSON is formatted like the output of Jackson's `DefaultPrettyPrinter`, which Proton used,
/// without a final line break.
pub(super) fn document(values: &Map, notation: Notation) -> String {
    let mut text = String::new();
    match notation {
        Notation::Json => mapping(&mut text, values, 0, notation),
        Notation::Hcl => {
            for (name, value) in values.iter() {
                entry(&mut text, name, value, 0, notation);
                text.push('\n');
            }
        }
    }
    text
}

fn value(text: &mut String, value: &Value, depth: usize, notation: Notation) {
    match value {
        Value::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Value::Int(number) => text.push_str(&number.to_string()),
        Value::BigInt(digits) => text.push_str(digits),
        Value::Float(number) if number.is_finite() => text.push_str(&float_repr(*number)),
        // JSON and HCL have no notation for infinities and NaN.
        Value::Null | Value::Float(_) => text.push_str("null"),
        Value::String(given) => string(text, given, notation),
        Value::List(items) => list(text, items, depth, notation),
        Value::Map(map) => mapping(text, map, depth, notation),
    }
}

fn mapping(text: &mut String, map: &Map, depth: usize, notation: Notation) {
    if map.is_empty() {
        return text.push_str(if notation == Notation::Json { "{ }" } else { "{}" });
    }
    text.push('{');
    for (at, (name, value)) in map.iter().enumerate() {
        if at > 0 && notation == Notation::Json {
            text.push(',');
        }
        line(text, depth + 1);
        entry(text, name, value, depth + 1, notation);
    }
    line(text, depth);
    text.push('}');
}

fn entry(text: &mut String, name: &str, of: &Value, depth: usize, notation: Notation) {
    match notation {
        Notation::Json => {
            string(text, name, notation);
            text.push_str(" : ");
        }
        Notation::Hcl => {
            if is_identifier(name) {
                text.push_str(name);
            } else {
                string(text, name, notation);
            }
            text.push_str(" = ");
        }
    }
    value(text, of, depth, notation);
}

fn list(text: &mut String, items: &[Value], depth: usize, notation: Notation) {
    match notation {
        // Jackson keeps the items of an array on one line, and does not indent their content.
        Notation::Json => {
            text.push_str("[ ");
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push_str(", ");
                }
                value(text, item, depth, notation);
            }
            text.push_str(if items.is_empty() { "]" } else { " ]" });
        }
        Notation::Hcl if items.is_empty() => text.push_str("[]"),
        Notation::Hcl => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                line(text, depth + 1);
                value(text, item, depth + 1, notation);
            }
            line(text, depth);
            text.push(']');
        }
    }
}

fn line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

/// A string in quotes. `${` and `%{` begin a template in HCL, so their first character is doubled.
fn string(text: &mut String, given: &str, notation: Notation) {
    text.push('"');
    let mut letters = given.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' if notation == Notation::Json => text.push_str("\\b"),
            '\u{c}' if notation == Notation::Json => text.push_str("\\f"),
            '\0'..=' ' if letter != ' ' => {
                let _ = write!(text, "\\u{:04X}", u32::from(letter));
            }
            '$' | '%' if notation == Notation::Hcl && letters.peek() == Some(&'{') => {
                text.extend([letter, letter]);
            }
            _ => text.push(letter),
        }
    }
    text.push('"');
}

/// Whether `name` is an identifier, which HCL accepts as a key without quotes.
fn is_identifier(name: &str) -> bool {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Map {
        let list = Value::List(vec![Value::Int(1), Value::Float(2.5), Value::Null]);
        Map::from_iter([
            ("a key".to_owned(), "${x} \"q\" \\ \u{1}\n%{y} 5% $".into()),
            ("flag".to_owned(), Value::Bool(true)),
            ("items".to_owned(), list),
            ("none".to_owned(), Value::Map(Map::default())),
            ("big".to_owned(), Value::BigInt("123456789012345678901".into())),
            ("endless".to_owned(), Value::Float(f64::INFINITY)),
        ])
    }

    #[test]
    fn json_reads_back() {
        let text = document(&sample(), Notation::Json);
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["a key"], "${x} \"q\" \\ \u{1}\n%{y} 5% $");
        assert_eq!(json["items"], serde_json::json!([1, 2.5, null]));
        assert_eq!(json["none"], serde_json::json!({}));
        assert!(json["endless"].is_null());
    }

    #[test]
    fn json_has_the_layout_of_jackson() {
        let item = Value::Map(Map::from_iter([("b".to_owned(), Value::Int(1))]));
        let empty = Value::List(vec![]);
        let values = Map::from_iter([
            ("list".to_owned(), Value::List(vec![item.clone(), item])),
            ("plain".to_owned(), Value::List(vec![Value::Int(1), "\u{8}\u{c}\u{1f}".into()])),
            ("none".to_owned(), Value::Map(Map::from_iter([("empty".to_owned(), empty)]))),
            ("map".to_owned(), Value::Map(Map::default())),
        ]);
        let expected = r#"{
  "list" : [ {
    "b" : 1
  }, {
    "b" : 1
  } ],
  "plain" : [ 1, "\b\f\u001F" ],
  "none" : {
    "empty" : [ ]
  },
  "map" : { }
}"#;
        assert_eq!(document(&values, Notation::Json), expected);
        assert_eq!(document(&Map::default(), Notation::Json), "{ }");
    }

    #[test]
    fn hcl_has_no_commas_between_keys_and_no_templates() {
        let expected = r#""a key" = "$${x} \"q\" \\ \u0001\n%%{y} 5% $"
flag = true
items = [
  1,
  2.5,
  null
]
none = {}
big = 123456789012345678901
endless = null
"#;
        assert_eq!(document(&sample(), Notation::Hcl), expected);
    }
}
