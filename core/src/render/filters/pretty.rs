//! The filter `pprint`: breaks values into lines of 80 columns like Python's `pprint.pformat`.

use super::super::arguments::Args;
use super::super::comparison::less;
use super::super::failure::{Failure, Outcome};
use super::super::object::Object;
use super::super::printing::{quote, repr};
use super::super::run::Run;
use super::super::text::{is_space, lines};

const WIDTH: usize = 80;
const MAX_DEPTH: usize = 60;

pub(super) fn pprint(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("pprint", [], 0)?;
    let mut printer = Printer { run, out: String::new() };
    printer.format(&value, 0, 0, 1)?;
    run.text(printer.out)
}

struct Printer<'r> {
    run: &'r Run,
    out: String,
}

impl Printer<'_> {
    /// Prints `value` from column `indent` on, with `allowance` columns reserved after it on its last line.
    fn format(
        &mut self,
        value: &Object,
        indent: usize,
        allowance: usize,
        level: usize,
    ) -> Outcome<()> {
        let short = self.short(value, 0)?;
        self.run.charge_text(indent + short.len())?;
        if short.chars().count() <= WIDTH.saturating_sub(indent + allowance) {
            self.out.push_str(&short);
            return Ok(());
        }
        match value {
            Object::Dict(mapping) => {
                let pairs = self.sorted(&mapping.entries.borrow())?;
                self.out.push('{');
                for (at, (key, item)) in pairs.iter().enumerate() {
                    let key = self.short(key, 0)?;
                    self.out.push_str(&key);
                    self.out.push_str(": ");
                    let last = at + 1 == pairs.len();
                    let column = indent + 1 + key.chars().count() + 2;
                    self.format(item, column, if last { allowance + 1 } else { 1 }, level + 1)?;
                    if !last {
                        self.next_line(indent + 1)?;
                    }
                }
                self.out.push('}');
            }
            Object::List(items) => {
                self.items(&self.run.copy(&items.borrow())?, ("[", "]"), indent, allowance, level)?;
            }
            Object::Tuple(tuple) => {
                let items = self.run.copy(&tuple.items.borrow())?;
                let close = if items.len() == 1 { ",)" } else { ")" };
                self.items(&items, ("(", close), indent, allowance, level)?;
            }
            Object::Text(text) if !text.is_markup() => {
                self.text(&text.text, indent, allowance, level)?;
            }
            _ => self.out.push_str(&short),
        }
        Ok(())
    }

    fn next_line(&mut self, indent: usize) -> Outcome<()> {
        self.run.charge_text(indent)?;
        self.out.push_str(",\n");
        self.out.push_str(&" ".repeat(indent));
        Ok(())
    }

    fn items(
        &mut self,
        items: &[Object],
        (open, close): (&str, &str),
        indent: usize,
        allowance: usize,
        level: usize,
    ) -> Outcome<()> {
        self.out.push_str(open);
        for (at, item) in items.iter().enumerate() {
            let last = at + 1 == items.len();
            let allowance = if last { allowance + close.len() } else { 1 };
            self.format(item, indent + 1, allowance, level + 1)?;
            if !last {
                self.next_line(indent + 1)?;
            }
        }
        self.out.push_str(close);
        Ok(())
    }

    /// Prints a long string as several adjacent string literals, which Python concatenates.
    fn text(&mut self, text: &str, indent: usize, allowance: usize, level: usize) -> Outcome<()> {
        let outer = usize::from(level == 1);
        let (indent, allowance) = (indent + outer, allowance + outer);
        let width = WIDTH.saturating_sub(indent);
        let parts = lines(text, true);
        let mut chunks = Vec::new();
        for (at, line) in parts.iter().enumerate() {
            let last_line = at + 1 == parts.len();
            let room = if last_line { width.saturating_sub(allowance) } else { width };
            if quoted(line).chars().count() <= room {
                chunks.push(quoted(line));
                continue;
            }
            let words = words(line);
            let mut current = String::new();
            for (at, word) in words.iter().enumerate() {
                self.run.charge_text(current.len() + word.len())?;
                let candidate = format!("{current}{word}");
                let last = last_line && at + 1 == words.len();
                let room = if last { width.saturating_sub(allowance) } else { width };
                if quoted(&candidate).chars().count() > room {
                    if !current.is_empty() {
                        chunks.push(quoted(&current));
                    }
                    (*word).clone_into(&mut current);
                } else {
                    current = candidate;
                }
            }
            if !current.is_empty() {
                chunks.push(quoted(&current));
            }
        }
        let several = chunks.len() > 1;
        if several && level == 1 {
            self.out.push('(');
        }
        for (at, chunk) in chunks.iter().enumerate() {
            if at > 0 {
                self.run.charge_text(indent)?;
                self.out.push('\n');
                self.out.push_str(&" ".repeat(indent));
            }
            self.out.push_str(chunk);
        }
        if several && level == 1 {
            self.out.push(')');
        }
        Ok(())
    }

    /// The `repr` with sorted dict keys.
    fn short(&self, value: &Object, depth: usize) -> Outcome<String> {
        if depth > MAX_DEPTH {
            return Err(Failure::other("this is nested too deeply, or contains itself"));
        }
        let list = |items: &[Object]| -> Outcome<String> {
            let parts: Vec<String> =
                items.iter().map(|item| self.short(item, depth + 1)).collect::<Outcome<_>>()?;
            let text = parts.join(", ");
            self.run.charge_text(text.len())?;
            Ok(text)
        };
        match value {
            Object::List(items) => Ok(format!("[{}]", list(&items.borrow())?)),
            Object::Tuple(tuple) => {
                let items = tuple.items.borrow();
                let comma = if items.len() == 1 { "," } else { "" };
                Ok(format!("({}{comma})", list(&items)?))
            }
            Object::Dict(mapping) => {
                let mut parts = Vec::new();
                for (key, item) in self.sorted(&mapping.entries.borrow())? {
                    parts.push(format!(
                        "{}: {}",
                        self.short(&key, depth + 1)?,
                        self.short(&item, depth + 1)?
                    ));
                }
                let text = parts.join(", ");
                self.run.charge_text(text.len())?;
                Ok(format!("{{{text}}}"))
            }
            _ => repr(self.run, value),
        }
    }

    /// The entries sorted by key; keys that cannot be compared are sorted by the name of their type.
    fn sorted(&self, dict: &super::super::dict::Dict) -> Outcome<Vec<(Object, Object)>> {
        let mut sorted: Vec<(Object, Object)> = Vec::new();
        for (key, value) in dict.iter() {
            self.run.charge(1)?;
            let comparable = |other: &Object| {
                key.is_number() && other.is_number() || key.type_name() == other.type_name()
            };
            let mut at = sorted.len();
            while at > 0 {
                let other = &sorted[at - 1].0;
                let before = match comparable(other) && !matches!(key, Object::None) {
                    true => less(self.run, key, other)?,
                    false => key.type_name() < other.type_name(),
                };
                if !before {
                    break;
                }
                at -= 1;
            }
            sorted.insert(at, (key.clone(), value.clone()));
        }
        Ok(sorted)
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    quote(&mut quoted, text);
    quoted
}

/// Splits a line into words, each with the whitespace after it.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let word = rest.find(is_space).unwrap_or(rest.len());
        let end = rest[word..].find(|c| !is_space(c)).map_or(rest.len(), |at| word + at);
        words.push(&rest[..end]);
        rest = &rest[end..];
    }
    words
}
