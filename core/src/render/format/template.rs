//! The method `str.format`: `'{}'.format(value)`.

use std::sync::Arc;

use super::super::arguments::Args;
use super::super::attributes;
use super::super::failure::{Failure, Outcome};
use super::super::missing::Reason;
use super::super::object::Object;
use super::super::printing::{ascii, repr, string};
use super::super::run::Run;
use super::super::text::escape;

/// The result of `template.format(…)`. With `escapes`, values are escaped for HTML as in `Markup`.
pub(crate) fn format(run: &Run, template: &str, args: &Args, escapes: bool) -> Outcome<String> {
    Formatter { run, args, counted: 0, numbered: false, escapes }.format(template, 2)
}

struct Formatter<'a> {
    run: &'a Run,
    args: &'a Args,
    /// The number of fields without an index, `{}`.
    counted: usize,
    /// Whether there was a field with an index, `{0}`.
    numbered: bool,
    escapes: bool,
}

impl Formatter<'_> {
    fn format(&mut self, template: &str, depth: usize) -> Outcome<String> {
        if depth == 0 {
            return Err(Failure::other(
                "braces within braces are nested too deeply in this format",
            ));
        }
        let mut out = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                out.push_str(brace);
                rest = after;
                continue;
            }
            if brace == "}" {
                return Err(
                    Failure::other("a single `}` in this format").help("Write `}}` for a `}`.")
                );
            }
            let end = field_end(rest).ok_or_else(|| {
                Failure::other("a `{` is never closed in this format").help("Write `{{` for a `{`.")
            })?;
            self.run.charge(1)?;
            out.push_str(&self.field(&rest[..end], depth)?);
            self.run.check_text(out.len())?;
            rest = &rest[end + 1..];
        }
        out.push_str(rest);
        Ok(out)
    }

    fn field(&mut self, field: &str, depth: usize) -> Outcome<String> {
        let (name, conversion, spec) = split(field)?;
        let mut value = self.value(name)?;
        match conversion {
            None => {}
            Some('s') => value = self.run.text(string(self.run, &value)?)?,
            Some('r') => value = self.run.text(repr(self.run, &value)?)?,
            Some('a') => value = self.run.text(ascii(&repr(self.run, &value)?))?,
            Some(other) => {
                return Err(Failure::other(format!("`!{other}` isn't a conversion"))
                    .help("The conversions are `!s` and `!r`."));
            }
        }
        let spec =
            if spec.contains(['{', '}']) { self.format(spec, depth - 1)? } else { spec.to_owned() };
        let markup = matches!(&value, Object::Text(text) if text.is_markup());
        let text = super::value(self.run, &value, &spec)?;
        Ok(if self.escapes && !markup { escape(&text) } else { text })
    }

    fn value(&mut self, name: &str) -> Outcome<Object> {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut path) = name.split_at(end);
        let mut value = self.argument(first)?;
        while !path.is_empty() {
            if let Some(after) = path.strip_prefix('.') {
                let end = after.find(['.', '[']).unwrap_or(after.len());
                value = self.member(&value, &Object::text(&after[..end]), true)?;
                path = &after[end..];
            } else {
                let (key, after) =
                    path.strip_prefix('[')
                        .and_then(|inner| inner.split_once(']'))
                        .ok_or_else(|| Failure::other("a `[` is never closed in this format"))?;
                let key = match key.parse::<i64>() {
                    Ok(index) if !key.starts_with(['-', '+']) => Object::Int(index),
                    _ => Object::text(key),
                };
                value = self.member(&value, &key, false)?;
                path = after;
            }
        }
        Ok(value)
    }

    fn member(&self, value: &Object, key: &Object, dotted: bool) -> Outcome<Object> {
        let span = self.args.span;
        // A dot looks up attributes only, and brackets items only.
        let found = match (value, key) {
            (Object::Dict(_), Object::Text(_)) if dotted => None,
            (_, Object::Text(name)) if dotted => {
                Some(attributes::attribute(self.run, value, &Arc::from(&*name.text), span)?)
            }
            _ => Some(attributes::item(self.run, value, key, span)?),
        };
        match found {
            Some(Object::Undefined(missing)) if matches!(missing.reason, Reason::Member(..)) => {
                None
            }
            found => found,
        }
        .ok_or_else(|| Failure::other("the format names a member that the value does not have"))
    }

    fn argument(&mut self, name: &str) -> Outcome<Object> {
        let missing = || Failure::other(format!("the format names `{name}`, which is not given"));
        if let Ok(index) = name.parse::<usize>() {
            self.numbered = true;
            if self.counted > 0 {
                return Err(mixed());
            }
            return self.args.positional.get(index).cloned().ok_or_else(missing);
        }
        if !name.is_empty() {
            let found = self.args.keywords.iter().find(|(own, _)| **own == *name);
            return found.map(|(_, value)| value.clone()).ok_or_else(missing);
        }
        if self.numbered {
            return Err(mixed());
        }
        self.counted += 1;
        self.args
            .positional
            .get(self.counted - 1)
            .cloned()
            .ok_or_else(|| Failure::other("there are fewer values than places in the format"))
    }
}

fn mixed() -> Box<Failure> {
    Failure::other("a format has either `{}` or numbers as in `{0}`, not both")
}

/// The offset of the `}` that ends a field.
fn field_end(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut in_index = false;
    for (at, c) in text.char_indices() {
        match c {
            '[' => in_index = true,
            ']' => in_index = false,
            '{' if !in_index => depth += 1,
            '}' if !in_index => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(at),
            },
            _ => {}
        }
    }
    None
}

/// The name, conversion and specification of a field.
fn split(field: &str) -> Outcome<(&str, Option<char>, &str)> {
    let mut in_index = false;
    for (at, c) in field.char_indices() {
        match c {
            '[' => in_index = true,
            ']' => in_index = false,
            ':' if !in_index => return Ok((&field[..at], None, &field[at + 1..])),
            '!' if !in_index => {
                let mut after = field[at + 1..].chars();
                let conversion = after.next();
                let rest = after.as_str();
                let spec = match rest.strip_prefix(':') {
                    Some(spec) => spec,
                    None if rest.is_empty() && conversion.is_some() => "",
                    None => return Err(Failure::other("`!` in a format takes one letter")),
                };
                return Ok((&field[..at], conversion, spec));
            }
            _ => {}
        }
    }
    Ok((field, None, ""))
}

/// The arguments for `template.format_map(mapping)`.
pub(crate) fn keywords(mapping: &Object, span: crate::text::Span) -> Outcome<Args> {
    let Object::Dict(mapping) = mapping else {
        return Err(Failure::other("`format_map` takes a mapping"));
    };
    let entries = mapping.entries.borrow();
    let keywords = entries
        .iter()
        .filter_map(|(key, value)| Some((key.as_str()?.into(), value.clone())))
        .collect();
    Ok(Args { positional: Vec::new(), keywords, span })
}
