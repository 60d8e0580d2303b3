//! Python's older formatting by `'%s' % value`.

use std::iter::Peekable;
use std::str::Chars;

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use super::arithmetic::to_float;
use super::failure::{Failure, Outcome};
use super::format::{self, Spec, number, pad, shortened};
use super::object::{Object, Text};
use super::printing::{ascii, repr, string};
use super::run::Run;
use super::text::escape;

/// The result of `template % values`. With `escapes`, text is escaped for HTML as in `Markup`.
pub(super) fn format(run: &Run, template: &str, values: &Object, escapes: bool) -> Outcome<String> {
    let mut source = Values::new(values);
    let mut out = String::new();
    let mut rest = template.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        run.charge(1)?;
        let key = if rest.next_if_eq(&'(').is_some() { Some(key(&mut rest)?) } else { None };
        let mut spec = flags(&mut rest);
        spec.width = match number_or_star(&mut rest, &mut source)? {
            Some(width) if width < 0 => {
                spec.align = Some('<');
                spec.fill = ' ';
                width.unsigned_abs()
            }
            width => width.unwrap_or(0).unsigned_abs(),
        };
        if rest.next_if_eq(&'.').is_some() {
            let precision = number_or_star(&mut rest, &mut source)?.unwrap_or(0);
            spec.precision = Some(usize::try_from(precision).unwrap_or(0));
        }
        while rest.next_if(|c| "hlL".contains(*c)).is_some() {}
        let Some(kind) = rest.next() else {
            return Err(
                Failure::other("the format ends with a lone `%`").help("Write `%%` for a `%`.")
            );
        };
        format::check(run, &spec)?;
        if kind == '%' {
            out.push('%');
            continue;
        }
        let value = match key {
            Some(key) => source.named(&key)?,
            None => source.next()?,
        };
        out.push_str(&one(run, kind, spec, &value, escapes)?);
        run.check_text(out.len())?;
    }
    if source.left() {
        return Err(Failure::other("there are more values than places in the format"));
    }
    Ok(out)
}

fn key(rest: &mut Peekable<Chars<'_>>) -> Outcome<String> {
    let mut depth = 1;
    let mut key = String::new();
    for c in rest.by_ref() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(key);
        }
        key.push(c);
    }
    Err(Failure::other("the name in a format is never closed: `)` is missing"))
}

fn flags(rest: &mut Peekable<Chars<'_>>) -> Spec {
    let mut spec = Spec::default();
    let mut zeros = false;
    while let Some(flag) = rest.next_if(|c| "-+ #0".contains(*c)) {
        match flag {
            '-' => spec.align = Some('<'),
            '+' => spec.sign = '+',
            ' ' if spec.sign != '+' => spec.sign = ' ',
            '#' => spec.alternate = true,
            '0' => zeros = true,
            _ => {}
        }
    }
    if zeros && spec.align.is_none() {
        spec.fill = '0';
        spec.align = Some('=');
    }
    spec
}

fn number_or_star(rest: &mut Peekable<Chars<'_>>, source: &mut Values) -> Outcome<Option<isize>> {
    if rest.next_if_eq(&'*').is_some() {
        return match source.next()?.as_int() {
            Some(number) => Ok(Some(number.to_isize().unwrap_or(isize::MAX))),
            None => Err(Failure::other("`*` in a format takes a whole number")),
        };
    }
    let mut number: Option<isize> = None;
    while let Some(digit) = rest.next_if(char::is_ascii_digit).and_then(|c| c.to_digit(10)) {
        let before = number.unwrap_or(0).saturating_mul(10);
        number = Some(before.saturating_add(isize::try_from(digit).unwrap_or(0)));
    }
    Ok(number)
}

fn one(run: &Run, kind: char, mut spec: Spec, value: &Object, escapes: bool) -> Outcome<String> {
    let text = |text: String, markup: bool| if escapes && !markup { escape(&text) } else { text };
    let body = match kind {
        's' => {
            let markup = matches!(value, Object::Text(text) if text.is_markup());
            text(string(run, value)?, markup)
        }
        'r' => text(repr(run, value)?, false),
        'a' => text(ascii(&repr(run, value)?), false),
        'c' => match value {
            Object::Text(text) if text.text.chars().count() == 1 => text.text.clone(),
            _ => {
                let code = value.as_int().and_then(|code| code.to_u32()).and_then(char::from_u32);
                match code {
                    Some(c) => c.to_string(),
                    None => return Err(Failure::other("`%c` takes one character or its number")),
                }
            }
        },
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
            let number = integer(run, kind, value)?;
            let minimum = spec.precision.take().unwrap_or(0);
            spec.kind = Some(if "iu".contains(kind) { 'd' } else { kind });
            return padded_integer(&number, minimum, &spec);
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            if !value.is_number() {
                return Err(not_a_number(run, kind, value));
            }
            spec.kind = Some(kind);
            return number::float(to_float(value)?, &spec);
        }
        _ => {
            return Err(Failure::other(format!("`%{kind}` isn't a valid format"))
                .help("Write `%%` for a `%`."));
        }
    };
    let precision = if kind == 'c' { None } else { spec.precision };
    if spec.fill == '0' {
        spec.fill = ' ';
        spec.align = None;
    }
    Ok(pad(&shortened(&body, precision), &spec, '>'))
}

fn padded_integer(number: &BigInt, minimum: usize, spec: &Spec) -> Outcome<String> {
    if minimum == 0 {
        return number::integer(number, spec);
    }
    let inner = Spec { width: 0, align: None, ..spec.clone() };
    let text = number::integer(number, &inner)?;
    let digits = text.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(0);
    let prefix = digits + if spec.alternate && spec.kind != Some('d') { 2 } else { 0 };
    let zeros = "0".repeat(minimum.saturating_sub(text.len() - prefix));
    let text = format!("{}{zeros}{}", &text[..prefix], &text[prefix..]);
    Ok(pad(&text, spec, '>'))
}

fn integer(run: &Run, kind: char, value: &Object) -> Outcome<BigInt> {
    let whole = match value {
        Object::Float(number) if "diu".contains(kind) => BigInt::from_f64(number.trunc()),
        _ => value.as_int(),
    };
    whole.ok_or_else(|| not_a_number(run, kind, value))
}

fn not_a_number(run: &Run, kind: char, value: &Object) -> Box<Failure> {
    if let Object::Undefined(missing) = value
        && let Err(failure) = run.refuse(missing)
    {
        return failure;
    }
    Failure::other(format!("`%{kind}` takes a number, not {}", value.kind()))
        .help("Convert it to a number with `| int` or `| float`.")
}

/// The values that a format consumes.
enum Values<'o> {
    Tuple(Vec<Object>, usize),
    Single(&'o Object, bool),
}

impl<'o> Values<'o> {
    fn new(values: &'o Object) -> Self {
        match values {
            Object::Tuple(tuple) => Values::Tuple(tuple.items.borrow().clone(), 0),
            single => Values::Single(single, false),
        }
    }

    fn next(&mut self) -> Outcome<Object> {
        let value = match self {
            Values::Tuple(items, at) => {
                *at += 1;
                items.get(*at - 1).cloned()
            }
            Values::Single(value, used) => {
                (!std::mem::replace(used, true)).then(|| (*value).clone())
            }
        };
        value.ok_or_else(|| Failure::other("there are fewer values than places in the format"))
    }

    fn named(&mut self, key: &str) -> Outcome<Object> {
        let Values::Single(Object::Dict(mapping), used) = self else {
            return Err(Failure::other("a format with names takes a mapping"));
        };
        *used = true;
        let entries = mapping.entries.borrow();
        entries
            .get_str(key)
            .cloned()
            .ok_or_else(|| Failure::other(format!("the format names `{key}`, which is not given")))
    }

    fn left(&self) -> bool {
        match self {
            Values::Tuple(items, at) => *at < items.len(),
            // Mappings, and other objects that can be indexed, may remain unused.
            Values::Single(value, used) => {
                !used
                    && !matches!(
                        value,
                        Object::Dict(_)
                            | Object::List(_)
                            | Object::Range(_)
                            | Object::Undefined(_)
                            | Object::Namespace(_)
                    )
            }
        }
    }
}

/// The operator `%` of a text.
pub(super) fn of_text(run: &Run, template: &Text, values: &Object) -> Outcome<Object> {
    let text = format(run, &template.text, values, template.is_markup())?;
    run.flavored(text, super::arithmetic::kept(template.flavor))
}
