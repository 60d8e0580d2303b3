//! One thing that the validator says about one text.

use crate::diagnostic::Severity;
use crate::text::Span;

/// One thing that the validator says about one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, as cfn-lint numbers it where it has the rule: `E3012`.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, as a sentence.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// Bytes of the text: mostly a key; none for what the text as a whole lacks.
    pub span: Option<Span>,
    /// The logical id of the resource that it is about.
    pub resource: Option<String>,
}
