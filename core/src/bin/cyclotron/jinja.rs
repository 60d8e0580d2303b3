//! `cyclotron jinja`: renders a single template.

use std::path::Path;

use cyclotron_core::render::{Context, Template};
use cyclotron_core::{FileId, Map, Value};

use crate::Outcome;
use crate::arguments::Jinja;
use crate::disk;
use crate::failure::{Failure, print_raw};
use crate::human::print_findings;
use crate::report::Finding;

/// Prints the rendered template without adding a line end, or its problems.
pub fn jinja(arguments: &Jinja) -> Result<Outcome, Failure> {
    let source = disk::text(&arguments.template)?;
    let context = context(&arguments.context)?;
    let (text, errors) = match Template::compile(&source) {
        Ok(template) => {
            let rendered = template.render(&context, arguments.undefined.into());
            (rendered.text, rendered.errors)
        }
        Err(error) => (None, vec![error]),
    };
    let path = disk::shown(&arguments.template);
    let findings = errors.iter().map(|error| Finding {
        path: path.clone(),
        text: source.clone(),
        diagnostic: error.diagnostic(FileId { bundle: String::new(), path: path.clone() }, &source),
    });
    print_findings(&findings.collect::<Vec<_>>());
    match text {
        Some(text) if errors.is_empty() => {
            print_raw(text.as_bytes())?;
            Ok(Outcome::Good)
        }
        _ => Ok(Outcome::Bad),
    }
}

fn context(path: &Path) -> Result<Context, Failure> {
    let wrong = |what: String| {
        let help = "A context is a JSON object: `{\"environment\": {\"name\": \"my-env\"}}`.";
        Failure::usage_error(format!("{} {what}", path.display()), help)
    };
    match serde_json::from_str(&disk::text(path)?) {
        Ok(json @ serde_json::Value::Object(_)) => Ok(Context(value(json))),
        Ok(_) => Err(wrong("isn't a JSON object".into())),
        Err(error) => Err(wrong(format!("is not well-formed JSON: {error}"))),
    }
}

/// Converts JSON as Python's `json.load` reads it: integers of any size stay integers.
fn value(json: serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(value),
        Json::Number(number) => number_value(number.to_string()),
        Json::String(text) => Value::String(text),
        Json::Array(items) => Value::List(items.into_iter().map(value).collect()),
        Json::Object(map) => {
            let entries = map.into_iter().map(|(name, json)| (name, value(json)));
            Value::Map(entries.collect::<Map>())
        }
    }
}

fn number_value(digits: String) -> Value {
    if digits.contains(['.', 'e', 'E']) {
        return Value::Float(digits.parse().unwrap_or(f64::NAN));
    }
    digits.parse().map_or(Value::BigInt(digits), Value::Int)
}
