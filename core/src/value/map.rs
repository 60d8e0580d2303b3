//! A mapping in the order it was written.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Value;

/// With more names, it is noted where each stands: nearly all have a few, which are found sooner by
/// going through them.
const FEW: usize = 16;

/// Names and values in the order they were written.
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: Vec<(String, Value)>,
    /// Where each name stands; none where there are but a few.
    places: Option<HashMap<String, usize>>,
}

impl Map {
    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.place(name).map(|at| &self.entries[at].1)
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.place(name).map(|at| &mut self.entries[at].1)
    }

    /// Sets `name`: in its place where it is there, else at the end.
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

    /// Takes `name` out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let at = self.place(name)?;
        let (_, value) = self.entries.remove(at);
        self.places = places(&self.entries);
        Some(value)
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn place(&self, name: &str) -> Option<usize> {
        match &self.places {
            Some(places) => places.get(name).copied(),
            None => self.entries.iter().position(|(key, _)| key == name),
        }
    }

    /// Adds a name that is not there.
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

/// Where each name stands, once there are more than a few.
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
    /// A name that comes again replaces the value and keeps the place, as in Python's `dict`.
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
