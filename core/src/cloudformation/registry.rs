//! The rules that CloudFormation's findings can come from, by the ids that the findings have.

use super::supplement::RULES;

/// Rules that stop a deployment and that cfn-lint does not have; all others have its number.
const OWN: [&str; 3] = ["F1012", "F2012", "F8600"];

/// The id that a finding of the validator's rule `id` has: cfn-lint's, where it has that rule.
pub(super) fn shown_id(id: &str) -> String {
    match id.strip_prefix('F') {
        Some(number) if !number.starts_with('0') && !OWN.contains(&id) => format!("E{number}"),
        _ => id.to_owned(),
    }
}

/// The rules with their ids and descriptions.
fn rules() -> impl Iterator<Item = (String, &'static str)> {
    let validator = ::rules::RULE_REGISTRY.iter().map(|rule| (shown_id(rule.id), rule.description));
    validator.chain(RULES.map(|(id, description)| (id.to_owned(), description)))
}

/// A sentence about the rule `id`, such as `E3012`; `None` if there is no such rule.
pub fn description(id: &str) -> Option<&'static str> {
    rules().find(|(known, _)| known == id).map(|(_, description)| description)
}

/// Whether there are rules whose ids begin with `id`.
pub fn has_rules(id: &str) -> bool {
    rules().any(|(known, _)| known.starts_with(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_known_by_the_id_that_its_findings_have() {
        // The validator calls the first one F3006, and the last one is in the supplement.
        for id in ["E3006", "E3012", "F0001", "W2001", "W1101"] {
            assert!(description(id).is_some() && has_rules(id), "{id}");
        }
        assert!(has_rules("E30") && has_rules("W"));
        assert!(!has_rules("E9999") && description("E9").is_none());
    }
}
