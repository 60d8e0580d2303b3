//! Detects findings that are wrong because the validator doesn't know the source of a value or how CloudFormation
//! interprets it.

use super::finding::Finding;
use crate::nearest::nearest;
use crate::text::Span;
use crate::yaml::{Entry, Node, NodeKind};

/// The transform that allows functions in more places.
const EXTENSIONS: &str = "AWS::LanguageExtensions";

/// Whether `finding` about the rendering with this `root` is a false alarm. `is_printed` says whether a tag of the
/// template printed any of the text in a span.
pub(super) fn is_false_alarm(
    finding: &Finding,
    root: &Node,
    is_printed: impl Fn(Span) -> bool,
) -> bool {
    match finding.rule.as_str() {
        // "Fn::Equals will always return …": if a tag printed the constant, that holds for this rendering only.
        "W8003" => condition(finding, root).is_some_and(|condition| is_printed(condition.span)),
        "E3059" => is_within_network(&finding.message),
        "E6101" => has_extensions(root) && is_about_function(&finding.message, root),
        "F0001" => has_included_resources(root),
        // `no-resources` reports it.
        "F0005" => misspelt_resources(root)
            .is_some_and(|key| finding.span.is_some_and(|place| place.start == key.span.start)),
        "E1029" => value_at(root, finding).is_some_and(is_template),
        _ => false,
    }
}

/// The condition that a finding is about.
fn condition<'n>(finding: &Finding, root: &'n Node) -> Option<&'n Node> {
    let place = finding.span?;
    let entries = root.get("Conditions")?.entries();
    let holds =
        |span: Span| span.start <= place.start && place.start < span.end.max(span.start + 1);
    let found = entries.iter().find(|entry| holds(entry.key.span) || holds(entry.value.span))?;
    Some(&found.value)
}

/// Whether the first network that a message quotes is contained in one of the others. CloudFormation ignores host
/// bits (`10.0.1.5/16`); the validator does not.
fn is_within_network(message: &str) -> bool {
    let networks: Vec<_> = message.split('\'').filter_map(network).collect();
    let Some(((address, prefix), others)) = networks.split_first() else { return false };
    others.iter().any(|(outer, length)| {
        let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
        length <= prefix && address & mask == outer & mask
    })
}

/// Parses an address and a prefix length: `10.0.0.0/16`.
fn network(text: &str) -> Option<(u32, u32)> {
    let (address, length) = text.split_once('/')?;
    let address: std::net::Ipv4Addr = address.parse().ok()?;
    let length: u32 = length.parse().ok()?;
    (length <= 32).then_some((address.into(), length))
}

/// Whether the resources come from `Fn::Transform`, such as `AWS::Include`, or from `Fn::ForEach`.
fn has_included_resources(root: &Node) -> bool {
    let entries = root.get("Resources").map(Node::entries).unwrap_or_default();
    entries
        .iter()
        .any(|entry| entry.name() == "Fn::Transform" || entry.name().starts_with("Fn::ForEach"))
}

/// The section of a template without `Resources` whose name is similar.
fn misspelt_resources(root: &Node) -> Option<&Node> {
    let has_none = root.entry("Resources").is_none();
    let mut entries = root.entries().iter().filter(|_| has_none);
    let misspelt = entries.find(|entry| nearest(entry.name(), ["Resources"]).is_some())?;
    Some(&misspelt.key)
}

/// Whether the template has `Transform: AWS::LanguageExtensions`, alone or in a list.
fn has_extensions(root: &Node) -> bool {
    let Some(transform) = root.get("Transform") else { return false };
    let names = [transform].into_iter().chain(transform.items());
    names.into_iter().any(|name| name.text() == Some(EXTENSIONS))
}

/// Whether a message is about a function in the value of an output: with the transform, `Ref` accepts the result of
/// another function, and `Fn::ForEach` generates outputs that the text doesn't contain.
fn is_about_function(message: &str, root: &Node) -> bool {
    let reference = message.strip_prefix("Ref '").and_then(|rest| rest.split_once('\''));
    if let Some((name, _)) = reference {
        let is_computed = ["${", "&{", "Fn::"].iter().any(|sign| name.contains(sign));
        return is_computed || root.get("Resources").is_some_and(|all| is_made_by_loop(all, name));
    }
    let name = message.strip_prefix("Output '").and_then(|rest| rest.split_once('\''));
    let Some((name, _)) = name.filter(|_| message.contains("not an object")) else { return false };
    let value = root.get("Outputs").and_then(|outputs| outputs.get(name)?.get("Value"));
    value.is_none_or(|value| {
        let key = value.entries().first().map(Entry::name);
        value.tag.is_some() || key.is_some_and(|key| key == "Ref" || key.starts_with("Fn::"))
    })
}

/// Whether an `Fn::ForEach` among the entries of `node` generates an entry `name`: its key, such as `Topic${Name}`,
/// has the same literal parts.
fn is_made_by_loop(node: &Node, name: &str) -> bool {
    let loops = node.entries().iter().filter(|entry| entry.name().starts_with("Fn::ForEach"));
    loops.filter_map(|entry| entry.value.items().get(2)).any(|made| {
        made.entries().iter().any(|entry| matches(entry.name(), name))
            || is_made_by_loop(made, name)
    })
}

/// Whether `name` matches `pattern`, in which each `${…}` and `&{…}` matches any text.
fn matches(pattern: &str, name: &str) -> bool {
    let mut literals = vec![];
    let mut rest = pattern;
    while let Some(at) = rest.find("${").or_else(|| rest.find("&{")) {
        literals.push(&rest[..at]);
        rest = rest[at..].split_once('}').map_or("", |(_, after)| after);
    }
    let Some((first, middle)) = literals.split_first() else { return pattern == name };
    let Some(mut name) = name.strip_prefix(first).and_then(|name| name.strip_suffix(rest)) else {
        return false;
    };
    middle.iter().all(|literal| match name.find(literal) {
        Some(at) => {
            name = &name[at + literal.len()..];
            true
        }
        None => false,
    })
}

/// The value at the span of a finding, or the value of the key there.
fn value_at<'n>(node: &'n Node, finding: &Finding) -> Option<&'n Node> {
    let at = finding.span?.start;
    let holds = |span: Span| span.start <= at && at < span.end;
    match &node.kind {
        NodeKind::Mapping { entries, .. } => entries.iter().find_map(|entry| {
            if holds(entry.key.span) { Some(&entry.value) } else { value_at(&entry.value, finding) }
        }),
        NodeKind::Sequence { items, .. } => items.iter().find_map(|item| value_at(item, finding)),
        NodeKind::Scalar { .. } => holds(node.span).then_some(node),
    }
}

/// Whether a value is the text of another template, which has its own parameters.
fn is_template(value: &Node) -> bool {
    let text = value.text().unwrap_or_default();
    let begins = |name: &str| {
        text.lines().any(|line| line.trim_start_matches([' ', '"', '\'', '{']).starts_with(name))
    };
    begins("AWSTemplateFormatVersion") || begins("Resources")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::yaml;

    fn is_false(rule: &str, message: &str, text: &str, at: &str, printed: bool) -> bool {
        let start = text.find(at).unwrap();
        let span = Some(Span::new(start, start + at.len()));
        let (rule, message) = (rule.to_owned(), message.to_owned());
        let finding = Finding {
            rule,
            severity: Severity::Error,
            message,
            help: None,
            span,
            resource: None,
            property: None,
            instead: None,
        };
        is_false_alarm(&finding, &yaml::parse(text).root.unwrap(), |_| printed)
    }

    #[test]
    fn a_condition_that_a_tag_decides_is_no_constant() {
        let text = "Conditions:\n  IsProd: !Equals [prod, prod]\n";
        assert!(is_false("W8003", "", text, "IsProd", true));
        assert!(!is_false("W8003", "", text, "IsProd", false));
    }

    #[test]
    fn a_network_with_host_bits_is_the_one_around_it() {
        let of = |subnet: &str, network: &str| {
            let message = format!("Subnet CIDR '{subnet}' is not within VPC CIDR '{network}'");
            is_false("E3059", &message, "a: b", "a", false)
        };
        assert!(of("10.0.1.0/24", "10.0.1.5/16"));
        assert!(!of("10.1.1.0/24", "10.0.1.5/16"));
        assert!(!of("10.0.0.0/8", "10.0.1.5/16"));
    }

    #[test]
    fn a_computed_reference_is_not_judged() {
        let text = "Transform: [AWS::LanguageExtensions]\nOutputs: {A: {Value: !Ref X}}\n";
        let message = "Ref 'Topic${Name}' does not reference a valid resource";
        assert!(is_false("E6101", message, text, "A", false));
        assert!(!is_false("E6101", message, &text.replace("Language", "Other"), "A", false));
        let missing = "Ref 'TopicA' does not reference a valid resource";
        assert!(!is_false("E6101", missing, text, "A", false));
        let made = |key: &str| {
            format!(
                "{text}Resources:\n  Fn::ForEach::Topics:\n    - Name\n    - [A, B]\n    - {key}: {{Type: AWS::SNS::Topic}}\n"
            )
        };
        assert!(is_false("E6101", missing, &made("\"Topic${Name}\""), "A", false));
        assert!(!is_false("E6101", missing, &made("\"Queue${Name}\""), "A", false));
        assert!(!is_false("E6101", missing, &made("\"Topic${Name}Of${Name}\""), "A", false));
        let message = "Output 'A' value must be a string, not an object.";
        let value = |value: &str| text.replace("!Ref X", value);
        assert!(is_false("E6101", message, &value("!Ref {Fn::Sub: X}"), "A", false));
        assert!(is_false("E6101", message, &value("{Ref: {Fn::Sub: X}}"), "A", false));
        assert!(!is_false("E6101", message, &value("{a: b}"), "A", false));
        assert!(is_false(
            "E6101",
            "Output 'B' value must be a string, not an object.",
            text,
            "A",
            false
        ));
    }

    #[test]
    fn resources_may_come_from_a_transform() {
        let of = |text: &str| is_false("F0001", "", text, "Resources", false);
        assert!(of("Resources:\n  Fn::Transform: {Name: AWS::Include}\n"));
        assert!(!of("Resources: {}\n"));
    }

    #[test]
    fn a_misspelt_section_of_resources_is_reported_once() {
        let of = |text: &str, at: &str| is_false("F0005", "", text, at, false);
        assert!(of("resources:\n  A: {}\nOther: a\n", "resources"));
        assert!(!of("resources:\n  A: {}\nOther: a\n", "Other"));
        assert!(!of("Resources:\n  A: {}\nResource: a\n", "Resource: a"));
    }

    #[test]
    fn a_template_in_a_text_has_parameters_of_its_own() {
        let text = "Body: |\n  Resources:\n    A: ${Name}\nOther: arn:${Name}\n";
        assert!(is_false("E1029", "", text, "Body", false));
        assert!(!is_false("E1029", "", text, "Other", false));
    }
}
