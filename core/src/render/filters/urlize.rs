//! The filter `urlize`: turns addresses in text into HTML links.

use super::super::arguments::{Args, amount, integer, string as text_of};
use super::super::failure::{Failure, Outcome};
use super::super::iteration::{items, truth};
use super::super::object::{Flavor, Object};
use super::super::run::Run;
use super::super::text::{byte_at, is_space};
use super::strings::escaped;
use crate::sort::CompactSort;

pub(super) fn urlize(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [limit, nofollow, target, rel, schemes] =
        args.bind("urlize", ["trim_url_limit", "nofollow", "target", "rel", "extra_schemes"], 0)?;
    let given = |value: Option<Object>| value.filter(|value| !matches!(value, Object::None));
    let limit = given(limit).map(|limit| integer(run, "the limit", &limit)).transpose()?;
    let rel = given(rel).unwrap_or_else(|| Object::text(""));
    let mut parts: Vec<&str> = text_of("rel", &rel)?.split_whitespace().collect();
    parts.push("noopener");
    if nofollow.is_some_and(|nofollow| truth(&nofollow)) {
        parts.push("nofollow");
    }
    parts.compact_sort();
    parts.dedup();
    let rel = Object::text(parts.join(" "));
    let mut attributes = format!(" rel=\"{}\"", escaped(run, &rel)?);
    if let Some(target) = given(target).filter(truth) {
        attributes = format!("{attributes} target=\"{}\"", escaped(run, &target)?);
    }
    let mut extra = Vec::new();
    for scheme in
        given(schemes).map(|schemes| items(run, &schemes)).transpose()?.unwrap_or_default()
    {
        let scheme = text_of("a scheme", &scheme)?.to_owned();
        let name = scheme.split(':').next().unwrap_or("");
        let valid = name.chars().count() >= 2
            && name.chars().all(|c| c.is_alphanumeric() || "_.+-".contains(c))
            && matches!(&scheme[name.len()..], ":" | ":/" | "://");
        if !valid {
            return Err(Failure::other(format!("`{scheme}` isn't a valid scheme")));
        }
        extra.push(scheme);
    }
    let linker = Linker { limit: limit.map(amount), attributes, extra };
    let source = escaped(run, &value)?;
    run.charge_text(source.len().saturating_mul(8))?;
    let mut out = String::new();
    let mut rest = source.as_str();
    while !rest.is_empty() {
        let word = rest.find(is_space).unwrap_or(rest.len());
        let end = rest[word..].find(|c| !is_space(c)).map_or(rest.len(), |at| word + at);
        linker.word(&rest[..word], &mut out);
        out.push_str(&rest[word..end]);
        rest = &rest[end..];
    }
    run.flavored(out, if run.autoescape.get() { Flavor::Markup } else { Flavor::Plain })
}

struct Linker {
    limit: Option<usize>,
    attributes: String,
    extra: Vec<String>,
}

impl Linker {
    fn word(&self, word: &str, out: &mut String) {
        let (head, middle, tail) = split(word);
        out.push_str(head);
        if is_address(&middle) {
            let scheme = if middle.starts_with("https://") || middle.starts_with("http://") {
                ""
            } else {
                "https://"
            };
            self.link(&format!("{scheme}{middle}"), &middle, out);
        } else if let Some(address) = middle.strip_prefix("mailto:").filter(|rest| is_email(rest)) {
            anchor(&middle, "", address, out);
        } else if middle.contains('@')
            && !middle.starts_with("www.")
            && !middle.starts_with('@')
            && !middle.contains(':')
            && is_email(&middle)
        {
            anchor(&format!("mailto:{middle}"), "", &middle, out);
        } else if self.extra.iter().any(|scheme| middle != *scheme && middle.starts_with(scheme)) {
            anchor(&middle, &self.attributes, &middle, out);
        } else {
            out.push_str(&middle);
        }
        out.push_str(&tail);
    }

    fn link(&self, address: &str, label: &str, out: &mut String) {
        let label = match self.limit {
            Some(limit) if label.chars().count() > limit => {
                format!("{}...", &label[..byte_at(label, limit)])
            }
            _ => label.to_owned(),
        };
        anchor(address, &self.attributes, &label, out);
    }
}

fn anchor(address: &str, attributes: &str, label: &str, out: &mut String) {
    out.extend(["<a href=\"", address, "\"", attributes, ">", label, "</a>"]);
}

/// The text before, in and after an address: surrounding brackets and punctuation are not part of it.
fn split(word: &str) -> (&str, String, String) {
    let mut middle = word;
    while let Some(rest) = ["(", "<", "&lt;"].iter().find_map(|open| middle.strip_prefix(open)) {
        middle = rest;
    }
    let head = &word[..word.len() - middle.len()];
    let mut end = middle;
    while let Some(rest) =
        [")", ">", ".", ",", "&gt;"].iter().find_map(|close| end.strip_suffix(close))
    {
        end = rest;
    }
    let mut tail = middle[end.len()..].to_owned();
    let mut middle = end.to_owned();
    for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
        let opened = middle.matches(open).count();
        if opened <= middle.matches(close).count() {
            continue;
        }
        for _ in 0..opened.min(tail.matches(close).count()) {
            let Some(at) = tail.find(close) else { break };
            let rest = tail.split_off(at + close.len());
            middle.push_str(&tail);
            tail = rest;
        }
    }
    (head, middle, tail)
}

fn is_label(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '%' | '-')
}

fn is_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    let scheme = ["https://", "http://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    let rest = scheme.or_else(|| lower.strip_prefix("www.")).unwrap_or(&lower);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let mut host = &rest[..end];
    if let Some((before, port)) = host.rsplit_once(':')
        && (1..=5).contains(&port.len())
        && port.bytes().all(|byte| byte.is_ascii_digit())
    {
        host = before;
    }
    if scheme.is_some() && host.starts_with('[') && host.ends_with(']') {
        return host[1..host.len() - 1].chars().all(|c| c.is_ascii_hexdigit() || c == ':')
            && host.matches(':').count() >= 2;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let (Some(top), before) = (labels.last(), &labels[..labels.len() - 1]) else { return false };
    if scheme.is_some()
        && labels.len() == 4
        && labels.iter().all(|part| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    {
        return true;
    }
    let labels_are_names = before.iter().all(|part| !part.is_empty() && part.chars().all(is_label));
    if scheme.is_some() || lower.starts_with("www.") {
        let basic = (2..=63).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_lowercase());
        let idna = top.strip_prefix("xn--").is_some_and(|rest| {
            (2..=59).contains(&rest.chars().count())
                && rest.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '%')
        });
        return labels_are_names && (basic || idna);
    }
    !before.is_empty()
        && labels_are_names
        && before.iter().all(|part| (2..=63).contains(&part.chars().count()))
        && matches!(*top, "com" | "net" | "int" | "edu" | "gov" | "org" | "info" | "mil")
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let Some((before, top)) = host.rsplit_once('.') else { return false };
    !name.is_empty()
        && before.starts_with(is_word)
        && before.chars().all(|c| is_word(c) || c == '.' || c == '-')
        && !top.is_empty()
        && top.chars().all(is_word)
}
