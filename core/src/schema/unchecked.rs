//! Reads `schema.yaml` without checking it.

use super::{InputType, Role, Schema};
use crate::bundle::{Bundle, SCHEMA};
use crate::yaml;

/// The schema of `bundle` as far as it can be read, without validators.
pub fn unchecked(bundle: &Bundle) -> Schema {
    let root = bundle.text(SCHEMA).and_then(|text| yaml::parse(text).root);
    let Some(schema) = root.as_ref().and_then(|root| root.get("schema")) else {
        return Schema::default();
    };
    let Some(types) = schema.get("types") else { return Schema::default() };
    let inputs = Role::ALL.into_iter().filter_map(|role| {
        let name = schema.get(role.key())?.text()?;
        types.get(name)?;
        Some(InputType { role, name: name.to_owned(), validator: None })
    });
    Schema {
        types: types.value().as_map().cloned().unwrap_or_default(),
        inputs: inputs.collect(),
        written: Some(types.clone()),
        ..Schema::default()
    }
}
