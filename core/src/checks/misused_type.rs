//! `misused-type`: a list or a mapping is printed within text.
//!
//! The text then contains Python's notation: `['a', 'b']`. As a whole YAML value, that notation happens to be a
//! YAML list with the same items, so it is not reported.

use super::Subject;
use super::printed::Printed;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::schema::kind;
use crate::text::{Edit, Span};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for printed in Printed::all(subject) {
        if printed.filters().next().is_some() || !printed.place.is_in_text() {
            continue;
        }
        let definition = printed.definition(subject);
        let (message, help) = match definition.as_deref().and_then(kind) {
            Some("array") => (
                "A list is printed in Python's notation: `['a', 'b']`.",
                "Join its items with `| join(',')`, or loop over them with `{% for … %}`.",
            ),
            Some("object") => (
                "A mapping is printed in Python's notation: `{'a': 'b'}`.",
                "Write it as JSON with `| tojson`, or print one of its values.",
            ),
            _ => continue,
        };
        let is_list = definition.as_deref().and_then(kind) == Some("array");
        let join = Edit { span: Span::new(printed.end, printed.end), text: " | join(',')".into() };
        let fix = is_list.then(|| Fix::suggestion("Join its items with commas", vec![join]));
        found.push(
            Diagnostic::new(codes::MISUSED_TYPE, printed.source.file.clone(), message)
                .at(printed.read.span)
                .help(help)
                .fix(fix),
        );
    }
}
