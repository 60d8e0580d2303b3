//! What a new bundle begins as: one small and whole bundle of each kind, or a starting point.

mod preview;

use serde::{Deserialize, Serialize};

pub use self::preview::{Input, Preview, Section, preview};
use crate::bundle::{Bundle, File, files};
use crate::starting_points::StartingPoint;
use crate::workspace::{Workspace, prepare};

/// What a new bundle begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Beginning {
    /// A bucket that services share.
    Environment,
    /// A function, without a pipeline.
    Service,
    /// The same function, and a pipeline that tests and deploys it.
    ServiceWithPipeline,
    /// A queue beside a service instance.
    Component,
    /// A network that was provisioned elsewhere.
    CustomerManagedEnvironment,
    /// A bundle that is whole and useful as it is.
    Point(StartingPoint),
}

/// What the manifest of a template in CloudFormation says.
pub const MANIFEST: &str = include_str!("beginnings/component/manifest.yaml");

impl Beginning {
    /// One of each kind, with as little as a bundle of that kind can have.
    pub const KINDS: [Self; 5] = [
        Self::Environment,
        Self::Service,
        Self::ServiceWithPipeline,
        Self::Component,
        Self::CustomerManagedEnvironment,
    ];

    /// A new bundle called `name`, with samples of its inputs and outputs. Nothing is wrong with it,
    /// whatever else is open.
    pub fn bundle(self, name: &str, workspace: &Workspace) -> Bundle {
        let mut bundle = match self {
            Self::Point(point) => point.bundle(name, workspace),
            kind => Bundle {
                name: name.to_owned(),
                top_folder: Some(name.to_owned()),
                files: kind.files(),
                ..Bundle::default()
            },
        };
        prepare(&mut bundle, workspace);
        bundle
    }

    /// The files of a kind.
    fn files(self) -> Vec<File> {
        match self {
            Self::Environment => files!("src/beginnings/environment":
                "infrastructure/cloudformation.yaml",
                "infrastructure/manifest.yaml",
                "schema/schema.yaml",
            ),
            Self::Service => files!("src/beginnings/service":
                "instance_infrastructure/cloudformation.yaml",
                "instance_infrastructure/manifest.yaml",
                "schema/schema.yaml",
            ),
            Self::ServiceWithPipeline => {
                let mut files = files!("src/beginnings/service":
                    "instance_infrastructure/cloudformation.yaml",
                    "instance_infrastructure/manifest.yaml",
                );
                files.extend(files!("src/beginnings/pipeline":
                    "pipeline_infrastructure/cloudformation.yaml",
                    "pipeline_infrastructure/manifest.yaml",
                    "schema/schema.yaml",
                ));
                files
            }
            Self::Component => {
                files!("src/beginnings/component": "cloudformation.yaml", "manifest.yaml")
            }
            Self::CustomerManagedEnvironment => {
                files!("src/beginnings/customer-managed-environment": "schema/schema.yaml")
            }
            Self::Point(_) => vec![],
        }
    }
}

/// New bundles that belong together, each with its name: what comes first is open for those behind it.
pub fn bundles(wanted: &[(Beginning, String)], workspace: &Workspace) -> Vec<Bundle> {
    let mut open = workspace.clone();
    for (beginning, name) in wanted {
        let bundle = beginning.bundle(name, &open);
        open.bundles.push(bundle);
    }
    open.bundles.split_off(workspace.bundles.len())
}
