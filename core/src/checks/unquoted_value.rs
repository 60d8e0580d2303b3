//! `unquoted-value`: an arbitrary string is printed without quotes.
//!
//! Its type then depends on the value: an empty one is null, `yes` is a boolean (YAML 1.1, which CloudFormation
//! reads), and `a: b` is a mapping or an error.

use super::Subject;
use super::printed::{Printed, takes};
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::schema::kind;
use crate::text::{Edit, Span};
use crate::value::Value;

/// Filters that don't restrict the text.
const NEUTRAL: [&str; 7] = ["trim", "lower", "upper", "string", "title", "capitalize", "safe"];
/// A text that breaks the YAML; a pattern that rejects it makes the input safe.
const BREAKING: &str = "a: b";

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for printed in Printed::all(subject) {
        if !printed.place.is_whole_value()
            || !printed.filters().all(|filter| NEUTRAL.contains(&filter))
        {
            continue;
        }
        let Some(definition) =
            printed.definition(subject).filter(|definition| is_free_text(subject, definition))
        else {
            continue;
        };
        let takes = |text| takes(subject, &definition, text);
        let examples = [
            takes("").then_some("an empty one would become null"),
            takes("yes").then_some("`yes` would become a boolean"),
            Some("`a: b` would break the template"),
        ];
        let examples: Vec<&str> = examples.into_iter().flatten().collect();
        let tag = printed.place.tag;
        let quote = if tag.of(printed.source.text).contains('"') { '\'' } else { '"' };
        let insert = |at: usize| Edit { span: Span::new(at, at), text: quote.into() };
        let name = printed.label();
        let message = format!("{name} is unquoted free text: {}.", examples.join(", "));
        found.push(
            Diagnostic::new(codes::UNQUOTED_VALUE,
                printed.source.file.clone(),
                message,
            )
            .at(tag)
            .help("Put it in quotes. If the text may contain quotes, add `| tojson` instead, which writes the quotes.")
            .fix(Some(Fix::suggestion(
                "Put it in quotes",
                vec![insert(tag.start), insert(tag.end)],
            ))),
        );
    }
}

fn is_free_text(subject: &Subject<'_>, definition: &Value) -> bool {
    kind(definition) == Some("string")
        && ["enum", "format", "oneOf", "anyOf"].iter().all(|key| definition.get(key).is_none())
        && takes(subject, definition, BREAKING)
}
