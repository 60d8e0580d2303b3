//! The list of problems, and which of them are listed.

pub mod silence;

use cyclotron_core::{Diagnostic, Severity};

use super::common::{bundles, errors, files, notes, problems, renderings, warnings};
use crate::browser::numbers::grouped;

/// Shows what was rendered where a problem shows.
pub const RENDERED_TITLE: &str = "Show where it was rendered";
/// Opens the help at a problem.
pub const EXPLAIN_TITLE: &str = "What this means, and the way out";
/// The same before its code, for screen readers.
pub const EXPLAIN: &str = "Explain ";

/// Converts a bundle from the layout of Proton's preview.
pub const CONVERT: &str = "Convert to the layout of 2021";

/// What hides problems from the list.
pub const FILTER: &str = "Which problems are listed";
/// Those of a severity are listed.
pub const LISTED: &str = "Listed: press to hide";
/// They are not.
pub const HIDDEN: &str = "Hidden: press to list";
/// Lists those of one bundle only.
pub const THIS_BUNDLE: &str = "This bundle";
/// The title of that button.
pub const THIS_BUNDLE_TITLE: &str = "List those of the bundle that is shown, and no others";

/// Lists all of them again.
pub const LIST_ALL: &str = "List all";
/// The title of the button that applies all safe fixes.
pub const FIX_ALL_TITLE: &str = "Applies all safe fixes at once";

/// Where all problems are hidden, and one is to be gone to.
pub const ALL_HIDDEN: &str = "All problems are filtered out.";
/// Where there are none.
pub const NONE: &str = "No problems.";

/// What CloudFormation itself has to say.
pub const RULES: &str = "CloudFormation’s rules";
/// Whether they are asked.
pub const RULES_ENABLED: &str = "Check with them";
/// Whether also for what is no mistake.
pub const RULES_ADVICE: &str = "Advice as well";

/// The severity of a problem.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// The problem that is shown, its number, and the key for its fix.
pub fn step(number: usize, all: usize, problem: &Diagnostic) -> String {
    let (number, all) = (grouped(number as u64), grouped(all as u64));
    let Diagnostic { message, help, fix, .. } = problem;
    let mut said = format!("Problem {number} of {all}: {}: {message}", severity(problem.severity));
    if let Some(help) = help.as_deref().filter(|help| !help.is_empty()) {
        said = format!("{said} {help}");
    }
    if let Some(fix) = fix {
        said = format!("{said} Press Alt+Enter to fix it: {}.", fix.title);
    }
    said
}

/// The number of problems with a severity.
pub fn count(severity: Severity, count: usize) -> String {
    match severity {
        Severity::Error => errors(count),
        Severity::Warning => warnings(count),
        Severity::Info => notes(count),
    }
}

/// Applies all safe fixes.
pub fn fix_all(count: usize) -> String {
    format!("Fix all {count} safe")
}

/// How many are not listed, where none is; a way to them follows.
pub fn hidden(count: usize) -> String {
    format!("No problems listed: {} hidden. ", problems(count))
}

/// How much was looked at without finding any.
pub fn checked(in_files: usize, in_bundles: usize, of_renderings: usize) -> String {
    format!(
        "No problems. {} in {} checked: layout, manifests, schemas, inputs, templates, and {}.",
        files(in_files),
        bundles(in_bundles),
        renderings(of_renderings),
    )
}

/// Where a problem shows in what was rendered.
pub fn rendered(file_name: &str, line: usize) -> String {
    format!("in {file_name}:{line}")
}

/// A rule, and how many problems are of it; none where it is hidden.
pub fn rule(name: &str, count: usize) -> String {
    match count {
        0 => format!("{name} (hidden)"),
        _ => format!("{name} ({})", grouped(count as u64)),
    }
}
