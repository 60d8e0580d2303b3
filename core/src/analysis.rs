//! The result of [`crate::analyze()`].

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::bundle::{FileId, Kind, Target};
use crate::diagnostic::Diagnostic;
use crate::form::Form;
use crate::silence::Silencing;

/// The analysis of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The analysis of each bundle, in the order of the workspace.
    pub bundles: Vec<BundleAnalysis>,
    /// All problems of all bundles, silenced or not, sorted by bundle, then by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The comments and configurations in the bundles that silence problems, for [`crate::silence::silence`].
    pub silencing: Silencing,
}

/// Everything that the analysis of one bundle found. An [`Analysis`] joins the results of all bundles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BundleResult {
    /// Forms and renderings.
    pub analysis: BundleAnalysis,
    /// The problems, silenced or not, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The comments and the configuration in the bundle that silence problems.
    pub silencing: Silencing,
}

/// The changes of an analysis since an earlier one, from [`crate::Analyzer::update`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnalysisUpdate {
    /// The revision that the update leads to.
    pub revision: u64,
    /// The names of the bundles with a result, or waiting for one, in the order of the workspace.
    pub bundles: Vec<String>,
    /// The results that have changed. All other bundles have the result that they had; a new one may have none yet.
    pub changed: Vec<BundleResult>,
    /// The number of bundles whose results are out of date or missing, which the next update has.
    pub waiting: usize,
}

impl Analysis {
    /// Applies an update.
    pub fn apply(&mut self, update: AnalysisUpdate) {
        let mut results = std::mem::take(self).split();
        results.extend(update.changed.into_iter().map(|one| (one.analysis.name.clone(), one)));
        *self = update.bundles.iter().filter_map(|name| results.remove(name)).collect();
    }

    /// Splits the analysis into the results of its bundles, by name.
    fn split(self) -> HashMap<String, BundleResult> {
        let mut silencing = self.silencing;
        let mut results: HashMap<String, BundleResult> = HashMap::new();
        for analysis in self.bundles {
            let name = analysis.name.clone();
            let silencing = silencing.take(&name);
            results.insert(name, BundleResult { analysis, diagnostics: vec![], silencing });
        }
        for diagnostic in self.diagnostics {
            if let Some(result) = results.get_mut(&diagnostic.file.bundle) {
                result.diagnostics.push(diagnostic);
            }
        }
        results
    }
}

impl FromIterator<BundleResult> for Analysis {
    /// Joins the results of the bundles, which are in the order of the workspace.
    fn from_iter<I: IntoIterator<Item = BundleResult>>(results: I) -> Self {
        let mut joined = Self::default();
        for BundleResult { analysis, mut diagnostics, silencing } in results {
            joined.bundles.push(analysis);
            joined.diagnostics.append(&mut diagnostics);
            joined.silencing.add(silencing);
        }
        joined
    }
}

/// The analysis of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BundleAnalysis {
    /// [`crate::Bundle::name`].
    pub name: String,
    /// Its kind, which follows from its files.
    pub kind: Kind,
    /// The names of the open environments whose outputs a service or component gets.
    pub environments: Vec<String>,
    /// The forms for the inputs: one for the environment, or one for each service instance and one for the
    /// pipeline.
    pub inputs: Vec<Form>,
    /// The forms for values from outside: the outputs of environments, services and components, and the names that
    /// Proton would fill in.
    pub outputs: Vec<Form>,
    /// The files that Proton would have rendered: for CloudFormation one for each target, for Terraform and
    /// CodeBuild all files of each target.
    pub renderings: Vec<Rendering>,
}

/// A rendered template, or a file that Proton would have generated or copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendering {
    /// Its target.
    pub target: Target,
    /// The display name of the target: `environment`, `pipeline`, or the instance's name.
    pub label: String,
    /// The path that the command line writes it to, unique in a bundle: `instance-dev.yaml`, or with a folder if
    /// the target has several files: `instance-dev/proton.auto.tfvars.json`.
    pub file_name: String,
    /// The template that it was rendered from; for a generated file, the file that determines its content.
    pub template: FileId,
    /// The text; `None` if rendering failed, which the diagnostics explain.
    pub text: Option<String>,
    /// Whether every name that the template reads is defined. Undefined names print nothing here, while Proton
    /// would not have rendered the template at all.
    pub is_complete: bool,
}

impl Rendering {
    /// Whether it is for CloudFormation; the files for other engines are in a folder.
    pub fn is_cloudformation(&self) -> bool {
        !self.file_name.contains('/')
    }

    /// The file name without its folder, which is unique in its target.
    pub fn file(&self) -> &str {
        self.file_name.rsplit('/').next().unwrap_or(&self.file_name)
    }
}
