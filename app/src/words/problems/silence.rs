//! The texts of silenced problems: their number, the rules that silence them, and the button that silences one.

use cyclotron_core::silence::Silencer;

use crate::words::common::{problems, severities};

/// The label of the button that inserts a comment that silences a problem.
pub const IGNORE: &str = "Ignore here";
/// The tooltip of that button.
pub const IGNORE_TITLE: &str = "Insert a comment that silences this problem";
/// The label of the button that applies the silencing rules of opened bundles.
pub const APPLY: &str = "Apply rules";
/// The tooltip of the button that lists silenced problems, while they are hidden.
pub const LIST_TITLE: &str = "Hidden; press to show them below";
/// The tooltip of that button while they are listed.
pub const LISTED_TITLE: &str = "Shown below; press to hide";
/// The accessible name of the list of silenced problems.
pub const LIST: &str = "Silenced problems";
/// The tooltip of the link to a silencing rule.
pub const PLACE_TITLE: &str = "Go to the line that silences it";
/// The way out where no comment can silence a problem.
pub const OFF_HELP: &str = "Turn the check off in the bundle’s `.cyclotron.yaml` instead.";

/// The number of silenced problems, on the button that lists them.
pub fn count(count: usize) -> String {
    format!("{} silenced", crate::browser::numbers::grouped(count as u64))
}

/// The number of silenced problems, in a sentence.
pub fn silenced(count: usize) -> String {
    match count {
        1 => "1 problem is silenced.".to_owned(),
        _ => format!("{} are silenced.", problems(count)),
    }
}

/// The effect that the rules of the bundles called `bundles` would have.
pub fn held(bundles: &str, silenced: usize, changed: usize) -> String {
    let effect = match (silenced, changed) {
        (_, 0) => format!("would silence {}", problems(silenced)),
        (0, _) => format!("would change {}", severities(changed)),
        _ => format!("would silence {} and change {}", problems(silenced), severities(changed)),
    };
    format!("Rules in the files of {bundles} {effect}. They are not applied yet.")
}

/// The code of a problem, after *Ignore here*, for screen readers.
pub fn of(code: &str) -> String {
    format!(": {code}")
}

/// The label of the link to the rule that silences a problem; `is_applied` says whether it is in force.
pub fn by(by: &Silencer, is_applied: bool) -> String {
    let verb = if is_applied { "Silenced by" } else { "Would be silenced by" };
    match (by.place(), by) {
        (Some((file, line)), _) => format!("{verb} {}:{line}", file.path),
        (None, Silencer::Option(code)) => format!("{verb} --ignore-checks {code}"),
        (None, _) => format!("{verb} the baseline"),
    }
}

/// The notice after a comment was inserted.
pub fn ignored(code: &str, path: &str) -> String {
    format!("Added a comment to {path} that silences {code}.")
}

/// The notice where no comment can silence a problem.
pub fn not_ignored(code: &str) -> String {
    format!("No comment can silence {code} here without changing the file’s meaning.")
}
