//! Finds the references in a value of a rendered template, made with CloudFormation's functions.

use super::Relation;
use crate::text::Span;
use crate::yaml::{Node, NodeKind};

/// A reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) relation: Relation,
    /// The logical id, or the name of a parameter or a condition.
    pub(super) target: String,
    /// The attribute, if one is read.
    pub(super) attribute: String,
    pub(super) span: Span,
}

/// Adds all references in `node`. Within a condition, `Condition: Name` refers to another condition.
pub(super) fn references(node: &Node, in_conditions: bool, found: &mut Vec<Reference>) {
    if let Some((function, value)) = function(node) {
        let mut add = |relation, target: &str, attribute: &str| {
            let (target, attribute) = (target.to_owned(), attribute.to_owned());
            found.push(Reference { relation, target, attribute, span: value.span });
        };
        match function {
            "Ref" => {
                if let Some(target) = value.text() {
                    return add(Relation::Ref, target, "");
                }
            }
            "GetAtt" => {
                if let Some((target, attribute)) =
                    value.text().and_then(|text| text.split_once('.'))
                {
                    return add(Relation::GetAtt, target, attribute);
                }
                if let [target, attribute] = value.items()
                    && let Some(target) = target.text()
                {
                    let plain = attribute.text().filter(|_| attribute.tag.is_none());
                    add(Relation::GetAtt, target, plain.unwrap_or_default());
                    // The attribute may contain a reference.
                    return references(attribute, in_conditions, found);
                }
            }
            "Sub" => {
                let text = value.text().or_else(|| value.items().first()?.text());
                let own = value.items().get(1);
                for name in text.map(substituted).unwrap_or_default() {
                    let is_own = own.is_some_and(|own| own.get(name).is_some());
                    if !is_own {
                        let (target, attribute) = name.split_once('.').unwrap_or((name, ""));
                        add(Relation::Sub, target, attribute);
                    }
                }
            }
            "If" => {
                if let Some(condition) = value.items().first().and_then(Node::text) {
                    add(Relation::Condition, condition, "");
                }
            }
            "Condition" if in_conditions || node.tag.is_some() => {
                if let Some(condition) = value.text() {
                    return add(Relation::Condition, condition, "");
                }
            }
            _ => {}
        }
    }
    // The recursion is bounded by the parser's limit for nesting.
    match &node.kind {
        NodeKind::Scalar { .. } => {}
        NodeKind::Sequence { items, .. } => {
            for item in items {
                references(item, in_conditions, found);
            }
        }
        NodeKind::Mapping { entries, .. } => {
            for entry in entries {
                references(&entry.value, in_conditions, found);
            }
        }
    }
}

/// The function that a value calls, and its argument: `!Ref x`, `{Ref: x}`.
fn function(node: &Node) -> Option<(&str, &Node)> {
    if let Some(name) = node.tag.as_deref().and_then(|tag| tag.strip_prefix('!')) {
        return Some((name, node));
    }
    let [entry] = node.entries() else { return None };
    let name = entry.name();
    match name.strip_prefix("Fn::") {
        Some(name) => Some((name, &entry.value)),
        None => matches!(name, "Ref" | "Condition").then_some((name, &entry.value)),
    }
}

/// The names in `${…}`; `${!…}` is an escape.
fn substituted(text: &str) -> Vec<&str> {
    let mut names = vec![];
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("${") {
        let Some((name, behind)) = after.split_once('}') else { break };
        if !name.starts_with('!') {
            names.push(name.trim());
        }
        rest = behind;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    fn of(text: &str, in_conditions: bool) -> Vec<String> {
        let mut found = vec![];
        references(&parse(text).root.unwrap(), in_conditions, &mut found);
        let line = |reference: &Reference| {
            format!("{:?} {} {}", reference.relation, reference.target, reference.attribute)
                .trim_end()
                .to_owned()
        };
        found.iter().map(line).collect()
    }

    #[test]
    fn functions_are_known_in_either_form() {
        for (text, expected) in [
            ("!Ref A", vec!["Ref A"]),
            ("{Ref: A}", vec!["Ref A"]),
            ("!GetAtt A.Arn", vec!["GetAtt A Arn"]),
            ("!GetAtt [A, Nested.Arn]", vec!["GetAtt A Nested.Arn"]),
            ("{'Fn::GetAtt': [A, !Ref B]}", vec!["GetAtt A", "Ref B"]),
            ("!Sub '${A}-${B.Arn}-${!C}-${'", vec!["Sub A", "Sub B Arn"]),
            ("!Sub ['${A}-${B}', {B: !Ref C}]", vec!["Sub A", "Ref C"]),
            ("!If [Big, !Ref A, {x: [!Ref B]}]", vec!["Condition Big", "Ref A", "Ref B"]),
            ("!And [!Condition A, {Condition: B}]", vec!["Condition A"]),
            ("{Effect: Allow, Condition: {StringEquals: {a: b}}}", vec![]),
            ("{Ref: A, Other: B}", vec![]),
            ("!Ref [A]", vec![]),
        ] {
            assert_eq!(of(text, false), expected, "{text}");
        }
        assert_eq!(of("!And [!Condition A, {Condition: B}]", true), ["Condition A", "Condition B"]);
    }
}
