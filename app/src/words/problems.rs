//! The texts of the list of problems and of its filter.

pub mod silence;

use cyclotron_core::{Diagnostic, Severity};

use super::common::{bundles, errors, files, notes, problems, renderings, warnings};
use crate::browser::numbers::grouped;
use crate::ui::prose::plain;

/// The tooltip of the link to the rendered line of a problem.
pub const RENDERED_TITLE: &str = "Show in the rendered template";
/// The tooltip of the code of a problem, which opens the help.
pub const EXPLAIN_TITLE: &str = "Explain this problem and how to fix it";
/// The text before that code.
pub const EXPLAIN: &str = "Explain ";
/// The accessible name of the list.
pub const LIST: &str = "Problems";
/// The accessible name of the list of the places of equal problems.
pub const PLACES: &str = "Places";
/// The tooltip of the arrow that shows the details of a problem.
pub const DETAILS_TITLE: &str = "Show or hide details (Space)";

/// The label of the button that converts a bundle from the layout of Proton's preview.
pub const CONVERT: &str = "Convert to the current layout";

/// The accessible name of the filter.
pub const FILTER: &str = "Filter problems";
/// The tooltip of the button of a severity, while only its problems are listed.
pub const SHOW_ALL: &str = "Show all problems";
/// The label of the button that lists the problems of the shown bundle only.
pub const THIS_BUNDLE: &str = "This bundle";
/// The tooltip of that button.
pub const THIS_BUNDLE_TITLE: &str = "Show only the problems of the selected bundle";

/// The label of the button that lists the hidden severities again.
pub const LIST_ALL: &str = "Show all";
/// The tooltip of the button that applies all safe fixes.
pub const FIX_ALL_TITLE: &str = "Apply all safe fixes";

/// The message while some bundles are not checked yet.
pub fn waiting(count: usize) -> String {
    match count {
        1 => "Checking 1 more bundle…".to_owned(),
        _ => format!("Checking {} more bundles…", grouped(count as u64)),
    }
}

/// The notice where the next problem is requested and the filter hides all.
pub const ALL_HIDDEN: &str = "All problems are filtered out.";
/// The notice where the next problem is requested and there are no problems.
pub const NONE: &str = "No problems.";

/// The heading of the settings of CloudFormation's rules.
pub const RULES: &str = "CloudFormation checks";
/// The label of the switch that turns CloudFormation's rules on.
pub const RULES_ENABLED: &str = "Run CloudFormation checks";
/// The label of the switch that adds their advice.
pub const RULES_ADVICE: &str = "Show informational rules";

/// The name of a severity.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// The tooltip of the button of a severity, which lists only its problems.
pub const fn only(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Show only errors",
        Severity::Warning => "Show only warnings",
        Severity::Info => "Show only notes",
    }
}

/// The number of problems of a file by severity, worst first: `2 errors, 1 warning`.
pub fn counts(counts: [usize; 3]) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Info].into_iter();
    let some = severities.zip(counts).filter(|(_, count)| *count > 0);
    some.map(|(severity, number)| count(severity, number)).collect::<Vec<_>>().join(", ")
}

/// The text after a problem that is listed below its cause, for screen readers.
pub const IS_EFFECT: &str = "caused by the problem above";
/// The text before the place of a problem, for screen readers.
pub const PLACE: &str = "line ";

/// How often equal problems occur.
pub fn times(count: usize) -> String {
    format!("×{}", grouped(count as u64))
}

/// How often equal problems occur, for screen readers.
pub fn spoken_times(count: usize) -> String {
    format!("{} times", grouped(count as u64))
}

/// The label of the button that fixes equal problems.
pub fn fix(title: &str, count: usize) -> String {
    match count {
        1 => title.to_owned(),
        _ => format!("{title} ({})", grouped(count as u64)),
    }
}

/// The label of the link to one of several places.
pub fn line(position: &str) -> String {
    format!("Line {position}")
}

/// The label of the link to the description of a rule of CloudFormation.
pub fn rule_page(rule: &str) -> String {
    format!("About rule {rule}")
}

/// The announcement of the problem that the cursor was moved to: its number, and the key for its fix.
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
    plain(&said)
}

/// The number of problems with a severity.
pub fn count(severity: Severity, count: usize) -> String {
    match severity {
        Severity::Error => errors(count),
        Severity::Warning => warnings(count),
        Severity::Info => notes(count),
    }
}

/// The label of the button that applies all safe fixes.
pub fn fix_all(count: usize) -> String {
    format!("Fix {count} safely")
}

/// The empty state where the filter hides all problems; a button follows that lists them again.
pub fn hidden(count: usize) -> String {
    format!("No problems shown: {} hidden. ", problems(count))
}

/// The number of files, bundles and renderings that were checked without finding a problem.
pub fn checked(in_files: usize, in_bundles: usize, of_renderings: usize) -> String {
    format!(
        "No problems. {} in {} checked: layout, manifests, schemas, inputs, templates, and {}.",
        files(in_files),
        bundles(in_bundles),
        renderings(of_renderings),
    )
}

/// The label of the link to the rendered line of a problem.
pub fn rendered(file_name: &str, line: usize) -> String {
    format!("in {file_name}:{line}")
}

/// The label of the switch of a rule of CloudFormation, with the number of its problems; 0 where the rule is
/// hidden.
pub fn rule(name: &str, count: usize) -> String {
    match count {
        0 => format!("{name} (hidden)"),
        _ => format!("{name} ({})", grouped(count as u64)),
    }
}
