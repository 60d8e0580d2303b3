//! One template of a bundle, with what it is rendered for.

use super::Wiring;
use super::origin::is_made_up;
use crate::reading::{Reading, Scope, Source};
use crate::render::{Context, Template};
use crate::text::{Lines, Span};
use crate::value::{Key, Value};

/// The template and the values of one stack.
#[derive(Clone, Copy)]
pub(super) struct Subject<'s> {
    pub(super) reading: &'s Reading<'s>,
    pub(super) source: &'s Source<'s>,
    pub(super) template: &'s Template,
    pub(super) scope: &'s Scope,
    pub(super) wiring: Wiring,
}

impl Subject<'_> {
    /// The value at a path of the context.
    pub(super) fn value(&self, path: &[Key]) -> Option<&Value> {
        value_at(&self.scope.context.0, path)
    }

    /// Whether the value at a path of the context is made up because no sample sets it.
    pub(super) fn is_made_up(&self, path: &[Key]) -> bool {
        is_made_up(self.reading, self.scope.target, path)
    }

    /// The line of the template where `span` begins, from 1.
    pub(super) fn line(&self, span: Span) -> usize {
        Lines::new(self.source.text).position(span.start).line
    }

    /// The same context with another value at a path.
    pub(super) fn context_with(&self, path: &[Key], value: &Value) -> Context {
        with_value(Context::clone(&self.scope.context), path, value)
    }
}

/// A context with another value at a path, or with none for `Null`. An input that is not there is added.
pub(super) fn with_value(mut context: Context, path: &[Key], value: &Value) -> Context {
    set(&mut context.0, path, value);
    // The one value that a context has twice.
    if path.first() == Some(&Key::from("environment")) {
        let instance = [Key::from("service_instance")];
        let again: Vec<Key> = instance.into_iter().chain(path.iter().cloned()).collect();
        set(&mut context.0, &again, value);
    }
    context
}

/// The value at a path, which may be in lists.
pub(super) fn value_at<'v>(value: &'v Value, path: &[Key]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| match key {
        Key::Name(name) => value.get(name),
        Key::Index(index) => value.as_list()?.get(*index),
    })
}

fn set(at: &mut Value, path: &[Key], value: &Value) {
    let Some((key, rest)) = path.split_first() else {
        *at = value.clone();
        return;
    };
    if let (Value::Map(map), Key::Name(name), []) = (&mut *at, key, rest) {
        match value {
            Value::Null => drop(map.remove(name)),
            value => map.insert(name.clone(), value.clone()),
        }
        return;
    }
    let below = match (at, key) {
        (Value::Map(map), Key::Name(name)) => map.get_mut(name),
        (Value::List(items), Key::Index(index)) => items.get_mut(*index),
        _ => None,
    };
    if let Some(below) = below {
        set(below, rest, value);
    }
}
