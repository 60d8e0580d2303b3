//! Estimates the cost of validating a value: definitions that refer to others several times can multiply it without
//! bound.

use std::cell::Cell;
use std::collections::HashMap;

use serde_json::{Map as JsonMap, Value as Json};

use super::validation::pointer;

/// Maximum number of steps of a validation. A million values take one or two steps each.
const MAX_STEPS: usize = 1_000_000;
/// Maximum depth of a validation, as the validator recurses for each level.
const MAX_DEPTH: usize = 250;
/// Number of `enum` options that count as one step.
const OPTIONS_PER_STEP: usize = 16;

/// The definitions whose validation cost is estimated.
pub(super) struct Cost {
    root: Json,
    /// The name of the type that each `$ref` refers to.
    names: HashMap<String, String>,
}

impl Cost {
    /// The cost of validating against `root`, which holds the types with these `names`.
    pub(super) fn of<'n>(root: Json, names: impl Iterator<Item = &'n str>) -> Self {
        let names = names.map(|name| (pointer(name), name.to_owned()));
        Self { root, names: names.collect() }
    }

    /// The schema of the validation.
    pub(super) fn root(&self) -> &Json {
        &self.root
    }

    /// Whether the validation of `value` stays within the limits.
    pub(super) fn is_bearable(&self, value: &Json) -> bool {
        let left = Cell::new(MAX_STEPS);
        Walk { cost: self, left: &left, depth: 0 }.definition(&self.root, value).is_some()
    }
}

/// Visits the definitions in the order of the validator and only counts steps.
struct Walk<'c> {
    cost: &'c Cost,
    left: &'c Cell<usize>,
    depth: usize,
}

impl Walk<'_> {
    /// Visits one definition. None if a limit is exceeded.
    fn definition(&self, definition: &Json, value: &Json) -> Option<()> {
        let Json::Object(definition) = definition else { return Some(()) };
        self.steps(1)?;
        let depth = self.depth + 1;
        (depth < MAX_DEPTH).then_some(Walk { depth, ..*self })?.keywords(definition, value)
    }

    fn keywords(&self, definition: &JsonMap<String, Json>, value: &Json) -> Option<()> {
        if let Some(Json::String(target)) = definition.get("$ref") {
            let types = self.cost.root.get("definitions");
            let name = self.cost.names.get(target);
            return match types.zip(name).and_then(|(types, name)| types.get(name)) {
                Some(target) => self.definition(target, value),
                None => Some(()),
            };
        }
        if let Some(Json::Array(options)) = definition.get("enum") {
            self.steps(options.len() / OPTIONS_PER_STEP)?;
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            let members = definition.get(key).and_then(Json::as_array);
            for member in members.into_iter().flatten() {
                self.definition(member, value)?;
            }
        }
        if let Some(other) = definition.get("not") {
            self.definition(other, value)?;
        }
        match value {
            Json::Object(entries) => self.entries(definition, entries),
            Json::Array(items) => self.items(definition.get("items"), items),
            _ => Some(()),
        }
    }

    fn entries(
        &self,
        definition: &JsonMap<String, Json>,
        entries: &JsonMap<String, Json>,
    ) -> Option<()> {
        let properties = definition.get("properties").and_then(Json::as_object);
        for (name, value) in entries {
            let declared = properties.and_then(|properties| properties.get(name));
            if let Some(declared) = declared.or(definition.get("additionalProperties")) {
                self.definition(declared, value)?;
            }
        }
        Some(())
    }

    /// Visits the items; `definitions` is one definition for all items, or a list with one for each.
    fn items(&self, definitions: Option<&Json>, items: &[Json]) -> Option<()> {
        match definitions {
            Some(Json::Array(each)) => {
                each.iter().zip(items).try_for_each(|(one, item)| self.definition(one, item))
            }
            Some(all) => items.iter().try_for_each(|item| self.definition(all, item)),
            None => Some(()),
        }
    }

    fn steps(&self, steps: usize) -> Option<()> {
        self.left.set(self.left.get().checked_sub(steps)?);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a value can be validated against the first of `count` types, each of which is `link` of a `$ref` to the
    /// next.
    fn is_bearable(count: usize, link: impl Fn(Json) -> Json, value: &Json) -> bool {
        let names: Vec<String> = (0..=count).map(|number| format!("T/{number}")).collect();
        let to = |number: usize| serde_json::json!({ "$ref": pointer(&names[number]) });
        let mut types: JsonMap<String, Json> =
            (0..count).map(|number| (names[number].clone(), link(to(number + 1)))).collect();
        types.insert(names[count].clone(), serde_json::json!({ "type": "string" }));
        let root = serde_json::json!({ "definitions": types, "allOf": [to(0)] });
        Cost::of(root, names.iter().map(String::as_str)).is_bearable(value)
    }

    #[test]
    fn repeated_branches_exceed_the_limit() {
        let text = Json::from("x");
        for key in ["allOf", "anyOf", "oneOf"] {
            assert!(!is_bearable(40, |next| serde_json::json!({ key: [next, next] }), &text));
            assert!(is_bearable(40, |next| serde_json::json!({ key: [next] }), &text), "{key}");
        }
    }

    #[test]
    fn deep_nesting_exceeds_the_limit() {
        assert!(is_bearable(200, |next| next, &Json::from("x")));
        assert!(!is_bearable(10_000, |next| next, &Json::from("x")));
    }

    #[test]
    fn absent_properties_have_no_cost() {
        let twice = |next| serde_json::json!({ "properties": { "a": next, "b": next } });
        assert!(is_bearable(40, twice, &serde_json::json!({ "a": { "a": {} } })));
    }

    #[test]
    fn a_large_value_is_bearable() {
        let items = |next| serde_json::json!({ "items": next });
        let list = Json::from(vec!["x"; 100_000]);
        assert!(is_bearable(1, items, &list));
        assert!(is_bearable(2, items, &Json::from(vec![list.clone(), list])));
    }
}
