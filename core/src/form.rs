//! Forms for a YAML file: their fields and the current values.
//!
//! A form holds no text of its own. A field names the path of its value in a file, and setting it is an
//! [`Edit`](crate::text::Edit) of that file: see [`crate::yaml::set`].

use serde::{Deserialize, Serialize};

use crate::bundle::{FileId, Target};
use crate::prose::Prose;
use crate::schema::Format;
use crate::value::{Key, Value};

/// A form for a part of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The target that it is filled in for.
    pub target: Target,
    /// The heading: `Service instance dev`.
    pub title: String,
    /// The description from the schema.
    pub help: Vec<Prose>,
    /// The file that contains the values.
    pub file: FileId,
    /// The fields, in the order of the schema.
    pub fields: Vec<Field>,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword of its own")]
pub struct Field {
    /// The path of the value in the form's file.
    pub path: Vec<Key>,
    /// The schema's `title`, or else the name.
    pub label: String,
    /// The schema's `description`.
    pub help: Vec<Prose>,
    /// Whether it must be set: it is required and has no default.
    pub required: bool,
    /// `deprecated` in the schema.
    pub deprecated: bool,
    /// `readOnly` in the schema: the value is shown but can't be edited.
    pub read_only: bool,
    /// `nullable` in the schema: null is a valid value.
    pub nullable: bool,
    /// `example` in the schema.
    pub example: Option<Value>,
    /// The control for editing the value.
    pub control: Control,
    /// The value in the file; `None` if it is not set.
    pub value: Option<Value>,
    /// The default, which applies if no value is set.
    pub default: Option<Value>,
    /// The default in the schema of a value that is not set, and that Proton did not fill in: it filled in the inputs
    /// themselves, not the parts of an object or of an item of a list.
    pub unfilled: Option<Value>,
    /// The default of a parent, which applies as a whole: to change a part of it, all of it must be written to
    /// the file first.
    pub inherited: Option<Box<Inherited>>,
    /// The problems of the value.
    pub messages: Vec<String>,
}

/// A default that is not written to the file yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inherited {
    /// The path where it would be written.
    pub path: Vec<Key>,
    /// The default.
    pub value: Value,
}

/// The control for editing a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Control {
    /// A text field, for `type: string`.
    Text {
        /// Whether it has several lines.
        lines: bool,
        /// `format`, if it is known.
        format: Option<Format>,
        /// `maxLength`, in characters.
        max_length: Option<usize>,
        /// Suggested values.
        suggestions: Vec<String>,
    },
    /// A number field, for `type: number` or `integer`.
    Number {
        /// Whether only integers are allowed.
        integer: bool,
        /// `minimum`
        minimum: Option<f64>,
        /// `maximum`
        maximum: Option<f64>,
        /// `multipleOf`
        step: Option<f64>,
    },
    /// A switch, for `type: boolean`.
    Toggle,
    /// A selection of one of these values, for `enum`.
    Choice(Vec<Value>),
    /// A group of fields, for `type: object`.
    Group {
        /// The fields of its `properties`.
        fields: Vec<Field>,
        /// The fields of other names, for `additionalProperties`.
        entries: Option<Entries>,
    },
    /// A list, for `type: array`.
    List {
        /// The fields of its items.
        items: Vec<Field>,
        /// The initial value of a new item.
        blank: Value,
        /// `minItems`
        min_items: usize,
        /// `maxItems`
        max_items: Option<usize>,
    },
    /// A choice between alternative definitions, for `oneOf` and `anyOf`.
    Variants {
        /// The alternatives.
        options: Vec<Variant>,
        /// The index of the alternative that the value resembles most.
        selected: usize,
    },
    /// A choice of the environment that a service instance runs in. Any other name is possible: an environment has a
    /// name of its own.
    Environment(Vec<EnvironmentOption>),
    /// A missing value of a recursive type; the user can add it.
    Absent {
        /// Its initial value.
        blank: Value,
    },
    /// Any other value, edited as YAML.
    Yaml {
        /// The value as YAML; empty if it is not set.
        text: String,
    },
}

/// An environment that a service instance may run in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvironmentOption {
    /// Its name.
    pub name: String,
    /// Whether an open bundle has this name.
    pub is_open: bool,
    /// Why the service can't run there; `None` if it can, or if that is unknown.
    pub obstacle: Option<String>,
}

/// Values with names that the schema doesn't declare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entries {
    /// The fields of the existing names, which are their labels.
    pub fields: Vec<Field>,
    /// The initial value of a new name.
    pub blank: Value,
    /// The maximum number of names.
    pub max_entries: Option<usize>,
}

/// An alternative definition of a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Its display name.
    pub label: String,
    /// The value after choosing this alternative: it keeps the parts that both alternatives share.
    pub blank: Value,
    /// A score of how much the value resembles this alternative.
    pub likeness: i32,
    /// The field of the value with this definition, at the same path.
    pub field: Field,
}

/// An action of a form on its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Action {
    /// Sets the value.
    Set(Value),
    /// Sets the value, given as YAML.
    Write(String),
    /// Removes the value.
    Remove,
    /// Renames the key of the value.
    Rename(String),
    /// Moves the list item to another index.
    Move(usize),
    /// Inserts a copy of the list item after it.
    Copy,
}

impl Field {
    /// A field without further attributes.
    pub fn new(path: Vec<Key>, label: impl Into<String>, control: Control) -> Self {
        Self {
            path,
            label: label.into(),
            help: vec![],
            required: false,
            deprecated: false,
            read_only: false,
            nullable: false,
            example: None,
            control,
            value: None,
            default: None,
            unfilled: None,
            inherited: None,
            messages: vec![],
        }
    }

    /// A field for a direct child that is not set yet.
    #[must_use]
    pub fn begin(&self, key: Key) -> Self {
        let mut begun = Self::new(self.path.clone(), "", Control::LINE);
        begun.path.push(key);
        let is_default = self.value.is_none();
        let own = self.default.clone().filter(|_| is_default);
        let own = own.map(|value| Box::new(Inherited { path: self.path.clone(), value }));
        begun.inherited = self.inherited.clone().or(own);
        begun
    }

    /// The direct child fields; for alternatives, those of the selected one.
    pub fn inner(&self) -> Vec<&Field> {
        match &self.control {
            Control::Group { fields, entries } => {
                fields.iter().chain(entries.iter().flat_map(|more| &more.fields)).collect()
            }
            Control::List { items, .. } => items.iter().collect(),
            Control::Variants { options, selected } => {
                options.get(*selected).into_iter().map(|option| &option.field).collect()
            }
            _ => vec![],
        }
    }
}

impl Control {
    /// A single-line text field without constraints.
    pub const LINE: Control =
        Control::Text { lines: false, format: None, max_length: None, suggestions: vec![] };
}
