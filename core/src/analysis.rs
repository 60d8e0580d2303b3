//! What [`crate::analyze()`] finds out about a workspace.

use serde::{Deserialize, Serialize};

use crate::bundle::{FileId, Kind, Target};
use crate::diagnostic::Diagnostic;
use crate::form::Form;
use crate::silence::Silencing;

/// Everything known about a workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// One for each bundle of the workspace, in its order.
    pub bundles: Vec<BundleAnalysis>,
    /// Every problem of every bundle, silenced or not: by bundle, then by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The comments and configurations in the bundles that silence problems, for
    /// [`crate::silence::silence`].
    pub silencing: Silencing,
}

/// What is known about one bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BundleAnalysis {
    /// [`crate::Bundle::name`].
    pub name: String,
    /// What kind its files make it.
    pub kind: Kind,
    /// The inputs: one form for the environment, or one for each service instance and one for
    /// the pipeline.
    pub inputs: Vec<Form>,
    /// What other stacks would supply: environment, service and component outputs, and the
    /// names that Proton would fill in.
    pub outputs: Vec<Form>,
    /// What Proton would have handed to CloudFormation: one for each target. For Terraform and
    /// CodeBuild: one for each file of each target.
    pub renderings: Vec<Rendering>,
}

/// One rendered template, or a file that Proton would have written or passed on as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendering {
    /// What for.
    pub target: Target,
    /// How people call it: `environment`, `pipeline`, or the instance's name.
    pub label: String,
    /// What the command line would call the file: `instance-dev.yaml`, or with a folder where a
    /// target has several: `instance-dev/proton.auto.tfvars.json`. Once in a bundle.
    pub file_name: String,
    /// The template it comes from; for what is generated, the file that says what is in it.
    pub template: FileId,
    /// The text; none when rendering failed, and then the diagnostics say why.
    pub text: Option<String>,
    /// Whether every name that the template reads is there. One that is not printed nothing here,
    /// and Proton would not have rendered at all.
    pub is_complete: bool,
}

impl Rendering {
    /// Whether CloudFormation would get it; the other tools get several files, in a folder.
    pub fn is_cloudformation(&self) -> bool {
        !self.file_name.contains('/')
    }

    /// What tells it from the other renderings of its target: the file's name without its folder.
    pub fn file(&self) -> &str {
        self.file_name.rsplit('/').next().unwrap_or(&self.file_name)
    }
}
