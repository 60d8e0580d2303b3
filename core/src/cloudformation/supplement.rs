//! Rules of cfn-lint that AWS's validator lacks, by id: W1101 (aliases), E1158 (ARNs of topics), E3003 for
//! `ServiceToken` of custom resources, and E3512 and E3530 (principals of resource and trust policies).
//!
//! Source: cfn-lint 1.58, `rules/aws_cli/UsingAlias.py`, `rules/formats/SnsTopicArn.py`,
//! `rules/resources/iam/ResourcePolicy.py`, `TrustPolicy.py` and `data/schemas/other/iam/policy.json`.

use super::finding::Finding;
use crate::diagnostic::Severity;
use crate::text::Span;
use crate::yaml::{self, Node, NodeKind};

/// The rules, with their descriptions.
#[cfg(feature = "cloudformation")]
pub(super) const RULES: [(&str, &str); 5] = [
    ("W1101", "Check that the template has no YAML aliases, which CloudFormation does not read"),
    ("E1158", "Check that a topic is given by the ARN of an SNS topic"),
    ("E3003", "Check that a custom resource has its ServiceToken"),
    ("E3512", "Check the principals of a resource's policy"),
    ("E3530", "Check the principals of a role's trust policy"),
];

/// The policies whose principals are checked: type, property and rule.
const POLICIES: [(&str, &str, &str); 6] = [
    ("AWS::IAM::Role", "AssumeRolePolicyDocument", "E3530"),
    ("AWS::KMS::Key", "KeyPolicy", "E3512"),
    ("AWS::OpenSearchService::Domain", "AccessPolicies", "E3512"),
    ("AWS::S3::BucketPolicy", "PolicyDocument", "E3512"),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", "E3512"),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", "E3512"),
];

/// The properties that hold the ARN of an SNS topic, in resources of any service except `QuickSight`, which has
/// other topics.
const TOPICS: [&str; 5] = ["TopicArn", "TopicARN", "SnsTopicArn", "SnsTopicARN", "SNSTopicArn"];

/// Returns the findings of these rules in a rendered template.
pub(super) fn supplement(text: &str) -> Vec<Finding> {
    let mut found = vec![];
    let Some(root) = yaml::parse(text).root else { return found };
    aliases(&root, &mut found);
    let resources = root.get("Resources").map(Node::entries).unwrap_or_default();
    for resource in resources {
        let Some(kind) = resource.value.get("Type").and_then(Node::text) else { continue };
        let mut own = vec![];
        let properties = resource.value.get("Properties");
        if kind.starts_with("Custom::")
            && properties.and_then(|it| it.get("ServiceToken")).is_none()
        {
            let key = resource
                .value
                .entry("Properties")
                .map_or(resource.key.span, |properties| properties.key.span);
            own.push(error("E3003", "'ServiceToken' is a required property".into(), key));
        }
        for (_, property, rule) in POLICIES.iter().filter(|(own, ..)| *own == kind) {
            if let Some(policy) = properties.and_then(|it| it.get(property)) {
                principals(policy, rule, &mut own);
            }
        }
        if !kind.starts_with("AWS::QuickSight::")
            && let Some(properties) = properties
        {
            topics(properties, &mut own);
        }
        let name = resource.name().to_owned();
        found.extend(
            own.into_iter().map(|finding| Finding { resource: Some(name.clone()), ..finding }),
        );
    }
    found
}

fn error(rule: &str, message: String, span: Span) -> Finding {
    Finding {
        property: None,
        instead: None,
        rule: rule.into(),
        severity: Severity::Error,
        message: format!("{message}."),
        help: Some(super::page(rule)),
        span: Some(span),
        resource: None,
    }
}

/// Reports YAML aliases: CloudFormation refuses them; `aws cloudformation package` expands them.
fn aliases(node: &Node, found: &mut Vec<Finding>) {
    if node.alias {
        let message = "CloudFormation refuses YAML aliases; only `aws cloudformation package` and SAM write them out";
        let alias = error("W1101", message.into(), node.span);
        found.push(Finding { severity: Severity::Warning, ..alias });
        return;
    }
    match &node.kind {
        NodeKind::Scalar { .. } => {}
        NodeKind::Sequence { items, .. } => items.iter().for_each(|item| aliases(item, found)),
        NodeKind::Mapping { entries, .. } => {
            for entry in entries {
                aliases(&entry.value, found);
            }
        }
    }
}

/// Reports invalid AWS principals of a policy. Valid are `*`, an account, or an ARN.
fn principals(policy: &Node, rule: &str, found: &mut Vec<Finding>) {
    let Some(statement) = policy.get("Statement") else { return };
    let single = [statement];
    let all: Vec<&Node> = match statement.items() {
        [] => single.to_vec(),
        items => items.iter().collect(),
    };
    for statement in all {
        for key in ["Principal", "NotPrincipal"] {
            let Some(given) = statement.get(key).and_then(|principal| principal.get("AWS")) else {
                continue;
            };
            let items = given.items();
            let texts = if items.is_empty() { std::slice::from_ref(given) } else { items };
            for text in texts.iter().filter(|item| !item.alias && !is_function(item)) {
                let Some(principal) = text.text().filter(|text| !is_principal(text)) else {
                    continue;
                };
                let message = format!(
                    "'{principal}' isn't an AWS principal: write `*`, an account of 12 digits, or `arn:aws:iam::` with the account"
                );
                found.push(error(rule, message, text.span));
            }
        }
    }
}

/// Reports texts that should be the ARN of a topic but are not.
fn topics(node: &Node, found: &mut Vec<Finding>) {
    for entry in node.entries() {
        let value = &entry.value;
        if value.alias {
            continue;
        }
        if TOPICS.contains(&entry.name()) {
            let items = value.items();
            let texts = if items.is_empty() { std::slice::from_ref(value) } else { items };
            for text in texts.iter().filter(|item| !item.alias && !is_function(item)) {
                let Some(topic) = text.text().filter(|text| !is_topic(text)) else { continue };
                let message = format!("'{topic}' is not the ARN of an SNS topic");
                found.push(error("E1158", message, entry.key.span));
            }
        } else {
            topics(value, found);
        }
    }
    node.items().iter().filter(|item| !item.alias).for_each(|item| topics(item, found));
}

/// Whether a scalar is a function in its short form, or a dynamic reference.
fn is_function(node: &Node) -> bool {
    node.tag.as_ref().is_some_and(|tag| tag.starts_with('!'))
        || node.text().is_some_and(|text| text.contains("{{resolve:"))
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_principal(text: &str) -> bool {
    if text == "*" || is_account(text) {
        return true;
    }
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, service, "", account, resource] = parts.as_slice() else { return false };
    let starts = |names: &[&str]| names.iter().any(|name| resource.starts_with(name));
    matches!(*partition, "aws" | "aws-cn" | "aws-us-gov")
        && match *service {
            "iam" if *account == "cloudfront" => resource.starts_with("user/"),
            "iam" => is_account(account) && starts(&["root", "user", "group", "role"]),
            "sts" => is_account(account) && starts(&["assumed-role"]),
            _ => false,
        }
}

fn is_topic(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, "sns", region, account, name] = parts.as_slice() else { return false };
    partition.starts_with("aws") && !region.is_empty() && is_account(account) && !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lines;

    /// The rule and the line of each finding.
    fn found(text: &str) -> Vec<(String, usize)> {
        let lines = Lines::new(text);
        let line =
            |finding: &Finding| finding.span.map_or(0, |span| lines.position(span.start).line);
        supplement(text).iter().map(|finding| (finding.rule.clone(), line(finding))).collect()
    }

    #[test]
    fn an_alias_is_found_where_it_stands() {
        let text = "A: &a {B: c}\nResources:\n  One: *a\n  Two:\n    <<: *a\n";
        let expected = [("W1101", 3), ("W1101", 5)].map(|(rule, line)| (rule.to_owned(), line));
        assert_eq!(found(text), expected);
    }

    #[test]
    fn a_custom_resource_needs_its_service_token() {
        let text = "Resources:\n  A:\n    Type: Custom::X\n    Properties:\n      B: c\n  D:\n    Type: Custom::X\n    Properties: {ServiceToken: !Ref F}\n";
        assert_eq!(found(text), [("E3003".to_owned(), 4)]);
    }

    #[test]
    fn a_principal_needs_its_account() {
        for (principal, is_wrong) in [
            ("arn:aws:iam:::root", true),
            ("arn:aws:iam::123456789012:root", false),
            ("'123456789012'", false),
            ("''", true),
            ("'*'", false),
            ("!Sub 'arn:aws:iam::${AWS::AccountId}:root'", false),
            ("['arn:aws:iam::123456789012:role/a', 'arn:aws:iam:::role/b']", true),
        ] {
            let text = format!(
                "Resources:\n  A:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: {{AWS: {principal}}}\n"
            );
            assert_eq!(found(&text).len(), usize::from(is_wrong), "{principal}");
        }
    }

    #[test]
    fn a_principal_of_a_resource_policy_needs_its_account() {
        for (kind, property, rule) in POLICIES {
            let text = format!(
                "Resources:\n  A:\n    Type: {kind}\n    Properties:\n      {property}:\n        Statement: {{Effect: Allow, Principal: {{AWS: 'arn:aws:iam:::root'}}}}\n"
            );
            assert_eq!(found(&text), [(rule.to_owned(), 6)], "{kind}");
        }
    }

    #[test]
    fn a_topic_is_an_arn() {
        let of = |arn: &str| {
            found(&format!(
                "Resources:\n  A:\n    Type: AWS::SNS::Subscription\n    Properties: {{TopicArn: {arn}}}\n"
            ))
        };
        assert_eq!(of("my-topic"), [("E1158".to_owned(), 4)]);
        assert_eq!(of("arn:aws:sns:us-east-1:123456789012:a"), []);
        assert_eq!(of("!Ref Topic"), []);
        assert_eq!(of("{Ref: Topic}"), []);
    }
}
