//! The errors of an ejected template that its rendering lacks.

use crate::cloudformation::Finding;
use crate::diagnostic::Severity;

/// The errors among the findings of CloudFormation's validator about an ejected template whose rules the findings about
/// Proton's rendering do not break as well. Those that it breaks were there before.
pub fn new_errors(ejected: &[Finding], rendering: &[Finding]) -> Vec<Finding> {
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    let is_known = |finding: &&Finding| {
        rendering.iter().filter(is_error).any(|known| known.rule == finding.rule)
    };
    ejected.iter().filter(is_error).filter(|finding| !is_known(finding)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_that_the_rendering_has_as_well_is_not_new() {
        let finding = |rule: &str, severity| Finding {
            rule: rule.into(),
            severity,
            message: "Wrong.".into(),
            help: None,
            span: None,
            resource: None,
            property: None,
            instead: None,
        };
        let error = |rule| finding(rule, Severity::Error);
        let warning = |rule| finding(rule, Severity::Warning);
        let ejected = [error("E1"), error("E2"), warning("W1"), error("E3")];
        let rendering = [error("E1"), warning("E3")];
        assert_eq!(new_errors(&ejected, &rendering), [error("E2"), error("E3")]);
        assert_eq!(new_errors(&[], &rendering), []);
    }
}
