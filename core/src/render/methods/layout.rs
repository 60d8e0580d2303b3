//! Methods that pad text to a width.

use super::super::arguments::{Args, amount, integer, string};
use super::super::failure::{Failure, Outcome};
use super::super::object::Object;
use super::super::run::Run;

const NONE: Object = Object::None;

pub(super) fn justify(run: &Run, text: &str, name: &str, args: Args) -> Outcome<String> {
    let (width, fill) = if name == "zfill" {
        let [width] = args.bind(name, [""], 1)?;
        (width, None)
    } else {
        let [width, fill] = args.bind(name, ["", ""], 1)?;
        (width, fill)
    };
    let width = integer(run, "the width", &width.unwrap_or(NONE))?;
    let fill = fill.unwrap_or_else(|| Object::text(if name == "zfill" { "0" } else { " " }));
    let fill = string("the fill character", &fill)?;
    let mut characters = fill.chars();
    let (Some(fill), None) = (characters.next(), characters.next()) else {
        return Err(Failure::other("the fill character must be exactly one character"));
    };
    justified(run, text, name, width, fill)
}

/// `text` padded with `fill` to `width` characters.
pub(crate) fn justified(
    run: &Run,
    text: &str,
    name: &str,
    width: i64,
    fill: char,
) -> Outcome<String> {
    let length = text.chars().count();
    let width = amount(width);
    let missing = width.saturating_sub(length);
    run.charge_text(missing.saturating_mul(fill.len_utf8()).saturating_add(text.len()))?;
    let before = match name {
        "ljust" => 0,
        // For an odd number of fill characters, Python places the extra one by this rule.
        "center" => missing / 2 + (missing & width & 1),
        _ => missing,
    };
    let filled = |count| std::iter::repeat_n(fill, count).collect::<String>();
    if name == "zfill" && text.starts_with(['+', '-']) {
        return Ok(format!("{}{}{}", &text[..1], filled(before), &text[1..]));
    }
    Ok(format!("{}{text}{}", filled(before), filled(missing - before)))
}

pub(super) fn expand_tabs(run: &Run, text: &str, size: usize) -> Outcome<String> {
    run.charge_text(text.matches('\t').count().saturating_mul(size))?;
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if size == 0 => {}
            '\t' => {
                let blanks = size - column % size;
                expanded.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            _ => {
                expanded.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(expanded)
}
