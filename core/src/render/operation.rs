//! The operations that a template is made of, each with its place.

use std::sync::Arc;

use super::object::Object;
use crate::text::Span;

/// One operation of a template. minijinja's machine computes the operands and then calls it.
pub(super) struct Operation {
    pub(super) kind: Kind,
    /// The expression that it is.
    pub(super) span: Span,
    /// An offset on the line that Python reports when it fails: that of the statement or of the
    /// printed expression that it belongs to.
    pub(super) anchor: usize,
    /// How many loops of the same macro, or of the template itself, are around it.
    pub(super) loops: usize,
}

/// What an operation does with its operands.
pub(super) enum Kind {
    /// Text of the template itself.
    Raw(Arc<str>),
    /// Prints a value.
    Print,
    /// Reads a variable: its operand, if it has a value.
    Name(Arc<str>),
    Tuple,
    List,
    /// A key and a value in turn.
    Dict,
    Not,
    Negative,
    Arithmetic(Arithmetic),
    Concat,
    /// `a < b < c`
    Compare(Vec<Comparison>),
    /// What a conditional expression is that has no `else`.
    NoElse,
    Attribute(Arc<str>),
    Item,
    /// Which of start, stop and step are given.
    Slice([bool; 3]),
    Call(Signature),
    Filter(Arc<str>, Signature),
    Test(Arc<str>, Signature),
    /// What a loop goes through.
    Iterate(Iteration),
    /// A loop begins its next turn.
    Turn,
    /// A value taken apart.
    Unpack(Shape),
    /// Text is printed into a value from here on.
    Capture,
    /// Text that was captured.
    Captured,
    /// What a recursive loop printed that was called.
    Repeated,
    /// A macro that minijinja made.
    Macro(Arc<Definition>),
    /// A parameter that has no default.
    Parameter(Arc<str>),
    /// Whether a parameter was given.
    IsGiven,
    /// Fails unless a variable is a namespace.
    CheckNamespace(Arc<str>),
    /// `namespace.attribute = value`
    SetAttribute(Arc<str>),
    /// Turns escaping of HTML on or off until [`Kind::EndAutoEscape`].
    AutoEscape,
    EndAutoEscape,
    /// A tag that needs a second template.
    OtherTemplate(&'static str),
}

/// What kind of arguments a call has, in order.
pub(super) type Signature = Vec<Argument>;

/// How an argument is given.
#[derive(Clone)]
pub(super) enum Argument {
    Positional,
    Keyword(Arc<str>),
    /// `*list`
    Rest,
    /// `**dict`
    NamedRest,
}

/// The beginning of a loop.
pub(super) struct Iteration {
    /// The shape of each item.
    pub(super) shape: Option<Shape>,
    /// The loop, without its body.
    pub(super) tag: Span,
    /// How many loops are around it where a recursive one is called from within itself.
    pub(super) repeats: Option<usize>,
}

/// How many names a value is given to, and those of its parts that are taken apart further.
#[derive(Clone)]
pub(super) struct Shape(pub(super) Vec<Option<Shape>>);

/// What is known of a macro.
pub(super) struct Definition {
    /// None for what `{% call %}` hands over.
    pub(super) name: Option<Arc<str>>,
    pub(super) parameters: Vec<Arc<str>>,
    /// Which special names its body reads.
    pub(super) reads_caller: bool,
    pub(super) reads_kwargs: bool,
    pub(super) reads_varargs: bool,
}

/// An operator between two numbers, and what else Python lets it do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
}

impl Arithmetic {
    /// As it is written.
    pub(super) fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::FloorDivide => "//",
            Self::Modulo => "%",
            Self::Power => "**",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

/// An object as minijinja holds it. It never looks inside: every operation on it is one of ours.
#[derive(Clone)]
pub(super) struct Held(pub(super) Object);
