//! Python's formatting of values: `%`, `str.format` and their common parts.

pub(super) mod number;
pub(super) mod template;

use super::failure::{Failure, Outcome};
use super::object::Object;
use super::printing::string;
use super::run::Run;

/// A format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    pub(super) fill: char,
    /// One of `<`, `>`, `^` and `=`.
    pub(super) align: Option<char>,
    /// `+`, `-` or a blank.
    pub(super) sign: char,
    /// Whether a number that rounds to zero has no sign.
    pub(super) no_negative_zero: bool,
    pub(super) alternate: bool,
    pub(super) width: usize,
    /// The separator between groups of digits: `,` or `_`.
    pub(super) grouping: Option<char>,
    pub(super) precision: Option<usize>,
    pub(super) kind: Option<char>,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            fill: ' ',
            align: None,
            sign: '-',
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        }
    }
}

/// Maximum number of digits after the point.
const MAX_PRECISION: usize = 4000;

/// Parses a specification.
pub(super) fn parse(run: &Run, text: &str) -> Outcome<Spec> {
    let wrong = || Failure::other(format!("`{text}` isn't a valid format"));
    let mut spec = Spec::default();
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    let is_align = |c: Option<&char>| c.is_some_and(|c| "<>^=".contains(*c));
    if is_align(characters.get(1)) {
        spec.fill = characters[0];
        spec.align = Some(characters[1]);
        at = 2;
    } else if is_align(characters.first()) {
        spec.align = Some(characters[0]);
        at = 1;
    }
    let mut take = |accepted: &str| {
        let found = characters.get(at).copied().filter(|c| accepted.contains(*c));
        at += usize::from(found.is_some());
        found
    };
    spec.sign = take("+- ").unwrap_or('-');
    spec.no_negative_zero = take("z").is_some();
    spec.alternate = take("#").is_some();
    if take("0").is_some() && spec.align.is_none() {
        spec.fill = '0';
        spec.align = Some('=');
    }
    spec.width = digits(&characters, &mut at).unwrap_or(0);
    let mut take = |accepted: &str| {
        let found = characters.get(at).copied().filter(|c| accepted.contains(*c));
        at += usize::from(found.is_some());
        found
    };
    spec.grouping = take(",_");
    if take(".").is_some() {
        spec.precision = Some(digits(&characters, &mut at).ok_or_else(wrong)?);
    }
    spec.kind = characters.get(at).copied();
    at += usize::from(spec.kind.is_some());
    if at != characters.len() {
        return Err(wrong());
    }
    check(run, &spec)?;
    Ok(spec)
}

/// Fails if the result would be too long.
pub(super) fn check(run: &Run, spec: &Spec) -> Outcome<()> {
    run.charge_text(spec.width.saturating_mul(spec.fill.len_utf8()))?;
    if spec.precision.is_some_and(|precision| precision > MAX_PRECISION) {
        return Err(Failure::too_much("this format has more digits than a template needs"));
    }
    Ok(())
}

fn digits(characters: &[char], at: &mut usize) -> Option<usize> {
    let start = *at;
    let mut value = 0usize;
    while let Some(digit) = characters.get(*at).and_then(|c| c.to_digit(10)) {
        value = value.saturating_mul(10).saturating_add(digit as usize);
        *at += 1;
    }
    (*at > start).then_some(value)
}

/// Python's `format(value, spec)`.
pub(super) fn value(run: &Run, value: &Object, spec_text: &str) -> Outcome<String> {
    if spec_text.is_empty() {
        return string(run, value);
    }
    let spec = parse(run, spec_text)?;
    match value {
        Object::Text(text) => {
            if spec.align == Some('=') && spec.fill != '0'
                || spec.sign != '-'
                || spec.alternate
                || spec.no_negative_zero
                || spec.grouping.is_some()
                || !matches!(spec.kind, None | Some('s'))
            {
                return Err(Failure::other(format!("text cannot be formatted as `{spec_text}`")));
            }
            Ok(pad(&shortened(&text.text, spec.precision), &spec, '<'))
        }
        Object::Float(number) => number::float(*number, &spec),
        _ => match value.as_int() {
            Some(integer) => number::integer(&integer, &spec),
            None => {
                if let Object::Undefined(missing) = value {
                    missing.touch();
                }
                Err(Failure::other(format!(
                    "{} cannot be formatted as `{spec_text}`",
                    value.kind()
                ))
                .help("Convert it to text first, with `| string`."))
            }
        },
    }
}

/// The first `precision` characters of `text`.
pub(super) fn shortened(text: &str, precision: Option<usize>) -> String {
    match precision {
        Some(precision) => text.chars().take(precision).collect(),
        None => text.to_owned(),
    }
}

/// `text`, padded to the width of `spec`.
pub(super) fn pad(text: &str, spec: &Spec, default: char) -> String {
    let missing = spec.width.saturating_sub(text.chars().count());
    if missing == 0 {
        return text.to_owned();
    }
    let before = match spec.align.unwrap_or(default) {
        '>' => missing,
        '^' => missing / 2,
        '=' => {
            let sign = usize::from(text.starts_with(['-', '+', ' ']));
            let (sign, digits) = text.split_at(sign);
            return format!("{sign}{}{digits}", fill(spec, missing));
        }
        _ => 0,
    };
    format!("{}{text}{}", fill(spec, before), fill(spec, missing - before))
}

fn fill(spec: &Spec, count: usize) -> String {
    std::iter::repeat_n(spec.fill, count).collect()
}
