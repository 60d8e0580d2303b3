//! Which kind an object says that it is.

use super::type_name;
use crate::value::{Map, Value};

/// `discriminator`: the property that says which kind an object is.
pub(crate) struct Discriminator<'s>(pub &'s Value);

impl<'s> Discriminator<'s> {
    /// Whether `value` says that it is of the kind `one`.
    pub fn names(&self, value: &Value, one: &Value) -> bool {
        self.entry(one)
            .is_some_and(|(name, wanted)| value.get(name).and_then(Value::as_str) == Some(wanted))
    }

    /// The property and what it holds in objects of the kind `one`.
    pub fn entry(&self, one: &'s Value) -> Option<(&'s str, &'s str)> {
        let name = self.0.get("propertyName")?.as_str()?;
        let target = type_name(one.get("$ref")?.as_str()?);
        let mapping = self.0.get("mapping").and_then(Value::as_map).into_iter().flat_map(Map::iter);
        let mut mapped = mapping.filter_map(|(key, of)| Some((key, type_name(of.as_str()?))));
        Some((name, mapped.find(|(_, of)| *of == target).map_or(target, |(key, _)| key)))
    }
}
