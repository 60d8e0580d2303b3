//! The filter `tojson`, with the output of Python's `json.dumps`.

use std::fmt::Write;

use super::super::arguments::{Args, amount, integer};
use super::super::comparison::sort;
use super::super::failure::{Failure, Outcome};
use super::super::object::{Flavor, Object};
use super::super::printing;
use super::super::run::Run;

/// Maximum nesting depth of values.
const MAX_DEPTH: usize = 100;

pub(super) fn tojson(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [indent] = args.bind("tojson", ["indent"], 0)?;
    let indent = match indent {
        None | Some(Object::None) => None,
        Some(Object::Text(text)) => Some(text.text.clone()),
        Some(width) => {
            let width = amount(integer(run, "the indent", &width)?);
            run.charge_text(width)?;
            Some(" ".repeat(width))
        }
    };
    let mut writer = Writer { run, indent, out: String::new() };
    writer.write(&value, 0)?;
    run.flavored(writer.out, Flavor::Markup)
}

struct Writer<'r> {
    run: &'r Run,
    indent: Option<String>,
    out: String,
}

impl Writer<'_> {
    fn write(&mut self, value: &Object, depth: usize) -> Outcome<()> {
        self.run.charge(1)?;
        self.run.check_text(self.out.len())?;
        if depth > MAX_DEPTH {
            return Err(Failure::other("this is nested too deeply, or contains itself"));
        }
        match value {
            Object::None => self.out.push_str("null"),
            Object::Bool(true) => self.out.push_str("true"),
            Object::Bool(false) => self.out.push_str("false"),
            Object::Int(_) | Object::Big(_) => {
                printing::write_string(self.run, &mut self.out, value)?;
            }
            Object::Float(number) => self.out.push_str(&float(*number)),
            Object::Text(text) => self.string(&text.text)?,
            Object::List(items) => self.list(&items.borrow(), depth)?,
            Object::Tuple(tuple) => self.list(&tuple.items.borrow(), depth)?,
            Object::Dict(mapping) => {
                let mut pairs = Vec::new();
                for (key, value) in mapping.entries.borrow().iter() {
                    let pair = self.run.tuple(vec![key.clone(), value.clone()])?;
                    pairs.push((key.clone(), pair));
                }
                self.dict(&sort(self.run, pairs, false)?, depth)?;
            }
            _ => {
                return Err(Failure::other(format!("{} cannot be written as JSON", value.kind()))
                    .help(
                        "Convert a sequence to a list first, with `| list`; give an undefined \
                        value a `| default(…)`.",
                    ));
            }
        }
        Ok(())
    }

    fn list(&mut self, items: &[Object], depth: usize) -> Outcome<()> {
        self.out.push('[');
        for (at, item) in items.iter().enumerate() {
            self.separate(at, depth + 1)?;
            self.write(item, depth + 1)?;
        }
        self.end(items.is_empty(), depth, ']')
    }

    fn dict(&mut self, pairs: &[Object], depth: usize) -> Outcome<()> {
        self.out.push('{');
        for (at, pair) in pairs.iter().enumerate() {
            let Object::Tuple(pair) = pair else { continue };
            let pair = pair.items.borrow();
            self.separate(at, depth + 1)?;
            match &pair[0] {
                Object::Text(text) => self.string(&text.text)?,
                Object::Float(number) => self.string(&float(*number))?,
                Object::None => self.string("null")?,
                Object::Bool(value) => self.string(if *value { "true" } else { "false" })?,
                Object::Int(_) | Object::Big(_) => {
                    let text = printing::string(self.run, &pair[0])?;
                    self.string(&text)?;
                }
                other => {
                    return Err(Failure::other(format!(
                        "{} cannot be a key in JSON",
                        other.kind()
                    )));
                }
            }
            self.out.push_str(": ");
            self.write(&pair[1], depth + 1)?;
        }
        self.end(pairs.is_empty(), depth, '}')
    }

    fn separate(&mut self, at: usize, depth: usize) -> Outcome<()> {
        if at > 0 {
            self.out.push_str(if self.indent.is_some() { "," } else { ", " });
        }
        self.new_line(depth)
    }

    fn end(&mut self, is_empty: bool, depth: usize, close: char) -> Outcome<()> {
        if !is_empty {
            self.new_line(depth)?;
        }
        self.out.push(close);
        Ok(())
    }

    fn new_line(&mut self, depth: usize) -> Outcome<()> {
        if let Some(indent) = &self.indent {
            self.run.charge_text(indent.len().saturating_mul(depth))?;
            self.out.push('\n');
            self.out.push_str(&indent.repeat(depth));
        }
        Ok(())
    }

    /// Writes a string in ASCII, with characters that are special in HTML escaped.
    fn string(&mut self, text: &str) -> Outcome<()> {
        self.run.charge_text(text.len())?;
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\x08' => self.out.push_str("\\b"),
                '\x0c' => self.out.push_str("\\f"),
                '<' | '>' | '&' | '\'' => self.escape(c),
                ' '..='\x7f' => self.out.push(c),
                _ => self.escape(c),
            }
        }
        self.out.push('"');
        Ok(())
    }

    fn escape(&mut self, c: char) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(self.out, "\\u{unit:04x}");
        }
    }
}

fn float(number: f64) -> String {
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".into() } else { "-Infinity".into() }
    } else {
        printing::float(number)
    }
}
