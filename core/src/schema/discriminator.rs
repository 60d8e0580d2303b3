//! `discriminator`: selects one of the alternatives of an object.

use super::type_name;
use crate::value::{Map, Value};

/// The value of `discriminator`, which names the property that selects the alternative.
pub(crate) struct Discriminator<'s>(pub &'s Value);

impl<'s> Discriminator<'s> {
    /// Whether `value` selects the alternative `one`.
    pub fn names(&self, value: &Value, one: &Value) -> bool {
        self.entry(one)
            .is_some_and(|(name, wanted)| value.get(name).and_then(Value::as_str) == Some(wanted))
    }

    /// The name of the property, and its value in objects of the alternative `one`.
    pub fn entry(&self, one: &'s Value) -> Option<(&'s str, &'s str)> {
        let name = self.0.get("propertyName")?.as_str()?;
        let target = type_name(one.get("$ref")?.as_str()?);
        let mapping = self.0.get("mapping").and_then(Value::as_map).into_iter().flat_map(Map::iter);
        let mut mapped = mapping.filter_map(|(key, of)| Some((key, type_name(of.as_str()?))));
        Some((name, mapped.find(|(_, of)| *of == target).map_or(target, |(key, _)| key)))
    }
}
