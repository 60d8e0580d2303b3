//! `loop-over-scalar`: a loop over an input that is not a list.
//!
//! Python can't iterate over a number or a boolean, and iterates over a string by character.

use super::Subject;
use super::input::{declared, input};
use crate::diagnostic::{Diagnostic, Fix, Severity, codes};
use crate::render::references::Usage;
use crate::schema::kind;
use crate::text::{Edit, Span};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (source, read) in subject.exact_reads() {
        // A method call returns another value.
        let rest = source.text.get(read.span.end..).unwrap_or_default();
        if read.usage != Usage::Iterated || !read.filters.is_empty() || rest.starts_with('.') {
            continue;
        }
        let Some(input) = input(source.part, &read.path) else { continue };
        let Ok(declared) = declared(subject.schema, input.role, input.steps) else { continue };
        let (severity, message) = match declared.definition.as_deref().and_then(kind) {
            Some(kind @ ("integer" | "number" | "boolean")) => (
                Severity::Error,
                format!(
                    "The schema declares this as `{kind}`, which a loop cannot iterate over: rendering will fail here."
                ),
            ),
            Some("string") => (
                Severity::Warning,
                "The schema declares this as text, so the loop iterates over its characters."
                    .to_owned(),
            ),
            _ => continue,
        };
        let is_text = severity == Severity::Warning;
        let help = if is_text {
            "Make it a list in the schema (`type: array`), or split the text with `.split(',')`."
        } else {
            "Make it a list in the schema (`type: array`), or count up to it with `range(…)`."
        };
        let end = read.span.end;
        let split = Edit { span: Span::new(end, end), text: ".split(',')".into() };
        let fix = is_text.then(|| Fix::suggestion("Split it at commas", vec![split]));
        found.push(
            Diagnostic::new(codes::LOOP_OVER_SCALAR, source.file.clone(), message)
                .severity(severity)
                .at(read.span)
                .help(help)
                .fix(fix),
        );
    }
}
