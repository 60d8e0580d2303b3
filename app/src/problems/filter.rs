//! The filter that decides which problems are listed.

use cyclotron_core::{Diagnostic, Severity};
use serde::{Deserialize, Serialize};

/// The filter of the problems. The default shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The hidden severities.
    pub hidden: Vec<Severity>,
    /// Whether only the problems of the selected bundle are shown.
    pub this_bundle: bool,
}

impl Filter {
    /// Whether problems of this severity are shown.
    pub fn shows(&self, severity: Severity) -> bool {
        !self.hidden.contains(&severity)
    }

    /// Whether the bundle of a problem is listed while `shown` is the selected bundle.
    pub fn covers(&self, problem: &Diagnostic, shown: Option<&str>) -> bool {
        !self.this_bundle || shown.is_none_or(|name| problem.file.bundle == name)
    }

    /// Whether a problem is listed while `shown` is the selected bundle.
    pub fn lists(&self, problem: &Diagnostic, shown: Option<&str>) -> bool {
        self.covers(problem, shown) && self.shows(problem.severity)
    }

    /// The problems whose severity is shown, in the same order.
    pub fn of(&self, problems: &[Diagnostic]) -> Vec<Diagnostic> {
        problems.iter().filter(|problem| self.shows(problem.severity)).cloned().collect()
    }

    /// Shows or hides a severity.
    pub fn toggle(&mut self, severity: Severity) {
        if self.shows(severity) {
            self.hidden.push(severity);
        } else {
            self.hidden.retain(|hidden| *hidden != severity);
        }
    }
}
