//! The operations of a lowered template, each with its place.

use std::sync::Arc;

use super::object::Object;
use crate::text::Span;

/// One operation of a template. minijinja's machine evaluates the operands and then calls it.
pub(super) struct Operation {
    pub(super) kind: Kind,
    /// The span of the expression.
    pub(super) span: Span,
    /// An offset on the line that Python reports if it fails: that of the enclosing statement or printed expression.
    pub(super) anchor: usize,
    /// The number of enclosing loops in the same macro, or in the template itself.
    pub(super) loops: usize,
}

/// The kind of an operation.
pub(super) enum Kind {
    /// Prints text of the template.
    Raw(Arc<str>),
    /// Prints a value.
    Print,
    /// Reads a variable, which is its operand if it has a value.
    Name(Arc<str>),
    Tuple,
    List,
    /// Creates a dict from alternating keys and values.
    Dict,
    Not,
    Negative,
    Arithmetic(Arithmetic),
    Concat,
    /// A chain of comparisons: `a < b < c`.
    Compare(Vec<Comparison>),
    /// The value of a conditional expression without `else`.
    NoElse,
    Attribute(Arc<str>),
    Item,
    /// A slice; the flags tell which of start, stop and step are given.
    Slice([bool; 3]),
    Call(Signature),
    Filter(Arc<str>, Signature),
    Test(Arc<str>, Signature),
    /// Evaluates the iterable of a loop.
    Iterate(Iteration),
    /// Begins the next iteration of a loop.
    Turn,
    /// Unpacks a value into several targets.
    Unpack(Shape),
    /// Begins to capture output.
    Capture,
    /// Ends a capture, and returns the captured text.
    Captured,
    /// The output of a call of a recursive loop.
    Repeated,
    /// Wraps a macro that minijinja created.
    Macro(Arc<Definition>),
    /// The value of a parameter without argument and default.
    Parameter(Arc<str>),
    /// Whether an argument was passed for a parameter.
    IsGiven,
    /// Fails unless a variable is a namespace.
    CheckNamespace(Arc<str>),
    /// An assignment `namespace.attribute = value`.
    SetAttribute(Arc<str>),
    /// Turns HTML escaping on or off until [`Kind::EndAutoEscape`].
    AutoEscape,
    EndAutoEscape,
    /// A tag that requires a second template.
    OtherTemplate(&'static str),
}

/// The kinds of the arguments of a call, in order.
pub(super) type Signature = Vec<Argument>;

/// The kind of an argument.
#[derive(Clone)]
pub(super) enum Argument {
    Positional,
    Keyword(Arc<str>),
    /// An unpacked list: `*list`.
    Rest,
    /// An unpacked dict: `**dict`.
    NamedRest,
}

/// The start of a loop.
pub(super) struct Iteration {
    /// The shape of each item.
    pub(super) shape: Option<Shape>,
    /// The span of the loop without its body.
    pub(super) tag: Span,
    /// For a recursive call of the loop, the number of loops around it; `None` for its first start.
    pub(super) repeats: Option<usize>,
}

/// The targets that a value is unpacked into; a target that is unpacked further has a shape itself.
#[derive(Clone)]
pub(super) struct Shape(pub(super) Vec<Option<Shape>>);

/// The definition of a macro.
pub(super) struct Definition {
    /// The name; `None` for the body of `{% call %}`.
    pub(super) name: Option<Arc<str>>,
    pub(super) parameters: Vec<Arc<str>>,
    /// Whether the body reads the special name `caller`; likewise below.
    pub(super) reads_caller: bool,
    pub(super) reads_kwargs: bool,
    pub(super) reads_varargs: bool,
}

/// An arithmetic operator, including its effect on other Python types.
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
    /// The symbol of the operator.
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

/// An object as minijinja stores it. minijinja never inspects it, as all operations on it are ours.
#[derive(Clone)]
pub(super) struct Held(pub(super) Object);
