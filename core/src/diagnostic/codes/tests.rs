use std::collections::BTreeSet;

use super::*;
use crate::explain::{Group, explain, pages};

#[test]
fn a_code_is_unique_kebab_case() {
    let mut codes = BTreeSet::new();
    for rule in RULES {
        for code in [rule.code].iter().chain(rule.former) {
            let is_kebab = code.split('-').all(|word| {
                !word.is_empty()
                    && word.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            });
            assert!(is_kebab, "{code}");
            assert!(codes.insert(*code), "{code} is in the table twice");
        }
    }
}

#[test]
fn a_rule_has_a_page_and_a_page_of_a_check_has_a_rule() {
    for rule in RULES {
        let page = explain(rule.code).map(|page| (page.group, page.code.into_owned()));
        assert_eq!(page, Some((Group::Checks, rule.code.to_owned())), "explain/{}.md", rule.code);
    }
    for page in pages().into_iter().filter(|page| page.group == Group::Checks) {
        assert!(RULES.iter().any(|rule| rule.code == page.code), "no rule for {}.md", page.code);
    }
}

#[test]
fn a_rule_is_found_by_its_code_and_by_those_of_cloudformation() {
    assert_eq!(rule("undeclared-input"), Some(UNDECLARED_INPUT));
    assert_eq!(rule("cfn-e3012"), Some(CFN));
    assert_eq!(rule("no-such-code"), None);
    for own in RULES {
        assert!(own.former.iter().all(|former| rule(former) == Some(own)), "{}", own.code);
        assert!(!own.also.contains(&own.severity), "{}", own.code);
    }
}

#[test]
fn only_an_error_blocks_registration() {
    for rule in RULES.iter().filter(|rule| rule.blocks_registration) {
        let can_be = |severity| rule.severity == severity || rule.also.contains(&severity);
        assert!(can_be(Severity::Error), "{}", rule.code);
    }
}
