//! What can be wrong with a bundle whose files can be read: one file for each check, with its fix and
//! its tests. What is wrong with the reading itself is said by who reads: [`crate::manifest`],
//! [`crate::schema`], [`crate::spec`], [`crate::yaml`], [`crate::render`].

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
use crate::reading::Source;
use crate::render::references::Read;
use crate::schema::Schema;
use crate::spec::Spec;
use crate::workspace::Workspace;

pub(crate) use outcome::joined;

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

impl Subject<'_> {
    /// All that the templates read as it is, and in which of them: not what they compute.
    fn exact_reads(&self) -> impl Iterator<Item = (&Source<'_>, &Read)> {
        let reads = |source| Source::references(source).map(|found| (source, &found.reads));
        let reads = self.sources.iter().filter_map(reads);
        let reads = reads.flat_map(|(source, reads)| reads.iter().map(move |read| (source, read)));
        reads.filter(|(_, read)| read.is_exact)
    }
}

/// One check: adds what it finds.
type Check = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// All of them; the order is of no importance.
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

/// What is wrong with a bundle.
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
