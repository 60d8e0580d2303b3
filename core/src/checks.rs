//! The checks of a bundle whose files can be read: one file per check, with its fix and its tests. Problems of
//! reading are reported by the modules that read: [`crate::manifest`], [`crate::schema`], [`crate::spec`],
//! [`crate::yaml`], [`crate::render`].

pub(crate) mod colliding_name;
mod customer_managed_type;
mod ignored_file;
mod input;
mod invisible_name;
mod local_module;
mod logical_id;
mod loop_over_scalar;
mod misplaced_file;
mod misused_type;
mod mixed_folders;
mod multiline_value;
mod outcome;
mod placement;
mod printed;
mod registration;
pub(crate) mod rendered;
mod shell_comment;
mod template_name;
mod truncate_leeway;
mod unanchored_pattern;
mod undeclared_input;
mod undeclared_output;
mod unescaped_dynamic_reference;
mod unguarded_input;
mod unknown_environment;
mod unpack_of_split;
mod unquoted_value;
mod unused_input;

use crate::bundle::Bundle;
use crate::diagnostic::{Diagnostic, MAX_FOUND};
use crate::outputs::Surroundings;
use crate::reading::Source;
use crate::render::references::Read;
use crate::schema::Schema;
use crate::spec::Spec;

pub(crate) use outcome::joined;

/// The input of a check: a bundle, and everything that has been read from it.
pub(crate) struct Subject<'s> {
    /// The open environments that the bundle may run in.
    pub(crate) surroundings: &'s Surroundings,
    pub(crate) bundle: &'s Bundle,
    pub(crate) schema: &'s Schema,
    /// The spec; `None` if it is not well-formed.
    pub(crate) spec: Option<&'s Spec>,
    /// The Jinja templates.
    pub(crate) sources: &'s [Source<'s>],
}

impl Subject<'_> {
    /// All exact reads of the templates, each with its template; computed names are not exact.
    fn exact_reads(&self) -> impl Iterator<Item = (&Source<'_>, &Read)> {
        let reads = |source| Source::references(source).map(|found| (source, &found.reads));
        let reads = self.sources.iter().filter_map(reads);
        let reads = reads.flat_map(|(source, reads)| reads.iter().map(move |read| (source, read)));
        reads.filter(|(_, read)| read.is_exact)
    }
}

/// A check: adds the problems that it finds.
type Check = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// All checks, in no particular order.
const CHECKS: &[Check] = &[
    customer_managed_type::check,
    ignored_file::check,
    invisible_name::check,
    local_module::check,
    logical_id::check,
    loop_over_scalar::check,
    misplaced_file::check,
    misused_type::check,
    mixed_folders::check,
    multiline_value::check,
    registration::check,
    shell_comment::check,
    template_name::check,
    truncate_leeway::check,
    unanchored_pattern::check,
    undeclared_input::check,
    undeclared_output::check,
    unescaped_dynamic_reference::check,
    unguarded_input::check,
    unknown_environment::check,
    unpack_of_split::check,
    unquoted_value::check,
    unused_input::check,
];

/// Runs all checks on a bundle.
pub(crate) fn checks(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = vec![];
    for check in CHECKS {
        let mut own = vec![];
        check(subject, &mut own);
        own.truncate(MAX_FOUND);
        found.append(&mut own);
    }
    found
}
