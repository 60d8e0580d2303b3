//! `multiline-value`: a text of several lines is printed, and the lines after the first are not indented.
//!
//! They begin in the first column, where YAML reads them as part of something else.

use super::Subject;
use super::printed::Printed;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::text::{Edit, Span};

/// Filters that remove line breaks or indent the lines.
const HARMLESS: [&str; 6] = ["indent", "tojson", "replace", "length", "urlencode", "join"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for printed in Printed::all(subject) {
        let column = printed.place.before.chars().count();
        if column == 0
            || printed.place.is_quoted()
            || printed.filters().any(|filter| HARMLESS.contains(&filter))
        {
            continue;
        }
        let has_lines = printed
            .values(subject)
            .iter()
            .any(|value| value.as_str().is_some_and(|text| text.trim_end().contains('\n')));
        if !has_lines {
            continue;
        }
        let name = printed.label();
        let message = format!(
            "{name} has several lines in the sample, and all but the first begin in the first column, which breaks the surrounding YAML."
        );
        let filter = format!(" | indent({column})");
        let edit = Edit { span: Span::new(printed.end, printed.end), text: filter.clone() };
        found.push(
            Diagnostic::new(codes::MULTILINE_VALUE, printed.source.file.clone(), message)
                .at(printed.place.tag)
                .help(format!("Indent its lines with `{}`.", filter.trim_start_matches([' ', '|'])))
                .fix(Some(Fix::suggestion(format!("Add `{}`", filter.trim_start()), vec![edit]))),
        );
    }
}
