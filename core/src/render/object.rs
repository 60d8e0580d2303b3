//! The values of a running template: Python's objects, as far as templates can use them.

use super::shared::Shared;
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::dict::Dict;
use minijinja::Value;

use super::globals::{Builtin, Cycler, Joiner};
use super::iteration::Cursor;
use super::machine::MacroObject;
use super::missing::Missing;
use super::symbol::Symbol;
use super::trail::Captured;

/// Equal texts up to this length are one and the same object, as Python's are in most cases.
const SHORT: usize = 20;

/// One Python object.
#[derive(Clone)]
pub(super) enum Object {
    Undefined(Arc<Missing>),
    None,
    Bool(bool),
    Int(i64),
    /// An integer that does not fit `Int`.
    Big(Arc<BigInt>),
    Float(f64),
    Text(Arc<Text>),
    List(Arc<Shared<Vec<Object>>>),
    Tuple(Arc<Tuple>),
    Dict(Arc<Mapping>),
    /// `dict.keys()`, `.values()`, `.items()`
    View(Arc<View>),
    Range(Arc<Range>),
    /// A generator or iterator, which can be iterated over once.
    Iterator(Arc<Shared<Cursor>>),
    Namespace(Arc<Mapping>),
    /// minijinja's variable `loop`.
    Loop(Value),
    Macro(Arc<MacroObject>),
    /// A method with its object.
    Method(Arc<(Object, &'static str)>),
    Builtin(Builtin),
    Cycler(Arc<Cycler>),
    Joiner(Arc<Joiner>),
    /// A value that a rendering with symbols keeps apart.
    Symbol(Arc<Symbol>),
}

/// A string.
#[expect(clippy::struct_field_names, reason = "`text` is what it is")]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) flavor: Flavor,
    /// The origins of its parts, if it was captured.
    pub(super) captured: Option<Arc<Captured>>,
}

/// The kinds of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavor {
    /// `str`
    Plain,
    /// `markupsafe.Markup`: what `safe` and `tojson` give.
    Markup,
    /// Lines of YAML made by one of Proton's filters, to be indented where they are printed.
    Block,
}

/// A tuple.
pub(super) struct Tuple {
    pub(super) items: Shared<Vec<Object>>,
    /// Whether it is one that `groupby` makes, with `grouper` and `list`.
    pub(super) group: bool,
}

/// A dict.
pub(super) struct Mapping {
    pub(super) entries: Shared<Dict>,
    /// Whether it represents a component that is not attached: empty, although `.outputs` is `{}`.
    pub(super) absent_component: bool,
}

/// The view that a dict's `keys`, `values` or `items` returns.
pub(super) struct View {
    pub(super) of: Arc<Mapping>,
    pub(super) part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Keys,
    Values,
    Items,
}

/// The object that `range` returns.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub(super) start: i64,
    pub(super) step: i64,
    pub(super) length: usize,
    pub(super) stop: i64,
}

impl Range {
    pub(super) fn get(&self, index: usize) -> i64 {
        let offset = i128::from(self.step) * i128::try_from(index).unwrap_or(0);
        i64::try_from(i128::from(self.start) + offset).unwrap_or(i64::MAX)
    }
}

impl Text {
    pub(super) fn is_markup(&self) -> bool {
        self.flavor == Flavor::Markup
    }
}

impl Object {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::flavored(text, Flavor::Plain)
    }

    pub(super) fn flavored(text: impl Into<String>, flavor: Flavor) -> Self {
        Object::Text(Arc::new(Text { text: text.into(), flavor, captured: None }))
    }

    pub(super) fn integer(value: BigInt) -> Self {
        match value.to_i64() {
            Some(value) => Object::Int(value),
            None => Object::Big(Arc::new(value)),
        }
    }

    pub(super) fn length(length: usize) -> Self {
        Object::Int(i64::try_from(length).unwrap_or(i64::MAX))
    }

    /// The text, where it is a string.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Object::Text(text) => Some(&text.text),
            _ => None,
        }
    }

    /// The integer, where it is one or a boolean.
    pub(super) fn as_int(&self) -> Option<BigInt> {
        match self {
            Object::Bool(value) => Some(BigInt::from(u8::from(*value))),
            Object::Int(value) => Some(BigInt::from(*value)),
            Object::Big(value) => Some((**value).clone()),
            _ => None,
        }
    }

    /// Whether it is a number or a boolean.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Object::Bool(_) | Object::Int(_) | Object::Big(_) | Object::Float(_))
    }

    /// Whether both are one and the same object, as Python's `is` has it.
    pub(super) fn is_same(&self, other: &Object) -> bool {
        match (self, other) {
            (Object::None, Object::None) => true,
            (Object::Bool(a), Object::Bool(b)) => a == b,
            (Object::Int(a), Object::Int(b)) => a == b,
            (Object::Undefined(a), Object::Undefined(b)) => Arc::ptr_eq(a, b),
            (Object::Text(a), Object::Text(b)) => {
                Arc::ptr_eq(a, b) || a.text.len() <= SHORT && a.text == b.text
            }
            (Object::List(a), Object::List(b)) => Arc::ptr_eq(a, b),
            (Object::Tuple(a), Object::Tuple(b)) => Arc::ptr_eq(a, b),
            (Object::Dict(a), Object::Dict(b)) | (Object::Namespace(a), Object::Namespace(b)) => {
                Arc::ptr_eq(a, b)
            }
            (Object::Range(a), Object::Range(b)) => Arc::ptr_eq(a, b),
            (Object::Iterator(a), Object::Iterator(b)) => Arc::ptr_eq(a, b),
            (Object::Macro(a), Object::Macro(b)) => Arc::ptr_eq(a, b),
            (Object::Cycler(a), Object::Cycler(b)) => Arc::ptr_eq(a, b),
            (Object::Joiner(a), Object::Joiner(b)) => Arc::ptr_eq(a, b),
            (Object::Builtin(a), Object::Builtin(b)) => a == b,
            _ => false,
        }
    }

    /// Python's name of the type.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Object::Undefined(missing) if missing.strict => "StrictUndefined",
            Object::Undefined(_) => "Undefined",
            Object::None => "NoneType",
            Object::Bool(_) => "bool",
            Object::Int(_) | Object::Big(_) => "int",
            Object::Float(_) => "float",
            Object::Text(text) if text.is_markup() => "Markup",
            Object::Text(_) => "str",
            Object::List(_) => "list",
            Object::Tuple(tuple) if tuple.group => "_GroupTuple",
            Object::Tuple(_) => "tuple",
            Object::Dict(_) => "dict",
            Object::View(view) => match view.part {
                Part::Keys => "dict_keys",
                Part::Values => "dict_values",
                Part::Items => "dict_items",
            },
            Object::Range(_) => "range",
            Object::Iterator(_) => "generator",
            Object::Namespace(_) => "Namespace",
            Object::Loop(_) => "LoopContext",
            Object::Macro(_) => "Macro",
            Object::Method(_) | Object::Builtin(_) => "builtin_function_or_method",
            Object::Cycler(_) => "Cycler",
            Object::Joiner(_) => "Joiner",
            Object::Symbol(symbol) => symbol.value.type_name(),
        }
    }

    /// The noun for messages, with its article.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Object::Undefined(_) => "an undefined value",
            Object::None => "none",
            Object::Bool(_) => "a boolean",
            Object::Int(_) | Object::Big(_) | Object::Float(_) => "a number",
            Object::Text(_) => "text",
            Object::List(_) => "a list",
            Object::Tuple(_) => "a tuple",
            Object::Dict(_) => "a mapping",
            Object::View(_) | Object::Range(_) | Object::Iterator(_) => "a sequence",
            Object::Namespace(_) => "a namespace",
            Object::Loop(_) => "the loop variable",
            Object::Macro(_) => "a macro",
            Object::Method(_) | Object::Builtin(_) => "a function",
            Object::Cycler(_) => "a cycler",
            Object::Joiner(_) => "a joiner",
            Object::Symbol(symbol) => symbol.value.kind(),
        }
    }
}

/// A counter that templates can advance.
pub(super) type Position = Shared<usize>;
