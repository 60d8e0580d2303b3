//! The table of diagnostic codes agrees with what is reported.

use std::collections::BTreeSet;
use std::fmt::Write;

use cyclotron_core::codes::{RULES, rule};

/// Rules that no folder of a fixture can break, and the test that breaks each.
const ELSEWHERE: [(&str, &str); 13] = [
    ("bundle-too-large", "refusals"),
    ("cfn", "cloudformation"),
    ("configuration", "silence"),
    ("invalid-type", "schema"),
    ("missing-registration", "checks/registration.rs"),
    ("more-problems", "hostile"),
    ("no-bundle", "cli/paths.rs"),
    ("proton-ops", "cli/lost.rs"),
    ("template-name", "checks/template_name.rs"),
    ("unknown-code", "silence"),
    ("unused-ignore", "cli/silencing.rs"),
    ("unreadable-bundle", "cli/paths.rs"),
    ("unreadable-file", "cli/paths.rs"),
];

#[test]
fn a_problem_has_a_severity_of_its_rule() {
    let mut reported = BTreeSet::new();
    let mut wrong = String::new();
    for one in super::checks::diagnostics_of_fixtures() {
        let Some(rule) = rule(&one.code.0) else {
            writeln!(wrong, "{} is not in the table", one.code.0).unwrap();
            continue;
        };
        if rule.severity != one.severity && !rule.also.contains(&one.severity) {
            writeln!(wrong, "{} is reported as {:?}", rule.code, one.severity).unwrap();
        }
        reported.insert((rule.code, one.severity));
    }
    for rule in RULES {
        let is_elsewhere = ELSEWHERE.iter().any(|(code, _)| *code == rule.code);
        let is_reported = reported.contains(&(rule.code, rule.severity));
        if is_elsewhere == is_reported {
            writeln!(wrong, "{} as {:?}: reported {is_reported}", rule.code, rule.severity)
                .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
