//! What ends a rendering early, on its way to becoming a [`RenderError`](super::RenderError).

use super::{RenderErrorKind, Unknown};
use crate::text::Span;

/// The result of anything that can fail.
pub(super) type Outcome<T> = Result<T, Box<Failure>>;

/// A failure that does not know its whole place yet: whoever catches it first adds what it knows.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) kind: RenderErrorKind,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// The innermost expression.
    pub(super) span: Option<Span>,
    /// An offset on the line that Python would report: that of the statement or printed
    /// expression, where `span` may lie further down.
    pub(super) anchor: Option<usize>,
    /// Which word it is about that there is not.
    pub(super) unknown: Option<Unknown>,
    /// The error of minijinja that it is, where the machine found it.
    pub(super) native: Option<minijinja::Error>,
}

impl Failure {
    pub(super) fn new(kind: RenderErrorKind, message: impl Into<String>) -> Box<Self> {
        Box::new(Self {
            kind,
            message: message.into(),
            help: None,
            span: None,
            anchor: None,
            unknown: None,
            native: None,
        })
    }

    /// The template cannot be read.
    pub(super) fn syntax(message: impl Into<String>) -> Box<Self> {
        Self::new(RenderErrorKind::Syntax, message)
    }

    /// Anything that Python would raise while rendering, but for an undefined name.
    pub(super) fn other(message: impl Into<String>) -> Box<Self> {
        Self::new(RenderErrorKind::Other, message)
    }

    /// The template asks for more work or memory than a template gets.
    pub(super) fn too_much(message: impl Into<String>) -> Box<Self> {
        Self::new(RenderErrorKind::OutOfFuel, message).help(
            "Shorten the loops, or compute large values outside of the template: \
             a template only has to print text.",
        )
    }

    /// An error that minijinja's machine found.
    pub(super) fn native(error: minijinja::Error) -> Box<Self> {
        let mut failure = Self::other("");
        failure.native = Some(error);
        failure
    }

    pub(super) fn help(mut self: Box<Self>, help: impl Into<String>) -> Box<Self> {
        self.help = Some(help.into());
        self
    }

    /// Says which word it is about that there is not.
    pub(super) fn unknown(mut self: Box<Self>, unknown: Unknown) -> Box<Self> {
        self.unknown = Some(unknown);
        self
    }

    /// Sets the place, unless an inner expression already did.
    pub(super) fn within(mut self: Box<Self>, span: Span) -> Box<Self> {
        self.span.get_or_insert(span);
        self
    }

    /// Sets the offset on Python's line, unless an inner statement already did.
    pub(super) fn on_line_of(mut self: Box<Self>, anchor: usize) -> Box<Self> {
        self.anchor.get_or_insert(anchor);
        self
    }
}
