//! Sample texts.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::super::count;
use super::Format;
use crate::examples::made_up;
use crate::value::Value;

/// A text of the required length, format and pattern; derived from the name if such a text is accepted.
pub(super) fn text(name: &str, definition: &Value, accepts: impl Fn(&str) -> bool) -> String {
    let say = |key| definition.get(key).and_then(Value::as_str);
    let length = |key| count(definition, key);
    let (least, most) = (length("minLength").unwrap_or(0), length("maxLength"));
    let fit = |text: &str| -> String {
        let missing = least.min(1000).saturating_sub(text.chars().count());
        let long = text.chars().chain("x".repeat(missing).chars().collect::<Vec<_>>());
        long.take(most.unwrap_or(usize::MAX)).collect()
    };
    let format = say("format").and_then(Format::named).filter(|format| *format != Format::Password);
    let first = match format {
        Some(format) => format.example().to_owned(),
        None => fit(&made_up(name)),
    };
    if accepts(&first) {
        return first;
    }
    let plain = ["sample", "Sample", "SAMPLE", "10.0.0.0/16", "1"].map(fit);
    let matching = (0..40).filter_map(|more| matching(say("pattern")?, more));
    let mut candidates = plain.into_iter().chain(matching);
    candidates.find(|candidate| accepts(candidate)).unwrap_or(first)
}

/// A text that `pattern` matches, with each repetition repeated `more` times within its bounds.
fn matching(pattern: &str, more: u32) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut text = String::new();
    write(&hir, more, &mut text);
    Some(text)
}

fn write(hir: &Hir, more: u32, text: &mut String) {
    if text.len() > 1000 {
        return;
    }
    match hir.kind() {
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(character(class)),
        HirKind::Repetition(repetition) => {
            let count = more.max(repetition.min).min(repetition.max.unwrap_or(u32::MAX)).min(1000);
            for _ in 0..count {
                write(&repetition.sub, more, text);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, more, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, more, text)),
        HirKind::Alternation(parts) => {
            parts.iter().take(1).for_each(|part| write(part, more, text));
        }
        HirKind::Empty | HirKind::Look(_) => {}
    }
}

/// The first of some common characters that the class contains, or else the first of the class.
fn character(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => {
            class.iter().map(|range| (char::from(range.start()), char::from(range.end()))).collect()
        }
    };
    "a1Ax-_/. "
        .chars()
        .find(|c| ranges.iter().any(|(start, end)| (start..=end).contains(&c)))
        .or(ranges.first().map(|(start, _)| *start))
}
