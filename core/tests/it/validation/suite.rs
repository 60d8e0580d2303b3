//! The draft-4 cases of the JSON-Schema-Test-Suite.

use serde_json::Value as Json;

use super::{home, wrong};

/// The keywords of draft 4 that mean the same in OpenAPI 3.0.
const KEPT: [&str; 24] = [
    "type",
    "enum",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "default",
];

/// Whether OpenAPI 3.0 has everything that a schema says.
fn is_kept(schema: &Json) -> bool {
    let Some(map) = schema.as_object() else { return false };
    map.iter().all(|(name, value)| {
        name == "$schema"
            || KEPT.contains(&name.as_str())
                && match name.as_str() {
                    // OpenAPI 3.0 allows a single type, and `null` is not among them.
                    "type" => value.as_str().is_some_and(|kind| kind != "null"),
                    "items" | "not" => is_kept(value),
                    "additionalProperties" => value.is_boolean() || is_kept(value),
                    "properties" => value.as_object().is_some_and(|all| all.values().all(is_kept)),
                    "allOf" | "anyOf" | "oneOf" => {
                        value.as_array().is_some_and(|all| all.iter().all(is_kept))
                    }
                    _ => true,
                }
    })
}

#[test]
fn the_public_cases_agree() {
    let Some(folder) = home("suite/draft4") else { return };
    let (mut agree, mut left_out) = (0, 0);
    let mut differ = vec![];
    for (name, path) in crate::common::files(&folder) {
        let groups: Vec<Json> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        for group in groups {
            let tests = group["tests"].as_array().expect("a group has tests");
            if !is_kept(&group["schema"]) {
                left_out += tests.len();
                continue;
            }
            for test in tests {
                let ours = wrong(&group["schema"], &[test["data"].clone()]);
                let is_valid = ours.map(|paths| paths[0].is_empty());
                if is_valid == test["valid"].as_bool() {
                    agree += 1;
                } else {
                    differ.push(format!(
                        "{name}: {}: {} {test}",
                        group["description"], group["schema"]
                    ));
                }
            }
        }
    }
    crate::common::say(&format!(
        "JSON-Schema-Test-Suite, draft 4: {agree} agree, {left_out} left out, as OpenAPI 3.0 has not what they are about, {} differ",
        differ.len()
    ));
    assert!(agree > 200, "{agree}");
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
