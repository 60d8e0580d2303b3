//! `unguarded-input`: a template reads an input that may be left out, as if it were always there.
//!
//! An optional input without a default is absent where it is not given, and a reference to a name
//! that does not exist fails the rendering; `| default("x")` avoids it (user guide, "Parameters").

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
        // What may be absent further down matters once this is there.
        let at = optional.iter().map(|step| input.at + step);
        let Some(at) = at.into_iter().find(|&at| !read.is_guarded_at(at)) else { continue };
        let is_last = at + 1 == read.path.len();
        // A variable that stands for it is reported where it is set.
        let Some(written) = read.until(at).map(|span| span.of(source.text)) else { continue };
        let fails = if is_last && read.usage == Usage::Assigned {
            source.references().is_some_and(|all| {
                all.reads.iter().any(|one| one.steps.get(at) == Some(&None) && fails(one, read, at))
            })
        } else {
            fails(read, read, at)
        };
        if !fails {
            continue;
        }
        let name = read.path[at].as_name().unwrap_or_default();
        let message = format!(
            "The input `{name}` is optional and has no default: wherever it is not given, rendering fails here."
        );
        let help = match read.usage {
            Usage::Condition if is_last => format!(
                "Write `{{% if {written} is defined … %}}`, or give it a `default` in the schema, or make it `required`."
            ),
            _ => format!(
                "Give it a `default` in the schema, make it `required`, or put what needs it between `{{% if {written} is defined %}}` and `{{% endif %}}`."
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

/// Whether `one` uses the value at the step `at` of the path of `read`, as if it were there.
fn fails(one: &Read, read: &Read, at: usize) -> bool {
    // To set a variable to nothing, or to ask for it, is no mistake yet.
    let is_harmless =
        at + 1 == one.path.len() && matches!(one.usage, Usage::Assigned | Usage::Defined);
    one.is_exact
        && one.path.starts_with(&read.path[..=at])
        && !is_harmless
        && !one.is_guarded_at(at)
}

/// `| default(…)` right behind the name.
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
    // An attribute or a call would belong to the filter.
    let goes_on = text.get(end..).is_some_and(|rest| rest.starts_with(['.', '[', '(']));
    let edits = if goes_on {
        vec![insert(start, "(".into()), insert(end, format!("{filter})"))]
    } else {
        vec![insert(end, filter.clone())]
    };
    Fix::suggestion(format!("Add `{}`", filter.trim_start()), edits)
}
