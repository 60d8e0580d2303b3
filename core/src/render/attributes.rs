//! Attribute access, item access and slices: `a.b`, `a[b]` and `a[b:c]`.

use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::arguments::clamped;
use super::arithmetic::kept;
use super::dict::Dict;
use super::failure::{Failure, Outcome};
use super::iteration::items;
use super::machine::loop_attribute;
use super::methods;
use super::missing::Reason;
use super::object::{Object, Range};
use super::run::Run;
use super::text::byte_at;
use crate::text::Span;

/// `object.name`: the attribute, or else the item.
pub(super) fn attribute(
    run: &Run,
    object: &Object,
    name: &Arc<str>,
    span: Span,
) -> Outcome<Object> {
    if let Object::Undefined(missing) = object {
        run.refuse(missing)?;
        return Ok(object.clone());
    }
    if let Some(value) = own_attribute(run, object, name, span)? {
        return Ok(value);
    }
    if let Object::Dict(mapping) = object
        && let Some(value) = mapping.entries.borrow().get_str(name)
    {
        return Ok(value.clone());
    }
    Ok(absent(run, object, Object::text(&**name), span))
}

/// `object[index]`: the item, or else the attribute.
pub(super) fn item(run: &Run, object: &Object, index: &Object, span: Span) -> Outcome<Object> {
    if let Object::Undefined(missing) = object {
        run.refuse(missing)?;
        return Ok(object.clone());
    }
    if let Some(value) = own_item(run, object, index)? {
        return Ok(value);
    }
    if let Object::Text(name) = index
        && let Some(value) = own_attribute(run, object, &Arc::from(&*name.text), span)?
    {
        return Ok(value);
    }
    Ok(absent(run, object, index.clone(), span))
}

fn absent(run: &Run, object: &Object, member: Object, span: Span) -> Object {
    run.undefined(Reason::Member(object.clone(), member), span)
}

/// The result of Python's `getattr`.
fn own_attribute(
    run: &Run,
    object: &Object,
    name: &Arc<str>,
    span: Span,
) -> Outcome<Option<Object>> {
    match object {
        Object::Dict(mapping) if mapping.absent_component && **name == *"outputs" => {
            return run.dict(Dict::default()).map(Some);
        }
        Object::Namespace(mapping) => {
            return Ok(mapping.entries.borrow().get_str(name).cloned());
        }
        Object::Tuple(tuple) if tuple.group => {
            let index = match &**name {
                "grouper" => Some(0),
                "list" => Some(1),
                _ => None,
            };
            if let Some(index) = index {
                return Ok(tuple.items.borrow().get(index).cloned());
            }
        }
        Object::Loop(of) => return Ok(loop_attribute(run, of, name, span)),
        Object::Cycler(cycler) if **name == *"current" => return Ok(Some(cycler.current())),
        Object::Macro(of) => return of.attribute(run, name),
        _ => {}
    }
    Ok(methods::find(object, name)
        .map(|method| Object::Method(Arc::new((object.clone(), method))))
        .or_else(|| methods::property(object, name)))
}

/// The result of Python's `object[index]`; `None` if Python raises an error that Jinja turns into an undefined value.
fn own_item(run: &Run, object: &Object, index: &Object) -> Outcome<Option<Object>> {
    match object {
        Object::Dict(mapping) => match index {
            Object::List(_) | Object::Dict(_) => Ok(None),
            _ => Ok(mapping.entries.borrow().get(run, index)?.cloned()),
        },
        Object::List(list) => {
            let items = list.borrow();
            Ok(index.as_int().and_then(|at| items.get(position(&at, items.len())?).cloned()))
        }
        Object::Tuple(tuple) => {
            let items = tuple.items.borrow();
            Ok(index.as_int().and_then(|at| items.get(position(&at, items.len())?).cloned()))
        }
        Object::Range(range) => Ok(index
            .as_int()
            .and_then(|at| position(&at, range.length))
            .map(|at| Object::Int(range.get(at)))),
        Object::Text(text) => {
            let Some(at) = index.as_int() else { return Ok(None) };
            let length = match at.is_negative() {
                true => text.text.chars().count(),
                false => usize::MAX,
            };
            run.charge_text(text.text.len())?;
            Ok(position(&at, length)
                .and_then(|at| text.text.chars().nth(at))
                .map(|c| Object::flavored(c, kept(text.flavor))))
        }
        _ => Ok(None),
    }
}

/// The position of an index, which counts from the end if it is negative; `None` if it is out of range.
fn position(index: &BigInt, length: usize) -> Option<usize> {
    let index = if index.is_negative() { index + length } else { index.clone() };
    index.to_usize().filter(|&index| index < length)
}

/// The slice `object[start:stop:step]`.
pub(super) fn slice(run: &Run, object: &Object, parts: &[Option<Object>; 3]) -> Outcome<Object> {
    if let Object::Undefined(missing) = object {
        run.refuse(missing)?;
        return Ok(object.clone());
    }
    let [start, stop, step] = parts;
    let numbers = (bound(start.as_ref()), bound(stop.as_ref()), bound(step.as_ref()));
    let (Some(start), Some(stop), Some(step)) = numbers else {
        return Err(Failure::other("the bounds of a slice must be whole numbers"));
    };
    let step = step.unwrap_or(1);
    if step.is_zero() {
        return Err(Failure::other("the step of a slice cannot be zero"));
    }
    match object {
        Object::Text(text) => {
            run.charge_text(text.text.len())?;
            let length = text.text.chars().count();
            let flavor = kept(text.flavor);
            let indexes = indexes(start, stop, step, length);
            if step == 1 {
                let (from, to) =
                    (indexes.start, indexes.start + indexes.step * length_i64(indexes.length));
                let from = byte_at(&text.text, usize::try_from(from).unwrap_or(0));
                let to = byte_at(&text.text, usize::try_from(to).unwrap_or(0));
                return run.flavored(text.text.get(from..to).unwrap_or("").to_owned(), flavor);
            }
            let characters: Vec<char> = text.text.chars().collect();
            let picked = pick(&indexes, &characters).collect::<String>();
            run.flavored(picked, flavor)
        }
        Object::List(list) => {
            let items = run.copy(&list.borrow())?;
            run.list(pick(&indexes(start, stop, step, items.len()), &items).collect())
        }
        Object::Tuple(tuple) => {
            let items = tuple.items.borrow();
            run.tuple(pick(&indexes(start, stop, step, items.len()), &items).collect())
        }
        Object::Range(_) => {
            let items = items(run, object)?;
            let indexes = indexes(start, stop, step, items.len());
            let whole = Object::Range(Arc::new(slice_of_range(object, &indexes)));
            Ok(whole)
        }
        _ => Err(Failure::other(format!("{} cannot be sliced", object.kind()))
            .help("Slice text or a list; convert other sequences to lists with `| list`.")),
    }
}

fn length_i64(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn slice_of_range(object: &Object, indexes: &Range) -> Range {
    let Object::Range(range) = object else { return *indexes };
    let step = range.step.saturating_mul(indexes.step);
    let at = |index: i64| range.start.saturating_add(range.step.saturating_mul(index));
    Range { start: at(indexes.start), step, length: indexes.length, stop: at(indexes.stop) }
}

/// A part of a slice: `None` if it is not a number, `Some(None)` if it is omitted.
#[allow(clippy::option_option)]
fn bound(value: Option<&Object>) -> Option<Option<i64>> {
    match value {
        None | Some(Object::None) => Some(None),
        Some(value) => value.as_int().map(|value| Some(clamped(&value))),
    }
}

fn pick<'i, T: Clone>(indexes: &Range, items: &'i [T]) -> impl Iterator<Item = T> + use<'i, T> {
    let indexes = *indexes;
    (0..indexes.length)
        .filter_map(move |at| items.get(usize::try_from(indexes.get(at)).ok()?).cloned())
}

/// Python's `slice.indices`.
fn indexes(start: Option<i64>, stop: Option<i64>, step: i64, length: usize) -> Range {
    let length = length_i64(length);
    let (lowest, highest) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let within = |bound: i64| {
        let bound = if bound < 0 { bound.saturating_add(length) } else { bound };
        bound.clamp(lowest, highest)
    };
    let start = start.map_or(if step > 0 { lowest } else { highest }, within);
    let stop = stop.map_or(if step > 0 { highest } else { lowest }, within);
    range(start, stop, step)
}

/// The result of `range(start, stop, step)`; `step` must not be zero.
pub(super) fn range(start: i64, stop: i64, step: i64) -> Range {
    let distance = if step > 0 {
        i128::from(stop) - i128::from(start)
    } else {
        i128::from(start) - i128::from(stop)
    };
    let step_size = i128::from(step).abs();
    let length = if distance <= 0 { 0 } else { (distance + step_size - 1) / step_size };
    Range { start, step, length: usize::try_from(length).unwrap_or(usize::MAX), stop }
}
