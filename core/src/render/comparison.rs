//! Python's `==`, `<` and `in`.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use super::failure::{Failure, Outcome};
use super::iteration::Cursor;
use super::object::{Object, Part};
use super::operation::Comparison;
use super::run::Run;

/// Maximum nesting depth of lists that are compared.
const MAX_DEPTH: usize = 100;

/// The result of `left comparison right`.
pub(super) fn compare(
    run: &Run,
    comparison: Comparison,
    left: &Object,
    right: &Object,
) -> Outcome<bool> {
    match comparison {
        Comparison::Equal => equal(run, left, right),
        Comparison::NotEqual => Ok(!equal(run, left, right)?),
        Comparison::In => contains(run, right, left),
        Comparison::NotIn => Ok(!contains(run, right, left)?),
        Comparison::Less => Ok(order(run, "<", left, right)?.is_some_and(Ordering::is_lt)),
        Comparison::LessOrEqual => Ok(order(run, "<=", left, right)?.is_some_and(Ordering::is_le)),
        Comparison::Greater => Ok(order(run, ">", left, right)?.is_some_and(Ordering::is_gt)),
        Comparison::GreaterOrEqual => {
            Ok(order(run, ">=", left, right)?.is_some_and(Ordering::is_ge))
        }
    }
}

/// Whether `left == right`.
pub(super) fn equal(run: &Run, left: &Object, right: &Object) -> Outcome<bool> {
    equal_at(run, left, right, 0)
}

/// Whether `left < right`.
pub(super) fn less(run: &Run, left: &Object, right: &Object) -> Outcome<bool> {
    Ok(order(run, "<", left, right)?.is_some_and(Ordering::is_lt))
}

/// Whether an item of a sequence is the object that is searched for: the same object, or an equal one.
pub(super) fn is_found(run: &Run, own: &Object, item: &Object) -> Outcome<bool> {
    same_or_equal(run, own, item, 0)
}

fn same_or_equal(run: &Run, a: &Object, b: &Object, depth: usize) -> Outcome<bool> {
    run.charge(1)?;
    Ok(a.is_same(b) || equal_at(run, a, b, depth)?)
}

fn equal_at(run: &Run, left: &Object, right: &Object, depth: usize) -> Outcome<bool> {
    run.charge(1)?;
    if depth > MAX_DEPTH {
        return Err(Failure::other("these values are nested too deeply to be compared"));
    }
    for side in [left, right] {
        if let Object::Undefined(missing) = side {
            missing.touch();
        }
    }
    Ok(match (left, right) {
        (Object::Undefined(a), Object::Undefined(b)) => a.strict == b.strict,
        (Object::Text(a), Object::Text(b)) => {
            run.charge_text(a.text.len().min(b.text.len()))?;
            a.text == b.text
        }
        (Object::List(a), Object::List(b)) => {
            sequences(run, &run.copy(&a.borrow())?, &run.copy(&b.borrow())?, depth)?
        }
        (Object::Tuple(a), Object::Tuple(b)) => {
            sequences(run, &a.items.borrow(), &b.items.borrow(), depth)?
        }
        (Object::Dict(a), Object::Dict(b)) => {
            let (a, b) = (a.entries.borrow(), b.entries.borrow());
            if a.len() != b.len() {
                return Ok(false);
            }
            for (key, value) in a.iter() {
                match b.get(run, key)? {
                    Some(other) if equal_at(run, value, other, depth + 1)? => {}
                    _ => return Ok(false),
                }
            }
            true
        }
        (Object::View(a), Object::View(b)) if a.part != Part::Values && a.part == b.part => {
            let (a, b) =
                (super::iteration::items(run, left)?, super::iteration::items(run, right)?);
            if a.len() != b.len() {
                return Ok(false);
            }
            for item in &a {
                if !among(run, &b, item, depth)? {
                    return Ok(false);
                }
            }
            true
        }
        (Object::Range(a), Object::Range(b)) => {
            a.length == b.length
                && (a.length == 0 || a.start == b.start && (a.length == 1 || a.step == b.step))
        }
        (a, b) if a.is_number() && b.is_number() => numbers(a, b) == Some(Ordering::Equal),
        (a, b) => a.is_same(b),
    })
}

fn sequences(run: &Run, a: &[Object], b: &[Object], depth: usize) -> Outcome<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.iter().zip(b) {
        if !same_or_equal(run, a, b, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The order of two numbers; `None` if one of them is NaN.
fn numbers(a: &Object, b: &Object) -> Option<Ordering> {
    match (a, b) {
        (Object::Int(a), Object::Int(b)) => Some(a.cmp(b)),
        (Object::Float(a), Object::Float(b)) => a.partial_cmp(b),
        (Object::Float(a), b) => float_and_integer(*a, &b.as_int()?),
        (a, Object::Float(b)) => float_and_integer(*b, &a.as_int()?).map(Ordering::reverse),
        (a, b) => Some(a.as_int()?.cmp(&b.as_int()?)),
    }
}

fn float_and_integer(float: f64, integer: &BigInt) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    match BigInt::from_f64(float.floor()) {
        None => Some(if float > 0.0 { Ordering::Greater } else { Ordering::Less }),
        Some(floor) => Some(floor.cmp(integer).then(if float.fract() == 0.0 {
            Ordering::Equal
        } else {
            Ordering::Greater
        })),
    }
}

/// The order of two objects; `None` if they are not ordered, as with a NaN.
fn order(run: &Run, symbol: &str, left: &Object, right: &Object) -> Outcome<Option<Ordering>> {
    order_at(run, symbol, left, right, 0)
}

fn order_at(
    run: &Run,
    symbol: &str,
    left: &Object,
    right: &Object,
    depth: usize,
) -> Outcome<Option<Ordering>> {
    run.charge(1)?;
    if depth > MAX_DEPTH {
        return Err(Failure::other("these values are nested too deeply to be compared"));
    }
    for side in [left, right] {
        if let Object::Undefined(missing) = side {
            run.refuse(missing)?;
            return Ok(None);
        }
    }
    match (left, right) {
        (Object::Text(a), Object::Text(b)) => {
            run.charge_text(a.text.len().min(b.text.len()))?;
            Ok(Some(a.text.cmp(&b.text)))
        }
        (Object::List(a), Object::List(b)) => {
            let (a, b) = (run.copy(&a.borrow())?, run.copy(&b.borrow())?);
            ordered_sequences(run, symbol, &a, &b, depth)
        }
        (Object::Tuple(a), Object::Tuple(b)) => {
            ordered_sequences(run, symbol, &a.items.borrow(), &b.items.borrow(), depth)
        }
        (a, b) if a.is_number() && b.is_number() => Ok(numbers(a, b)),
        _ => Err(Failure::other(format!(
            "{} and {} cannot be compared with `{symbol}`",
            left.kind(),
            right.kind()
        ))
        .help("Convert both to the same type, such as with `| int` or `| string`.")),
    }
}

fn ordered_sequences(
    run: &Run,
    symbol: &str,
    a: &[Object],
    b: &[Object],
    depth: usize,
) -> Outcome<Option<Ordering>> {
    for (x, y) in a.iter().zip(b) {
        if !same_or_equal(run, x, y, depth + 1)? {
            return order_at(run, symbol, x, y, depth + 1);
        }
    }
    Ok(Some(a.len().cmp(&b.len())))
}

fn among(run: &Run, items: &[Object], item: &Object, depth: usize) -> Outcome<bool> {
    for own in items {
        if same_or_equal(run, own, item, depth + 1)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether `item in container`.
pub(super) fn contains(run: &Run, container: &Object, item: &Object) -> Outcome<bool> {
    run.charge(1)?;
    match container {
        Object::Text(text) => match item {
            Object::Text(part) => {
                run.charge_text(text.text.len())?;
                Ok(text.text.contains(&part.text))
            }
            _ => Err(Failure::other(format!("{} is never part of text", item.kind()))
                .help("Convert it to text with `| string`.")),
        },
        Object::Dict(mapping) => Ok(mapping.entries.borrow().get(run, item)?.is_some()),
        Object::View(view) if view.part == Part::Keys => {
            Ok(view.of.entries.borrow().get(run, item)?.is_some())
        }
        Object::List(items) => among(run, &run.copy(&items.borrow())?, item, 0),
        _ => {
            let mut cursor = Cursor::new(container)?;
            while let Some(own) = cursor.next(run)? {
                if is_found(run, &own, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// Sorts like Python's `sorted`: stable, and with an error if items cannot be compared.
pub(super) fn sort(run: &Run, items: Vec<(Object, Object)>, reverse: bool) -> Outcome<Vec<Object>> {
    let mut keyed = items;
    if reverse {
        // Python keeps the order of equal items in this case too.
        keyed.reverse();
    }
    let mut sorted = merge_sort(run, keyed)?;
    if reverse {
        sorted.reverse();
    }
    Ok(sorted.into_iter().map(|(_, item)| item).collect())
}

// The standard library's sort may panic if the order is not total, which is the case with NaNs.
fn merge_sort(run: &Run, mut items: Vec<(Object, Object)>) -> Outcome<Vec<(Object, Object)>> {
    if items.len() < 2 {
        return Ok(items);
    }
    let right = items.split_off(items.len() / 2);
    let mut left = merge_sort(run, items)?.into_iter().peekable();
    let mut right = merge_sort(run, right)?.into_iter().peekable();
    let mut merged = Vec::with_capacity(left.len() + right.len());
    while let (Some((a, _)), Some((b, _))) = (left.peek(), right.peek()) {
        merged.extend(if less(run, b, a)? { right.next() } else { left.next() });
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}
