//! Forms over a YAML file: which fields there are, and what stands in each.
//!
//! A form never holds text of its own. A field names the place in a file where its value stands,
//! and setting it is an [`Edit`](crate::text::Edit) of that file: see [`crate::yaml::set`].

use serde::{Deserialize, Serialize};

use crate::bundle::{FileId, Target};
use crate::prose::Prose;
use crate::schema::Format;
use crate::value::{Key, Value};

/// Fields over one part of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// What it is filled in for.
    pub target: Target,
    /// The heading: `Service instance dev`.
    pub title: String,
    /// The description that the schema gives.
    pub help: Vec<Prose>,
    /// The file that its values stand in.
    pub file: FileId,
    /// In the order of the schema.
    pub fields: Vec<Field>,
}

/// One value to fill in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword of its own")]
pub struct Field {
    /// Where the value stands in the form's file, from the root.
    pub path: Vec<Key>,
    /// The schema's `title`, else the name.
    pub label: String,
    /// The schema's `description`.
    pub help: Vec<Prose>,
    /// Whether it has to be given: required and without a default.
    pub required: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`: it is shown and not filled in.
    pub read_only: bool,
    /// `nullable`: whether null is a value of it.
    pub nullable: bool,
    /// `example`
    pub example: Option<Value>,
    /// How it is filled in.
    pub control: Control,
    /// What the file holds; none where it holds nothing.
    pub value: Option<Value>,
    /// What counts when nothing is given.
    pub default: Option<Value>,
    /// The default of something around it, which counts as a whole: before a part of it can be
    /// changed, all of it has to be written out.
    pub inherited: Option<Box<Inherited>>,
    /// What is wrong with the value.
    pub messages: Vec<String>,
}

/// A default that is not in the file yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inherited {
    /// Where it would stand, from the root.
    pub path: Vec<Key>,
    /// What it is.
    pub value: Value,
}

/// How a value is filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Control {
    /// `type: string`
    Text {
        /// Whether it is made for several lines.
        lines: bool,
        /// `format`, where we know it.
        format: Option<Format>,
        /// `maxLength`, in characters.
        max_length: Option<usize>,
        /// Texts that are likely.
        suggestions: Vec<String>,
    },
    /// `type: number` or `integer`
    Number {
        /// Whether only whole numbers are allowed.
        integer: bool,
        /// `minimum`
        minimum: Option<f64>,
        /// `maximum`
        maximum: Option<f64>,
        /// `multipleOf`
        step: Option<f64>,
    },
    /// `type: boolean`
    Toggle,
    /// `enum`: one of these.
    Choice(Vec<Value>),
    /// `type: object`
    Group {
        /// Its `properties`.
        fields: Vec<Field>,
        /// What else it may hold: `additionalProperties`.
        entries: Option<Entries>,
    },
    /// `type: array`
    List {
        /// The items that are there.
        items: Vec<Field>,
        /// What a new item begins as.
        blank: Value,
        /// `minItems`
        min_items: usize,
        /// `maxItems`
        max_items: Option<usize>,
    },
    /// `oneOf`, `anyOf`: the value is of one of several kinds.
    Variants {
        /// The kinds.
        options: Vec<Variant>,
        /// Which of them the value is most like.
        selected: usize,
    },
    /// A value of a type that holds itself, and that is not there: it can be begun.
    Absent {
        /// What it begins as.
        blank: Value,
    },
    /// Anything else: written as YAML.
    Yaml {
        /// The value as YAML; empty where there is none.
        text: String,
    },
}

/// Values under names that the schema leaves open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entries {
    /// One for each name that is there; the label is the name.
    pub fields: Vec<Field>,
    /// What a new value begins as.
    pub blank: Value,
    /// How many there may be.
    pub max_entries: Option<usize>,
}

/// One kind that a value may be of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// How people call it.
    pub label: String,
    /// What the value becomes when this kind is chosen: what the two kinds share stays.
    pub blank: Value,
    /// How much the value looks like this kind.
    pub likeness: i32,
    /// The value as one of this kind, at the same path.
    pub field: Field,
}

/// What a form does to its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Action {
    /// Makes this the value.
    Set(Value),
    /// The same, with the value written as YAML.
    Write(String),
    /// Takes the value out.
    Remove,
    /// Gives the key that the value stands under another name.
    Rename(String),
    /// Moves the item to another place in its list.
    Move(usize),
    /// Puts a copy of the item after it.
    Copy,
}

impl Field {
    /// A field that no schema says more about.
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
            inherited: None,
            messages: vec![],
        }
    }

    /// A field for a value right inside it that is not there yet.
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

    /// The fields right inside it: of several kinds, those of the kind that the value is.
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
    /// A line of text about which nothing is known.
    pub const LINE: Control =
        Control::Text { lines: false, format: None, max_length: None, suggestions: vec![] };
}
