//! The template of a role with which CloudFormation deploys the stacks.

use std::collections::BTreeSet;

use super::map;
use crate::eject::Ejection;
use crate::value::Value;
use crate::yaml;

const HEAD: &str = "\
# A role with which CloudFormation deploys the stacks: `aws cloudformation … --role-arn`. It allows every action of the
# services of their resources, so restrict it before you use it.
";

/// The services whose permissions have another prefix than the resource types, in lower case. Source: AWS service
/// authorization reference.
const PREFIXES: [(&str, &[&str]); 15] = [
    ("CertificateManager", &["acm"]),
    ("Cognito", &["cognito-idp", "cognito-identity"]),
    ("ApplicationAutoScaling", &["application-autoscaling"]),
    ("ElasticLoadBalancingV2", &["elasticloadbalancing"]),
    ("StepFunctions", &["states"]),
    ("OpenSearchService", &["es"]),
    ("Elasticsearch", &["es"]),
    ("EFS", &["elasticfilesystem"]),
    ("WAFv2", &["wafv2"]),
    ("CodeStarConnections", &["codestar-connections"]),
    ("EventSchemas", &["schemas"]),
    ("KinesisFirehose", &["firehose"]),
    ("MSK", &["kafka"]),
    ("ServiceDiscovery", &["servicediscovery", "route53"]),
    // SAM makes resources of these services.
    (
        "Serverless",
        &[
            "lambda",
            "iam",
            "apigateway",
            "events",
            "logs",
            "dynamodb",
            "codedeploy",
            "sqs",
            "sns",
            "s3",
        ],
    ),
];

/// The services whose permissions begin with their name in lower case.
const SAME: [&str; 29] = [
    "ApiGateway",
    "ApiGatewayV2",
    "AppRunner",
    "AutoScaling",
    "CloudFront",
    "CloudWatch",
    "CodeBuild",
    "CodeDeploy",
    "CodePipeline",
    "CodeConnections",
    "DynamoDB",
    "EC2",
    "ECR",
    "ECS",
    "EKS",
    "ElastiCache",
    "Events",
    "IAM",
    "KMS",
    "Kinesis",
    "Lambda",
    "Logs",
    "RDS",
    "Route53",
    "S3",
    "SNS",
    "SQS",
    "SSM",
    "SecretsManager",
];

/// The template of the role, and the services of resources for which it has no permissions.
pub(super) fn role(ejection: &Ejection) -> (String, Vec<String>) {
    let mut actions: BTreeSet<String> = BTreeSet::new();
    let mut unknown: BTreeSet<String> = BTreeSet::new();
    for template in ejection.bundles.iter().flat_map(|bundle| &bundle.templates) {
        for service in services(&template.text) {
            match prefixes(&service) {
                Some(prefixes) => {
                    actions.extend(prefixes.iter().map(|prefix| format!("{prefix}:*")));
                }
                None => _ = unknown.insert(service),
            }
        }
    }
    let text = |text: &str| Value::from(text);
    let assume = map([
        ("Effect", text("Allow")),
        ("Principal", map([("Service", text("cloudformation.amazonaws.com"))])),
        ("Action", text("sts:AssumeRole")),
        (
            "Condition",
            map([(
                "StringEquals",
                map([("aws:SourceAccount", map([("Ref", text("AWS::AccountId"))]))]),
            )]),
        ),
    ]);
    let allow = map([
        ("Effect", text("Allow")),
        ("Action", Value::List(actions.into_iter().map(Value::String).collect())),
        ("Resource", text("*")),
    ]);
    let document = |statement: Value| {
        map([("Version", text("2012-10-17")), ("Statement", Value::List(vec![statement]))])
    };
    let policy = map([("PolicyName", text("DeployStacks")), ("PolicyDocument", document(allow))]);
    let properties = map([
        ("AssumeRolePolicyDocument", document(assume)),
        ("Policies", Value::List(vec![policy])),
    ]);
    let resource = map([("Type", text("AWS::IAM::Role")), ("Properties", properties)]);
    let arn = map([("Fn::GetAtt", Value::List(vec![text("ExecutionRole"), text("Arn")]))]);
    let template = map([
        ("AWSTemplateFormatVersion", text("2010-09-09")),
        ("Resources", map([("ExecutionRole", resource)])),
        ("Outputs", map([("RoleArn", map([("Value", arn)]))])),
    ]);
    (format!("{HEAD}{}", yaml::typed(&template, &|_| None)), unknown.into_iter().collect())
}

/// The services of the resources of a template, as their types name them.
fn services(text: &str) -> Vec<String> {
    let Some(root) = yaml::parse(text).root else { return vec![] };
    let resources = root.get("Resources").map(yaml::Node::entries).unwrap_or_default();
    let types = resources.iter().filter_map(|entry| entry.value.get("Type")?.text());
    // `Custom::` and third-party types have no service of AWS.
    let services = types.filter_map(|name| name.strip_prefix("AWS::")?.split("::").next());
    services.filter(|service| *service != "CloudFormation").map(str::to_owned).collect()
}

/// The prefixes of a service's permissions; `None` if they are unknown.
fn prefixes(service: &str) -> Option<Vec<String>> {
    if let Some((_, prefixes)) = PREFIXES.iter().find(|(known, _)| *known == service) {
        return Some(prefixes.iter().map(|prefix| (*prefix).to_owned()).collect());
    }
    let name = service.strip_suffix("V2").unwrap_or(service);
    SAME.contains(&service).then(|| vec![name.to_lowercase()])
}
