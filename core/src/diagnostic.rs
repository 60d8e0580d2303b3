//! What is wrong, where, and the way out.

pub mod codes;
mod findings;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::bundle::FileId;
use crate::text::{Edit, Position, Span};

use codes::Rule;

pub(crate) use findings::{Findings, MAX_FOUND, yaml_syntax};

/// One problem, where it is and, where there is one, the way out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file it is in; for a bundle as a whole, the file that is missing or would mend it.
    pub file: FileId,
    /// Bytes within `file`; `None` when the file as a whole is meant.
    pub span: Option<Span>,
    /// Where `span` begins and ends as editors count, filled in by [`crate::analyze()`].
    pub range: Option<(Position, Position)>,
    /// Where it shows in a rendered text, for what was found there.
    pub rendered: Option<RenderedPlace>,
    /// The code of its [`Rule`], such as `undefined-name`.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and why it matters, in one or two sentences.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// A change that mends it.
    pub fix: Option<Fix>,
}

/// The stable name of a kind of problem: kebab-case, such as `undefined-name`.
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

    /// The same with another severity.
    #[must_use]
    pub fn severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// The same at `span`.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }

    /// The same with a way out.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same with a change that mends it.
    #[must_use]
    pub fn fix(self, fix: Option<Fix>) -> Self {
        Self { fix, ..self }
    }
}

/// How bad a problem is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Proton would have refused the bundle, or CloudFormation the rendering.
    Error,
    /// It works, but hardly as meant.
    Warning,
    /// Worth knowing.
    Info,
}

/// A change that mends a problem, in the problem's own file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as a button says it: "Add …", "Rename to …".
    pub title: String,
    /// In order, not overlapping, all against the text as it was.
    pub edits: Vec<Edit>,
    /// Whether it can hardly be other than meant: such fixes can be made all at once. A name that is
    /// only near is not safe.
    pub is_safe: bool,
}

impl Fix {
    /// A change that can hardly be other than meant.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, is_safe: true }
    }

    /// A change that the author has to agree with.
    pub fn suggestion(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, is_safe: false }
    }

    /// Another name at `span`: safe where only case, `_` and `-` differ from `before`.
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
    /// [`crate::Rendering::file_name`] within the bundle of the problem's file: the first of several
    /// that show it.
    pub file_name: String,
    /// From 1.
    pub line: usize,
}
