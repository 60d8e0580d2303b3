//! The capabilities that CloudFormation asks for before it deploys a template.
//!
//! Source: CloudFormation's API reference, `CreateChangeSet`, parameter `Capabilities`.

use crate::yaml::{self, Node};

/// The properties that give a resource of IAM a name.
const NAMES: [(&str, &str); 5] = [
    ("AWS::IAM::Group", "GroupName"),
    ("AWS::IAM::InstanceProfile", "InstanceProfileName"),
    ("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    ("AWS::IAM::Role", "RoleName"),
    ("AWS::IAM::User", "UserName"),
];

/// The capabilities that a template needs, in a fixed order. If the template has a macro or a nested stack, they include
/// all that the result may need.
pub(super) fn capabilities(template: &str) -> Vec<String> {
    let Some(root) = yaml::parse(template).root else { return vec![] };
    let (mut has_iam, mut has_name) = (false, false);
    let mut is_expanded = root.get("Transform").is_some() || has_transform(&root);
    for entry in root.get("Resources").map(Node::entries).unwrap_or_default() {
        let resource = &entry.value;
        let kind = resource.get("Type").and_then(Node::text).unwrap_or_default();
        has_iam |= kind.starts_with("AWS::IAM::");
        let properties = resource.get("Properties");
        has_name |= NAMES.iter().any(|(of, name)| {
            kind == *of && properties.is_some_and(|properties| properties.get(name).is_some())
        });
        is_expanded |= matches!(kind, "AWS::CloudFormation::Stack" | "AWS::CloudFormation::Macro")
            || kind.starts_with("AWS::Serverless::");
    }
    let mut capabilities = vec![];
    if has_name || is_expanded {
        capabilities.push("CAPABILITY_NAMED_IAM".to_owned());
    } else if has_iam {
        capabilities.push("CAPABILITY_IAM".to_owned());
    }
    if is_expanded {
        capabilities.push("CAPABILITY_AUTO_EXPAND".to_owned());
    }
    capabilities
}

/// Whether a part of the template is the argument of `Fn::Transform`.
fn has_transform(node: &Node) -> bool {
    let is_own = node.tag.as_deref() == Some("!Transform") || node.get("Fn::Transform").is_some();
    is_own
        || node.items().iter().any(has_transform)
        || node.entries().iter().any(|entry| has_transform(&entry.value))
}

#[cfg(test)]
mod tests {
    use super::capabilities;

    #[test]
    fn capabilities_follow_from_the_resources() {
        let template = |kind: &str, property: &str| {
            format!("Resources:\n  A:\n    Type: {kind}\n    Properties: {{{property}: x}}\n")
        };
        for (text, expected) in [
            (template("AWS::SNS::Topic", "TopicName"), &[][..]),
            (template("AWS::IAM::Role", "Path"), &["CAPABILITY_IAM"]),
            (template("AWS::IAM::Role", "RoleName"), &["CAPABILITY_NAMED_IAM"]),
            (
                format!(
                    "Transform: AWS::Serverless-2016-10-31\n{}",
                    template("AWS::SNS::Topic", "A")
                ),
                &["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            ),
            (
                template("AWS::CloudFormation::Stack", "TemplateURL"),
                &["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            ),
            (
                template("AWS::SNS::Topic", "Fn::Transform"),
                &["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            ),
        ] {
            assert_eq!(capabilities(&text), expected, "{text}");
        }
    }
}
