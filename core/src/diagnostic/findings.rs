//! What a reader of one file finds wrong with it.

use super::Diagnostic;
use super::codes::{self, Rule};
use crate::bundle::FileId;
use crate::text::Span;
use crate::yaml::YamlError;

/// The most that one reader finds, or one check. Nobody goes through more, and each takes its time.
pub(crate) const MAX_FOUND: usize = 600;

/// The problems of one file, in the order in which they are found: the first [`MAX_FOUND`].
pub(crate) struct Findings {
    file: FileId,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// None yet.
    pub(crate) fn of(file: FileId) -> Self {
        Self { file, list: vec![] }
    }

    /// Whether there are as many as may be: whoever looks for more of them can stop.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= MAX_FOUND
    }

    /// The file.
    pub(crate) fn file(&self) -> &FileId {
        &self.file
    }

    /// Adds a problem, at `span` or for the file as a whole. The caller adds help and a fix.
    pub(crate) fn report(
        &mut self,
        span: impl Into<Option<Span>>,
        rule: &'static Rule,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let mut diagnostic = Diagnostic::new(rule, self.file.clone(), message);
        diagnostic.span = span.into();
        // The last place is that of the newest, which is to be given a way out.
        self.list.truncate(MAX_FOUND);
        self.list.push(diagnostic);
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Adds that the file is not well-formed YAML.
    pub(crate) fn malformed(&mut self, error: YamlError) {
        self.list.push(yaml_syntax(self.file.clone(), error));
    }

    /// All of them.
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
