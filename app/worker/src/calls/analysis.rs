//! The analysis of the workspace.

use cyclotron_core::silence::Configuration;
use cyclotron_core::text::Edit;
use cyclotron_core::{Action, Analysis, FileId, Key, Workspace, analyze, apply_change};
use serde::{Deserialize, Serialize};

use super::Answer;

/// Applies the changes of forms, then analyzes. The worker's workspace stays as it was before the changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Analyze {
    /// The changes in order.
    pub changes: Vec<Change>,
    /// The configurations in the folders around bundles, innermost first.
    pub configurations: Vec<OuterConfiguration>,
}

/// A change that a form makes to its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The YAML file.
    pub file: FileId,
    /// The path in the file.
    pub path: Vec<Key>,
    /// The action at this path.
    pub action: Action,
}

/// A `.cyclotron.yaml` that was opened in a folder around a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OuterConfiguration {
    /// The name of the bundle.
    pub bundle: String,
    /// The path of the file in the archive or folder that was opened.
    pub path: String,
    /// The text of the file.
    pub text: String,
}

/// The reply to [`Analyze`].
#[derive(Debug, Serialize, Deserialize)]
pub struct Analyzed {
    /// The analysis of the workspace after the changes.
    pub analysis: Analysis,
    /// The changes as edits in order, each relative to the text after the previous one; or the error that prevented
    /// the change.
    pub edits: Vec<Result<(FileId, Edit), String>>,
}

impl Answer for Analyze {
    fn answer(self, workspace: &Workspace) -> Analyzed {
        let mut workspace = workspace.clone();
        let edits = self.changes.into_iter().map(|Change { file, path, action }| {
            let edit = apply_change(&mut workspace, &file, &path, &action)?;
            Ok((file, edit))
        });
        let edits = edits.collect();
        let mut analysis = analyze(&workspace);
        add_configurations(&mut analysis, self.configurations);
        Analyzed { analysis, edits }
    }
}

/// Adds the configurations around bundles, and each of their problems once.
fn add_configurations(analysis: &mut Analysis, configurations: Vec<OuterConfiguration>) {
    for OuterConfiguration { bundle, path, text } in configurations {
        let file = FileId { bundle: String::new(), path };
        let (configuration, problems) = Configuration::read(file, &text);
        analysis.silencing.around(&bundle, configuration);
        for problem in problems {
            if !analysis.diagnostics.contains(&problem) {
                analysis.diagnostics.push(problem);
            }
        }
    }
}
