//! `colliding-name`: two service instances of an environment give the same name to a resource whose type needs
//! unique names in an account and region. The second stack fails.
//!
//! Only comparing all renderings reveals it. Source: AWS's public roadmap for Proton, issue 54, and the
//! CloudFormation user guide, "Name Type".

use std::collections::BTreeMap;

use crate::bundle::FileId;
use crate::diagnostic::{Diagnostic, MAX_FOUND, codes};
use crate::text::Span;
use crate::yaml::{self, Node, Outline, Place};

/// Resource types, each with the property that names a resource in its account and region.
const NAMES: &[(&str, &str)] = &[
    ("AWS::CloudWatch::Alarm", "AlarmName"),
    ("AWS::CodeBuild::Project", "Name"),
    ("AWS::CodePipeline::Pipeline", "Name"),
    ("AWS::DynamoDB::Table", "TableName"),
    ("AWS::ECR::Repository", "RepositoryName"),
    ("AWS::ECS::Cluster", "ClusterName"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name"),
    ("AWS::IAM::InstanceProfile", "InstanceProfileName"),
    ("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    ("AWS::IAM::Role", "RoleName"),
    ("AWS::IAM::User", "UserName"),
    ("AWS::KMS::Alias", "AliasName"),
    ("AWS::Kinesis::Stream", "Name"),
    ("AWS::Lambda::Function", "FunctionName"),
    ("AWS::Logs::LogGroup", "LogGroupName"),
    ("AWS::RDS::DBCluster", "DBClusterIdentifier"),
    ("AWS::RDS::DBInstance", "DBInstanceIdentifier"),
    ("AWS::S3::Bucket", "BucketName"),
    ("AWS::SNS::Topic", "TopicName"),
    ("AWS::SQS::Queue", "QueueName"),
    ("AWS::SSM::Parameter", "Name"),
    ("AWS::SecretsManager::Secret", "Name"),
    ("AWS::Serverless::Function", "FunctionName"),
    ("AWS::StepFunctions::StateMachine", "StateMachineName"),
];

/// A service instance with the names in its rendering.
pub(crate) struct Instance<'r> {
    /// The instance's name.
    pub(crate) label: &'r str,
    /// The environment that it runs in.
    pub(crate) environment: &'r str,
    pub(crate) names: &'r [ResourceName],
}

/// The name of a resource in a rendered text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ResourceName {
    /// The type of the resource.
    kind: &'static str,
    name: String,
    /// The span in the template that the name comes from.
    source: Option<Span>,
}

/// The environment, the type and the name of a resource.
type Identity<'n> = (&'n str, &'static str, &'n str);
/// An instance with the source of the name of its resource.
type Bearer<'n> = (&'n Instance<'n>, Option<Span>);

/// Reports names that several of the `instances` of the template `file` share.
pub(crate) fn colliding_names(file: &FileId, instances: &[Instance<'_>]) -> Vec<Diagnostic> {
    let mut names: BTreeMap<Identity<'_>, Vec<Bearer<'_>>> = BTreeMap::new();
    for instance in instances {
        for ResourceName { kind, name, source } in instance.names {
            let key = (instance.environment, *kind, name.as_str());
            names.entry(key).or_default().push((instance, *source));
        }
    }
    let mut found = vec![];
    for ((_, kind, name), places) in names {
        let [(first, source), rest @ ..] = places.as_slice() else { continue };
        // Duplicate instance names are reported by another check.
        let Some((other, _)) = rest.iter().find(|(other, _)| other.label != first.label) else {
            continue;
        };
        let message = format!(
            "The instances `{}` and `{}` both call a resource of the type {kind} `{name}`. Such names are unique in an account and region, so the second stack fails.",
            first.label, other.label
        );
        let Some(span) = *source else { continue };
        found.push(
            Diagnostic::new(codes::COLLIDING_NAME, file.clone(), message)
                .at(span)
                .help("Put `{{ service_instance.name }}` into the name, before anything that a filter may cut off; or leave the name out, so that CloudFormation chooses one."),
        );
        if found.len() == MAX_FOUND {
            break;
        }
    }
    found
}

/// The resources of a rendered text whose name is a literal; `source` maps a part of the text to the template. Skips
/// resources with a condition, since they may not be created.
pub(crate) fn resource_names(
    text: &str,
    outline: &Outline,
    source: impl Fn(Span) -> Option<Span>,
) -> Vec<ResourceName> {
    let found = if outline.is_exact { of_outline(text, outline) } else { of_tree(text) };
    let with_source = |(kind, name, span): Found| ResourceName { kind, name, source: source(span) };
    found.into_iter().map(with_source).collect()
}

/// The type, the name and the span of the name.
type Found = (&'static str, String, Span);

/// Finds the named resources in the tree of a text.
fn of_tree(text: &str) -> Vec<Found> {
    let Some(root) = yaml::parse(text).root else { return vec![] };
    let resources = root.get("Resources").map(Node::entries).unwrap_or_default().iter();
    let named = resources.filter(|resource| resource.value.get("Condition").is_none()).filter_map(
        |resource| {
            let kind = literal(resource.value.get("Type")?)?;
            let (kind, property) = NAMES.iter().find(|(known, _)| *known == kind)?;
            let name = resource.value.get("Properties")?.get(property)?;
            Some((*kind, literal(name)?, name.span))
        },
    );
    named.collect()
}

/// The text of a scalar that is neither empty nor a function.
fn literal(name: &Node) -> Option<String> {
    let is_function = name.tag.as_ref().is_some_and(|tag| tag.starts_with('!'));
    Some(name.text().filter(|text| !text.is_empty() && !is_function)?.to_owned())
}

/// A resource in an outline, by the indices of its keys.
#[derive(Default)]
struct Resource {
    is_conditional: bool,
    kind: Option<usize>,
    properties: Option<usize>,
    /// The properties that can name a resource.
    names: Vec<(&'static str, usize)>,
}

/// Finds the named resources in the exact outline of a text, in a fraction of the time that the tree takes.
fn of_outline(text: &str, outline: &Outline) -> Vec<Found> {
    let Outline { scalars, mappings, is_mapping, .. } = outline;
    let name = |key: usize| bare(scalars[key].span.of(text));
    let keys = scalars.iter().enumerate().filter_map(|(at, scalar)| match scalar.place {
        Place::Key(mapping) => Some((at, mapping)),
        Place::Value(_) => None,
    });
    // Of equal keys, the last one counts.
    let section = |(key, mapping): &(usize, usize)| *mapping == 0 && name(*key) == "Resources";
    let Some((section, _)) = keys.clone().rfind(section).filter(|_| *is_mapping) else {
        return vec![];
    };
    let is_resource = |key: usize| match scalars[key].place {
        Place::Key(mapping) => mappings[mapping] == Some(section),
        Place::Value(_) => false,
    };
    let mut resources: Vec<Resource> = vec![];
    for (at, mapping) in keys.filter(|(at, _)| *at > section) {
        let Some(owner) = mappings[mapping] else { continue };
        if owner == section {
            resources.push(Resource::default());
            continue;
        }
        let Some(resource) = resources.last_mut() else { continue };
        if is_resource(owner) {
            match name(at) {
                "Condition" => resource.is_conditional = true,
                "Type" => resource.kind = Some(at),
                "Properties" => (resource.properties, resource.names) = (Some(at), vec![]),
                _ => {}
            }
        } else if resource.properties == Some(owner)
            && let Some((_, property)) = NAMES.iter().find(|(_, property)| *property == name(at))
        {
            resource.names.push((property, at));
        }
    }
    let found =
        resources.into_iter().filter(|resource| !resource.is_conditional).filter_map(|one| {
            let (kind, _) = value(text, outline, one.kind?)?;
            let (kind, property) = NAMES.iter().find(|(known, _)| *known == kind)?;
            let (_, key) = one.names.iter().rev().find(|(name, _)| name == property)?;
            let (name, span) = value(text, outline, *key)?;
            Some((*kind, name, span))
        });
    found.collect()
}

/// A key without its quotes.
fn bare(key: &str) -> &str {
    let quoted = |quote| key.strip_prefix(quote)?.strip_suffix(quote);
    quoted('"').or_else(|| quoted('\'')).unwrap_or(key)
}

/// The literal value of the key at this index of the outline, with its span. None for other values.
fn value(text: &str, outline: &Outline, key: usize) -> Option<(String, Span)> {
    let (start, value) = (outline.scalars[key].span.start, outline.scalars.get(key + 1)?);
    if value.place != Place::Value(Some(key)) {
        return None;
    }
    let written = value.span.of(text);
    let between = Span::new(outline.scalars[key].span.end, value.span.start).of(text);
    if value.is_plain && between.trim_end_matches(' ') == ":" && !written.contains('\n') {
        return Some((written.to_owned(), value.span));
    }
    let end = if written.starts_with(['|', '>']) {
        // The outline has only the beginning of a block of text, which ends before the line of the next key.
        let next = outline.scalars.get(key + 2).map_or(text.len(), |next| next.span.start);
        text[..next].rfind('\n').filter(|_| next < text.len()).map_or(next, |at| at + 1)
    } else {
        value.span.end
    };
    let root = yaml::parse(&text[start..end]).root?;
    let name = &root.entries().first()?.value;
    Some((literal(name)?, Span::new(start + name.span.start, start + name.span.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::outline;

    /// The outline and the tree of a text name the same resources.
    #[test]
    fn outline_and_tree_agree() {
        let table =
            |rest: &str| format!("Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n{rest}");
        let named = |name: &str| {
            table(&format!("    Properties:\n      TableName: {name}\nOutputs: {{}}\n"))
        };
        let texts = [
            (named("a"), 1),
            (named("'a'"), 1),
            (named("\"a\\n\" # b"), 1),
            (named("a b\n        c"), 1),
            (named("\n        'a'"), 1),
            (named("|\n        a\n\n        b\n      # c\n      Tags: []"), 1),
            (named(">-\n        a"), 1),
            (named("a\n      TableName: b"), 1),
            (named("!Sub a"), 0),
            (named("!Sub 'a'"), 0),
            (named(""), 0),
            (named("[a, b]"), 0),
            (named("{Ref: a}"), 0),
            (named("\n        - a"), 0),
            (named("\n        Ref: a"), 0),
            (table("    Properties: {TableName: a, Tags: []}\n"), 1),
            (table("    Properties: [{TableName: a}]\n"), 0),
            (table("    Properties:\n      - TableName: a\n"), 0),
            (table("    Properties:\n      Other:\n        TableName: a\n"), 0),
            (table("    Condition: C\n    Properties:\n      TableName: a\n"), 0),
            (table("    Properties:\n      TableName: a\n    Properties:\n      Tags: []\n"), 0),
            (table("    Properties:\n      TableName: a\n    Type: AWS::SQS::Queue\n"), 0),
            (named("a").replace("Resources", "'Resources'"), 1),
            (named("a").replace("Type:", "\"Type\":"), 1),
            (named("a").replace("Type: ", "Type: !X "), 0),
            (named("a") + "Resources:\n  X: {Type: AWS::SQS::Queue}\n", 0),
            (named("a").replace("AWS::DynamoDB::Table", "AWS::X::Table"), 0),
            ("- Resources:\n    T: {Type: AWS::SQS::Queue}\n".into(), 0),
            ("A: b\n".into(), 0),
        ];
        for (text, count) in texts {
            let outline = outline(&text).expect(&text);
            assert!(outline.is_exact, "{text}");
            let found = of_outline(&text, &outline);
            assert_eq!(found, of_tree(&text), "{text}");
            assert_eq!(found.len(), count, "{text}");
        }
    }
}
