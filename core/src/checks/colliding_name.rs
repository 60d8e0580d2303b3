//! `colliding-name`: two service instances of an environment give the same name to a resource whose type needs
//! unique names in an account and region. The second stack fails.
//!
//! Only comparing all renderings reveals it. Source: AWS's public roadmap for Proton, issue 54, and the
//! CloudFormation user guide, "Name Type".

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::bundle::FileId;
use crate::diagnostic::{Diagnostic, MAX_FOUND, codes};
use crate::render::Origins;
use crate::text::Span;
use crate::yaml::{self, Node};

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

/// The rendering of one service instance.
pub(crate) struct Instance<'r> {
    /// The instance's name.
    pub(crate) label: String,
    /// The environment that it runs in.
    pub(crate) environment: String,
    pub(crate) text: String,
    pub(crate) origins: Origins,
    pub(crate) template: &'r str,
}

/// Reports names that several of the `instances` of the template `file` share.
pub(crate) fn colliding_names(file: &FileId, instances: &[Instance<'_>]) -> Vec<Diagnostic> {
    let suspects = suspects(instances);
    let mut names: BTreeMap<Named, Vec<(usize, Span)>> = BTreeMap::new();
    for &at in &suspects {
        let instance = &instances[at];
        for (kind, name, span) in named(&instance.text) {
            let key = Named { environment: instance.environment.clone(), kind, name };
            names.entry(key).or_default().push((at, span));
        }
    }
    let mut found = vec![];
    for (Named { kind, name, .. }, places) in names {
        let [(first, span), rest @ ..] = places.as_slice() else { continue };
        let first = &instances[*first];
        // Duplicate instance names are reported by another check.
        let mut others = rest.iter().map(|(other, _)| &instances[*other]);
        let Some(other) = others.find(|other| other.label != first.label) else {
            continue;
        };
        let message = format!(
            "The instances `{}` and `{}` both call a resource of the type {kind} `{name}`. Such names are unique in an account and region, so the second stack fails.",
            first.label, other.label
        );
        let span = first.origins.source_of(*span, &first.text, first.template);
        let Some(span) = span else { continue };
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

/// A resource name in an environment.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    environment: String,
    kind: &'static str,
    name: String,
}

/// The instances that share a line with a name with another instance. The filter avoids parsing most renderings:
/// most names differ.
fn suspects(instances: &[Instance<'_>]) -> Vec<usize> {
    let is_name = |line: &&str| {
        line.split_once(':').is_some_and(|(key, value)| {
            !value.trim().is_empty() && NAMES.iter().any(|(_, property)| *property == key)
        })
    };
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, instance) in instances.iter().enumerate() {
        let lines: HashSet<&str> = instance.text.lines().map(str::trim).filter(is_name).collect();
        for line in lines {
            seen.entry(line).or_default().push(at);
        }
    }
    let shared: HashSet<usize> = seen.into_values().filter(|all| all.len() > 1).flatten().collect();
    (0..instances.len()).filter(|at| shared.contains(at)).collect()
}

/// The resources of a rendered template whose name is a literal: type, name and span. Skips resources with a
/// condition, since they may not be created.
fn named(text: &str) -> Vec<(&'static str, String, Span)> {
    let Some(root) = yaml::parse(text).root else { return vec![] };
    let resources = root.get("Resources").map(Node::entries).unwrap_or_default().iter();
    let named = resources.filter(|resource| resource.value.get("Condition").is_none()).filter_map(
        |resource| {
            let kind = resource.value.get("Type")?.text()?;
            let (kind, property) = NAMES.iter().find(|(known, _)| *known == kind)?;
            let name = resource.value.get("Properties")?.get(property)?;
            let is_text = name.tag.as_ref().is_none_or(|tag| !tag.starts_with('!'));
            Some((*kind, name.text().filter(|_| is_text)?.to_owned(), name.span))
        },
    );
    named.collect()
}
