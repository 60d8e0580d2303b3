//! The workspace that is open before anything else is: an item API and a service in it.

use crate::bundle::{Bundle, File};
use crate::workspace::Workspace;

/// One bundle from its folder below `samples/`: the files in path order.
macro_rules! bundle {
    ($name:literal: $($path:literal),+ $(,)?) => {
        Bundle {
            name: $name.into(),
            top_folder: Some($name.into()),
            files: vec![$(
                File::new($path, include_str!(concat!("../samples/", $name, "/", $path)))
            ),+],
            pack_sample: false,
            sample: String::new(),
        }
    };
}

/// An environment bundle and a service bundle that fits it, each with a sample of its inputs:
/// complete, without a finding, and for AWS as it is today.
pub fn workspace() -> Workspace {
    Workspace {
        bundles: vec![
            bundle! { "item-api-environment":
                "README.md",
                "infrastructure/cloudformation.yaml",
                "infrastructure/manifest.yaml",
                "schema/schema.yaml",
                "spec/sample-outputs.yaml",
                "spec/spec.yaml",
            },
            bundle! { "item-api-service":
                ".template-registration.yaml",
                "README.md",
                "instance_infrastructure/cloudformation.yaml",
                "instance_infrastructure/manifest.yaml",
                "pipeline_infrastructure/cloudformation.yaml",
                "pipeline_infrastructure/manifest.yaml",
                "schema/schema.yaml",
                "spec/sample-outputs.yaml",
                "spec/spec.yaml",
            },
        ],
    }
}
