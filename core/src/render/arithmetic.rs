//! The operators `+ - * / // % **` on numbers, and their effect on text and lists.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Pow, Signed, ToPrimitive, Zero};

use super::failure::{Failure, Outcome};
use super::object::{Flavor, Object};
use super::operation::Arithmetic;
use super::percent;
use super::run::Run;
use super::text::escape;

/// Maximum number of bits of an integer. Python prints none beyond 14,000.
const MAX_BITS: u64 = 100_000;

/// The result of `left operator right`.
pub(super) fn operate(
    run: &Run,
    operator: Arithmetic,
    left: &Object,
    right: &Object,
) -> Outcome<Object> {
    if let (Object::Int(a), Object::Int(b)) = (left, right)
        && let Some(result) = small(operator, *a, *b)
    {
        return Ok(Object::Int(result));
    }
    if let (Arithmetic::Modulo, Object::Text(format)) = (operator, left) {
        let text = percent::format(run, &format.text, right, format.is_markup())?;
        return run.flavored(text, kept(format.flavor));
    }
    for side in [left, right] {
        if let Object::Undefined(missing) = side {
            run.refuse(missing)?;
            return Ok(side.clone());
        }
    }
    if left.is_number() && right.is_number() {
        return numbers(run, operator, left, right);
    }
    match operator {
        Arithmetic::Add => add(run, left, right)?,
        Arithmetic::Multiply => match (left.as_int(), right.as_int()) {
            (None, Some(times)) => repeat(run, left, &times)?,
            (Some(times), None) => repeat(run, right, &times)?,
            _ => None,
        },
        _ => None,
    }
    .ok_or_else(|| unsupported(operator.symbol(), left, right))
}

/// The result of `-value`.
pub(super) fn negative(run: &Run, value: &Object) -> Outcome<Object> {
    match value {
        Object::Undefined(missing) => {
            run.refuse(missing)?;
            Ok(value.clone())
        }
        Object::Float(number) => Ok(Object::Float(-number)),
        _ => match value.as_int() {
            Some(number) => Ok(Object::integer(-number)),
            None => Err(Failure::other(format!("{} has no negative", value.kind()))),
        },
    }
}

fn small(operator: Arithmetic, a: i64, b: i64) -> Option<i64> {
    match operator {
        Arithmetic::Add => a.checked_add(b),
        Arithmetic::Subtract => a.checked_sub(b),
        Arithmetic::Multiply => a.checked_mul(b),
        Arithmetic::FloorDivide if b > 0 => Some(a.div_euclid(b)),
        Arithmetic::Modulo if b > 0 => Some(a.rem_euclid(b)),
        _ => None,
    }
}

fn unsupported(symbol: &str, left: &Object, right: &Object) -> Box<Failure> {
    let failure = Failure::other(format!(
        "{} and {} cannot be combined with `{symbol}`",
        left.kind(),
        right.kind()
    ));
    match (symbol, left, right) {
        ("+", Object::Text(_), _) | ("+", _, Object::Text(_)) => {
            failure.help("Join text with `~`, which converts both sides to text.")
        }
        ("-", ..) => failure.help("A name with a hyphen is read by brackets: `value['my-name']`."),
        _ => failure,
    }
}

/// The flavor of the result of an operation on a string of this flavor.
pub(super) fn kept(flavor: Flavor) -> Flavor {
    if flavor == Flavor::Markup { flavor } else { Flavor::Plain }
}

fn add(run: &Run, left: &Object, right: &Object) -> Outcome<Option<Object>> {
    Ok(Some(match (left, right) {
        (Object::Text(a), Object::Text(b)) => {
            run.check_text(a.text.len() + b.text.len())?;
            match (a.is_markup(), b.is_markup()) {
                (false, false) => run.text([&*a.text, &*b.text].concat())?,
                (false, true) => run.flavored(escape(&a.text) + &b.text, Flavor::Markup)?,
                (true, false) => run.flavored(a.text.clone() + &escape(&b.text), Flavor::Markup)?,
                (true, true) => run.flavored(a.text.clone() + &b.text, Flavor::Markup)?,
            }
        }
        (Object::List(a), Object::List(b)) => {
            let items = [a.borrow().as_slice(), b.borrow().as_slice()].concat();
            run.list(items)?
        }
        (Object::Tuple(a), Object::Tuple(b)) => {
            run.tuple([a.items.borrow().as_slice(), b.items.borrow().as_slice()].concat())?
        }
        _ => return Ok(None),
    }))
}

fn repeat(run: &Run, value: &Object, times: &BigInt) -> Outcome<Option<Object>> {
    let times = if times.is_negative() { 0 } else { times.to_usize().unwrap_or(usize::MAX) };
    Ok(Some(match value {
        Object::Text(text) => {
            run.charge_text(text.text.len().saturating_mul(times))?;
            Object::flavored(text.text.repeat(times), kept(text.flavor))
        }
        Object::List(items) => {
            run.charge(items.borrow().len().saturating_mul(times))?;
            run.list(repeated(&items.borrow(), times))?
        }
        Object::Tuple(tuple) => {
            run.charge(tuple.items.borrow().len().saturating_mul(times))?;
            run.tuple(repeated(&tuple.items.borrow(), times))?
        }
        _ => return Ok(None),
    }))
}

fn repeated(items: &[Object], times: usize) -> Vec<Object> {
    if items.is_empty() {
        return Vec::new();
    }
    std::iter::repeat_n(items, times).flatten().cloned().collect()
}

fn numbers(run: &Run, operator: Arithmetic, left: &Object, right: &Object) -> Outcome<Object> {
    match (left.as_int(), right.as_int()) {
        (Some(a), Some(b)) => integers(run, operator, &a, &b),
        _ => floats(operator, to_float(left)?, to_float(right)?).map(Object::Float),
    }
}

/// A number as a float.
pub(super) fn to_float(number: &Object) -> Outcome<f64> {
    match number {
        Object::Float(value) => Ok(*value),
        _ => match number.as_int().and_then(|value| value.to_f64()) {
            Some(value) if value.is_finite() => Ok(value),
            _ => Err(Failure::other("this number is too large to calculate with fractions")),
        },
    }
}

fn integers(run: &Run, operator: Arithmetic, a: &BigInt, b: &BigInt) -> Outcome<Object> {
    let bits = match operator {
        Arithmetic::Multiply => a.bits() + b.bits(),
        Arithmetic::Power if !b.is_negative() => {
            a.bits().saturating_mul(b.to_u64().unwrap_or(u64::MAX))
        }
        _ => a.bits().max(b.bits()),
    };
    let grows = !(operator == Arithmetic::Power && a.bits() <= 1);
    if bits > MAX_BITS && grows {
        return Err(Failure::too_much("the result has more digits than a template needs"));
    }
    run.charge(usize::try_from(bits.min(MAX_BITS) / 16).unwrap_or(0) + 1)?;
    Ok(Object::integer(match operator {
        Arithmetic::Add => a + b,
        Arithmetic::Subtract => a - b,
        Arithmetic::Multiply => a * b,
        Arithmetic::Divide | Arithmetic::FloorDivide | Arithmetic::Modulo if b.is_zero() => {
            return Err(division_by_zero());
        }
        Arithmetic::Divide => return Ok(Object::Float(quotient(a, b)?)),
        Arithmetic::FloorDivide => a.div_floor(b),
        Arithmetic::Modulo => a.mod_floor(b),
        Arithmetic::Power if b.is_negative() => {
            let power = floats(
                operator,
                to_float(&Object::integer(a.clone()))?,
                b.to_f64().unwrap_or(f64::MIN),
            );
            return power.map(Object::Float);
        }
        Arithmetic::Power => match b.to_u32() {
            Some(exponent) => Pow::pow(a, exponent),
            // Only 0, 1 and -1 can have an exponent of this size here.
            None if a.is_negative() && b.is_even() => a.abs(),
            None => a.clone(),
        },
    }))
}

/// The quotient `a / b`, rounded once.
fn quotient(a: &BigInt, b: &BigInt) -> Outcome<f64> {
    const EXACT: u64 = 53;
    let too_large = || Failure::other("the result of this division is too large");
    if a.bits() <= EXACT && b.bits() <= EXACT {
        return Ok(a.to_f64().unwrap_or(0.0) / b.to_f64().unwrap_or(1.0));
    }
    // The operands are scaled so that the integer quotient has more bits than a float, and is odd if it is inexact.
    let shift = 66 + i64::try_from(b.bits()).unwrap_or(0) - i64::try_from(a.bits()).unwrap_or(0);
    let (scaled_a, scaled_b) = match usize::try_from(shift) {
        Ok(shift) => (a.abs() << shift, b.abs()),
        Err(_) => (a.abs(), b.abs() << usize::try_from(-shift).unwrap_or(0)),
    };
    let (mut whole, rest) = scaled_a.div_rem(&scaled_b);
    if !rest.is_zero() && whole.is_even() {
        whole += 1;
    }
    let mut value = whole.to_f64().ok_or_else(too_large)?;
    let mut left = shift;
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        value *= 2f64.powi(i32::try_from(-step).unwrap_or(0));
        left -= step;
    }
    if value.is_infinite() {
        return Err(too_large());
    }
    Ok(if a.is_negative() == b.is_negative() { value } else { -value })
}

fn floats(operator: Arithmetic, a: f64, b: f64) -> Outcome<f64> {
    Ok(match operator {
        Arithmetic::Add => a + b,
        Arithmetic::Subtract => a - b,
        Arithmetic::Multiply => a * b,
        Arithmetic::Divide | Arithmetic::FloorDivide | Arithmetic::Modulo if b == 0.0 => {
            return Err(division_by_zero());
        }
        Arithmetic::Divide => a / b,
        Arithmetic::FloorDivide => floor_divide(a, b),
        Arithmetic::Modulo => modulo(a, b),
        Arithmetic::Power if a == 0.0 && b < 0.0 => return Err(division_by_zero()),
        Arithmetic::Power if a < 0.0 && b.is_finite() && a.is_finite() && b.fract() != 0.0 => {
            return Err(Failure::other("this power of a negative number isn't a real number"));
        }
        Arithmetic::Power => {
            let power = a.powf(b);
            if power.is_infinite() && a.is_finite() && b.is_finite() {
                return Err(Failure::other("this power is too large"));
            }
            power
        }
    })
}

fn modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        return 0.0_f64.copysign(b);
    }
    if (rest < 0.0) == (b < 0.0) { rest } else { rest + b }
}

fn floor_divide(a: f64, b: f64) -> f64 {
    let quotient = (a - modulo(a, b)) / b;
    if quotient == 0.0 {
        return 0.0_f64.copysign(a / b);
    }
    let floor = quotient.floor();
    if quotient - floor > 0.5 { floor + 1.0 } else { floor }
}

fn division_by_zero() -> Box<Failure> {
    Failure::other("this divides by zero")
}
