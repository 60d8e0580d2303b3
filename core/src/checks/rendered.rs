//! What can be wrong with what a template renders to, where it is well-formed YAML: one file for each
//! check. They run for every rendering of every keystroke, so they look at an outline of the text in
//! place of its tree.

mod duplicate_key;
mod no_resources;
mod surprise;

use crate::diagnostic::Severity;
use crate::diagnostic::codes::Rule;
use crate::text::Span;
use crate::yaml::Outline;

/// One rendered text.
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    pub(crate) outline: &'t Outline,
}

/// One thing that is wrong with it. Equal ones of several renderings are reported once, so that
/// nothing in it may depend on where in the text it is, but for the place.
pub(crate) struct Found {
    /// Where in the rendered text; none for the text as a whole.
    pub(crate) span: Option<Span>,
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) mend: Option<Mend>,
}

/// What would mend it, if it is done in the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mend {
    /// Quotes, as they can hardly be other than meant.
    Quote,
    /// Quotes, if text is meant.
    PerhapsQuote,
}

type Check = fn(&Text<'_>, &mut Vec<Found>);

/// All of them; the order is of no importance.
const CHECKS: &[Check] = &[duplicate_key::check, no_resources::check, surprise::check];

/// What is wrong with a rendered text.
pub(crate) fn rendered(text: &Text<'_>) -> Vec<Found> {
    let mut found = vec![];
    for check in CHECKS {
        check(text, &mut found);
    }
    found
}
