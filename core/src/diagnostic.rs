//! What is wrong, where, and the way out.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::bundle::FileId;
use crate::text::{Edit, Position, Span};

/// One problem, where it is and, where there is one, the way out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file it is in; for a bundle as a whole, the file that is missing or would mend it.
    pub file: FileId,
    /// Bytes within `file`; `None` when the file as a whole is meant.
    pub span: Option<Span>,
    /// Where `span` begins and ends as editors count, filled in by [`crate::analyze()`].
    pub range: Option<(Position, Position)>,
    /// Stable name such as `undefined-name`; kebab-case.
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

impl From<&'static str> for Code {
    fn from(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }
}

impl Diagnostic {
    /// A problem of a file as a whole, to be narrowed with [`at`](Self::at).
    pub fn new(
        severity: Severity,
        code: &'static str,
        file: FileId,
        message: impl Into<String>,
    ) -> Self {
        Self {
            file,
            span: None,
            range: None,
            code: code.into(),
            severity,
            message: message.into(),
            help: None,
            fix: None,
        }
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
    pub fn fix(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { fix: Some(Fix { title: title.into(), edits }), ..self }
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
}
