//! Filters for URLs and HTML.

use super::super::arguments::Args;
use super::super::failure::{Failure, Outcome};
use super::super::iteration::{items, truth};
use super::super::object::{Flavor, Object};
use super::super::printing::string;
use super::super::run::Run;
use super::super::text::is_space;
use super::strings::escaped;

pub(super) fn urlencode(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("urlencode", [], 0)?;
    let pairs = match &value {
        Object::Dict(mapping) => mapping
            .entries
            .borrow()
            .iter()
            .map(|(key, value)| Ok((string(run, key)?, string(run, value)?)))
            .collect::<Outcome<Vec<_>>>()?,
        Object::List(_)
        | Object::Tuple(_)
        | Object::View(_)
        | Object::Iterator(_)
        | Object::Range(_)
        | Object::Undefined(_) => {
            let mut pairs = Vec::new();
            for pair in items(run, &value)? {
                let parts = items(run, &pair)?;
                let [key, value] = parts.as_slice() else {
                    return Err(Failure::other("`urlencode` takes text, a mapping or pairs"));
                };
                pairs.push((string(run, key)?, string(run, value)?));
            }
            pairs
        }
        _ => return run.text(quote(&string(run, &value)?, false)),
    };
    let encoded: Vec<String> = pairs
        .iter()
        .map(|(key, value)| format!("{}={}", quote(key, true), quote(value, true)))
        .collect();
    run.text(encoded.join("&"))
}

fn quote(text: &str, in_query: bool) -> String {
    let mut quoted = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'-' | b'~' => {
                quoted.push(char::from(byte));
            }
            b'/' if !in_query => quoted.push('/'),
            b' ' if in_query => quoted.push('+'),
            _ => quoted.extend(hexadecimal(byte)),
        }
    }
    quoted
}

fn hexadecimal(byte: u8) -> [char; 3] {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    ['%', digit(byte >> 4).to_ascii_uppercase(), digit(byte & 15).to_ascii_uppercase()]
}

pub(super) fn xmlattr(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [autospace] = args.bind("xmlattr", ["autospace"], 0)?;
    let Object::Dict(mapping) = &value else {
        if let Object::Undefined(missing) = &value {
            run.refuse(missing)?;
            return run.text(String::new());
        }
        return Err(Failure::other(format!("`xmlattr` takes a mapping, not {}", value.kind())));
    };
    let mut attributes = Vec::new();
    for (key, value) in mapping.entries.borrow().iter() {
        if matches!(value, Object::None | Object::Undefined(_)) {
            continue;
        }
        let Object::Text(name) = key else {
            return Err(Failure::other("the name of an attribute must be text"));
        };
        let forbidden = |c: char| c.is_ascii_whitespace() || c == '\x0b' || "/>=".contains(c);
        if name.text.contains(forbidden) {
            return Err(Failure::other(format!(
                "`{}` isn't a valid name of an attribute",
                name.text
            )));
        }
        attributes.push(format!("{}=\"{}\"", escaped(run, key)?, escaped(run, value)?));
    }
    let mut text = attributes.join(" ");
    if !text.is_empty() && autospace.is_none_or(|autospace| truth(&autospace)) {
        text.insert(0, ' ');
    }
    run.flavored(text, if run.autoescape.get() { Flavor::Markup } else { Flavor::Plain })
}

pub(super) fn striptags(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("striptags", [], 0)?;
    let text = string(run, &value)?;
    run.text(strip_tags(&text))
}

/// `Markup.striptags`: removes tags and comments, collapses whitespace, and decodes entities.
pub(crate) fn strip_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let end = match rest[start..].starts_with("<!--") {
            true => rest[start + 4..].find("-->").map(|at| start + 4 + at + 3),
            false => rest[start..].find('>').map(|at| start + at + 1),
        };
        let Some(end) = end else { break };
        kept.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    kept.push_str(rest);
    let words: Vec<&str> = kept.split(is_space).filter(|word| !word.is_empty()).collect();
    unescape(&words.join(" "))
}

/// Text with HTML entities decoded: numeric ones and common named ones.
pub(crate) fn unescape(text: &str) -> String {
    const NAMED: [(&str, char); 12] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("copy", '©'),
        ("reg", '®'),
        ("raquo", '»'),
        ("laquo", '«'),
        ("mdash", '—'),
        ("hellip", '…'),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..].split_once(';').filter(|(name, _)| name.len() <= 8);
        let character = entity.and_then(|(name, _)| match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => number.parse().ok(),
            }
            .and_then(char::from_u32),
            None => NAMED.iter().find(|(own, _)| *own == name).map(|&(_, c)| c),
        });
        match (character, entity) {
            (Some(c), Some((_, after))) => {
                out.push(c);
                rest = after;
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
