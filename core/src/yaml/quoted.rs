//! Writes data as YAML with all values in quotes, for readers that may not follow YAML 1.1 as we do.
//!
//! The emitter is that of libyaml, from the crate that also reads YAML here.

use libyaml_safer::{Emitter, Event, MappingStyle, ScalarStyle, SequenceStyle};

use super::scalar;
use crate::value::Value;

/// A document with `value`. Every scalar value is text in double quotes, so that no reader takes it for another type.
/// Keys are only quoted if they need it.
pub fn quoted(value: &Value) -> String {
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
    add(value, &mut events);
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

fn add(value: &Value, events: &mut Vec<Event>) {
    match value {
        Value::List(items) => {
            let style = if items.is_empty() { SequenceStyle::Flow } else { SequenceStyle::Block };
            events.push(Event::sequence_start(None, None, true, style));
            for item in items {
                add(item, events);
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
                add(value, events);
            }
            events.push(Event::mapping_end());
        }
        Value::String(text) => events.push(quoted_scalar(text)),
        other => events.push(quoted_scalar(&scalar(other))),
    }
}

fn quoted_scalar(text: &str) -> Event {
    Event::scalar(None, None, text, true, true, ScalarStyle::DoubleQuoted)
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
}
