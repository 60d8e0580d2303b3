//! The checks of a rendered template that is well-formed YAML: one file per check. They run for every rendering on
//! every keystroke, so they work on an outline of the text instead of a tree.

mod duplicate_key;
mod no_break_space;
mod no_resources;
mod surprise;

use crate::diagnostic::Severity;
use crate::diagnostic::codes::Rule;
use crate::text::Span;
use crate::yaml::Outline;

/// A rendered text with its outline.
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    pub(crate) outline: &'t Outline,
}

/// A problem in a rendered text. Equal problems in several renderings are reported once, so only the span may
/// depend on the position in the text.
pub(crate) struct Found {
    /// The span in the rendered text; `None` for the text as a whole.
    pub(crate) span: Option<Span>,
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) quoting: Option<Quoting>,
}

/// The fix in the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// Add quotes; safe, since the value is almost certainly a string.
    Safe,
    /// Add quotes, if the value is a string.
    Perhaps,
}

type Check = fn(&Text<'_>, &mut Vec<Found>);

/// All checks, in no particular order.
const CHECKS: &[Check] =
    &[duplicate_key::check, no_break_space::check, no_resources::check, surprise::check];

/// Runs all checks on a rendered text.
pub(crate) fn rendered(text: &Text<'_>) -> Vec<Found> {
    let mut found = vec![];
    for check in CHECKS {
        check(text, &mut found);
    }
    found
}
