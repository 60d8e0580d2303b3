//! The bundles that a new workspace or a new bundle starts with: a blank bundle of each kind, the
//! starting points of the gallery, and the ready workspace.

mod gallery;
mod preview;
mod ready;

use serde::{Deserialize, Serialize};

pub use self::gallery::StartingPoint;
pub use self::preview::{Input, Preview, Section, preview};
pub use self::ready::ready_workspace;
use crate::bundle::{Bundle, File, files};
use crate::prepare::prepare;
use crate::workspace::Workspace;

/// The content of a new bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Starter {
    /// A blank environment with a bucket that services share.
    Environment,
    /// A blank service with a function, without a pipeline.
    Service,
    /// A blank service with a function, and a pipeline that tests and deploys it.
    ServiceWithPipeline,
    /// A blank component with a queue beside a service instance.
    Component,
    /// A blank customer-managed environment: a network that was provisioned elsewhere.
    CustomerManagedEnvironment,
    /// A complete bundle from the gallery.
    Point(StartingPoint),
}

impl Starter {
    /// One starter for each kind, with the minimum that a bundle of the kind can have.
    pub const KINDS: [Self; 5] = [
        Self::Environment,
        Self::Service,
        Self::ServiceWithPipeline,
        Self::Component,
        Self::CustomerManagedEnvironment,
    ];

    /// A new bundle called `name`, with samples of its inputs and outputs. It has no problems, no matter which other bundles
    /// are open.
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

    /// The files of a blank bundle.
    fn files(self) -> Vec<File> {
        match self {
            Self::Environment => files!("src/starters/blank/environment":
                "infrastructure/cloudformation.yaml",
                "infrastructure/manifest.yaml",
                "schema/schema.yaml",
            ),
            Self::Service => files!("src/starters/blank/service":
                "instance_infrastructure/cloudformation.yaml",
                "instance_infrastructure/manifest.yaml",
                "schema/schema.yaml",
            ),
            Self::ServiceWithPipeline => {
                let mut files = files!("src/starters/blank/service":
                    "instance_infrastructure/cloudformation.yaml",
                    "instance_infrastructure/manifest.yaml",
                );
                files.extend(files!("src/starters/blank/pipeline":
                    "pipeline_infrastructure/cloudformation.yaml",
                    "pipeline_infrastructure/manifest.yaml",
                    "schema/schema.yaml",
                ));
                files
            }
            Self::Component => {
                files!("src/starters/blank/component": "cloudformation.yaml", "manifest.yaml")
            }
            Self::CustomerManagedEnvironment => {
                files!("src/starters/blank/customer-managed-environment": "schema/schema.yaml")
            }
            Self::Point(_) => vec![],
        }
    }
}

/// New bundles that belong together, each with its name. Each bundle is open when the next ones are created.
pub fn bundles(wanted: &[(Starter, String)], workspace: &Workspace) -> Vec<Bundle> {
    let mut open = workspace.clone();
    for (beginning, name) in wanted {
        let bundle = beginning.bundle(name, &open);
        open.bundles.push(bundle);
    }
    open.bundles.split_off(workspace.bundles.len())
}
