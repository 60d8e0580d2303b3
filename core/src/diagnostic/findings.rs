//! Collects the problems that a reader finds in one file.

use super::Diagnostic;
use super::codes::{self, Rule};
use crate::bundle::FileId;
use crate::text::{Span, visible};
use crate::yaml::YamlError;

/// Maximum number of problems from one reader or check, as each takes time.
pub(crate) const MAX_FOUND: usize = 600;

/// The first [`MAX_FOUND`] problems of a file, in the order in which they are found.
pub(crate) struct Findings {
    file: FileId,
    list: Vec<Diagnostic>,
    /// The problems that a mapping lacks a key.
    lacking: Vec<Keyed>,
    /// The problems that a mapping has an unknown key that is similar to a known one.
    misspelt: Vec<Keyed>,
}

/// A problem with a key of a mapping.
struct Keyed {
    /// The index of the problem in the list.
    at: usize,
    /// The start of the mapping.
    mapping: usize,
    /// The key that the mapping should have.
    key: String,
    /// The key that it has instead; empty if it lacks the key.
    written: String,
}

impl Findings {
    /// An empty list of problems of `file`.
    pub(crate) fn of(file: FileId) -> Self {
        Self { file, list: vec![], lacking: vec![], misspelt: vec![] }
    }

    /// Whether the limit is reached, so that the search can stop.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= MAX_FOUND
    }

    /// The file with the problems.
    pub(crate) fn file(&self) -> &FileId {
        &self.file
    }

    /// Adds a problem at `span`, or of the whole file. The caller adds help and a fix.
    pub(crate) fn report(
        &mut self,
        span: impl Into<Option<Span>>,
        rule: &'static Rule,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let mut diagnostic = Diagnostic::new(rule, self.file.clone(), message);
        diagnostic.span = span.into();
        // Once the limit is reached, the last entry is the newest problem, so that the caller can add help to it.
        self.list.truncate(MAX_FOUND);
        self.list.push(diagnostic);
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Notes that the newest problem is that the mapping at `mapping` lacks `key`.
    pub(crate) fn lacks(&mut self, mapping: Span, key: &str) {
        let (at, key) = (self.list.len().saturating_sub(1), key.to_owned());
        self.lacking.push(Keyed { at, mapping: mapping.start, key, written: String::new() });
    }

    /// Notes that the newest problem is that the mapping at `mapping` has the unknown key `written`, which is similar
    /// to `key`.
    pub(crate) fn resembles(&mut self, mapping: Span, written: &str, key: &str) {
        let (at, key, written) =
            (self.list.len().saturating_sub(1), key.to_owned(), written.to_owned());
        self.misspelt.push(Keyed { at, mapping: mapping.start, key, written });
    }

    /// Makes one problem of a missing key and of an unknown key that is similar: they are one mistake.
    fn merge_misspelt(&mut self) {
        let mut merged = vec![];
        for lacking in &self.lacking {
            let is_same = |one: &&Keyed| one.mapping == lacking.mapping && one.key == lacking.key;
            let Some(misspelt) = self.misspelt.iter().find(is_same) else { continue };
            let (Some(unknown), true) =
                (self.list.get(misspelt.at).cloned(), lacking.at < self.list.len())
            else {
                continue;
            };
            let problem = &mut self.list[lacking.at];
            problem.message =
                format!("{} There is `{}` instead.", problem.message, visible(&misspelt.written));
            (problem.span, problem.help, problem.fix) = (unknown.span, unknown.help, unknown.fix);
            merged.push(misspelt.at);
        }
        let mut at = 0..;
        self.list.retain(|_| !merged.contains(&at.next().unwrap_or_default()));
    }

    /// Adds the problem that the file is not well-formed YAML.
    pub(crate) fn malformed(&mut self, error: YamlError) {
        self.list.push(yaml_syntax(self.file.clone(), error));
    }

    /// The problems.
    pub(crate) fn into_list(mut self) -> Vec<Diagnostic> {
        self.list.truncate(MAX_FOUND);
        self.merge_misspelt();
        self.list
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<D: IntoIterator<Item = Diagnostic>>(&mut self, more: D) {
        self.list.extend(more);
    }
}

/// The diagnostic of a file that is not well-formed YAML.
pub(crate) fn yaml_syntax(file: FileId, error: YamlError) -> Diagnostic {
    Diagnostic::new(codes::YAML_SYNTAX, file, error.message).at(error.span).help(error.help)
}
