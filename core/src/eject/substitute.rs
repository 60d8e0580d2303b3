//! One scalar of a template with symbols in it, rewritten with `Ref` or `Fn::Sub`.

use super::model::function_of_tag;
use super::place::Place;
use crate::render::symbolic::{Marked, has_marker, marked};
use crate::value::Value;
use crate::yaml::{self, Node, NodeKind, Style};

/// A scalar with symbols, at its place in the template.
pub(super) struct Scalar<'n> {
    pub(super) node: &'n Node,
    pub(super) place: Place,
    /// The template's text.
    pub(super) text: &'n str,
    /// Whether functions are written in their long form, as in JSON.
    pub(super) is_json: bool,
}

impl Scalar<'_> {
    /// The text that replaces the scalar, with the parameter `name` of each symbol; `is_list` are those with
    /// a list. Fails with the reason why no function can express it, as a clause.
    pub(super) fn rewritten(
        &self,
        name: &dyn Fn(usize) -> String,
        is_list: &dyn Fn(usize) -> bool,
    ) -> Result<String, String> {
        let NodeKind::Scalar { text, .. } = &self.node.kind else { return Ok(String::new()) };
        let parts = marked(text);
        let function = self.node.tag.as_deref().and_then(function_of_tag);
        match (self.place, parts.as_slice()) {
            (Place::Fixed(place), _) => {
                Err(format!("CloudFormation allows no function in {place}"))
            }
            // The markers there are values by now.
            (Place::Prose, _) => Err("CloudFormation allows no function in a description".into()),
            (Place::SubText, _) => self.within_sub(name, is_list),
            (_, [Marked::Symbol(symbol)]) => {
                let name = name(*symbol);
                Ok(self.wrapped(function.as_deref(), |is_long| {
                    if is_long {
                        format!("{{\"Ref\": \"{name}\"}}")
                    } else {
                        format!("!Ref {name}")
                    }
                })?)
            }
            (Place::Reference, _) => {
                Err("CloudFormation allows `Ref` here, and no text that is put together".into())
            }
            (Place::Value | Place::Property, _) => {
                let body = self.sub_body(name, is_list)?;
                self.wrapped(function.as_deref(), |is_long| {
                    if is_long {
                        format!("{{\"Fn::Sub\": {body}}}")
                    } else {
                        format!("!Sub {body}")
                    }
                })
            }
        }
    }

    /// The text of an existing `Fn::Sub`, with more variables.
    fn within_sub(
        &self,
        name: &dyn Fn(usize) -> String,
        is_list: &dyn Fn(usize) -> bool,
    ) -> Result<String, String> {
        let source = self.node.span.of(self.text);
        let mut rest = source;
        while let Some(open) = rest.find("${") {
            let length = rest[open..].find('}').unwrap_or(rest.len() - open);
            if has_marker(&rest[open..open + length]) {
                return Err("it is within a `${…}` of `Fn::Sub`".into());
            }
            rest = &rest[open + length..];
        }
        let inserted = inserted(source, name, is_list)?;
        // A plain scalar in brackets cannot hold a brace.
        let is_plain = matches!(self.node.kind, NodeKind::Scalar { style: Style::Plain, .. });
        if !is_plain {
            return Ok(inserted);
        }
        let (prefix, body) = split_prefix(&inserted);
        Ok(format!("{prefix}{}", yaml::flow(&Value::from(body))))
    }

    /// The quoted text for `Fn::Sub`: variables for the symbols, and `${!` for each `${` that is text.
    fn sub_body(
        &self,
        name: &dyn Fn(usize) -> String,
        is_list: &dyn Fn(usize) -> bool,
    ) -> Result<String, String> {
        let NodeKind::Scalar { text, style } = &self.node.kind else { return Ok(String::new()) };
        if *style == Style::Plain {
            let body = inserted(&escaped(text)?, name, is_list)?;
            return Ok(if self.is_json {
                serde_json::Value::from(body).to_string()
            } else {
                yaml::flow(&Value::String(body))
            });
        }
        let (_, body) = split_prefix(self.node.span.of(self.text));
        inserted(&escaped(body)?, name, is_list)
    }

    /// A function in place of the scalar; `function` is that of the scalar's own tag.
    fn wrapped(
        &self,
        function: Option<&str>,
        inner: impl Fn(bool) -> String,
    ) -> Result<String, String> {
        let anchor = self.anchor();
        let Some(outer) = function else {
            return Ok(format!("{anchor}{}", inner(self.is_json)));
        };
        let is_block = matches!(
            self.node.kind,
            NodeKind::Scalar { style: Style::Literal | Style::Folded, .. }
        );
        if is_block {
            return Err(format!(
                "a text of several lines after a tag cannot be put into `{outer}`"
            ));
        }
        Ok(format!("{anchor}{{\"{outer}\": {}}}", inner(self.is_json)))
    }

    /// `&name ` where the scalar has a name.
    fn anchor(&self) -> String {
        let (prefix, _) = split_prefix(self.node.span.of(self.text));
        let mut words = prefix.split_whitespace();
        words.find(|word| word.starts_with('&')).map_or(String::new(), |word| format!("{word} "))
    }
}

/// The tag and anchor before a scalar, and the scalar itself.
fn split_prefix(source: &str) -> (&str, &str) {
    let mut at = 0;
    while source[at..].starts_with(['!', '&']) {
        let rest = &source[at..];
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let blanks = rest[word..].len() - rest[word..].trim_start().len();
        at += word + blanks;
    }
    source.split_at(at)
}

/// A text with `${!` for each `${`, so that `Fn::Sub` gives the same text.
fn escaped(text: &str) -> Result<String, String> {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("${") {
        let Some(length) = rest[open..].find('}') else {
            return Err("its text has a `${` without a `}`, which `Fn::Sub` cannot express".into());
        };
        let inner = &rest[open + 2..open + length];
        if inner.is_empty() || inner.starts_with('!') || inner.contains("${") || has_marker(inner) {
            let shown = if has_marker(inner) { "an input within `${…}`" } else { "a `${…}`" };
            return Err(format!("its text has {shown} that `Fn::Sub` cannot express"));
        }
        result.push_str(&rest[..open]);
        result.push_str("${!");
        result.push_str(inner);
        result.push('}');
        rest = &rest[open + length + 1..];
    }
    result.push_str(rest);
    Ok(result)
}

/// A text with `${Name}` for each symbol.
fn inserted(
    text: &str,
    name: &dyn Fn(usize) -> String,
    is_list: &dyn Fn(usize) -> bool,
) -> Result<String, String> {
    let mut result = String::with_capacity(text.len());
    for part in marked(text) {
        match part {
            // `$` before a variable would make another of `Fn::Sub`'s forms.
            Marked::Text(text) => result.push_str(text),
            Marked::Symbol(symbol) if is_list(symbol) => {
                return Err("a list is printed within a text".into());
            }
            Marked::Symbol(symbol) => {
                result.push_str("${");
                result.push_str(&name(symbol));
                result.push('}');
            }
        }
    }
    Ok(result)
}
