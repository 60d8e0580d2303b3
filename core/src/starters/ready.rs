//! The initial workspace: an item API environment and a service in it.

use crate::bundle::{Bundle, File, files};
use crate::workspace::Workspace;

/// An environment bundle and a service bundle that fits it, each with a sample of its inputs. Both are complete, have
/// no findings and use current AWS features.
pub fn ready_workspace() -> Workspace {
    Workspace {
        bundles: vec![
            ready(
                "item-api-environment",
                files!("samples/item-api-environment":
                    "README.md",
                    "infrastructure/cloudformation.yaml",
                    "infrastructure/manifest.yaml",
                    "schema/schema.yaml",
                    "spec/sample-outputs.yaml",
                    "spec/spec.yaml",
                ),
            ),
            ready(
                "item-api-service",
                files!("samples/item-api-service":
                    ".template-registration.yaml",
                    "README.md",
                    "instance_infrastructure/cloudformation.yaml",
                    "instance_infrastructure/manifest.yaml",
                    "pipeline_infrastructure/cloudformation.yaml",
                    "pipeline_infrastructure/manifest.yaml",
                    "schema/schema.yaml",
                    "spec/sample-outputs.yaml",
                    "spec/spec.yaml",
                ),
            ),
        ],
    }
}

/// A bundle with a top folder of the same name.
fn ready(name: &str, files: Vec<File>) -> Bundle {
    Bundle { name: name.to_owned(), top_folder: Some(name.to_owned()), files, ..Bundle::default() }
}
