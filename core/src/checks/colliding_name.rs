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
    ("AWS::AppRunner::Service", "ServiceName"),
    ("AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName"),
    ("AWS::Batch::ComputeEnvironment", "ComputeEnvironmentName"),
    ("AWS::Batch::JobQueue", "JobQueueName"),
    ("AWS::CloudWatch::Alarm", "AlarmName"),
    ("AWS::CloudWatch::CompositeAlarm", "AlarmName"),
    ("AWS::CloudWatch::Dashboard", "DashboardName"),
    ("AWS::CodeBuild::Project", "Name"),
    ("AWS::CodeCommit::Repository", "RepositoryName"),
    ("AWS::CodeDeploy::Application", "ApplicationName"),
    ("AWS::CodePipeline::Pipeline", "Name"),
    ("AWS::DynamoDB::GlobalTable", "TableName"),
    ("AWS::DynamoDB::Table", "TableName"),
    ("AWS::EC2::KeyPair", "KeyName"),
    ("AWS::EC2::LaunchTemplate", "LaunchTemplateName"),
    ("AWS::ECR::Repository", "RepositoryName"),
    ("AWS::ECS::Cluster", "ClusterName"),
    ("AWS::EKS::Cluster", "Name"),
    ("AWS::ElastiCache::CacheCluster", "ClusterName"),
    ("AWS::ElastiCache::ReplicationGroup", "ReplicationGroupId"),
    ("AWS::ElasticLoadBalancing::LoadBalancer", "LoadBalancerName"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name"),
    ("AWS::Elasticsearch::Domain", "DomainName"),
    ("AWS::Events::EventBus", "Name"),
    ("AWS::Events::Rule", "Name"),
    ("AWS::IAM::Group", "GroupName"),
    ("AWS::IAM::InstanceProfile", "InstanceProfileName"),
    ("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    ("AWS::IAM::Role", "RoleName"),
    ("AWS::IAM::User", "UserName"),
    ("AWS::KMS::Alias", "AliasName"),
    ("AWS::Kinesis::Stream", "Name"),
    ("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName"),
    ("AWS::Lambda::Function", "FunctionName"),
    ("AWS::Logs::LogGroup", "LogGroupName"),
    ("AWS::OpenSearchService::Domain", "DomainName"),
    ("AWS::RDS::DBCluster", "DBClusterIdentifier"),
    ("AWS::RDS::DBInstance", "DBInstanceIdentifier"),
    ("AWS::S3::Bucket", "BucketName"),
    ("AWS::SNS::Topic", "TopicName"),
    ("AWS::SQS::Queue", "QueueName"),
    ("AWS::SSM::Document", "Name"),
    ("AWS::SSM::Parameter", "Name"),
    ("AWS::Scheduler::Schedule", "Name"),
    ("AWS::SecretsManager::Secret", "Name"),
    ("AWS::Serverless::Function", "FunctionName"),
    ("AWS::Serverless::SimpleTable", "TableName"),
    ("AWS::Serverless::StateMachine", "Name"),
    ("AWS::StepFunctions::StateMachine", "StateMachineName"),
];
/// Types whose names are unique in a parent resource: the property that names the parent. Without it, the parent is
/// the default one of the account and region.
const PARENTS: [(&str, &str); 2] =
    [("AWS::Events::Rule", "EventBusName"), ("AWS::Scheduler::Schedule", "GroupName")];
/// The kind of the name of an export, which is unique in an account and region as well. Source: CloudFormation user
/// guide, "Outputs".
const EXPORT: &str = "export";

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
        let verb = if kind == EXPORT {
            "export an output as".to_owned()
        } else {
            format!("create a resource of type {kind} named")
        };
        let message = format!(
            "The instances `{}` and `{}` both {verb} `{name}`. Such names must be unique in an account and region, so the second stack fails.",
            first.label, other.label
        );
        let Some(span) = *source else { continue };
        found.push(
            Diagnostic::new(codes::COLLIDING_NAME, file.clone(), message)
                .at(span)
                .help("Put `{{ service_instance.name }}` into the name, before any part that a filter may cut off; or omit the name, so that CloudFormation generates one."),
        );
        if found.len() == MAX_FOUND {
            break;
        }
    }
    found
}

/// The resources and exports of a rendered text whose name is a literal; `source` maps a part of the text to the
/// template. Skips those with a condition, since they may not be created.
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

/// Finds the named resources and exports in the tree of a text.
fn of_tree(text: &str) -> Vec<Found> {
    let Some(root) = yaml::parse(text).root else { return vec![] };
    let section = |name| {
        let entries = root.get(name).map(Node::entries).unwrap_or_default().iter();
        entries.map(|entry| &entry.value).filter(|item| item.get("Condition").is_none())
    };
    let resources = section("Resources").filter_map(|resource| {
        let kind = literal(resource.get("Type")?)?;
        let (kind, property) = NAMES.iter().find(|(known, _)| *known == kind)?;
        let properties = resource.get("Properties")?;
        let has_parent = parent(kind).is_some_and(|parent| properties.get(parent).is_some());
        Some((*kind, properties.get(property).filter(|_| !has_parent)?))
    });
    let exports = section("Outputs").filter_map(|output| {
        let name = output.get("Export")?.get("Name")?;
        Some((EXPORT, name))
    });
    let named = resources.chain(exports);
    named.filter_map(|(kind, name)| Some((kind, literal(name)?, name.span))).collect()
}

/// The property that names the parent of a resource of this type, if its names are unique in a parent.
fn parent(kind: &str) -> Option<&'static str> {
    PARENTS.iter().find(|(known, _)| *known == kind).map(|(_, parent)| *parent)
}

/// The text of a scalar that is neither empty nor a function.
fn literal(name: &Node) -> Option<String> {
    let is_function = name.tag.as_ref().is_some_and(|tag| tag.starts_with('!'));
    Some(name.text().filter(|text| !text.is_empty() && !is_function)?.to_owned())
}

/// A resource or an output in an outline, by the indices of its keys.
#[derive(Default)]
struct Item {
    is_output: bool,
    is_conditional: bool,
    kind: Option<usize>,
    /// The key of the properties, or of the export.
    properties: Option<usize>,
    /// The properties that can name a resource or its parent, or the name of an export.
    names: Vec<(&'static str, usize)>,
}

impl Item {
    /// The index of the key of this property. Of equal keys, the last one counts.
    fn property(&self, property: &str) -> Option<usize> {
        self.names.iter().rev().find(|(name, _)| *name == property).map(|(_, key)| *key)
    }
}

/// Finds the named resources and exports in the exact outline of a text, in a fraction of the time that the tree takes.
fn of_outline(text: &str, outline: &Outline) -> Vec<Found> {
    let Outline { scalars, mappings, is_mapping, .. } = outline;
    if !is_mapping {
        return vec![];
    }
    let name = |key: usize| bare(scalars[key].span.of(text));
    let keys = scalars.iter().enumerate().filter_map(|(at, scalar)| match scalar.place {
        Place::Key(mapping) => Some((at, mapping)),
        Place::Value(_) => None,
    });
    // Of equal keys, the last one counts.
    let section = |wanted: &str| {
        let mut keys = keys.clone();
        keys.rfind(|(key, mapping)| *mapping == 0 && name(*key) == wanted).map(|(key, _)| key)
    };
    let (resources, outputs) = (section("Resources"), section("Outputs"));
    let is_section = |key: usize| [resources, outputs].contains(&Some(key));
    let is_item = |key: usize| match scalars[key].place {
        Place::Key(mapping) => mappings[mapping].is_some_and(is_section),
        Place::Value(_) => false,
    };
    let mut items: Vec<Item> = vec![];
    for (at, mapping) in keys.clone() {
        let Some(owner) = mappings[mapping] else { continue };
        if is_section(owner) {
            items.push(Item { is_output: outputs == Some(owner), ..Item::default() });
            continue;
        }
        let Some(item) = items.last_mut() else { continue };
        if is_item(owner) {
            match (name(at), item.is_output) {
                ("Condition", _) => item.is_conditional = true,
                ("Type", false) => item.kind = Some(at),
                ("Properties", false) | ("Export", true) => {
                    (item.properties, item.names) = (Some(at), vec![]);
                }
                _ => {}
            }
        } else if item.properties == Some(owner)
            && let Some(property) = naming(name(at), item.is_output)
        {
            item.names.push((property, at));
        }
    }
    let found = items.into_iter().filter(|item| !item.is_conditional).filter_map(|item| {
        let (kind, key) = if item.is_output {
            (EXPORT, item.property("Name")?)
        } else {
            let (kind, _) = value(text, outline, item.kind?)?;
            let (kind, property) = NAMES.iter().find(|(known, _)| *known == kind)?;
            if parent(kind).is_some_and(|parent| item.property(parent).is_some()) {
                return None;
            }
            (*kind, item.property(property)?)
        };
        let (name, span) = value(text, outline, key)?;
        Some((kind, name, span))
    });
    found.collect()
}

/// The property called `key`, if it can name a resource or its parent, or an export.
fn naming(key: &str, is_output: bool) -> Option<&'static str> {
    if is_output {
        return (key == "Name").then_some("Name");
    }
    let all = NAMES.iter().chain(&PARENTS).map(|(_, property)| *property);
    all.into_iter().find(|property| *property == key)
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
        let rule = |properties: &str| {
            format!(
                "Resources:\n  R:\n    Type: AWS::Events::Rule\n    Properties:\n      {properties}\n"
            )
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
            (named("a").replace("{}", "{O: {Value: v, Export: {Name: e}}}"), 2),
            ("Outputs:\n  O:\n    Export:\n      Name: 'e'\n    Value: v\n".into(), 1),
            ("Outputs:\n  O:\n    Condition: C\n    Export:\n      Name: e\n".into(), 0),
            ("Outputs:\n  O:\n    Export:\n      Name: !Sub e\n".into(), 0),
            ("Outputs:\n  O:\n    Value:\n      Name: e\n".into(), 0),
            (rule("Name: a"), 1),
            (rule("Name: a\n      EventBusName: b"), 0),
            (rule("EventBusName: b"), 0),
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
