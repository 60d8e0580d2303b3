//! Diagnostics: problems with their places and fixes.

pub mod codes;
mod findings;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::bundle::FileId;
use crate::text::{Edit, Lines, Position, Span};

use codes::Rule;

pub(crate) use findings::{Findings, MAX_FOUND, yaml_syntax};

/// A problem, with its place and a fix if there is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file with the problem; for a problem of the whole bundle, the file that is missing or must be changed.
    pub file: FileId,
    /// The bytes in `file`; `None` if the problem concerns the whole file.
    pub span: Option<Span>,
    /// The positions of the start and end of `span`, filled in by [`crate::analyze()`].
    pub range: Option<(Position, Position)>,
    /// The place in a rendered text, for problems that were found there.
    pub rendered: Option<RenderedPlace>,
    /// The code of its [`Rule`], such as `undefined-name`.
    pub code: Code,
    /// The severity.
    pub severity: Severity,
    /// The problem and why it matters, in one or two sentences.
    pub message: String,
    /// The help: a hint about how to solve it.
    pub help: Option<String>,
    /// A change that fixes the problem.
    pub fix: Option<Fix>,
    /// The name or the path that it concerns, as [`crate::causes()`] compares it: `environment.inputs.size`.
    pub about: Option<String>,
    /// The name or the path that is most likely meant instead, in the same form.
    pub instead: Option<String>,
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
    /// A problem of a whole file, with the default severity of `rule`.
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
            about: None,
            instead: None,
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

    /// Sets the span, with its range in the text of `lines`.
    #[must_use]
    pub fn at_lines(self, span: Span, lines: &Lines) -> Self {
        let range = (lines.position(span.start), lines.position(span.end));
        Self { span: Some(span), range: Some(range), ..self }
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

    /// Sets the name or the path that it concerns.
    #[must_use]
    pub fn about(self, about: impl Into<String>) -> Self {
        Self { about: Some(about.into()), ..self }
    }

    /// Sets the name or the path that is most likely meant instead.
    #[must_use]
    pub fn instead(self, instead: Option<String>) -> Self {
        Self { instead, ..self }
    }
}

/// The severity of a problem, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Proton would have rejected the bundle, or CloudFormation the rendering.
    Error,
    /// The bundle works, but probably not as intended.
    Warning,
    /// For information.
    Info,
}

/// A change that fixes a problem, in the file of the problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fix {
    /// The title, as on its button: "Add …", "Rename to …".
    pub title: String,
    /// The edits in order, not overlapping, with spans in the original text.
    pub edits: Vec<Edit>,
    /// Whether the fix is certain to be what the author intended, so that it can be applied together with other safe
    /// fixes. A rename to a merely similar name is not safe.
    pub is_safe: bool,
}

impl Fix {
    /// A fix that is certain to be what the author intended.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, is_safe: true }
    }

    /// A fix that the author has to confirm.
    pub fn suggestion(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, is_safe: false }
    }

    /// A fix that writes `name` at `span`; safe if it differs from `before` only in case, `_` and `-`.
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
    /// [`crate::Rendering::file_name`] in the bundle of the problem's file; the first one if several show it.
    pub file_name: String,
    /// The line, from 1.
    pub line: usize,
}
