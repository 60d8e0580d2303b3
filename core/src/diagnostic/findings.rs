//! Collects the problems that a reader finds in one file.

use super::Diagnostic;
use super::codes::{self, Rule};
use crate::bundle::FileId;
use crate::text::Span;
use crate::yaml::YamlError;

/// Maximum number of problems from one reader or check, as each takes time.
pub(crate) const MAX_FOUND: usize = 600;

/// The first [`MAX_FOUND`] problems of a file, in the order in which they are found.
pub(crate) struct Findings {
    file: FileId,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// An empty list of problems of `file`.
    pub(crate) fn of(file: FileId) -> Self {
        Self { file, list: vec![] }
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

    /// Adds the problem that the file is not well-formed YAML.
    pub(crate) fn malformed(&mut self, error: YamlError) {
        self.list.push(yaml_syntax(self.file.clone(), error));
    }

    /// The problems.
    pub(crate) fn into_list(mut self) -> Vec<Diagnostic> {
        self.list.truncate(MAX_FOUND);
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
