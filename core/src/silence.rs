//! Silencing: findings that a repository does not want to see, and what silences each.
//!
//! A finding is silenced by a comment beside it, by the configuration `.cyclotron.yaml`, by the command
//! line or by a baseline. Nothing here changes what is rendered, and nothing is silenced without a
//! trace: [`silence`] gives the silenced findings together with the reason.

mod baseline;
mod comments;
mod configuration;
mod selector;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use baseline::{Baseline, BaselineError};
pub use configuration::{CONFIGURATION, Configuration};
pub use selector::{Selector, UnknownCode};

use crate::bundle::FileId;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::workspace::Workspace;
use comments::{Comment, comments};

/// A finding that is not shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silenced {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// The reason why it is not shown.
    pub by: Silencer,
}

/// The reason why a finding is not shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Silencer {
    /// A comment about one line.
    Line {
        /// The file with the comment.
        file: FileId,
        /// The comment's line, from 1.
        line: usize,
    },
    /// A comment about the whole file.
    File {
        /// The file with the comment.
        file: FileId,
        /// The comment's line, from 1.
        line: usize,
    },
    /// A rule that `.cyclotron.yaml` turns off.
    Configuration {
        /// The configuration.
        file: FileId,
        /// The rule's line, from 1.
        line: usize,
    },
    /// A code given to `--ignore-checks`, as it was typed.
    Option(String),
    /// The baseline.
    Baseline,
}

/// Everything that silences findings of a workspace, apart from the comments in its files.
#[derive(Clone, Debug, Default)]
pub struct Silencing {
    /// By bundle, the outermost first: a later one overrides those before it.
    configurations: HashMap<String, Vec<Configuration>>,
    ignored: Vec<(String, Selector)>,
    baseline: Option<Baseline>,
}

impl Silencing {
    /// Reads the configurations that are in the bundles of `workspace`, and gives the problems in them.
    pub fn of(workspace: &Workspace) -> (Self, Vec<Diagnostic>) {
        let mut silencing = Self::default();
        let mut found = vec![];
        for bundle in &workspace.bundles {
            let Some(text) = bundle.text(CONFIGURATION) else { continue };
            let (configuration, mut problems) = Configuration::read(bundle.id(CONFIGURATION), text);
            found.append(&mut problems);
            silencing.configurations.insert(bundle.name.clone(), vec![configuration]);
        }
        (silencing, found)
    }

    /// Adds a configuration from a folder around the bundle called `bundle`. The innermost is added
    /// first.
    pub fn around(&mut self, bundle: &str, configuration: Configuration) {
        self.configurations.entry(bundle.to_owned()).or_default().insert(0, configuration);
    }

    /// Silences the findings with a code, or those of a group of CloudFormation's rules, everywhere.
    pub fn ignore(&mut self, typed: &str) -> Result<(), UnknownCode> {
        self.ignored.push((typed.to_owned(), Selector::parse(typed)?));
        Ok(())
    }

    /// Silences the findings in `baseline`.
    pub fn set_baseline(&mut self, baseline: Baseline) {
        self.baseline = Some(baseline);
    }

    /// Whether a finding that is shown makes the check fail: an error, unless `fail_on` of the
    /// configuration says otherwise.
    pub fn fails(&self, diagnostic: &Diagnostic) -> bool {
        let configurations = self.configurations(&diagnostic.file.bundle);
        let fail_on = configurations.rev().find_map(|configuration| configuration.fail_on);
        diagnostic.severity <= fail_on.unwrap_or(Severity::Error)
    }

    fn configurations(&self, bundle: &str) -> impl DoubleEndedIterator<Item = &Configuration> {
        self.configurations.get(bundle).into_iter().flatten()
    }

    /// The innermost configuration that says anything about `code`.
    fn setting(
        &self,
        bundle: &str,
        code: &Code,
    ) -> Option<(&Configuration, Option<Severity>, usize)> {
        self.configurations(bundle).rev().find_map(|configuration| {
            let (severity, line) = configuration.setting(code)?;
            Some((configuration, severity, line))
        })
    }

    fn silencer(&self, comments: &[Comment], diagnostic: &Diagnostic) -> Option<Silencer> {
        let file = || diagnostic.file.clone();
        let code = &diagnostic.code;
        let mut named = comments.iter().filter(|comment| comment.names(code));
        let comment = named.find(|comment| comment.is_about(diagnostic));
        if let Some(comment) = comment {
            let line = comment.line;
            return Some(match comment.about {
                Some(_) => Silencer::Line { file: file(), line },
                None => Silencer::File { file: file(), line },
            });
        }
        let ignored = self.ignored.iter().find(|(_, selector)| selector.matches(code));
        if let Some((typed, _)) = ignored {
            return Some(Silencer::Option(typed.clone()));
        }
        match self.setting(&diagnostic.file.bundle, code) {
            Some((configuration, None, line)) => {
                Some(Silencer::Configuration { file: configuration.file.clone(), line })
            }
            _ => None,
        }
    }
}

/// Parts `diagnostics` of `workspace` into those that are shown, with the severities that the
/// configuration gives them, and those that are silenced. `path` gives the path by which a baseline
/// knows a file.
///
/// Codes in comments that do not exist are shown as problems.
pub fn silence(
    workspace: &Workspace,
    diagnostics: Vec<Diagnostic>,
    silencing: &Silencing,
    path: impl Fn(&FileId) -> String,
) -> (Vec<Diagnostic>, Vec<Silenced>) {
    let mut files: HashMap<FileId, Vec<Comment>> = HashMap::new();
    let (mut shown, mut silenced) = (vec![], vec![]);
    for bundle in &workspace.bundles {
        for file in &bundle.files {
            let Some(text) = bundle.text(&file.path) else { continue };
            let comments = comments(text);
            if comments.is_empty() {
                continue;
            }
            let id = bundle.id(&file.path);
            shown.extend(comments.iter().flat_map(|comment| comment.problems(&id, text)));
            files.insert(id, comments);
        }
    }
    let mut baseline = silencing.baseline.clone();
    for mut diagnostic in diagnostics {
        let comments = files.get(&diagnostic.file).map(Vec::as_slice).unwrap_or_default();
        let by = silencing.silencer(comments, &diagnostic).or_else(|| {
            let text = workspace.file(&diagnostic.file).and_then(crate::File::text);
            let known = baseline.as_mut()?.take(&path(&diagnostic.file), &diagnostic, text);
            known.then_some(Silencer::Baseline)
        });
        if let Some(by) = by {
            silenced.push(Silenced { diagnostic, by });
            continue;
        }
        if let Some((_, Some(severity), _)) =
            silencing.setting(&diagnostic.file.bundle, &diagnostic.code)
        {
            diagnostic.severity = severity;
        }
        shown.push(diagnostic);
    }
    (shown, silenced)
}

#[cfg(test)]
mod tests;
