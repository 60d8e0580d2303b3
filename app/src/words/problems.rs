//! The list of problems, and which of them are listed.

use cyclotron_core::{Diagnostic, Severity};

use super::count::{errors, notes, warnings};
use crate::count::grouped;

/// Shows what was rendered where a problem shows.
pub const RENDERED_TITLE: &str = "Show where it was rendered";
/// Opens the help at a problem.
pub const EXPLAIN_TITLE: &str = "What this means, and the way out";
/// The same before its code, for whoever does not see what it stands beside.
pub const EXPLAIN: &str = "Explain ";

/// What hides problems from the list.
pub const FILTER: &str = "Which problems are listed";
/// Those of a severity are listed.
pub const LISTED: &str = "Listed: press to hide";
/// They are not.
pub const HIDDEN: &str = "Hidden: press to list";
/// Lists those of one bundle only.
pub const THIS_BUNDLE: &str = "This bundle";
/// The same, for whoever points at it.
pub const THIS_BUNDLE_TITLE: &str = "List those of the bundle that is shown, and no others";

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

/// How bad a problem is.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// The problem that is gone to, which of how many, and how to mend it where that can be done at once.
pub fn step(number: usize, all: usize, problem: &Diagnostic) -> String {
    let (number, all) = (grouped(number as u64), grouped(all as u64));
    let Diagnostic { message, help, fix, .. } = problem;
    let mut said = format!("Problem {number} of {all}: {}: {message}", severity(problem.severity));
    if let Some(help) = help.as_deref().filter(|help| !help.is_empty()) {
        said = format!("{said} {help}");
    }
    if let Some(fix) = fix {
        said = format!("{said} Press Alt+Enter to mend it: {}.", fix.title);
    }
    said
}

/// How many are as bad as that.
pub fn count(severity: Severity, count: usize) -> String {
    match severity {
        Severity::Error => errors(count),
        Severity::Warning => warnings(count),
        Severity::Info => notes(count),
    }
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
