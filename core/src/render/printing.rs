//! Python's `str()` and `repr()`.

use std::fmt::Write;
use std::sync::Arc;

use super::failure::{Failure, Outcome};
use super::object::{Object, Part};
use super::run::Run;
use super::text::is_printable;

/// The maximum nesting of printed lists; Python has a limit too.
const MAX_DEPTH: usize = 100;
/// Python refuses to print longer integers.
const MAX_DIGITS: usize = 4300;

/// `str(object)`.
pub(super) fn string(run: &Run, object: &Object) -> Outcome<String> {
    let mut text = String::new();
    write_string(run, &mut text, object)?;
    Ok(text)
}

/// Appends `str(object)`.
pub(super) fn write_string(run: &Run, out: &mut String, object: &Object) -> Outcome<()> {
    match object {
        Object::Text(text) => {
            run.check_text(out.len() + text.text.len())?;
            run.charge_text(text.text.len())?;
            out.push_str(&text.text);
            Ok(())
        }
        Object::Undefined(missing) => {
            missing.touch();
            Ok(())
        }
        Object::Symbol(symbol) => {
            out.push_str(&symbol.marked);
            Ok(())
        }
        _ => write_repr(run, out, object),
    }
}

/// `repr(object)`.
pub(super) fn repr(run: &Run, object: &Object) -> Outcome<String> {
    let mut text = String::new();
    write_repr(run, &mut text, object)?;
    Ok(text)
}

fn write_repr(run: &Run, out: &mut String, object: &Object) -> Outcome<()> {
    Printer { run, open: Vec::new() }.write(out, object)
}

struct Printer<'r> {
    run: &'r Run,
    /// The objects that are being printed, to detect one that contains itself.
    open: Vec<*const ()>,
}

impl Printer<'_> {
    fn write(&mut self, out: &mut String, object: &Object) -> Outcome<()> {
        self.run.charge(1)?;
        self.run.check_text(out.len())?;
        match object {
            Object::Undefined(_) => out.push_str("Undefined"),
            Object::None => out.push_str("None"),
            Object::Bool(true) => out.push_str("True"),
            Object::Bool(false) => out.push_str("False"),
            Object::Int(value) => write_all(out, format_args!("{value}")),
            Object::Big(value) => {
                self.run.charge(usize::try_from(value.bits() / 16).unwrap_or(usize::MAX))?;
                let digits = value.to_string();
                if digits.len() > MAX_DIGITS + usize::from(digits.starts_with('-')) {
                    return Err(Failure::other(format!(
                        "this number has more than {MAX_DIGITS} digits: it cannot be printed"
                    )));
                }
                out.push_str(&digits);
            }
            Object::Float(value) => out.push_str(&float(*value)),
            Object::Text(text) => {
                self.run.charge_text(text.text.len())?;
                if text.is_markup() {
                    out.push_str("Markup(");
                }
                quote(out, &text.text);
                if text.is_markup() {
                    out.push(')');
                }
            }
            Object::List(items) => {
                self.sequence(out, Arc::as_ptr(items).cast(), "[", "]", &items.borrow())?;
            }
            Object::Tuple(tuple) => {
                let items = tuple.items.borrow();
                let close = if items.len() == 1 { ",)" } else { ")" };
                self.sequence(out, Arc::as_ptr(tuple).cast(), "(", close, &items)?;
            }
            Object::Dict(mapping) => {
                self.pairs(out, Arc::as_ptr(mapping).cast(), &mapping.entries.borrow())?;
            }
            Object::Namespace(mapping) => {
                out.push_str("<Namespace ");
                self.pairs(out, Arc::as_ptr(mapping).cast(), &mapping.entries.borrow())?;
                out.push('>');
            }
            Object::View(view) => {
                let items = super::iteration::items(self.run, object)?;
                let open = match view.part {
                    Part::Keys => "dict_keys([",
                    Part::Values => "dict_values([",
                    Part::Items => "dict_items([",
                };
                self.sequence(out, Arc::as_ptr(&view.of).cast(), open, "])", &items)?;
            }
            Object::Range(range) => {
                write_all(out, format_args!("range({}, {}", range.start, range.stop));
                if range.step != 1 {
                    write_all(out, format_args!(", {}", range.step));
                }
                out.push(')');
            }
            Object::Loop(of) => {
                let part = |name| of.get_attr(name).unwrap_or_default();
                write_all(out, format_args!("<LoopContext {}/{}>", part("index"), part("length")));
            }
            Object::Macro(of) => match &of.definition.name {
                Some(name) => write_all(out, format_args!("<Macro '{name}'>")),
                None => out.push_str("<Macro anonymous>"),
            },
            // Python prints an address here, which no template can rely on.
            Object::Iterator(_) => out.push_str("<generator object>"),
            Object::Method(method) => write_all(
                out,
                format_args!("<built-in method {} of {} object>", method.1, method.0.type_name()),
            ),
            Object::Builtin(builtin) => out.push_str(builtin.printed()),
            Object::Cycler(_) => out.push_str("<jinja2.utils.Cycler object>"),
            Object::Joiner(_) => out.push_str("<jinja2.utils.Joiner object>"),
            // The text of a list depends on the values in it.
            Object::Symbol(symbol) => {
                symbol.inspect();
                self.write(out, &symbol.value)?;
            }
        }
        Ok(())
    }

    fn enter(&mut self, at: *const ()) -> Outcome<bool> {
        if self.open.contains(&at) {
            return Ok(false);
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(Failure::other("this is nested too deeply to be printed"));
        }
        self.open.push(at);
        Ok(true)
    }

    fn sequence(
        &mut self,
        out: &mut String,
        at: *const (),
        open: &str,
        close: &str,
        items: &[Object],
    ) -> Outcome<()> {
        out.push_str(open);
        if !self.enter(at)? {
            out.push_str("...");
            out.push_str(close.trim_start_matches(','));
            return Ok(());
        }
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.write(out, item)?;
        }
        out.push_str(close);
        self.open.pop();
        Ok(())
    }

    fn pairs(&mut self, out: &mut String, at: *const (), dict: &super::dict::Dict) -> Outcome<()> {
        if !self.enter(at)? {
            out.push_str("{...}");
            return Ok(());
        }
        out.push('{');
        for (index, (key, value)) in dict.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.write(out, key)?;
            out.push_str(": ");
            self.write(out, value)?;
        }
        out.push('}');
        self.open.pop();
        Ok(())
    }
}

/// Appends formatted text; writing to a string cannot fail.
fn write_all(out: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}

/// A string as Python's `repr` quotes it.
pub(super) fn quote(out: &mut String, text: &str) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            _ if c == quote => out.extend(['\\', c]),
            _ if is_printable(c) => out.push(c),
            _ => escape(out, c),
        }
    }
    out.push(quote);
}

fn escape(out: &mut String, c: char) {
    match u32::from(c) {
        code @ 0..=0xff => write_all(out, format_args!("\\x{code:02x}")),
        code @ 0x100..=0xffff => write_all(out, format_args!("\\u{code:04x}")),
        code => write_all(out, format_args!("\\U{code:08x}")),
    }
}

/// Converts the result of `repr` as Python's `ascii` does.
pub(super) fn ascii(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            escape(&mut out, c);
        }
    }
    out
}

/// `repr(float)`: the shortest digits that read back as the same number.
pub(super) fn float(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let plain = format!("{value}");
    if plain.contains('.') { plain } else { plain + ".0" }
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn floats_print_as_in_python() {
        for (value, printed) in [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (123_456_789_012_345.0, "123456789012345.0"),
            (0.0001, "0.0001"),
            (0.000_012_5, "1.25e-05"),
            (1.5e300, "1.5e+300"),
            (0.1 + 0.2, "0.30000000000000004"),
        ] {
            assert_eq!(float(value), printed);
        }
    }
}
