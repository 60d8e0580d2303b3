//! Which element a field is.

use cyclotron_core::{Control, Field};

use super::excerpt::is_too_long;

/// More options than this are searched, not listed.
pub const MAX_RADIOS: usize = 4;

/// What decides which element a field is: a field of another shape is made anew.
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
    Absent,
    Yaml,
    Excerpt,
}

impl Shape {
    /// That of a field.
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
            Control::Absent { .. } => Self::Absent,
            Control::Yaml { .. } => Self::Yaml,
        }
    }

    /// Whether it holds other fields.
    pub fn is_group(self) -> bool {
        matches!(self, Self::Group | Self::List | Self::Variants)
    }

    /// Whether a legend names it, and not a label.
    pub fn has_legend(self) -> bool {
        self.is_group() || self == Self::Radios
    }

    /// The id of its element, where `id` is that of its place. The kinds of a value stand in the same
    /// place as the choice between them.
    pub fn id(self, id: &str) -> String {
        if self == Self::Variants { format!("{id}:kind") } else { id.to_owned() }
    }
}
