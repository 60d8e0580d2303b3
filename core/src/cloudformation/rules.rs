//! The selection of rules.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::metadata::Metadata;
use crate::diagnostic::Severity;

/// The selection of rules for all templates. A template may refine it in its own `Metadata`.
///
/// A rule is selected by its id or by a prefix of it, as in cfn-lint: `W` selects all warnings, `E3` all errors
/// about resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Whether CloudFormation's rules run at all.
    pub enabled: bool,
    /// Rules whose findings are hidden.
    pub hidden: Vec<String>,
    /// Informational rules to run, which are off by default; `I` selects all of them.
    pub included: Vec<String>,
}

/// The prefix that selects all informational rules.
const ADVICE: &str = "I";

impl Default for Rules {
    fn default() -> Self {
        Self { enabled: true, hidden: vec![], included: vec![] }
    }
}

impl Rules {
    /// Whether all informational rules run. Their findings don't affect a deployment.
    pub fn informational(&self) -> bool {
        self.included.iter().any(|rule| rule == ADVICE)
    }

    /// Selects all informational rules, or only the named ones.
    pub fn set_informational(&mut self, wanted: bool) {
        self.included.retain(|rule| rule != ADVICE);
        if wanted {
            self.included.push(ADVICE.to_owned());
        }
    }

    /// Hides a rule.
    pub fn hide(&mut self, rule: &str) {
        if !self.hidden.iter().any(|other| other == rule) {
            self.hidden.push(rule.to_owned());
        }
    }

    /// Shows a hidden rule again.
    pub fn show(&mut self, rule: &str) {
        self.hidden.retain(|other| other != rule);
    }

    /// Whether a finding is shown, given this selection and the template's settings.
    pub(super) fn want(&self, finding: &Finding, template: &Metadata) -> bool {
        let named = |rules: &[String]| names(rules, &finding.rule);
        if named(&template.mandatory) {
            return true;
        }
        let is_advice = finding.severity == Severity::Info;
        let included = [&self.included, &template.included].into_iter().any(|rules| {
            // Informational findings are recognized by severity, because some rules have the number of a warning.
            named(rules) || rules.iter().any(|rule| rule == ADVICE)
        });
        let hidden = named(&self.hidden) || named(&template.ignored);
        !hidden && !template.is_ignored_at(finding) && (included || !is_advice)
    }
}

/// Whether one of `rules` is a prefix of `rule`.
fn names(rules: &[String], rule: &str) -> bool {
    rules.iter().any(|prefix| !prefix.is_empty() && rule.starts_with(prefix.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(rules: &Rules, rule: &str, severity: Severity, template: &str) -> bool {
        let finding = Finding {
            property: None,
            instead: None,
            rule: rule.into(),
            severity,
            message: String::new(),
            help: None,
            span: None,
            resource: Some("Bucket".into()),
        };
        rules.want(&finding, &Metadata::of(template))
    }

    #[test]
    fn a_rule_is_named_by_how_it_begins() {
        let mut rules = Rules::default();
        assert!(wants(&rules, "W3005", Severity::Warning, ""));
        rules.hide("W3");
        assert!(!wants(&rules, "W3005", Severity::Warning, ""));
        assert!(wants(&rules, "W7001", Severity::Warning, ""));
        rules.show("W3");
        assert!(wants(&rules, "W3005", Severity::Warning, ""));
    }

    #[test]
    fn advice_has_to_be_asked_for() {
        let mut rules = Rules::default();
        assert!(!wants(&rules, "I3042", Severity::Info, ""));
        assert!(!wants(&rules, "W9002", Severity::Info, ""));
        rules.set_informational(true);
        assert!(rules.informational());
        assert!(wants(&rules, "I3042", Severity::Info, ""));
        assert!(wants(&rules, "W9002", Severity::Info, ""));
        rules.set_informational(false);
        let template = "Metadata: {cfn-lint: {config: {include_checks: [I3]}}}";
        assert!(wants(&rules, "I3042", Severity::Info, template));
        assert!(!wants(&rules, "I1022", Severity::Info, template));
    }

    #[test]
    fn a_template_leaves_rules_out_and_insists_on_others() {
        let rules = Rules { hidden: vec!["E2531".into()], ..Rules::default() };
        let template =
            "Metadata: {cfn-lint: {config: {ignore_checks: [W], mandatory_checks: [E2531]}}}";
        assert!(!wants(&rules, "W3005", Severity::Warning, template));
        assert!(wants(&rules, "E2531", Severity::Error, template));
        assert!(!wants(&rules, "E2531", Severity::Error, ""));
    }

    #[test]
    fn a_resource_leaves_out_rules_by_their_whole_id() {
        let template = |rule: &str| {
            format!(
                "Resources: {{Bucket: {{Metadata: {{cfn-lint: {{config: {{ignore_checks: [{rule}]}}}}}}}}}}"
            )
        };
        let rules = Rules::default();
        assert!(!wants(&rules, "W3011", Severity::Warning, &template("W3011")));
        assert!(wants(&rules, "W3011", Severity::Warning, &template("W3")));
        let other = template("W3011").replace("Bucket", "Topic");
        assert!(wants(&rules, "W3011", Severity::Warning, &other));
    }
}
