//! `unguarded-input`: a template reads an optional input as if it were always set.
//!
//! An optional input without a default is undefined if it is not set, and a reference to an undefined name fails
//! the rendering; `| default("x")` avoids that (user guide, "Parameters").

use super::Subject;
use super::input::{Declared, declared, input};
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::render::references::{Read, Usage};
use crate::schema::kind;
use crate::text::{Edit, Span};
use crate::value::Value;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (source, read) in subject.exact_reads() {
        let Some(input) = input(source.part, &read.path) else { continue };
        let Ok(Declared { definition, optional }) =
            declared(subject.schema, input.role, input.steps)
        else {
            continue;
        };
        // Report the outermost step that may be absent.
        let at = optional.iter().map(|step| input.at + step);
        let Some(at) = at.into_iter().find(|&at| !read.is_guarded_at(at)) else { continue };
        let is_last = at + 1 == read.path.len();
        // A read through a variable is reported where the variable is set.
        let Some(written) = read.until(at).map(|span| span.of(source.text)) else { continue };
        let fails = if is_last && read.usage == Usage::Assigned {
            source.references().is_some_and(|all| {
                all.reads.iter().any(|reference| {
                    reference.steps.get(at) == Some(&None) && fails(reference, read, at)
                })
            })
        } else {
            fails(read, read, at)
        };
        if !fails {
            continue;
        }
        let name = read.path[at].as_name().unwrap_or_default();
        let message = format!(
            "The input `{name}` is optional and has no default: if it is not set, rendering fails here."
        );
        let help = match read.usage {
            Usage::Condition if is_last => format!(
                "Write `{{% if {written} is defined … %}}`, give it a `default` in the schema, or make it `required`."
            ),
            _ => format!(
                "Give it a `default` in the schema, make it `required`, or put the part that needs it between `{{% if {written} is defined %}}` and `{{% endif %}}`."
            ),
        };
        let fix = is_last.then(|| with_default(source.text, read, definition.as_deref()));
        found.push(
            Diagnostic::new(codes::UNGUARDED_INPUT, source.file.clone(), message)
                .at(read.span)
                .help(help)
                .fix(fix),
        );
    }
}

/// Whether `one` fails if the value at the step `at` of the path of `read` is absent.
fn fails(one: &Read, read: &Read, at: usize) -> bool {
    // Assigning an undefined value or testing it doesn't fail yet.
    let is_harmless =
        at + 1 == one.path.len() && matches!(one.usage, Usage::Assigned | Usage::Defined);
    one.is_exact
        && one.path.starts_with(&read.path[..=at])
        && !is_harmless
        && !one.is_guarded_at(at)
}

/// The fix that adds `| default(…)` after the name.
fn with_default(text: &str, read: &Read, definition: Option<&Value>) -> Fix {
    let value = match (read.usage, definition.and_then(kind)) {
        (Usage::Condition, _) | (_, Some("boolean")) => "false",
        (Usage::Iterated, _) | (_, Some("array")) => "[]",
        (_, Some("integer" | "number")) => "0",
        (_, Some("object")) => "{}",
        _ => "''",
    };
    let filter = format!(" | default({value})");
    let Span { start, end } = read.span;
    let insert = |at: usize, text: String| Edit { span: Span::new(at, at), text };
    // A following attribute or call would apply to the filter.
    let goes_on = text.get(end..).is_some_and(|rest| rest.starts_with(['.', '[', '(']));
    let edits = if goes_on {
        vec![insert(start, "(".into()), insert(end, format!("{filter})"))]
    } else {
        vec![insert(end, filter.clone())]
    };
    Fix::suggestion(format!("Add `{}`", filter.trim_start()), edits)
}
