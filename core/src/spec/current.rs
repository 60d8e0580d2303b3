//! `current-value`: the text `${Proton::CURRENT_VAL}`, which refers to the value in the deployed spec.
//!
//! Source: the AWS Proton user guide, "Update a service instance" and "Update a service pipeline": Proton inserted the
//! deployed value before it validated and rendered.

use crate::schema::Problem;
use crate::value::{Key, Map, Value};

/// The text that refers to the deployed value.
pub(super) const CURRENT: &str = "${Proton::CURRENT_VAL}";

/// Maximum nesting depth of the lists and mappings that are searched.
const MAX_DEPTH: usize = 20;

/// The paths at which the text occurs.
pub(super) fn paths(given: &Value) -> Vec<Vec<Key>> {
    let mut found = vec![];
    collect(given, &mut vec![], &mut found);
    found
}

/// The message beside the field in the form.
pub(super) fn problem(path: Vec<Key>) -> Problem {
    Problem {
        path,
        missing: None,
        undeclared: vec![],
        message: "keeps the deployed value, which is not known here".into(),
        help: Some("Enter a value to replace it.".into()),
        correction: None,
        kinds: vec![],
        is_warning: true,
    }
}

fn collect(value: &Value, path: &mut Vec<Key>, found: &mut Vec<Vec<Key>>) {
    if path.len() > MAX_DEPTH {
        return;
    }
    match value {
        Value::String(text) if text == CURRENT => found.push(path.clone()),
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Key::Index(index));
                collect(item, path, found);
                path.pop();
            }
        }
        Value::Map(map) => {
            for (name, item) in Map::iter(map) {
                path.push(Key::Name(name.to_owned()));
                collect(item, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}
