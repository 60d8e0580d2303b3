//! Writes data as YAML with all texts in quotes, for readers that may not follow YAML 1.1 as we do.
//!
//! The emitter is that of libyaml, from the crate that also reads YAML here.

use libyaml_safer::{Emitter, Event, MappingStyle, ScalarStyle, SequenceStyle};

use super::scalar;
use crate::value::{Key, Value};

/// A document with `value`. Every scalar value is text in double quotes, so that no reader takes it for another type.
/// Keys are only quoted if they need it.
pub fn quoted(value: &Value) -> String {
    document(value, &|_, value| match value {
        Value::String(text) => quoted_scalar(text),
        other => quoted_scalar(&scalar(other)),
    })
}

/// A tag, and the text that has it.
pub type Tagged = (&'static str, String);

/// A document with `value`. Texts are in double quotes, other scalars keep their type. `tagged` returns the tag and the
/// text of a scalar that the reader replaces, by its path.
pub fn typed(value: &Value, tagged: &dyn Fn(&[Key]) -> Option<Tagged>) -> String {
    document(value, &|path, value| match (tagged(path), value) {
        (Some((tag, text)), _) => {
            Event::scalar(None, Some(tag), &text, false, false, ScalarStyle::DoubleQuoted)
        }
        (None, Value::String(text)) => quoted_scalar(text),
        (None, Value::Float(_)) => plain_scalar(&with_point(scalar(value))),
        (None, other) => plain_scalar(&scalar(other)),
    })
}

/// A document with `value` whose scalars `leaf` writes, by their path.
fn document(value: &Value, leaf: &dyn Fn(&[Key], &Value) -> Event) -> String {
    let mut output = vec![];
    let mut emitter = Emitter::new();
    emitter.set_output_string(&mut output);
    emitter.set_unicode(true);
    // Never folds a long line.
    emitter.set_width(-1);
    let mut events = vec![
        Event::stream_start(libyaml_safer::Encoding::Utf8),
        Event::document_start(None, &[], true),
    ];
    add(value, &mut vec![], leaf, &mut events);
    events.extend([Event::document_end(true), Event::stream_end()]);
    for event in events {
        // Writing to a vector does not fail, and the events are in order.
        if emitter.emit(event).is_err() {
            break;
        }
    }
    drop(emitter);
    String::from_utf8(output).unwrap_or_default()
}

fn add(
    value: &Value,
    path: &mut Vec<Key>,
    leaf: &dyn Fn(&[Key], &Value) -> Event,
    events: &mut Vec<Event>,
) {
    match value {
        Value::List(items) => {
            let style = if items.is_empty() { SequenceStyle::Flow } else { SequenceStyle::Block };
            events.push(Event::sequence_start(None, None, true, style));
            for (at, item) in items.iter().enumerate() {
                path.push(at.into());
                add(item, path, leaf, events);
                path.pop();
            }
            events.push(Event::sequence_end());
        }
        Value::Map(map) => {
            let style = if map.is_empty() { MappingStyle::Flow } else { MappingStyle::Block };
            events.push(Event::mapping_start(None, None, true, style));
            for (name, value) in map.iter() {
                let is_plain = scalar(&Value::from(name)) == name;
                let style = if is_plain { ScalarStyle::Any } else { ScalarStyle::DoubleQuoted };
                events.push(Event::scalar(None, None, name, true, true, style));
                path.push(Key::from(name));
                add(value, path, leaf, events);
                path.pop();
            }
            events.push(Event::mapping_end());
        }
        other => events.push(leaf(path, other)),
    }
}

fn quoted_scalar(text: &str) -> Event {
    Event::scalar(None, None, text, true, true, ScalarStyle::DoubleQuoted)
}

fn plain_scalar(text: &str) -> Event {
    Event::scalar(None, None, text, true, true, ScalarStyle::Plain)
}

/// A number with a point: readers of YAML 1.1 take `1e+21` for text.
fn with_point(number: String) -> String {
    match number.find('e') {
        Some(at) if !number.contains('.') => format!("{}.0{}", &number[..at], &number[at..]),
        _ => number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Map;
    use crate::yaml::parse;

    #[test]
    fn documents_read_back_as_the_same_texts() {
        let texts = [
            "",
            "plain",
            "yes",
            "010",
            "12:30:45",
            "2020-01-01",
            "null",
            "~",
            "<<",
            "=",
            "--execute",
            "'\"`$(x)",
            "a\nb\n",
            " blank ",
            "${{ x }} {{ y }}",
            "# no comment",
            "- a",
            "a: b",
            "\t",
            "é\u{85}\u{2028}\u{feff}😀",
            "\u{1}",
            "on",
        ];
        let map: Map = texts.iter().map(|text| ((*text).to_owned(), Value::from(*text))).collect();
        let list = Value::List(texts.iter().map(|text| Value::from(*text)).collect());
        let value = Value::Map(Map::from_iter([
            ("map".to_owned(), Value::Map(map)),
            ("list".to_owned(), list),
            ("none".to_owned(), Value::Map(Map::default())),
        ]));
        let text = quoted(&value);
        assert_eq!(parse(&text).root.map(|root| root.value()), Some(value), "{text}");
    }

    #[test]
    fn values_have_quotes_and_keys_have_none() {
        let value = parse("a: {b: 1, 'on': yes}\nc: []\n").root.expect("a document").value();
        assert_eq!(quoted(&value), "a:\n  b: \"1\"\n  \"on\": \"true\"\nc: []\n");
    }

    #[test]
    fn typed_scalars_keep_their_type_and_tags() {
        let text = "a: {b: 1, c: yes, d: 'yes', e: null, f: 1.5}\nlist: [x]\n";
        let value = parse(text).root.expect("a document").value();
        let last = [Key::from("list"), Key::from(0)];
        let tagged = |path: &[Key]| (path == last).then(|| ("!stack_output", "a: b".to_owned()));
        assert_eq!(
            typed(&value, &tagged),
            "a:\n  b: 1\n  c: true\n  d: \"yes\"\n  e: null\n  f: 1.5\nlist:\n- !stack_output \"a: b\"\n"
        );
        assert_eq!(with_point("1e+21".into()), "1.0e+21");
        assert_eq!(with_point("1.5e-7".into()), "1.5e-7");
    }
}
