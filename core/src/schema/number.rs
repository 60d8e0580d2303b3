//! Recognizes texts that the author intended as numbers.

use super::Correction;
use crate::value::Value;
use crate::yaml::{meaning, scalar};

/// The edit that turns `text`, which YAML reads as text, into a number, and the reason for it. None if it is not a
/// number, or if `is_whole` is set and it is not an integer.
///
/// YAML 1.1 reads `08` and `1e3` as text even without quotes: in PyYAML, only octal numbers have a leading zero, and an
/// exponent requires a decimal point and a sign.
pub(super) fn meant(text: &str, is_whole: bool) -> Option<(Correction, String)> {
    let is_decimal = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let number: f64 = text.parse().ok().filter(|number: &f64| is_decimal && number.is_finite())?;
    if is_whole && number.fract() != 0.0 {
        return None;
    }
    let read = meaning(text);
    let is_same = |read: f64| read.total_cmp(&number).is_eq();
    let same = match &read {
        #[expect(
            clippy::cast_precision_loss,
            reason = "compared with what was parsed the same way"
        )]
        Value::Int(read) => is_same(*read as f64),
        Value::BigInt(digits) => digits.parse().is_ok_and(is_same),
        Value::Float(read) => !is_whole && is_same(*read),
        _ => false,
    };
    if same {
        return Some((Correction::Unquote, "Remove the quotes: with them YAML reads text.".into()));
    }
    let written = decimal(number)?;
    let why = match read {
        Value::Int(other) => format!("without quotes YAML reads `{text}` as the number {other}"),
        _ => format!("YAML reads `{text}` as text, with or without quotes"),
    };
    Some((Correction::Number(written.clone()), format!("Write it as `{written}`: {why}.")))
}

/// A number in a notation that YAML reads back as the same number.
fn decimal(number: f64) -> Option<String> {
    const WHOLE: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < WHOLE {
        return Some(format!("{number:.0}"));
    }
    let written = scalar(&Value::Float(number));
    matches!(meaning(&written), Value::Float(read) if read.total_cmp(&number).is_eq())
        .then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_yaml_reads_as_text_is_written_in_another_way() {
        let number = |text: &str| Some(Correction::Number(text.to_owned()));
        for (text, is_whole, correction) in [
            ("8", true, Some(Correction::Unquote)),
            ("1.5", false, Some(Correction::Unquote)),
            ("1.5", true, None),
            ("08", true, number("8")),
            ("-09", true, number("-9")),
            ("010", true, number("10")),
            ("1e3", true, number("1000")),
            ("1e+3", false, number("1000")),
            ("1.0", true, number("1")),
            ("1.5e3", true, number("1500")),
            ("2.5e-1", false, Some(Correction::Unquote)),
            ("25e-2", false, number("0.25")),
            ("inf", false, None),
            ("nan", false, None),
            ("", false, None),
            ("8 GB", false, None),
        ] {
            assert_eq!(
                meant(text, is_whole).map(|(correction, _)| correction),
                correction,
                "{text}"
            );
        }
    }
}
