//! Chooses the element for a field.

use cyclotron_core::{Control, Field};

use super::excerpt::is_too_long;

/// The most options that are shown as radio buttons. More options get a combobox.
pub const MAX_RADIOS: usize = 4;

/// The kind of element for a field. A change of its shape replaces the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    Line,
    Lines,
    Number,
    Toggle,
    Radios,
    Search,
    Group,
    List,
    Variants,
    Environment,
    Absent,
    Yaml,
    Excerpt,
}

impl Shape {
    /// The shape of a field.
    pub fn of(field: &Field) -> Self {
        match &field.control {
            _ if is_too_long(field) => Self::Excerpt,
            Control::Text { lines: true, .. } => Self::Lines,
            Control::Text { .. } => Self::Line,
            Control::Number { .. } => Self::Number,
            Control::Toggle => Self::Toggle,
            Control::Choice(options) if options.len() <= MAX_RADIOS => Self::Radios,
            Control::Choice(_) => Self::Search,
            Control::Group { .. } => Self::Group,
            Control::List { .. } => Self::List,
            Control::Variants { .. } => Self::Variants,
            Control::Environment(_) => Self::Environment,
            Control::Absent { .. } => Self::Absent,
            Control::Yaml { .. } => Self::Yaml,
        }
    }

    /// Whether it contains other fields.
    pub fn is_group(self) -> bool {
        matches!(self, Self::Group | Self::List | Self::Variants)
    }

    /// Whether a legend names it, instead of a label.
    pub fn has_legend(self) -> bool {
        self.is_group() || self == Self::Radios
    }

    /// The id of its element; `id` is that of its place. The suffix keeps the id of variants apart from the id of
    /// the chosen variant, which has the same place.
    pub fn id(self, id: &str) -> String {
        if self == Self::Variants { format!("{id}:kind") } else { id.to_owned() }
    }
}
