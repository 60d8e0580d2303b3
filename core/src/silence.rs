//! Silencing: findings that a repository does not want to see, and the reason why each is hidden.
//!
//! A finding is silenced by a comment beside it, by the configuration `.cyclotron.yaml`, by the command
//! line or by a baseline. [`crate::analyze()`] reads comments and configurations; [`silence`] applies them,
//! for the page and the command line alike. Nothing here changes a rendering, and no finding disappears:
//! [`silence`] returns the silenced findings together with the reasons.

mod baseline;
mod block;
mod comments;
mod configuration;
mod selector;
mod unused;

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

pub use baseline::{Baseline, BaselineError};
pub use configuration::{CONFIGURATION, Configuration};
pub use selector::{Selector, UnknownCode};

use crate::bundle::{Bundle, FileId};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::workspace::Workspace;

pub(crate) use comments::MARK;
use comments::{Comment, comments};

/// A finding that is not shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Silenced {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// The reason why it is not shown.
    pub by: Silencer,
}

/// The reason why a finding is not shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl Silencer {
    /// The file and the line, from 1, of the rule; `None` for a rule that is not in a file.
    pub fn place(&self) -> Option<(&FileId, usize)> {
        match self {
            Self::Line { file, line }
            | Self::File { file, line }
            | Self::Configuration { file, line } => Some((file, *line)),
            Self::Option(_) | Self::Baseline => None,
        }
    }
}

/// All rules that silence findings of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Silencing {
    comments: BTreeMap<FileId, Vec<Comment>>,
    /// The configurations by bundle, outermost first: a later one overrides those before it.
    configurations: BTreeMap<String, Vec<Configuration>>,
    /// Codes given to `--ignore-checks`, as they were typed.
    ignored: Vec<(String, Selector)>,
    #[serde(skip)]
    baseline: Option<Baseline>,
}

impl Silencing {
    /// Adds the comments and the configuration in the files of `bundle`, and returns the problems in them.
    pub(crate) fn read(&mut self, bundle: &Bundle) -> Vec<Diagnostic> {
        let mut found = vec![];
        for file in &bundle.files {
            let Some(text) = file.text() else { continue };
            let id = || bundle.id(&file.path);
            if file.path == CONFIGURATION {
                let (configuration, mut problems) = Configuration::read(id(), text);
                found.append(&mut problems);
                self.configurations.insert(bundle.name.clone(), vec![configuration]);
                continue;
            }
            found.append(&mut self.read_text(id(), text));
        }
        found
    }

    /// Adds the comments in a `file` that belongs to no bundle, and returns the problems in them.
    pub fn read_text(&mut self, file: FileId, text: &str) -> Vec<Diagnostic> {
        let written = comments(text);
        let found = written.iter().flat_map(|one| one.problems(&file, text)).collect();
        if !written.is_empty() {
            let comments = written.into_iter().map(|one| one.comment).collect();
            self.comments.insert(file, comments);
        }
        found
    }

    /// Whether a file of the bundle called `bundle`, or a configuration around it, silences findings or
    /// changes severities.
    pub fn has_rules(&self, bundle: &str) -> bool {
        self.configurations.contains_key(bundle)
            || self.comments.keys().any(|file| file.bundle == bundle)
    }

    /// Removes the rules in the files of the bundle called `bundle` and returns them.
    pub(crate) fn take(&mut self, bundle: &str) -> Self {
        let comments = self.comments.extract_if(.., |file, _| file.bundle == bundle).collect();
        let configurations = self.configurations.remove_entry(bundle).into_iter().collect();
        Self { comments, configurations, ..Self::default() }
    }

    /// Adds the rules in the files of another bundle.
    pub(crate) fn add(&mut self, other: Self) {
        self.comments.extend(other.comments);
        self.configurations.extend(other.configurations);
    }

    /// These rules without the comments and configurations of some bundles.
    #[must_use]
    pub fn without(&self, is_left_out: impl Fn(&str) -> bool) -> Self {
        let mut rest = self.clone();
        rest.comments.retain(|file, _| !is_left_out(&file.bundle));
        rest.configurations.retain(|bundle, _| !is_left_out(bundle));
        rest
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

    /// The configurations in the bundles themselves.
    pub fn own_configurations(&self) -> impl Iterator<Item = &Configuration> {
        let all = self.configurations.values().flatten();
        all.filter(|configuration| !configuration.file.bundle.is_empty())
    }

    fn configurations(&self, bundle: &str) -> impl DoubleEndedIterator<Item = &Configuration> {
        self.configurations.get(bundle).into_iter().flatten()
    }

    /// The setting for `code` in the innermost configuration that has one.
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

    /// The comments that name the code of `diagnostic`, in its file.
    fn comments_naming(&self, diagnostic: &Diagnostic) -> impl Iterator<Item = &Comment> {
        let comments = self.comments.get(&diagnostic.file).into_iter().flatten();
        comments.filter(|comment| comment.names(&diagnostic.code))
    }

    /// The comments that have a finding in their own line, each with the code of the finding.
    fn exact(&self, diagnostics: &[Diagnostic]) -> HashSet<Exact> {
        let of = |diagnostic: &Diagnostic| {
            let comments = self.comments_naming(diagnostic);
            let comments = comments.filter(|comment| comment.is_about(diagnostic));
            let key = |comment: &Comment| Exact::new(diagnostic, comment);
            comments.map(key).collect::<Vec<_>>()
        };
        diagnostics.iter().flat_map(of).collect()
    }

    fn silencer(
        &self,
        diagnostic: &Diagnostic,
        text: Option<&str>,
        exact: &HashSet<Exact>,
    ) -> Option<Silencer> {
        let file = || diagnostic.file.clone();
        let code = &diagnostic.code;
        let comment = self.comments_naming(diagnostic).find(|comment| comment.is_about(diagnostic));
        let comment = comment.or_else(|| {
            let (start, end) = diagnostic.range?;
            let block = block::block(text?, start.line, end.line)?;
            self.comments_naming(diagnostic).find(|comment| {
                comment.about.is_some_and(|line| block.contains(&line))
                    && !exact.contains(&Exact::new(diagnostic, comment))
            })
        });
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

/// A comment with a code that is found in the line that the comment applies to.
#[derive(PartialEq, Eq, Hash)]
struct Exact {
    file: FileId,
    line: usize,
    code: Code,
}

impl Exact {
    fn new(diagnostic: &Diagnostic, comment: &Comment) -> Self {
        let Diagnostic { file, code, .. } = diagnostic.clone();
        Self { file, line: comment.line, code }
    }
}

/// Splits `diagnostics` of `workspace` into those that are shown, with the severities from the configuration, and those
/// that are silenced; both keep their order. `path` returns the path that identifies a file in a baseline.
pub fn silence(
    workspace: &Workspace,
    diagnostics: Vec<Diagnostic>,
    silencing: &Silencing,
    path: impl Fn(&FileId) -> String,
) -> (Vec<Diagnostic>, Vec<Silenced>) {
    let (mut shown, mut silenced) = (vec![], vec![]);
    let mut baseline = silencing.baseline.clone();
    let exact = silencing.exact(&diagnostics);
    for mut diagnostic in diagnostics {
        let text = workspace.file(&diagnostic.file).and_then(crate::File::text);
        let by = silencing.silencer(&diagnostic, text, &exact).or_else(|| {
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
