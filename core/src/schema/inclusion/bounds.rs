//! Compares the numbers in definitions.

use std::cmp::Ordering;

use crate::value::{Map, Value, number};

/// Integers up to this magnitude are exact as `f64`.
const EXACT: i64 = 1 << 53;

/// The order of two numbers; `None` if it cannot be decided.
pub(super) fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => return Some(a.cmp(b)),
        (Value::BigInt(a), Value::BigInt(b)) if a == b => return Some(Ordering::Equal),
        _ => {}
    }
    let order = number(a)?.partial_cmp(&number(b)?)?;
    let is_exact = |value: &Value| match value {
        Value::Int(whole) => (-EXACT..=EXACT).contains(whole),
        Value::Float(_) => true,
        _ => false,
    };
    // Two different numbers may be equal once they are rounded.
    let is_sure = order != Ordering::Equal || (is_exact(a) && is_exact(b));
    is_sure.then_some(order)
}

/// Whether two values are equal as JSON.
pub(super) fn equal(a: &Value, b: &Value) -> bool {
    a == b || compare(a, b) == Some(Ordering::Equal)
}

/// Whether the bound `one` on a count implies the bound `other`; both are minimums if `is_least`, else maximums.
pub(super) fn implies_count(one: &Value, other: &Value, is_least: bool) -> bool {
    match (one, other) {
        (Value::Int(one), Value::Int(other)) if is_least => one >= other,
        (Value::Int(one), Value::Int(other)) => one <= other,
        _ => false,
    }
}

/// Whether the bound `name` of `one` implies that of `other`, with exclusive bounds taken into account.
pub(super) fn implies_bound(name: &str, one: &Map, other: &Map) -> bool {
    let (Some(mine), Some(theirs)) = (one.get(name), other.get(name)) else { return false };
    let (exclusion, inner) = match name {
        "minimum" => ("exclusiveMinimum", Ordering::Greater),
        _ => ("exclusiveMaximum", Ordering::Less),
    };
    let excludes = |definition: &Map| definition.get(exclusion) == Some(&Value::Bool(true));
    match compare(mine, theirs) {
        Some(Ordering::Equal) => excludes(one) || !excludes(other),
        Some(order) => order == inner,
        None => false,
    }
}

/// Whether all multiples of `step` are multiples of `of`.
pub(super) fn divides(of: &Value, step: &Value) -> bool {
    match (of, step) {
        (Value::Int(of), Value::Int(step)) => *of > 0 && step % of == 0,
        _ => equal(of, step),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_round_to_the_same_are_not_taken_for_equal() {
        let (a, b) = (Value::Int(EXACT), Value::Int(EXACT + 1));
        assert_eq!(compare(&a, &b), Some(Ordering::Less));
        #[expect(clippy::cast_precision_loss, reason = "that is the point")]
        let float = Value::Float((EXACT + 1) as f64);
        assert_eq!(compare(&b, &float), None);
        assert!(!equal(
            &Value::BigInt("9223372036854775809".into()),
            &Value::BigInt("9223372036854775808".into())
        ));
        assert!(equal(&Value::Int(1), &Value::Float(1.0)));
    }

    #[test]
    fn a_step_divides_its_multiples() {
        assert!(divides(&Value::Int(2), &Value::Int(6)));
        assert!(!divides(&Value::Int(6), &Value::Int(2)));
        assert!(divides(&Value::Float(0.5), &Value::Float(0.5)));
        assert!(!divides(&Value::Int(0), &Value::Int(0)));
    }
}
