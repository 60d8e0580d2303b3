//! The filter that decides which problems are listed.

use cyclotron_core::{Diagnostic, Severity};
use serde::{Deserialize, Serialize};

/// All severities, worst first.
pub const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// The filter of the problems. The default shows all.
///
/// It is stored, so a new field needs a default: records of earlier builds lack it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// The hidden severities: none, or all but one. Earlier builds could hide any; of these, see [`Self::only`].
    pub hidden: Vec<Severity>,
    /// Whether only the problems of the selected bundle are shown.
    pub this_bundle: bool,
}

impl Filter {
    /// The only severity that is shown; `None` if all are shown.
    pub fn only(&self) -> Option<Severity> {
        let mut shown = SEVERITIES.into_iter().filter(|severity| !self.hidden.contains(severity));
        // Where an earlier build has hidden one severity or all, there is no single one to show.
        shown.next().filter(|_| shown.next().is_none())
    }

    /// Whether problems of this severity are shown.
    pub fn shows(&self, severity: Severity) -> bool {
        self.only().is_none_or(|only| only == severity)
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

    /// Shows only a severity, or all if only this one is shown.
    pub fn toggle(&mut self, severity: Severity) {
        if self.only() == Some(severity) {
            self.show_all();
        } else {
            self.hidden = SEVERITIES.into_iter().filter(|other| *other != severity).collect();
        }
    }

    /// Shows all severities.
    pub fn show_all(&mut self) {
        self.hidden.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_shows_its_severity_only_and_then_all() {
        let mut filter = Filter::default();
        let shown =
            |filter: &Filter| SEVERITIES.into_iter().filter(|one| filter.shows(*one)).collect();
        for (severity, expected) in [
            (Severity::Error, vec![Severity::Error]),
            (Severity::Info, vec![Severity::Info]),
            (Severity::Info, SEVERITIES.to_vec()),
        ] {
            filter.toggle(severity);
            let shown: Vec<_> = shown(&filter);
            assert_eq!(shown, expected);
        }
    }

    /// Earlier builds hid each severity by itself. A record with such a filter must not hide problems for which the
    /// page has no counter that is pressed.
    #[test]
    fn a_filter_of_an_earlier_build_is_read() {
        for (hidden, only) in [
            (r#"["Warning"]"#, None),
            (r#"["Error","Warning","Info"]"#, None),
            (r#"["Info","Warning"]"#, Some(Severity::Error)),
            ("[]", None),
        ] {
            let json = format!(r#"{{"hidden":{hidden},"this_bundle":true}}"#);
            let filter: Filter = serde_json::from_str(&json).unwrap();
            assert_eq!((filter.only(), filter.this_bundle), (only, true), "{hidden}");
        }
    }

    #[test]
    fn a_filter_without_a_field_of_a_later_build_is_read() {
        assert_eq!(serde_json::from_str::<Filter>("{}").unwrap(), Filter::default());
    }
}
