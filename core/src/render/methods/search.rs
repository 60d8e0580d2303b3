//! Methods that search in text.

use super::super::arguments::{Args, amount, integer, string};
use super::super::failure::{Failure, Outcome};
use super::super::object::Object;
use super::super::run::Run;
use super::super::text::byte_at;

const NONE: Object = Object::None;

pub(super) fn search(run: &Run, text: &str, name: &str, args: Args) -> Outcome<Object> {
    let [part, start, stop] = args.bind(name, ["", "", ""], 1)?;
    let part = part.unwrap_or(NONE);
    let length = text.chars().count();
    let start = bound(run, start.as_ref(), 0, length)?;
    let stop = bound(run, stop.as_ref(), length, length)?;
    let from = byte_at(text, start);
    let inside = start <= stop && start <= length;
    let within = text.get(from..byte_at(text, stop)).unwrap_or("");
    if matches!(name, "startswith" | "endswith") {
        let parts = match &part {
            Object::Tuple(tuple) => run.copy(&tuple.items.borrow())?,
            _ => vec![part],
        };
        for part in &parts {
            let part = string("the text to find", part)?;
            let found = match name {
                "startswith" => within.starts_with(part),
                _ => within.ends_with(part),
            };
            if found && inside {
                return Ok(Object::Bool(true));
            }
        }
        return Ok(Object::Bool(false));
    }
    let part = string("the text to find", &part)?;
    if name == "count" {
        return Ok(Object::length(if inside { within.matches(part).count() } else { 0 }));
    }
    let found = if !inside {
        None
    } else if name.starts_with('r') {
        within.rfind(part)
    } else {
        within.find(part)
    };
    match found {
        Some(at) => Ok(Object::length(text[..from + at].chars().count())),
        None if name.ends_with("find") => Ok(Object::Int(-1)),
        None => Err(Failure::other("the text doesn't contain the text to find")
            .help("Use `find`, which returns -1 in this case.")),
    }
}

fn bound(run: &Run, value: Option<&Object>, default: usize, length: usize) -> Outcome<usize> {
    let at = match value {
        None | Some(Object::None) => return Ok(default),
        Some(value) => integer(run, "a bound", value)?,
    };
    Ok(match at < 0 {
        true => length.saturating_sub(amount(at.saturating_neg())),
        false => amount(at),
    })
}
