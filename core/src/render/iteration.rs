//! Iteration over objects.

use super::shared::Shared;
use std::sync::Arc;

use super::failure::{Failure, Outcome};
use super::object::{Mapping, Object, Part, Range, Text};
use super::run::Run;

/// A position in an object that has items.
pub(super) enum Cursor {
    Nothing,
    List(Arc<Shared<Vec<Object>>>, usize),
    /// The reverse order, from the item before the index to the first.
    Backwards(Arc<Shared<Vec<Object>>>, usize),
    Items(std::vec::IntoIter<Object>),
    /// The characters from a byte on.
    Text(Arc<Text>, usize),
    Range(Arc<Range>, usize),
    /// Part of a dict, the next index, and how many entries there were at the beginning.
    Dict(Arc<Mapping>, Part, usize, usize),
    /// Another cursor at the same position.
    Again(Arc<Shared<Cursor>>),
}

impl Cursor {
    /// A cursor at the first item of `object`; fails if it has no items.
    pub(super) fn new(object: &Object) -> Outcome<Self> {
        Ok(match object {
            Object::Undefined(missing) => {
                missing.touch();
                Cursor::Nothing
            }
            Object::List(items) => Cursor::List(items.clone(), 0),
            Object::Tuple(tuple) => Cursor::Items(tuple.items.borrow().clone().into_iter()),
            Object::Text(text) => Cursor::Text(text.clone(), 0),
            Object::Range(range) => Cursor::Range(range.clone(), 0),
            Object::Dict(mapping) => Self::of_dict(mapping, Part::Keys),
            Object::View(view) => Self::of_dict(&view.of, view.part),
            Object::Iterator(cursor) => Cursor::Again(cursor.clone()),
            Object::Symbol(symbol) => {
                symbol.inspect();
                Self::new(&symbol.value)?
            }
            _ => {
                return Err(Failure::other(format!("{} cannot be iterated over", object.kind()))
                    .help("A loop needs a list, a mapping or text."));
            }
        })
    }

    fn of_dict(mapping: &Arc<Mapping>, part: Part) -> Self {
        Cursor::Dict(mapping.clone(), part, 0, mapping.entries.borrow().len())
    }

    /// The next item; `None` at the end.
    pub(super) fn next(&mut self, run: &Run) -> Outcome<Option<Object>> {
        run.charge(1)?;
        Ok(match self {
            Cursor::Nothing => None,
            Cursor::List(items, at) => {
                let item = items.borrow().get(*at).cloned();
                *at += 1;
                item
            }
            Cursor::Backwards(items, at) => {
                *at = at.saturating_sub(1);
                let item = items.borrow().get(*at).cloned();
                if *at == 0 {
                    *self = Cursor::Nothing;
                }
                item
            }
            Cursor::Items(items) => items.next(),
            Cursor::Text(text, at) => match text.text[*at..].chars().next() {
                Some(c) => {
                    *at += c.len_utf8();
                    Some(Object::text(c))
                }
                None => None,
            },
            Cursor::Range(range, at) => {
                *at += 1;
                (*at <= range.length).then(|| Object::Int(range.get(*at - 1)))
            }
            Cursor::Dict(mapping, part, at, length) => {
                let entries = mapping.entries.borrow();
                if entries.len() != *length {
                    return Err(Failure::other(
                        "the mapping changes while a loop iterates over it",
                    )
                    .help("Loop over a copy, made with `| list`."));
                }
                *at += 1;
                match (entries.at(*at - 1), part) {
                    (None, _) => None,
                    (Some((key, _)), Part::Keys) => Some(key.clone()),
                    (Some((_, value)), Part::Values) => Some(value.clone()),
                    (Some((key, value)), Part::Items) => {
                        Some(run.tuple(vec![key.clone(), value.clone()])?)
                    }
                }
            }
            Cursor::Again(cursor) => match cursor.try_borrow_mut() {
                Some(mut cursor) => cursor.next(run)?,
                None => {
                    return Err(Failure::other(
                        "another loop is already iterating over this sequence",
                    ));
                }
            },
        })
    }
}

/// All items of `object`.
pub(super) fn items(run: &Run, object: &Object) -> Outcome<Vec<Object>> {
    let mut cursor = Cursor::new(object)?;
    let mut items = Vec::new();
    while let Some(item) = cursor.next(run)? {
        items.push(item);
    }
    Ok(items)
}

/// Python's `len`; `None` for a value without a length.
pub(super) fn length(object: &Object) -> Option<usize> {
    Some(match object {
        Object::Undefined(missing) => {
            missing.touch();
            0
        }
        Object::Text(text) => text.text.chars().count(),
        Object::List(items) => items.borrow().len(),
        Object::Tuple(tuple) => tuple.items.borrow().len(),
        Object::Dict(mapping) => mapping.entries.borrow().len(),
        Object::View(view) => view.of.entries.borrow().len(),
        Object::Range(range) => range.length,
        Object::Loop(of) => return of.get_attr("length").ok()?.as_usize(),
        _ => return None,
    })
}

/// Python's `bool`.
pub(super) fn truth(object: &Object) -> bool {
    match object {
        Object::None => false,
        Object::Bool(value) => *value,
        Object::Int(value) => *value != 0,
        Object::Float(value) => *value != 0.0,
        Object::Text(text) => !text.text.is_empty(),
        Object::Loop(_) => true,
        Object::Symbol(symbol) => {
            symbol.inspect();
            truth(&symbol.value)
        }
        _ => length(object) != Some(0),
    }
}

/// Python's `reversed`; `None` for a value that cannot be iterated in reverse.
pub(super) fn backwards(run: &Run, object: &Object) -> Outcome<Option<Object>> {
    let cursor = match object {
        Object::List(items) => Cursor::Backwards(items.clone(), items.borrow().len()),
        Object::Tuple(_)
        | Object::Text(_)
        | Object::Range(_)
        | Object::Dict(_)
        | Object::View(_) => {
            let mut items = items(run, object)?;
            items.reverse();
            Cursor::Items(items.into_iter())
        }
        _ => return Ok(None),
    };
    Ok(Some(Object::Iterator(Arc::new(Shared::new(cursor)))))
}
