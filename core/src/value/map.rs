//! A mapping that keeps its source order.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Value;

/// Number of entries above which an index is built; nearly all mappings have fewer, and a linear search in them is
/// faster.
const FEW: usize = 16;

/// Names and values in source order.
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: Vec<(String, Value)>,
    /// The index of each name; `None` for a mapping with few entries.
    places: Option<HashMap<String, usize>>,
}

impl Map {
    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.place(name).map(|at| &self.entries[at].1)
    }

    /// The value of `name`, for modification.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.place(name).map(|at| &mut self.entries[at].1)
    }

    /// Sets `name`: keeps its position if it exists, otherwise appends it.
    pub fn insert(&mut self, name: impl Into<String>, value: Value) {
        let name = name.into();
        match self.place(&name) {
            Some(at) => self.entries[at].1 = value,
            None => self.push(name, value),
        }
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Value)> + ExactSizeIterator {
        self.entries.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Removes `name`, and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let at = self.place(name)?;
        let (_, value) = self.entries.remove(at);
        self.places = places(&self.entries);
        Some(value)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the mapping is empty.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn place(&self, name: &str) -> Option<usize> {
        match &self.places {
            Some(places) => places.get(name).copied(),
            None => self.entries.iter().position(|(key, _)| key == name),
        }
    }

    /// Appends a name that the mapping does not contain.
    fn push(&mut self, name: String, value: Value) {
        if let Some(places) = &mut self.places {
            places.insert(name.clone(), self.entries.len());
        }
        self.entries.push((name, value));
        if self.entries.len() == FEW + 1 {
            self.places = places(&self.entries);
        }
    }
}

/// The index of each name, if there are more than a few entries.
fn places(entries: &[(String, Value)]) -> Option<HashMap<String, usize>> {
    let places = || entries.iter().enumerate().map(|(at, (name, _))| (name.clone(), at)).collect();
    (entries.len() > FEW).then(places)
}

impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl FromIterator<(String, Value)> for Map {
    /// A repeated name replaces the value and keeps the position, as in Python's `dict`.
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        let mut map = Self::default();
        pairs.into_iter().for_each(|(name, value)| map.insert(name, value));
        map
    }
}

impl IntoIterator for Map {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entries.serialize(serializer)
    }
}

impl<'d> Deserialize<'d> for Map {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Vec::deserialize(deserializer)?;
        Ok(Self { places: places(&entries), entries })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_one_is_like_a_small_one() {
        for count in [3, FEW, FEW + 1, 1000] {
            let pairs = (0..count).map(|n| (n.to_string(), Value::Int(0)));
            let mut map: Map = pairs.chain([("1".to_owned(), Value::Null)]).collect();
            assert_eq!(map.len(), count);
            assert_eq!(map.get("1"), Some(&Value::Null), "the later one counts");
            map.insert("2", Value::Bool(true));
            assert_eq!(map.iter().nth(2), Some(("2", &Value::Bool(true))), "in its place");
            assert_eq!(map.remove("0"), Some(Value::Int(0)));
            assert_eq!(map.get("0"), None);
            assert_eq!(map.get("2"), Some(&Value::Bool(true)));
            map.insert("0", Value::Null);
            assert_eq!(map.iter().next_back(), Some(("0", &Value::Null)));
            let read: Map = serde_json::from_str(&serde_json::to_string(&map).unwrap()).unwrap();
            assert_eq!(read, map);
            assert_eq!(read.get("2"), Some(&Value::Bool(true)));
        }
    }
}
