//! `no-break-space` in a rendered template: a key that begins with whitespace other than a space. YAML reads it as part of
//! the key, so CloudFormation refuses the template.

use super::{Found, Text};
use crate::diagnostic::{Severity, codes};
use crate::text::{Span, is_odd_blank};
use crate::yaml::Place;

pub(super) fn check(text: &Text<'_>, found: &mut Vec<Found>) {
    let keys = text.outline.scalars.iter().filter(|scalar| matches!(scalar.place, Place::Key(_)));
    for key in keys {
        // A mark at the start of the text is not part of the key.
        let first = key.span.of(text.text).chars().next();
        let is_odd = |c: &char| is_odd_blank(*c) || *c == '\u{feff}' && key.span.start > 0;
        let Some(blank) = first.filter(is_odd) else { continue };
        let message = format!(
            "This key begins with the space character U+{:04X}, which YAML does not read as indentation.",
            u32::from(blank)
        );
        found.push(Found {
            span: Some(Span::new(key.span.start, key.span.start + blank.len_utf8())),
            rule: codes::NO_BREAK_SPACE,
            severity: Severity::Error,
            message,
            help: "Indent with spaces.".into(),
            quoting: None,
        });
        return;
    }
}
