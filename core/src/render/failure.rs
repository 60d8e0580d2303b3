//! Errors that end a rendering, before they become a [`RenderError`](super::RenderError).

use super::{RenderErrorKind, Unknown};
use crate::text::Span;

/// The result of anything that can fail.
pub(super) type Outcome<T> = Result<T, Box<Failure>>;

/// An error whose place may be incomplete; callers add to it as it propagates.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) kind: RenderErrorKind,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// The span of the innermost expression.
    pub(super) span: Option<Span>,
    /// An offset on the line that Python would report: that of the statement or printed expression. `span` may be on a
    /// later line.
    pub(super) anchor: Option<usize>,
    /// The unknown filter or test that the error is about.
    pub(super) unknown: Option<Unknown>,
    /// The original error, if minijinja's machine raised it.
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

    /// The template cannot be parsed.
    pub(super) fn syntax(message: impl Into<String>) -> Box<Self> {
        Self::new(RenderErrorKind::Syntax, message)
    }

    /// Any error that Python would raise while rendering, except for undefined names.
    pub(super) fn other(message: impl Into<String>) -> Box<Self> {
        Self::new(RenderErrorKind::Other, message)
    }

    /// The template exceeds the limits on work or memory.
    pub(super) fn too_much(message: impl Into<String>) -> Box<Self> {
        Self::new(RenderErrorKind::OutOfFuel, message)
            .help("Shorten the loops, or compute large values outside the template.")
    }

    /// An error that minijinja's machine raised.
    pub(super) fn native(error: minijinja::Error) -> Box<Self> {
        let mut failure = Self::other("");
        failure.native = Some(error);
        failure
    }

    pub(super) fn help(mut self: Box<Self>, help: impl Into<String>) -> Box<Self> {
        self.help = Some(help.into());
        self
    }

    /// Sets the unknown filter or test that the error is about.
    pub(super) fn unknown(mut self: Box<Self>, unknown: Unknown) -> Box<Self> {
        self.unknown = Some(unknown);
        self
    }

    /// Sets the span, unless an inner expression has already set it.
    pub(super) fn within(mut self: Box<Self>, span: Span) -> Box<Self> {
        self.span.get_or_insert(span);
        self
    }

    /// Sets the offset on Python's line, unless an inner statement has already set it.
    pub(super) fn on_line_of(mut self: Box<Self>, anchor: usize) -> Box<Self> {
        self.anchor.get_or_insert(anchor);
        self
    }
}
