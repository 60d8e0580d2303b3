//! Diagnostics: problems with their places and fixes.

pub mod codes;
mod findings;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::bundle::FileId;
use crate::text::{Edit, Position, Span};

use codes::Rule;

pub(crate) use findings::{Findings, MAX_FOUND, yaml_syntax};

/// A problem with its place and, if possible, a fix.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file that has the problem; for a problem of the whole bundle, the file that is missing or that would fix
    /// it.
    pub file: FileId,
    /// The span in `file`, in bytes; none if it concerns the whole file.
    pub span: Option<Span>,
    /// The start and the end of `span` as editor positions, set by [`crate::analyze()`].
    pub range: Option<(Position, Position)>,
    /// The place in the rendered text, if the problem was found there.
    pub rendered: Option<RenderedPlace>,
    /// The code of its [`Rule`], such as `undefined-name`.
    pub code: Code,
    /// Its severity.
    pub severity: Severity,
    /// The problem and why it matters, in one or two sentences.
    pub message: String,
    /// The next step for the author.
    pub help: Option<String>,
    /// An edit that fixes it.
    pub fix: Option<Fix>,
}

/// The stable code of a kind of problem, in kebab-case: `undefined-name`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Code(pub Cow<'static, str>);

impl From<&'static Rule> for Code {
    fn from(rule: &'static Rule) -> Self {
        Self(Cow::Borrowed(rule.code))
    }
}

impl Diagnostic {
    /// A problem of a file as a whole, with the default severity of `rule`.
    pub fn new(rule: &'static Rule, file: FileId, message: impl Into<String>) -> Self {
        Self {
            file,
            span: None,
            range: None,
            rendered: None,
            code: rule.into(),
            severity: rule.severity,
            message: message.into(),
            help: None,
            fix: None,
        }
    }

    /// Sets the severity.
    #[must_use]
    pub fn severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// Sets the span.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }

    /// Sets the help.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Sets the fix.
    #[must_use]
    pub fn fix(self, fix: Option<Fix>) -> Self {
        Self { fix, ..self }
    }
}

/// The severity of a problem, the most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Proton would have refused the bundle, or CloudFormation the rendering.
    Error,
    /// It works, but probably not as intended.
    Warning,
    /// Useful to know.
    Info,
}

/// An edit that fixes a problem, in the file of the problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fix {
    /// The label of its button: "Add …", "Rename to …".
    pub title: String,
    /// The edits, in order and not overlapping, all relative to the unchanged text.
    pub edits: Vec<Edit>,
    /// Whether it is almost certainly what the author intended, so that all such fixes can be applied at once. A
    /// similar name is not safe.
    pub is_safe: bool,
}

impl Fix {
    /// A fix that is almost certainly what the author intended.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, is_safe: true }
    }

    /// A fix that the author has to review.
    pub fn suggestion(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, is_safe: false }
    }

    /// A fix that changes the name at `span`. It is safe if only case, `_` and `-` differ from `before`.
    pub fn rename(span: Span, before: &str, name: &str) -> Self {
        let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
        let edits = vec![Edit { span, text: name.to_owned() }];
        let is_safe = plain(before) == plain(name);
        Self { title: format!("Change to {name}"), edits, is_safe }
    }
}

/// A place in a rendered text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RenderedPlace {
    /// [`crate::Rendering::file_name`] in the bundle of the problem's file; the first rendering if several have it.
    pub file_name: String,
    /// The line, from 1.
    pub line: usize,
}
