//! Python's dict: keeps insertion order, and compares keys like Python.

use std::hash::{Hash, Hasher};

use indexmap::{Equivalent, IndexMap};
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use super::failure::{Failure, Outcome};
use super::object::Object;
use super::run::Run;

/// Maximum nesting depth of tuples in a key.
const MAX_KEY_DEPTH: usize = 20;

/// Keys and values in insertion order.
#[derive(Default)]
pub(super) struct Dict(IndexMap<Key, Object>);

/// A hashable value.
#[derive(Clone)]
struct Key(Object);

impl Dict {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of a text key.
    pub(super) fn get_str(&self, key: &str) -> Option<&Object> {
        self.0.get(key)
    }

    pub(super) fn get(&self, run: &Run, key: &Object) -> Outcome<Option<&Object>> {
        Ok(match key {
            Object::Text(text) => {
                run.charge_text(text.text.len())?;
                self.0.get(text.text.as_str())
            }
            _ => self.0.get(&Key::new(run, key)?),
        })
    }

    /// Sets a value; an existing key keeps its position, and a new one is appended.
    pub(super) fn insert(&mut self, run: &Run, key: &Object, value: Object) -> Outcome<()> {
        self.0.insert(Key::new(run, key)?, value);
        Ok(())
    }

    pub(super) fn insert_str(&mut self, key: &str, value: Object) {
        self.0.insert(Key(Object::text(key)), value);
    }

    pub(super) fn remove(&mut self, run: &Run, key: &Object) -> Outcome<Option<Object>> {
        Ok(self.0.shift_remove(&Key::new(run, key)?))
    }

    pub(super) fn pop(&mut self) -> Option<(Object, Object)> {
        self.0.pop().map(|(Key(key), value)| (key, value))
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (&Object, &Object)> {
        self.0.iter().map(|(Key(key), value)| (key, value))
    }

    /// The entry at an index.
    pub(super) fn at(&self, index: usize) -> Option<(&Object, &Object)> {
        self.0.get_index(index).map(|(Key(key), value)| (key, value))
    }
}

impl Key {
    fn new(run: &Run, object: &Object) -> Outcome<Self> {
        check(run, object, 0)?;
        Ok(Self(object.clone()))
    }
}

fn check(run: &Run, object: &Object, depth: usize) -> Outcome<()> {
    match object {
        Object::List(_) | Object::Dict(_) => Err(Failure::other(format!(
            "{} cannot be a key or a member of a set of unique values",
            object.kind()
        ))),
        Object::Tuple(tuple) => {
            if depth > MAX_KEY_DEPTH {
                return Err(Failure::too_much("a key is nested too deeply"));
            }
            tuple.items.borrow().iter().try_for_each(|item| check(run, item, depth + 1))
        }
        Object::Undefined(missing) => {
            missing.touch();
            Ok(())
        }
        Object::Text(text) => run.charge_text(text.text.len()),
        _ => run.charge(1),
    }
}

/// The integer value of a number as a key; equal integers are equal keys regardless of their type.
fn whole(object: &Object) -> Option<BigInt> {
    match object {
        Object::Float(value) if value.fract() == 0.0 => BigInt::from_f64(*value),
        _ => object.as_int(),
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            // The same hash as for `str`, so that a lookup does not need to copy the text.
            Object::Text(text) => text.text.as_str().hash(state),
            Object::Int(value) => value.hash(state),
            Object::Tuple(tuple) => {
                for item in tuple.items.borrow().iter() {
                    Key(item.clone()).hash(state);
                }
            }
            object => match whole(object) {
                Some(value) => match value.to_i64() {
                    Some(value) => value.hash(state),
                    None => value.hash(state),
                },
                None => match object {
                    Object::Float(value) => value.to_bits().hash(state),
                    _ => object.type_name().hash(state),
                },
            },
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Object::Text(a), Object::Text(b)) => a.text == b.text,
            (Object::Tuple(a), Object::Tuple(b)) => {
                let (a, b) = (a.items.borrow(), b.items.borrow());
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|(a, b)| Key(a.clone()) == Key(b.clone()))
            }
            (Object::Undefined(_), Object::Undefined(_)) => true,
            (a, b) if a.is_number() && b.is_number() => match (whole(a), whole(b)) {
                (Some(a), Some(b)) => a == b,
                (None, None) => matches!((a, b), (Object::Float(a), Object::Float(b)) if a == b),
                _ => false,
            },
            (a, b) => a.is_same(b),
        }
    }
}

impl Eq for Key {}

impl Equivalent<Key> for str {
    fn equivalent(&self, key: &Key) -> bool {
        matches!(&key.0, Object::Text(text) if text.text == self)
    }
}
