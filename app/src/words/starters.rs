//! The dialog of new bundles.

use cyclotron_core::Target;
use cyclotron_core::starters::{Starter, StartingPoint};

/// The dialog.
pub const TITLE: &str = "New bundle";
/// Makes it.
pub const CREATE: &str = "Create";
/// Asks for the name.
pub const NAME: &str = "Name of the template";
/// The whole bundles.
pub const POINTS: &str = "Starting points";
/// The others.
pub const KINDS: &str = "Empty, of a kind";
/// What is known of the chosen one.
pub const PREVIEW: &str = "What you get";
/// While that is on its way.
pub const LOADING: &str = "On its way…";
/// Resources.
pub const CREATES: &str = "Creates";
/// Where there are no resources.
pub const CREATES_NOTHING: &str = "Nothing: what it describes is provisioned elsewhere.";
/// Inputs.
pub const ASKS: &str = "Asks for";
/// Where there are none.
pub const ASKS_NOTHING: &str = "Nothing";
/// Behind an input that has to be given.
pub const REQUIRED: &str = "required";
/// Files.
pub const FILES: &str = "Files";
/// Bundles that fit, to be made as well.
pub const BESIDE: &str = "Goes well with";
/// What choosing one of those does.
pub const BESIDE_HINT: &str = "What you tick is made as well, and the two work together.";

/// What a beginning is called.
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

/// What it is, in a sentence.
pub fn summary(beginning: Starter) -> &'static str {
    match beginning {
        Starter::Environment => "Resources that services share; it begins with a bucket.",
        Starter::Service => "One application, without a pipeline; it begins with a function.",
        Starter::ServiceWithPipeline => {
            "The same, and what brings it from a repository to its instances."
        }
        Starter::Component => "Extra resources for one service instance; it begins with a queue.",
        Starter::CustomerManagedEnvironment => {
            "A schema of what was provisioned elsewhere, such as a network."
        }
        Starter::Point(point) => match point {
            StartingPoint::StaticSite => {
                "A private bucket behind CloudFront, and a pipeline that builds and publishes the site."
            }
            StartingPoint::ScheduledFunction => {
                "A Lambda function that EventBridge calls by the clock, with retries and an alarm."
            }
            StartingPoint::FargateService => {
                "A container behind a load balancer, and a pipeline that builds and rolls out its image."
            }
            StartingPoint::QueueWorker => {
                "A queue and a Lambda function that works it off; what fails is put aside, with an alarm."
            }
            StartingPoint::VpcEnvironment => {
                "A network with public and private subnets in two or three zones, and the ways out."
            }
            StartingPoint::SharedNetwork => {
                "The same outputs for a network that is there already: a schema, and no template."
            }
            StartingPoint::ItemApiEnvironment => "An API Gateway, and a DynamoDB table behind it.",
            StartingPoint::ItemApiService => {
                "A Lambda function behind one path of the item API, and its pipeline."
            }
        },
    }
}

/// What kind of bundle a starting point is.
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

/// What is deployed.
pub fn target(target: Target) -> &'static str {
    match target {
        Target::Environment => "Environment",
        Target::Instance(_) => "Each service instance",
        Target::Pipeline => "Pipeline",
        Target::Component => "Component",
    }
}

/// A type of resource, and how many there are.
pub fn resource(kind: &str, count: usize) -> String {
    let name = kind.strip_prefix("AWS::").unwrap_or(kind).replace("::", " ");
    if count == 1 { name } else { format!("{count} × {name}") }
}
