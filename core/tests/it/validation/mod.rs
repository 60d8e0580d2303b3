//! Whether values are held against a schema as others do it: by the cases of the public
//! JSON-Schema-Test-Suite that OpenAPI 3.0 keeps, and by openapi-schema-validator on pairs of
//! schemas and values made here. Both are where `JSON_SCHEMA_HOME` says; `make test` sees to it.

mod made;
mod peer;
mod suite;

use std::path::PathBuf;

use cyclotron_core::schema::{Role, schema};
use cyclotron_core::{Bundle, File, Key, Value};
use serde_json::{Value as Json, json};

/// The folder of what others say; `None` where it is not there.
fn home(what: &str) -> Option<PathBuf> {
    let home = std::env::var_os("JSON_SCHEMA_HOME").map(PathBuf::from);
    let home = home.map(|home| home.join(what)).filter(|path| path.exists());
    if home.is_none() {
        crate::common::say(&format!("skipped: no {what} below $JSON_SCHEMA_HOME"));
    }
    home
}

/// The paths of what is wrong with each value, in order and each once; `None` where our reading of
/// the schema is that it is not a schema.
fn wrong(definition: &Json, values: &[Json]) -> Option<Vec<Vec<String>>> {
    let text = json!({
        "schema": {
            "format": { "openapi": "3.0.0" },
            "environment_input_type": "T",
            "types": { "T": definition },
        }
    });
    let files = vec![File::new("schema/schema.yaml", text.to_string())];
    let (schema, _) = schema(&Bundle { files, ..Bundle::default() });
    let validator = schema.input(Role::Environment)?.validator.as_ref()?;
    let paths = values.iter().map(|value| {
        let problems = validator.problems(&from_json(value));
        let mut paths: Vec<String> =
            problems.iter().filter(|one| !one.is_warning).map(|one| pointer(&one.path)).collect();
        paths.sort();
        paths.dedup();
        paths
    });
    Some(paths.collect())
}

/// A path as it is compared.
fn pointer(path: &[Key]) -> String {
    let steps = path.iter().map(|key| match key {
        Key::Name(name) => format!("/{name}"),
        Key::Index(index) => format!("/{index}"),
    });
    steps.collect()
}

fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Bool(*truth),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Int(whole),
            (None, _)
                if number.to_string().bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') =>
            {
                Value::BigInt(number.to_string())
            }
            (None, decimal) => Value::Float(decimal.unwrap_or(f64::NAN)),
        },
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(from_json).collect()),
        Json::Object(map) => {
            Value::Map(map.iter().map(|(name, value)| (name.clone(), from_json(value))).collect())
        }
    }
}
