//! The filter `wordwrap`, which breaks lines like Python's `textwrap`.

use super::super::arguments::{Args, amount, integer_or, string};
use super::super::failure::{Failure, Outcome};
use super::super::iteration::truth;
use super::super::object::Object;
use super::super::run::Run;
use super::super::text::lines;

pub(super) fn wordwrap(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [width, long, separator, hyphens] =
        args.bind("wordwrap", ["width", "break_long_words", "wrapstring", "break_on_hyphens"], 0)?;
    let width = integer_or(run, "the width", width.as_ref(), 79)?;
    let width = amount(width);
    if width == 0 {
        return Err(Failure::other("the width of `wordwrap` must be positive"));
    }
    let rules = Rules {
        width,
        break_long: long.is_none_or(|long| truth(&long)),
        break_hyphens: hyphens.is_none_or(|hyphens| truth(&hyphens)),
    };
    let separator = separator.filter(|separator| !matches!(separator, Object::None));
    let separator = separator.unwrap_or_else(|| Object::text("\n"));
    let separator = string("the separator of lines", &separator)?;
    if let Object::Undefined(missing) = &value {
        run.refuse(missing)?;
        return Ok(value);
    }
    let text = string("the value", &value)?;
    run.charge_text(text.len().saturating_mul(16))?;
    let mut wrapped = Vec::new();
    for line in lines(text, false) {
        let parts = rules.wrap(line);
        run.charge(parts.len())?;
        wrapped.push(parts.join(separator));
    }
    let wrapped = wrapped.join(separator);
    run.text(wrapped)
}

struct Rules {
    width: usize,
    break_long: bool,
    break_hyphens: bool,
}

impl Rules {
    fn wrap(&self, line: &str) -> Vec<String> {
        let mut chunks: Vec<Vec<char>> = self.chunks(&line.chars().collect::<Vec<_>>());
        chunks.reverse();
        let mut wrapped: Vec<String> = Vec::new();
        while !chunks.is_empty() {
            let mut current: Vec<char> = Vec::new();
            if !wrapped.is_empty() && chunks.last().is_some_and(|chunk| is_blank(chunk)) {
                chunks.pop();
            }
            let mut last_blank = 0;
            while let Some(chunk) = chunks.last()
                && current.len() + chunk.len() <= self.width
            {
                last_blank = if is_blank(chunk) { chunk.len() } else { 0 };
                current.extend(chunks.pop().unwrap_or_default());
            }
            if let Some(chunk) = chunks.last_mut()
                && chunk.len() > self.width
            {
                let room = self.width - current.len();
                if self.break_long {
                    let end = self.break_at(chunk, room);
                    if end > 0 {
                        last_blank = 0;
                    }
                    let rest = chunk.split_off(end);
                    current.append(chunk);
                    *chunk = rest;
                } else if current.is_empty() {
                    current = chunks.pop().unwrap_or_default();
                    last_blank = 0;
                }
            }
            current.truncate(current.len() - last_blank);
            if !current.is_empty() {
                wrapped.push(current.into_iter().collect());
            }
        }
        wrapped
    }

    fn break_at(&self, chunk: &[char], room: usize) -> usize {
        if self.break_hyphens
            && let Some(at) = chunk[..room.min(chunk.len())].iter().rposition(|&c| c == '-')
            && chunk[..at].iter().any(|&c| c != '-')
        {
            return at + 1;
        }
        room
    }

    /// Splits a line into words, the whitespace between them, and the parts of hyphenated words.
    fn chunks(&self, line: &[char]) -> Vec<Vec<char>> {
        let mut chunks: Vec<Vec<char>> = Vec::new();
        let mut start = 0;
        for at in 1..=line.len() {
            let ends = at == line.len()
                || is_white(line[at]) != is_white(line[at - 1])
                || self.break_hyphens && (breaks_after_hyphen(line, at) || dash(line, at, start));
            if ends {
                chunks.push(line[start..at].to_vec());
                start = at;
            }
        }
        chunks
    }
}

fn is_white(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0b' | '\x0c' | '\r' | ' ')
}

fn is_blank(chunk: &[char]) -> bool {
    chunk.iter().all(|&c| is_white(c))
}

fn is_letter(c: Option<&char>) -> bool {
    c.is_some_and(|&c| c == '_' || c.is_alphabetic())
}

fn is_word(c: Option<&char>) -> bool {
    c.is_some_and(|&c| c.is_alphanumeric() || c == '_')
}

fn is_word_or_mark(c: Option<&char>) -> bool {
    is_word(c) || c.is_some_and(|c| "!\"'&.,?".contains(*c))
}

/// Whether a hyphenated word may be broken before `at`: after two letters and a hyphen.
fn breaks_after_hyphen(line: &[char], at: usize) -> bool {
    if line[at - 1] != '-' || at < 3 {
        return false;
    }
    let letter = |index: usize| is_letter(line.get(index));
    let before = letter(at - 2) && letter(at - 3)
        || at >= 4 && is_word_or_mark(line.get(at - 2)) && line[at - 3] == '-' && letter(at - 4);
    let after = letter(at) && (letter(at + 1) || line.get(at + 1) == Some(&'-') && letter(at + 2));
    before && after
}

/// Whether a dash of two or more hyphens between words begins or ends before `at`.
fn dash(line: &[char], at: usize, start: usize) -> bool {
    let hyphens_before = line[start..at].iter().rev().take_while(|&&c| c == '-').count();
    let hyphens_after = line[at..].iter().take_while(|&&c| c == '-').count();
    let begins = hyphens_before == 0
        && hyphens_after >= 2
        && is_word_or_mark(line.get(at - 1))
        && is_word(line.get(at + hyphens_after));
    let ends = hyphens_before >= 2
        && hyphens_after == 0
        && hyphens_before == at - start
        && start > 0
        && is_word_or_mark(line.get(start - 1))
        && is_word(line.get(at));
    begins || ends
}
