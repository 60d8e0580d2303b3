//! What can be wrong with a bundle whose files can be read: one file for each check, with its fix and
//! its tests. What is wrong with the reading itself is said by who reads: [`crate::manifest`],
//! [`crate::schema`], [`crate::spec`], [`crate::yaml`], [`crate::render`].

mod customer_managed_type;
mod ignored_file;
mod misplaced_file;
mod mixed_folders;
mod registration;
pub(crate) mod rendered;
mod template_name;
mod unanchored_pattern;
mod unknown_environment;
mod unused_input;

use crate::bundle::{Bundle, FileId, Part};
use crate::diagnostic::Diagnostic;
use crate::render::{References, RenderError, Template};
use crate::schema::Schema;
use crate::spec::Spec;
use crate::workspace::Workspace;

/// What a check can look at: one bundle, and what has been read of it.
pub(crate) struct Subject<'s> {
    /// Everything that is open, the bundle included.
    pub(crate) workspace: &'s Workspace,
    pub(crate) bundle: &'s Bundle,
    pub(crate) schema: &'s Schema,
    /// None where the spec is not well-formed.
    pub(crate) spec: Option<&'s Spec>,
    /// The templates that Jinja renders.
    pub(crate) sources: &'s [Source<'s>],
}

/// A template that Jinja renders.
pub(crate) struct Source<'s> {
    pub(crate) part: Part,
    pub(crate) file: FileId,
    pub(crate) text: &'s str,
    /// Why it cannot be read, where it cannot.
    pub(crate) template: Result<Template, RenderError>,
}

impl Source<'_> {
    /// What it reads; none where it cannot be read.
    pub(crate) fn references(&self) -> Option<&References> {
        self.template.as_ref().ok().map(Template::references)
    }
}

// Not every check looks at everything.
/// One check: adds what it finds.
type Check = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// All of them; the order is of no importance.
const CHECKS: &[Check] = &[
    customer_managed_type::check,
    ignored_file::check,
    misplaced_file::check,
    mixed_folders::check,
    registration::check,
    template_name::check,
    unanchored_pattern::check,
    unknown_environment::check,
    unused_input::check,
];

/// What is wrong with a bundle.
pub(crate) fn checks(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = vec![];
    for check in CHECKS {
        check(subject, &mut found);
    }
    found
}
