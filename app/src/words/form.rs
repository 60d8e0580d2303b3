//! The form that the inputs are filled in with.

use super::common::{bytes, lines};
use crate::browser::numbers::grouped;

/// Says which fields want attention.
pub const CHECK: &str = "Check inputs";
/// Where none does.
pub const ALL_FIT: &str = "All inputs fit the schema.";
/// The list of those that do.
pub const FAULTS: &str = "Fields that want attention";

/// The choice of what is to be filled in; before their names.
pub const TARGETS: &str = "Inputs of";
/// The form itself.
pub const FORM: &str = "Inputs form";

/// A field that has to be filled in.
pub const REQUIRED: &str = "required";
/// One that should not be any more.
pub const DEPRECATED: &str = "deprecated";
/// One that cannot be.
pub const READ_ONLY: &str = "read only";
/// A value of null.
pub const IS_NULL: &str = "null";
/// A text without a letter.
pub const IS_EMPTY: &str = "empty text";
/// A value that the schema gives.
pub const IS_DEFAULT: &str = "default";
/// A field whose value is printed in the rendered line that is chosen.
pub const PRINTED: &str = "feeds the selected line";
/// A field by whose value that line is there.
pub const DECIDED: &str = "decides on the selected line";
/// Goes back to the default.
pub const USE_DEFAULT: &str = "Use default";
/// Goes back to nothing.
pub const CLEAR: &str = "Clear";
/// Fills in a text without a letter.
pub const SET_EMPTY: &str = "Empty text";
/// Fills in null.
pub const SET_NULL: &str = "Null";

/// Adds an item or an entry, for whoever sees where the button stands.
pub const ADD: &str = "Add";
/// Moves an item towards the beginning.
pub const UP: &str = "Move up";
/// Moves it towards the end.
pub const DOWN: &str = "Move down";
/// Adds an item like it.
pub const COPY: &str = "Copy";
/// Takes an item or an entry away.
pub const REMOVE: &str = "Remove";
/// What a new entry is called.
pub const NEW_NAME: &str = "New name";
/// A name that another entry has.
pub const NAME_TAKEN: &str = "There is an entry of this name already.";
/// Where there are as many entries as may be.
pub const FULL: &str = "No more entries are allowed.";

/// The language that any value can be written in.
pub const YAML: &str = "YAML";
/// Where one of many options is still to be chosen.
pub const CHOOSE: &str = "Choose…";
/// Where none of them holds what was typed.
pub const NOTHING_FITS: &str = "Nothing fits";

/// How many fields want attention, before each of them is named.
pub fn faults(count: usize) -> String {
    match count {
        1 => "One field wants attention:".to_owned(),
        _ => format!("{} fields want attention:", grouped(count as u64)),
    }
}

/// The help of a field.
pub fn about(field: &str) -> String {
    format!("About {field}")
}

/// Does something with one: [`USE_DEFAULT`], [`CLEAR`], [`SET_EMPTY`] or [`SET_NULL`].
pub fn on_field(what: &str, field: &str) -> String {
    format!("{what}: {field}")
}

/// Begins a value that is not there.
pub fn begin(field: &str) -> String {
    format!("Add {field}")
}

/// What has become wrong with a field.
pub fn wrong(field: &str, messages: &[String]) -> String {
    format!("{field}: {}", messages.join(" "))
}

/// An item among the names of the fields that it is part of.
pub fn item_name(number: usize) -> String {
    format!("item {number}")
}

/// An item of a field.
pub fn item(number: usize, field: &str) -> String {
    format!("Item {number} of {field}")
}

/// Adds one.
pub fn add_item(field: &str) -> String {
    format!("Add an item to {field}")
}

/// Does something with one: [`UP`], [`DOWN`], [`COPY`] or [`REMOVE`].
pub fn on_item(what: &str, number: usize, field: &str) -> String {
    format!("{what} item {number} of {field}")
}

/// Where one is after it was moved.
pub fn moved(number: usize, count: usize) -> String {
    format!("Moved to place {number} of {count}.")
}

/// The name of an entry that is still to come.
pub fn new_entry(field: &str) -> String {
    format!("Name of a new entry of {field}")
}

/// Adds an entry.
pub fn add_entry(field: &str) -> String {
    format!("Add an entry to {field}")
}

/// The name of an entry.
pub fn entry(name: &str) -> String {
    format!("Name of the entry {name}")
}

/// Takes an entry away.
pub fn remove_entry(name: &str) -> String {
    format!("Remove the entry {name}")
}

/// Which of several forms a value has.
pub fn kind(field: &str) -> String {
    format!("Kind of {field}")
}

/// What stands in an empty field, where the schema has an example.
pub fn example(value: &str) -> String {
    format!("such as {value}")
}

/// A value that is none of the options.
pub fn stray(value: &str) -> String {
    format!("now {value}")
}

/// How many options are not listed.
pub fn more_options(count: usize) -> String {
    format!("{} more: type a part of what you look for", grouped(count as u64))
}

/// Of a text that is too long for a form: how much there is, and where all of it is.
pub fn excerpt(text: &str) -> String {
    let size = match text.lines().count() {
        0 | 1 => bytes(text.len() as u64),
        many => lines(many),
    };
    format!(
        "Only the beginning of {size}: too long for a form. All of it can be edited in its file."
    )
}

/// Shows more rows of a long list.
pub fn more(next: usize, rest: usize) -> String {
    format!("Show {} more of {}", grouped(next as u64), grouped(rest as u64))
}
