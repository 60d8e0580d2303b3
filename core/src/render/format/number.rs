//! Formats numbers by a format specification.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::super::failure::{Failure, Outcome};
use super::super::printing;
use super::{Spec, pad};

/// Formats an integer.
pub(crate) fn integer(value: &BigInt, spec: &Spec) -> Outcome<String> {
    if spec.no_negative_zero {
        return Err(Failure::other("`z` is only for numbers with a fraction"));
    }
    let (radix, prefix, upper) = match spec.kind {
        None | Some('d' | 'n') => (10, "", false),
        Some('b') => (2, "0b", false),
        Some('o') => (8, "0o", false),
        Some('x') => (16, "0x", false),
        Some('X') => (16, "0X", true),
        Some('c') => {
            let c = value
                .to_u32()
                .and_then(char::from_u32)
                .ok_or_else(|| Failure::other("there is no character of this number"))?;
            return Ok(pad(&c.to_string(), spec, '<'));
        }
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            let value = value.to_f64().filter(|value| value.is_finite());
            let value = value.ok_or_else(|| Failure::other("this number is too large for that"))?;
            return float(value, spec);
        }
        Some(kind) => return Err(unknown(kind, "a whole number")),
    };
    if spec.precision.is_some() {
        return Err(Failure::other("a whole number is formatted without a precision"));
    }
    let mut digits = value.abs().to_str_radix(radix);
    if upper {
        digits = digits.to_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    let every = if radix == 10 { 3 } else { 4 };
    Ok(signed(value.is_negative(), prefix, &digits, "", every, spec))
}

/// Formats a float.
pub(crate) fn float(value: f64, spec: &Spec) -> Outcome<String> {
    let kind = spec.kind.unwrap_or(' ');
    let size = value.abs();
    let body = if size.is_nan() || size.is_infinite() {
        let name = if size.is_nan() { "nan" } else { "inf" };
        if kind == '%' { format!("{name}%") } else { name.to_owned() }
    } else {
        let precision = spec.precision.unwrap_or(6);
        match kind {
            'f' | 'F' => fixed(size, precision, spec.alternate),
            'e' | 'E' => exponential(size, precision, spec.alternate),
            'g' | 'G' | 'n' => general(size, precision, spec.alternate),
            '%' => fixed(size * 100.0, precision, spec.alternate) + "%",
            ' ' => match spec.precision {
                None => printing::float(size),
                Some(precision) => with_fraction(size, precision),
            },
            _ => return Err(unknown(kind, "a number")),
        }
    };
    let body = if matches!(kind, 'E' | 'F' | 'G') { body.to_uppercase() } else { body };
    let whole = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
    let is_zero = body.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let negative =
        value.is_sign_negative() && !value.is_nan() && !(spec.no_negative_zero && is_zero);
    Ok(signed(negative, "", &body[..whole], &body[whole..], 3, spec))
}

fn unknown(kind: char, what: &str) -> Box<Failure> {
    Failure::other(format!("{what} cannot be formatted as `{kind}`"))
}

/// Joins sign, prefix, grouped digits and the rest, and pads them to the width of `spec`.
fn signed(
    negative: bool,
    prefix: &str,
    digits: &str,
    rest: &str,
    every: usize,
    spec: &Spec,
) -> String {
    let sign = match (negative, spec.sign) {
        (true, _) => "-",
        (false, '+') => "+",
        (false, ' ') => " ",
        _ => "",
    };
    let zeros = spec.align == Some('=') && spec.fill == '0';
    let fixed = sign.len() + prefix.len() + rest.len();
    let mut digits = digits.to_owned();
    if let Some(separator) = spec.grouping {
        let grouped = group(&digits, every, separator);
        if zeros {
            // The leading zeros are grouped as well.
            let mut padded = grouped;
            while padded.len() + fixed < spec.width {
                digits.insert(0, '0');
                padded = group(&digits, every, separator);
            }
            return format!("{sign}{prefix}{padded}{rest}");
        }
        digits = grouped;
    }
    if spec.align == Some('=') {
        let missing = spec.width.saturating_sub(fixed + digits.len());
        let fill: String = std::iter::repeat_n(spec.fill, missing).collect();
        return format!("{sign}{prefix}{fill}{digits}{rest}");
    }
    pad(&format!("{sign}{prefix}{digits}{rest}"), spec, '>')
}

fn group(digits: &str, every: usize, separator: char) -> String {
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(every) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

fn fixed(value: f64, precision: usize, point: bool) -> String {
    let text = format!("{value:.precision$}");
    if point && precision == 0 { text + "." } else { text }
}

/// Formats like C's `%e`, with at least two digits of exponent.
fn exponential(value: f64, precision: usize, point: bool) -> String {
    let text = format!("{value:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if point && precision == 0 { "." } else { "" };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}{point}e{sign}{:02}", exponent.abs())
}

/// Formats like C's `%g`.
fn general(value: f64, precision: usize, keep_zeros: bool) -> String {
    let precision = precision.max(1);
    let exponent = exponent_of(value, precision);
    let digits = i32::try_from(precision).unwrap_or(i32::MAX);
    if exponent < -4 || exponent >= digits {
        let text = exponential(value, precision - 1, keep_zeros);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "+00"));
        return format!("{}e{exponent}", trimmed(mantissa, keep_zeros));
    }
    let decimals = usize::try_from(digits - 1 - exponent).unwrap_or(0);
    trimmed(&fixed(value, decimals, keep_zeros), keep_zeros).to_owned()
}

/// Formats with a precision but no type: like `%g`, but at least one digit after the point.
fn with_fraction(value: f64, precision: usize) -> String {
    let precision = precision.max(1);
    let exponent = exponent_of(value, precision);
    // Unlike with `%g`, a number that would have no fraction is written with an exponent.
    let digits = i32::try_from(precision).unwrap_or(i32::MAX);
    let text = general(value, precision, false);
    if exponent >= -4 && exponent < digits && exponent == digits - 1 && exponent != 0 {
        let text = exponential(value, precision - 1, false);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "+00"));
        return format!("{}e{exponent}", trimmed(mantissa, false));
    }
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}

fn exponent_of(value: f64, precision: usize) -> i32 {
    let text = format!("{value:.*e}", precision - 1);
    text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

fn trimmed(text: &str, keep_zeros: bool) -> &str {
    if keep_zeros || !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.')
}
