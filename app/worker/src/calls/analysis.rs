//! The analysis of the workspace.

use cyclotron_core::silence::Configuration;
use cyclotron_core::text::Edit;
use cyclotron_core::{Action, AnalysisUpdate, Analyzer, Diagnostic, FileId, Key, Rendering};
use serde::{Deserialize, Serialize};

use super::Answer;

/// Applies the changes of forms, then analyzes a few bundles, and replies with the results that have changed. The
/// bundles that remain are analyzed by further requests.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Analyze {
    /// The changes in order.
    pub changes: Vec<Change>,
    /// The rendering that the page shows. If it is not known and takes less time than the rest, the reply has it and
    /// nothing else, and everything else is left to further requests.
    pub shown: Option<Shown>,
    /// The name of the bundle to analyze first.
    pub first: Option<String>,
    /// The maximum number of bundles to analyze.
    pub at_most: usize,
    /// The names of the bundles to treat as if they were closed.
    pub left_out: Vec<String>,
    /// The revision of the last reply of this worker; 0 before the first.
    pub since: u64,
    /// The configurations in the folders around bundles, innermost first.
    pub configurations: Vec<OuterConfiguration>,
}

/// Identifies a rendering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The name of the bundle.
    pub bundle: String,
    /// The file name of the rendering in the bundle.
    pub file_name: String,
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
    /// The new state of the shown rendering, before the result of its bundle.
    pub shown: Option<Rendering>,
    /// The changes of the analysis since the given revision.
    pub update: AnalysisUpdate,
    /// The changes as edits in order, each relative to the text after the previous one; or the error that prevented
    /// the change.
    pub edits: Vec<Result<(FileId, Edit), String>>,
    /// The configurations around bundles, by the name of the bundle, innermost first.
    pub around: Vec<(String, Configuration)>,
    /// The problems in these configurations.
    pub problems: Vec<Diagnostic>,
}

impl Answer for Analyze {
    fn answer(self, analyzer: &mut Analyzer) -> Analyzed {
        let edits = self.changes.into_iter().map(|Change { file, path, action }| {
            let edit = analyzer.apply_change(&file, &path, &action)?;
            Ok((file, edit))
        });
        let edits = edits.collect();
        analyzer.leave_out(&self.left_out);
        let shown = self
            .shown
            .and_then(|Shown { bundle, file_name }| analyzer.render_first(&bundle, &file_name));
        let at_most = if shown.is_some() { 0 } else { self.at_most };
        let update = analyzer.update(self.since, self.first.as_deref(), at_most);
        let mut problems = vec![];
        let around =
            self.configurations.into_iter().map(|OuterConfiguration { bundle, path, text }| {
                let file = FileId { bundle: String::new(), path };
                let (configuration, found) = Configuration::read(file, &text);
                for problem in found {
                    // A file is read once for each bundle below it.
                    if !problems.contains(&problem) {
                        problems.push(problem);
                    }
                }
                (bundle, configuration)
            });
        let around = around.collect();
        Analyzed { shown, update, edits, around, problems }
    }
}
