//! The texts of the dialog of new bundles.

pub use crate::words::common::{CREATE, REQUIRED};
use cyclotron_core::Target;
use cyclotron_core::starters::{Starter, StartingPoint};

/// The title of the dialog.
pub const TITLE: &str = "New bundle";
/// The label of the field for the name.
pub const NAME: &str = "Template name";
/// The heading of the starting points with content.
pub const POINTS: &str = "Starting points";
/// The heading of the empty starting points.
pub const KINDS: &str = "Blank bundles";
/// The accessible name of the preview of the chosen starting point.
pub const PREVIEW: &str = "Preview";
/// The line while the preview loads.
pub const LOADING: &str = "Loading…";
/// The heading of the resources that it creates.
pub const CREATES: &str = "Creates";
/// The line where it creates no resources.
pub const CREATES_NOTHING: &str = "Nothing: it describes resources that already exist.";
/// The heading of its inputs.
pub const ASKS: &str = "Inputs";
/// The line where it has no inputs.
pub const ASKS_NOTHING: &str = "None";
/// The heading of its files.
pub const FILES: &str = "Files";
/// The heading of the bundles that complement it.
pub const BESIDE: &str = "Goes well with";
/// The help below that heading.
pub const BESIDE_HINT: &str = "Selected bundles are created too, and work together with this one.";

/// The title of a starting point.
pub fn title(beginning: Starter) -> &'static str {
    match beginning {
        Starter::Environment => "Environment",
        Starter::Service => "Service",
        Starter::ServiceWithPipeline => "Service with a pipeline",
        Starter::Component => "Component",
        Starter::CustomerManagedEnvironment => "Customer-managed environment",
        Starter::Point(point) => match point {
            StartingPoint::StaticSite => "Static site",
            StartingPoint::ScheduledFunction => "Scheduled function",
            StartingPoint::FargateService => "Fargate service",
            StartingPoint::QueueWorker => "Queue worker",
            StartingPoint::VpcEnvironment => "VPC",
            StartingPoint::SharedNetwork => "Shared network",
            StartingPoint::ItemApiEnvironment => "Item API",
            StartingPoint::ItemApiService => "Item API service",
        },
    }
}

/// The summary of a starting point.
pub fn summary(beginning: Starter) -> &'static str {
    match beginning {
        Starter::Environment => "Resources that services share; starts with a bucket.",
        Starter::Service => "One application, without a pipeline; starts with a function.",
        Starter::ServiceWithPipeline => "The same, plus a pipeline from repository to instances.",
        Starter::Component => "Extra resources for one service instance; starts with a queue.",
        Starter::CustomerManagedEnvironment => {
            "A schema for resources that already exist, such as a network."
        }
        Starter::Point(point) => match point {
            StartingPoint::StaticSite => {
                "A private bucket behind CloudFront, and a pipeline that builds and publishes the site."
            }
            StartingPoint::ScheduledFunction => {
                "A Lambda function that EventBridge runs on a schedule, with retries and an alarm."
            }
            StartingPoint::FargateService => {
                "A container behind a load balancer, and a pipeline that builds and rolls out its image."
            }
            StartingPoint::QueueWorker => {
                "An SQS queue processed by a Lambda function, with a dead-letter queue and an alarm."
            }
            StartingPoint::VpcEnvironment => {
                "A network with public and private subnets in two or three zones, and NAT gateways."
            }
            StartingPoint::SharedNetwork => {
                "The same outputs for a network that already exists: a schema without a template."
            }
            StartingPoint::ItemApiEnvironment => "An API Gateway, and a DynamoDB table behind it.",
            StartingPoint::ItemApiService => {
                "A Lambda function behind one path of the item API, and its pipeline."
            }
        },
    }
}

/// The kind of the bundle that a starting point creates.
pub fn kind(point: StartingPoint) -> &'static str {
    match point {
        StartingPoint::StaticSite
        | StartingPoint::FargateService
        | StartingPoint::ItemApiService => "Service with a pipeline",
        StartingPoint::ScheduledFunction | StartingPoint::QueueWorker => "Service",
        StartingPoint::VpcEnvironment | StartingPoint::ItemApiEnvironment => "Environment",
        StartingPoint::SharedNetwork => "Customer-managed environment",
    }
}

/// The name of the deployed part.
pub fn target(target: Target) -> &'static str {
    match target {
        Target::Environment => "Environment",
        Target::Instance(_) => "Each service instance",
        Target::Pipeline => "Pipeline",
        Target::Component => "Component",
    }
}

/// A type of resource, and the number of such resources.
pub fn resource(kind: &str, count: usize) -> String {
    let name = kind.strip_prefix("AWS::").unwrap_or(kind).replace("::", " ");
    if count == 1 { name } else { format!("{count} × {name}") }
}
