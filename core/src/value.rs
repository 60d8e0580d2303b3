//! Data as a spec, a schema or a context holds it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::{Deserialize, Serialize};

/// One value: JSON's kinds, with Python's whole numbers.
///
/// This is what `yaml.safe_load` leaves once dates have become the text of `isoformat()` and keys
/// the text of `str()`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// `null`, `~`, nothing.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that fits.
    Int(i64),
    /// A whole number that does not fit: its decimal digits, with a `-` in front where negative.
    BigInt(String),
    /// Any other number, infinities and NaN included.
    Float(f64),
    /// Text.
    String(String),
    /// A sequence.
    List(Vec<Value>),
    /// A mapping, in the order it was written.
    Map(Map),
}

/// Names and values in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Map(Vec<(String, Value)>);

impl Map {
    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.0.iter_mut().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Sets `name`: in its place where it is there, else at the end.
    pub fn insert(&mut self, name: impl Into<String>, value: Value) {
        let name = name.into();
        match self.0.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Value)> + ExactSizeIterator {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Takes `name` out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let at = self.0.iter().position(|(key, _)| key == name)?;
        Some(self.0.remove(at).1)
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Value)> for Map {
    /// A name that comes again replaces the value and keeps the place, as in Python's `dict`.
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        let mut map = Self::default();
        if pairs.size_hint().1.is_some_and(|most| most <= 16) {
            pairs.for_each(|(name, value)| map.insert(name, value));
            return map;
        }
        let mut places: HashMap<String, usize> = HashMap::new();
        for (name, value) in pairs {
            match places.entry(name.clone()) {
                Entry::Occupied(place) => map.0[*place.get()].1 = value,
                Entry::Vacant(place) => {
                    place.insert(map.0.len());
                    map.0.push((name, value));
                }
            }
        }
        map
    }
}

impl IntoIterator for Map {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A number as Python's `repr` prints it: the shortest digits that read back as the same number,
/// with an exponent below 1e-4 and from 1e16 on.
pub fn float_repr(number: f64) -> String {
    if number.is_nan() {
        return "nan".into();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let digits = format!("{number:e}");
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((&digits, "0"));
    match exponent.parse::<i32>().unwrap_or(0) {
        0 if number == 0.0 => format!("{number:.1}"),
        exponent if (-4..16).contains(&exponent) => {
            let plain = format!("{number}");
            if plain.contains('.') { plain } else { format!("{plain}.0") }
        }
        exponent if exponent < 0 => format!("{mantissa}e-{:02}", -exponent),
        exponent => format!("{mantissa}e+{exponent:02}"),
    }
}

impl Value {
    /// The value at `name`, where this is a mapping that has it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_map().and_then(|map| map.get(name))
    }

    /// The mapping, where this is one.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The items, where this is a sequence.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The text, where this is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.to_owned())
    }
}
