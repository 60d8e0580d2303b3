//! Decides whether two definitions are equivalent.

use std::collections::HashSet;

use super::side::follow;
use crate::schema::Schema;
use crate::value::{Map, Value};

/// The keywords that are documentation, or only affect the form.
const SILENT: [&str; 8] = [
    "title",
    "description",
    "example",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
];
/// Maximum number of pairs of definitions that are compared.
const MAX_PAIRS: usize = 2000;

/// Whether two definitions, each of its own schema, are equivalent; the names of their types do not matter.
pub(crate) fn same(a_schema: &Schema, a: &Value, b_schema: &Schema, b: &Value) -> bool {
    Walk { schemas: (a_schema, b_schema), seen: HashSet::new() }.definitions(a, b)
}

struct Walk<'s> {
    schemas: (&'s Schema, &'s Schema),
    /// The pairs that are being compared or have been.
    seen: HashSet<(usize, usize)>,
}

impl Walk<'_> {
    fn definitions(&mut self, a: &Value, b: &Value) -> bool {
        let pair = (std::ptr::from_ref(a) as usize, std::ptr::from_ref(b) as usize);
        if !self.seen.insert(pair) {
            return true;
        }
        if self.seen.len() > MAX_PAIRS {
            return false;
        }
        match (follow(self.schemas.0, a), follow(self.schemas.1, b)) {
            (Some(Value::Map(a)), Some(Value::Map(b))) => self.maps(a, b),
            (Some(a), Some(b)) => a == b,
            (None, None) => true,
            _ => false,
        }
    }

    fn maps(&mut self, a: &Map, b: &Map) -> bool {
        let speaks = |name: &str| !SILENT.contains(&name) && !name.starts_with("x-");
        let count = |map: &Map| map.iter().filter(|(name, _)| speaks(name)).count();
        // With a discriminator, the names of the types matter.
        let names = |map: &Map| map.get("oneOf").or(map.get("anyOf")).cloned();
        let are_named_alike = a.get("discriminator").is_none() || names(a) == names(b);
        are_named_alike
            && count(a) == count(b)
            && a.iter().filter(|(name, _)| speaks(name)).all(|(name, ours)| {
                b.get(name).is_some_and(|theirs| self.keyword(name, ours, theirs))
            })
    }

    fn keyword(&mut self, name: &str, a: &Value, b: &Value) -> bool {
        match (name, a, b) {
            ("properties", Value::Map(a), Value::Map(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| self.definitions(a, b)))
            }
            ("items" | "not" | "additionalProperties", Value::Map(_), Value::Map(_)) => {
                self.definitions(a, b)
            }
            ("allOf" | "anyOf" | "oneOf", Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.definitions(a, b))
            }
            _ => a == b,
        }
    }
}
