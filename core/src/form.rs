//! Forms over a YAML file: which fields there are, and what stands in each.
//!
//! A form never holds text of its own. A field names the place in a file where its value stands,
//! and setting it is an [`Edit`](crate::text::Edit) of that file: see [`crate::yaml::set`].

use serde::{Deserialize, Serialize};

use crate::analysis::Target;
use crate::bundle::FileId;
use crate::value::Value;

/// Fields over one part of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// What it is filled in for.
    pub target: Target,
    /// The heading: `Service instance dev`.
    pub title: String,
    /// The description that the schema gives.
    pub help: Option<String>,
    /// The file that its values stand in.
    pub file: FileId,
    /// In the order of the schema.
    pub fields: Vec<Field>,
}

/// One value to fill in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Where the value stands in the form's file, from the root.
    pub path: Vec<Key>,
    /// The schema's `title`, else the name.
    pub label: String,
    /// The schema's `description`.
    pub help: Option<String>,
    /// Whether it has to be given: required and without a default.
    pub required: bool,
    /// How it is filled in.
    pub control: Control,
    /// What the file holds; none where it holds nothing.
    pub value: Option<Value>,
    /// What counts when nothing is given.
    pub default: Option<Value>,
    /// What is wrong with the value.
    pub messages: Vec<String>,
}

/// One step of a path into YAML.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    /// Into a mapping.
    Name(String),
    /// Into a sequence. One past its end means a new item.
    Index(usize),
}

/// How a value is filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Control {
    /// `type: string`.
    Text {
        /// `maxLength`, in characters.
        max_length: Option<usize>,
    },
    /// `type: number` or `integer`.
    Number {
        /// Whether only whole numbers are allowed.
        integer: bool,
        /// `minimum`.
        minimum: Option<f64>,
        /// `maximum`.
        maximum: Option<f64>,
    },
    /// `type: boolean`.
    Toggle,
    /// `enum`: one of these.
    Choice(Vec<Value>),
    /// `type: object` with properties.
    Group(Vec<Field>),
    /// `type: array` of scalars.
    List {
        /// The items that are there.
        items: Vec<Field>,
        /// What a new item begins as.
        blank: Value,
        /// `minItems`.
        min_items: usize,
        /// `maxItems`.
        max_items: Option<usize>,
    },
    /// Anything else: edited as YAML in the file itself.
    Yaml,
}

impl From<&str> for Key {
    fn from(name: &str) -> Self {
        Key::Name(name.to_owned())
    }
}

impl From<usize> for Key {
    fn from(index: usize) -> Self {
        Key::Index(index)
    }
}

/// A value as a number, where it is one.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "bounds in schemas are small")]
        Value::Int(number) => Some(*number as f64),
        Value::BigInt(digits) => digits.parse().ok(),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}
