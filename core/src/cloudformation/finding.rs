//! A finding of the validator.

use crate::diagnostic::Severity;
use crate::text::Span;

/// A finding of the validator in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, which is cfn-lint's if it has the rule: `E3012`.
    pub rule: String,
    /// Its severity.
    pub severity: Severity,
    /// The message, as a sentence.
    pub message: String,
    /// The suggested fix.
    pub help: Option<String>,
    /// A span of the text, usually a key; `None` for a finding about the text as a whole.
    pub span: Option<Span>,
    /// The logical id of the resource that it concerns.
    pub resource: Option<String>,
    /// The property that the resource must not have, or lacks.
    pub property: Option<String>,
    /// The property that is most likely meant instead.
    pub instead: Option<String>,
}
