//! Filters on numbers.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, Pow, Signed, ToPrimitive, Zero};

use super::super::arguments::{Args, integer_or};
use super::super::arithmetic::{operate, to_float};
use super::super::failure::{Failure, Outcome};
use super::super::iteration::{Cursor, truth};
use super::super::object::Object;
use super::super::operation::Arithmetic;
use super::super::run::Run;
use super::super::text::is_space;
use super::selection::Getter;

pub(super) fn abs(_: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("abs", [], 0)?;
    match &value {
        Object::Float(number) => Ok(Object::Float(number.abs())),
        _ => match value.as_int() {
            Some(number) => Ok(Object::integer(number.abs())),
            None => Err(Failure::other(format!("`abs` takes a number, not {}", value.kind()))),
        },
    }
}

pub(super) fn int(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [default, base] = args.bind("int", ["default", "base"], 0)?;
    let default = default.unwrap_or(Object::Int(0));
    let base = integer_or(run, "the base", base.as_ref(), 10)?;
    let number = match &value {
        Object::Undefined(missing) => {
            run.refuse(missing)?;
            None
        }
        Object::Text(text) => {
            run.charge_text(text.text.len())?;
            let base =
                u32::try_from(base).ok().filter(|base| *base == 0 || (2..=36).contains(base));
            base.and_then(|base| parse_int(&text.text, base)).or_else(|| {
                parse_float(&text.text).and_then(|float| BigInt::from_f64(float.trunc()))
            })
        }
        Object::Float(number) if number.is_infinite() => {
            return Err(Failure::other("infinity isn't a whole number"));
        }
        Object::Float(number) => BigInt::from_f64(number.trunc()),
        _ => value.as_int(),
    };
    Ok(number.map_or(default, Object::integer))
}

/// Python's `int(text, base)`; `None` if it fails.
fn parse_int(text: &str, base: u32) -> Option<BigInt> {
    const MAX_DIGITS: usize = 4300;
    let text = text.trim_matches(is_space);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut radix = base;
    let mut digits = text.to_owned();
    let mut prefixed = false;
    for (prefix, own) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if text.to_ascii_lowercase().starts_with(prefix) && (base == 0 || base == own) {
            (radix, digits, prefixed) = (own, text[2..].to_owned(), true);
        }
    }
    let digits = if prefixed { digits.strip_prefix('_').unwrap_or(&digits) } else { &digits };
    if base == 0 && !prefixed {
        radix = 10;
        // As in Python source code, a decimal number must not begin with zeros.
        if digits.starts_with('0') && digits.chars().any(|c| !matches!(c, '0' | '_')) {
            return None;
        }
    }
    let well_formed = !digits.is_empty()
        && !digits.starts_with('_')
        && !digits.ends_with('_')
        && !digits.contains("__")
        && digits.chars().all(|c| c == '_' || c.is_digit(radix));
    if !well_formed || digits.len() > MAX_DIGITS {
        return None;
    }
    let value = BigInt::parse_bytes(digits.replace('_', "").as_bytes(), radix)?;
    Some(if negative { -value } else { value })
}

/// Python's `float(text)`; `None` if it fails.
pub(super) fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_space);
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = body.to_ascii_lowercase();
    let named = matches!(&*lower, "inf" | "infinity" | "nan");
    let bytes = body.as_bytes();
    let underscores = bytes.iter().enumerate().all(|(at, &byte)| {
        let digit =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        byte != b'_' || digit(at.checked_sub(1)) && digit(Some(at + 1))
    });
    let numeric = body.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if !(named || numeric && underscores) {
        return None;
    }
    text.replace('_', "").parse().ok()
}

pub(super) fn float(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [default] = args.bind("float", ["default"], 0)?;
    let default = default.unwrap_or(Object::Float(0.0));
    Ok(match &value {
        Object::Undefined(missing) => {
            run.refuse(missing)?;
            default
        }
        Object::Text(text) => {
            run.charge_text(text.text.len())?;
            parse_float(&text.text).map_or(default, Object::Float)
        }
        _ if value.is_number() => Object::Float(to_float(&value)?),
        _ => default,
    })
}

pub(super) fn round(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [precision, method] = args.bind("round", ["precision", "method"], 0)?;
    let digits = integer_or(run, "the precision", precision.as_ref(), 0)?;
    let method = method.unwrap_or_else(|| Object::text("common"));
    if let Object::Undefined(missing) = &value
        && matches!(method.as_str(), Some("ceil" | "floor"))
    {
        run.refuse(missing)?;
        return Ok(value);
    }
    if !value.is_number() {
        return Err(Failure::other(format!("`round` takes a number, not {}", value.kind()))
            .help("Convert it to a number first, with `| float`."));
    }
    match method.as_str() {
        Some("common") => match &value {
            Object::Float(number) => Ok(Object::Float(round_float(*number, digits))),
            _ => Ok(Object::integer(round_integer(value.as_int().unwrap_or_default(), digits))),
        },
        Some(method @ ("ceil" | "floor")) => {
            let scale = operate(run, Arithmetic::Power, &Object::Int(10), &Object::Int(digits))?;
            let scaled = operate(run, Arithmetic::Multiply, &value, &scale)?;
            let whole = match &scaled {
                Object::Float(number) => {
                    let rounded = if method == "ceil" { number.ceil() } else { number.floor() };
                    Object::integer(BigInt::from_f64(rounded).ok_or_else(|| {
                        Failure::other("infinity cannot be rounded to a whole number")
                    })?)
                }
                _ => scaled,
            };
            operate(run, Arithmetic::Divide, &whole, &scale)
        }
        _ => Err(Failure::other("the method of `round` is \"common\", \"ceil\" or \"floor\"")),
    }
}

/// Rounds to `digits` digits after the point, halves to even.
fn round_float(number: f64, digits: i64) -> f64 {
    const ALL: i64 = 330;
    if !number.is_finite() || digits > ALL {
        return number;
    }
    match usize::try_from(digits) {
        // The formatting uses the exact decimal value of the float, so that only true halves count as halves.
        Ok(digits) => format!("{number:.digits$}").parse().unwrap_or(number),
        Err(_) => {
            let whole = BigInt::from_f64(number.trunc()).unwrap_or_default();
            // The fraction matters only if the whole part is exactly half.
            let doubled: BigInt = &whole * 4
                + BigInt::from_f64(number.fract().signum() * number.fract().abs().ceil())
                    .unwrap_or_default();
            let rounded = round_integer_by(doubled, digits, 4);
            let value = rounded.to_f64().unwrap_or(0.0);
            if value == 0.0 { 0.0_f64.copysign(number) } else { value }
        }
    }
}

fn round_integer(number: BigInt, digits: i64) -> BigInt {
    if digits >= 0 { number } else { round_integer_by(number, digits, 1) }
}

/// Rounds `number / scale` to a multiple of a power of ten, halves to even.
fn round_integer_by(number: BigInt, digits: i64, scale: u32) -> BigInt {
    let power = u32::try_from(digits.unsigned_abs()).unwrap_or(u32::MAX);
    if u64::from(power) > number.bits() + 4 {
        return BigInt::zero();
    }
    let unit: BigInt = Pow::pow(BigInt::from(10), power);
    let scaled: BigInt = &unit * scale;
    let (mut quotient, rest) = number.div_mod_floor(&scaled);
    let twice: BigInt = rest * 2;
    if twice > scaled || twice == scaled && quotient.is_odd() {
        quotient += 1;
    }
    quotient * unit
}

pub(super) fn sum(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [attribute, start] = args.bind("sum", ["attribute", "start"], 0)?;
    let getter = Getter::new(attribute, None);
    let mut total = start.unwrap_or(Object::Int(0));
    if matches!(total, Object::Text(_)) {
        return Err(Failure::other("`sum` adds numbers or lists, not text").help("Use `| join`."));
    }
    let mut cursor = Cursor::new(&value)?;
    while let Some(item) = cursor.next(run)? {
        total = operate(run, Arithmetic::Add, &total, &getter.get(run, &item)?)?;
    }
    Ok(total)
}

pub(super) fn filesizeformat(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    const PREFIXES: [&str; 8] = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
    let [binary] = args.bind("filesizeformat", ["binary"], 0)?;
    let binary = binary.is_some_and(|binary| truth(&binary));
    let bytes = match &value {
        Object::Undefined(missing) => {
            run.refuse(missing)?;
            0.0
        }
        Object::Text(text) => parse_float(&text.text).ok_or_else(|| not_a_size(&value))?,
        _ if value.is_number() => to_float(&value)?,
        _ => return Err(not_a_size(&value)),
    };
    let base: f64 = if binary { 1024.0 } else { 1000.0 };
    if bytes == 1.0 {
        return run.text("1 Byte".into());
    }
    if bytes < base {
        return run.text(format!("{bytes:.0} Bytes", bytes = bytes.trunc()));
    }
    let mut unit = base;
    let mut name = String::new();
    for prefix in PREFIXES {
        unit *= base;
        name = if binary { prefix.to_uppercase() + "iB" } else { format!("{prefix}B") };
        if bytes < unit {
            break;
        }
    }
    run.text(format!("{:.1} {name}", base * bytes / unit))
}

fn not_a_size(value: &Object) -> Box<Failure> {
    Failure::other(format!("`filesizeformat` takes a number of bytes, not {}", value.kind()))
}
