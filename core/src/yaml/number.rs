//! Numbers and dates in YAML 1.1, with PyYAML's patterns and conversions.

use crate::value::Value;

/// Parses an integer: decimal, `0b`, `0x`, octal with a leading zero, or base 60 with colons.
pub(super) fn integer(text: &str) -> Option<Value> {
    let (negative, digits) = sign(text);
    let body: String = digits.chars().filter(|&c| c != '_').collect();
    let whole = |digits: &str, radix| big(digits, radix, negative);
    if let Some(binary) = digits.strip_prefix("0b") {
        return all(binary, |b| matches!(b, b'0' | b'1' | b'_')).then(|| whole(&body[2..], 2))?;
    }
    if let Some(hex) = digits.strip_prefix("0x") {
        let fits = all(hex, |b| b.is_ascii_hexdigit() || b == b'_');
        return fits.then(|| whole(&body[2..], 16))?;
    }
    if digits == "0" {
        return Some(Value::Int(0));
    }
    if let Some(octal) = digits.strip_prefix('0') {
        let fits = all(octal, |b| matches!(b, b'0'..=b'7' | b'_'));
        return fits.then(|| whole(&body, 8))?;
    }
    if !digits.bytes().next().is_some_and(|b| matches!(b, b'1'..=b'9')) {
        return None;
    }
    let mut parts = digits.split(':');
    if !all(parts.next()?, |b| b.is_ascii_digit() || b == b'_') {
        return None;
    }
    if !digits.contains(':') {
        return whole(&body, 10);
    }
    if !parts.all(sixtieth) {
        return None;
    }
    let total = body
        .split(':')
        .try_fold(0i64, |total, part| total.checked_mul(60)?.checked_add(part.parse().ok()?))?;
    Some(Value::Int(if negative { -total } else { total }))
}

/// Parses a float, which requires a decimal point; an exponent requires a sign.
pub(super) fn float(text: &str) -> Option<f64> {
    let (negative, digits) = sign(text);
    let signed = |number: f64| if negative { -number } else { number };
    if matches!(digits, ".inf" | ".Inf" | ".INF") {
        return Some(signed(f64::INFINITY));
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(f64::NAN);
    }
    let (whole, rest) = digits.split_once('.')?;
    let begins = |part: &str| part.bytes().next().is_some_and(|b| b.is_ascii_digit());
    let is_digit = |b: u8| b.is_ascii_digit() || b == b'_';
    if whole.contains(':') {
        let mut parts = whole.split(':');
        let first = parts.next()?;
        if !(begins(first) && all(first, is_digit) && parts.all(sixtieth) && run(rest, is_digit)) {
            return None;
        }
        let body: String = digits.chars().filter(|&c| c != '_').collect();
        let total = body.split(':').try_fold(0.0, |total, part| {
            Some(total * 60.0 + part.trim_end_matches('.').parse::<f64>().ok()?)
        });
        return total.map(signed);
    }
    let (fraction, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    let mantissa = if whole.is_empty() {
        // A sign before a leading decimal point is not part of a number.
        digits.len() == text.len() && begins(fraction) && run(fraction, is_digit)
    } else {
        begins(whole) && all(whole, is_digit) && run(fraction, is_digit)
    };
    let exponent = exponent.is_none_or(|exponent| {
        exponent.strip_prefix(['-', '+']).is_some_and(|digits| all(digits, |b| b.is_ascii_digit()))
    });
    if !(mantissa && exponent) {
        return None;
    }
    let body: String = digits.chars().filter(|&c| c != '_').collect();
    body.parse().ok().map(signed)
}

/// A date or a time, in Python's notations.
pub(super) struct Time {
    /// The result of `isoformat()`.
    pub iso: String,
    /// The result of `str()`.
    pub str: String,
}

/// Parses a date (`2012-10-17`), or a date with a time of day.
pub(super) fn timestamp(text: &str) -> Option<Time> {
    let mut rest = Rest(text);
    let year = rest.digits(4, 4)?;
    rest.one(b"-")?;
    let month = rest.digits(1, 2)?;
    rest.one(b"-")?;
    let day = rest.digits(1, 2)?;
    if !(1..=12).contains(&month) || day < 1 || day > days(year, month) || year < 1 {
        return None;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if rest.0.is_empty() {
        return (text.len() == 10).then(|| Time { iso: date.clone(), str: date });
    }
    if rest.one(b"Tt").is_none() && rest.blanks() == 0 {
        return None;
    }
    let hour = rest.digits(1, 2)?;
    rest.one(b":")?;
    let minute = rest.digits(2, 2)?;
    rest.one(b":")?;
    let second = rest.digits(2, 2)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let mut time = format!("{hour:02}:{minute:02}:{second:02}");
    if rest.one(b".").is_some() {
        let fraction = rest.take_digits();
        let micro: String = fraction.chars().chain("000000".chars()).take(6).collect();
        if micro != "000000" {
            time = format!("{time}.{micro}");
        }
    }
    rest.blanks();
    if rest.one(b"Z").is_some() {
        time += "+00:00";
    } else if let Some(sign) = rest.one(b"-+") {
        let hours = rest.digits(1, 2)?;
        let minutes = if rest.one(b":").is_some() { rest.digits(2, 2)? } else { 0 };
        let total = hours * 60 + minutes;
        if total >= 24 * 60 {
            return None;
        }
        let sign = if sign == b'-' && total > 0 { '-' } else { '+' };
        time = format!("{time}{sign}{:02}:{:02}", total / 60, total % 60);
    }
    rest.0.is_empty().then(|| Time { iso: format!("{date}T{time}"), str: format!("{date} {time}") })
}

/// The rest of a timestamp that is not parsed yet.
struct Rest<'t>(&'t str);

impl<'t> Rest<'t> {
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        if count < least { None } else { digits.parse().ok() }
    }

    fn take_digits(&mut self) -> &'t str {
        let count = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        digits
    }

    fn one(&mut self, any: &[u8]) -> Option<u8> {
        let byte = *self.0.as_bytes().first().filter(|byte| any.contains(byte))?;
        self.0 = &self.0[1..];
        Some(byte)
    }

    fn blanks(&mut self) -> usize {
        let rest = self.0.trim_start_matches([' ', '\t']);
        let count = self.0.len() - rest.len();
        self.0 = rest;
        count
    }
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Whether `text` is not empty and all its bytes satisfy `fits`.
fn all(text: &str, fits: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && run(text, fits)
}

fn run(text: &str, fits: impl Fn(u8) -> bool) -> bool {
    text.bytes().all(fits)
}

/// Whether a digit group of a base 60 number is between `0` and `59`.
fn sixtieth(part: &str) -> bool {
    match part.as_bytes() {
        [ones] => ones.is_ascii_digit(),
        [tens, ones] => matches!(tens, b'0'..=b'5') && ones.is_ascii_digit(),
        _ => false,
    }
}

/// Parses digits of any length in base `radix`.
fn big(digits: &str, radix: u32, negative: bool) -> Option<Value> {
    if digits.is_empty() {
        return None;
    }
    let signed = if negative { format!("-{digits}") } else { digits.to_owned() };
    if let Ok(number) = i64::from_str_radix(&signed, radix) {
        return Some(Value::Int(number));
    }
    // This is longer than any number in a template: it stays text, as the conversion would take seconds.
    if digits.len() > 4300 {
        return None;
    }
    let mut decimal: Vec<u32> = vec![0];
    for digit in digits.chars() {
        let mut carry = digit.to_digit(radix)?;
        for place in &mut decimal {
            let sum = *place * radix + carry;
            *place = sum % 10;
            carry = sum / 10;
        }
        while carry > 0 {
            decimal.push(carry % 10);
            carry /= 10;
        }
    }
    let text: String = decimal.iter().rev().map(ToString::to_string).collect();
    Some(Value::BigInt(if negative { format!("-{text}") } else { text }))
}
