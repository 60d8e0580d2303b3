//! The texts of the form of inputs.

use cyclotron_core::{EnvironmentOption, Value, yaml};

use super::common::{bytes, lines};
use crate::browser::numbers::grouped;
pub use crate::words::common::{CLEAR, COPY, REQUIRED};

/// The label of the button that lists the fields with errors.
pub const CHECK: &str = "Check inputs";
/// The announcement where no field has an error.
pub const ALL_FIT: &str = "All inputs match the schema.";
/// The accessible name of the list of fields with errors.
pub const FAULTS: &str = "Fields with problems";

/// The accessible name of the choice of the instance or part that the form edits; the names follow.
pub const TARGETS: &str = "Inputs of";
/// The accessible name of the panel with the form.
pub const FORM: &str = "Inputs form";

/// The mark of a deprecated field.
pub const DEPRECATED: &str = "deprecated";
/// The mark of a read-only field.
pub const READ_ONLY: &str = "read only";
/// The mark of a null value.
pub const IS_NULL: &str = "null";
/// The mark of an empty string.
pub const IS_EMPTY: &str = "empty text";
/// The mark of a default value.
pub const IS_DEFAULT: &str = "default";
/// The mark of a default that Proton did not fill in.
pub const IS_UNFILLED: &str = "default, not filled in";
/// The group of environments that a service can't run in.
pub const NOT_COMPATIBLE: &str = "Not compatible";
/// The option for an environment that is not listed.
pub const OTHER_ENVIRONMENT: &str = "Other name…";
/// The notice if a text was entered that is not one of the values of a field.
pub fn not_an_option(text: &str, field: &str) -> String {
    format!("“{text}” isn’t one of the values of {field}, so that wasn’t changed.")
}

/// The label of the button that goes back to the listed environments.
pub const CHOOSE_ENVIRONMENT: &str = "Choose an open environment";

/// The label of an environment in the choice.
pub fn environment(option: &EnvironmentOption) -> String {
    let EnvironmentOption { name, is_open, obstacle } = option;
    match obstacle {
        Some(obstacle) => format!("{name}: {obstacle}"),
        None if *is_open => name.clone(),
        None => format!("{name} (not open)"),
    }
}

/// The environment of an instance, above its form.
pub fn runs_in(environment: &str) -> String {
    format!("runs in {environment}")
}

/// The mark of a field whose value is printed in the selected rendered line.
pub const PRINTED: &str = "used by this line";
/// The mark of a field whose value decides whether the selected rendered line exists.
pub const DECIDED: &str = "controls this line";
/// The label of the button that restores the default.
pub const USE_DEFAULT: &str = "Use default";
/// The label of the button that sets a default that Proton did not fill in.
pub const SET_DEFAULT: &str = "Set it";
/// The label of the button that sets an empty string.
pub const SET_EMPTY: &str = "Set empty";
/// The label of the button that sets null.
pub const SET_NULL: &str = "Set null";

/// The short label of the buttons that add an item or an entry.
pub const ADD: &str = "Add";
/// The label of the button that moves an item up.
pub const UP: &str = "Move up";
/// The label of the button that moves an item down.
pub const DOWN: &str = "Move down";
/// The label of the button that removes an item or an entry.
pub const REMOVE: &str = "Remove";
/// The placeholder of the field for the name of a new entry.
pub const NEW_NAME: &str = "New name";
/// The error for a name that another entry has.
pub const NAME_TAKEN: &str = "An entry with this name already exists.";
/// The error where the schema allows no further entry.
pub const FULL: &str = "No more entries are allowed.";

/// The placeholder of a field that takes any value as YAML.
pub const YAML: &str = "YAML";
/// The placeholder of a choice without a value.
pub const CHOOSE: &str = "Choose…";
/// The empty state of a choice where no option matches.
pub const NO_RESULTS: &str = "No results";

/// The heading of the list of fields with errors.
pub fn faults(count: usize) -> String {
    match count {
        1 => "1 field has a problem:".to_owned(),
        _ => format!("{} fields have problems:", grouped(count as u64)),
    }
}

/// The accessible name of the help of a field.
pub fn about(field: &str) -> String {
    format!("About {field}")
}

/// The tooltip of the button that sets a default that Proton did not fill in.
pub fn set_default(value: &Value) -> String {
    format!("Set the default of the schema: {}", yaml::flow(value))
}

/// The accessible name of a button of a field: [`USE_DEFAULT`], [`CLEAR`], [`SET_EMPTY`] or [`SET_NULL`].
pub fn on_field(what: &str, field: &str) -> String {
    format!("{what}: {field}")
}

/// The label of the button that adds a missing value.
pub fn begin(field: &str) -> String {
    format!("Add {field}")
}

/// The announcement of the new errors of a field.
pub fn wrong(field: &str, messages: &[String]) -> String {
    format!("{field}: {}", messages.join(" "))
}

/// The name of an item within the path of a field.
pub fn item_name(number: usize) -> String {
    format!("item {number}")
}

/// The accessible name of an item of a field.
pub fn item(number: usize, field: &str) -> String {
    format!("Item {number} of {field}")
}

/// The accessible name of the button that adds an item.
pub fn add_item(field: &str) -> String {
    format!("Add an item to {field}")
}

/// The accessible name of a button of an item: [`UP`], [`DOWN`], [`COPY`] or [`REMOVE`].
pub fn on_item(what: &str, number: usize, field: &str) -> String {
    format!("{what} item {number} of {field}")
}

/// The announcement after an item was moved.
pub fn moved(number: usize, count: usize) -> String {
    format!("Moved to position {number} of {count}.")
}

/// The accessible name of the field for the name of a new entry.
pub fn new_entry(field: &str) -> String {
    format!("Name of a new entry of {field}")
}

/// The accessible name of the button that adds an entry.
pub fn add_entry(field: &str) -> String {
    format!("Add an entry to {field}")
}

/// The accessible name of the field for the name of an entry.
pub fn entry(name: &str) -> String {
    format!("Name of the entry {name}")
}

/// The notice after an item was removed.
pub fn removed_item(number: usize, field: &str) -> String {
    format!("Removed item {number} of {field}.")
}

/// The notice after an entry was removed.
pub fn removed_entry(name: &str) -> String {
    format!("Removed the entry {name}.")
}

/// The accessible name of the button that removes an entry.
pub fn remove_entry(name: &str) -> String {
    format!("Remove the entry {name}")
}

/// The accessible name of the choice between the forms that a value can have.
pub fn kind(field: &str) -> String {
    format!("Kind of {field}")
}

/// The placeholder of an empty field whose schema has an example.
pub fn example(value: &str) -> String {
    format!("such as {value}")
}

/// The text beside the options where the present value is not among them.
pub fn stray(value: &str) -> String {
    format!("{value} (current)")
}

/// The line below a list that leaves options out.
pub fn more_options(count: usize) -> String {
    format!("{} more; type to filter", grouped(count as u64))
}

/// The line below the excerpt of a text that is too long for a form: its size, and how to see all of it.
pub fn excerpt(text: &str) -> String {
    let size = match text.lines().count() {
        0 | 1 => bytes(text.len() as u64),
        many => lines(many),
    };
    format!(
        "Only the beginning of {size} is shown: too long for a form. Edit the whole value in its file."
    )
}

/// The label of the button that shows more rows of a long list.
pub fn more(next: usize, rest: usize) -> String {
    format!("Show {} more ({} left)", grouped(next as u64), grouped(rest as u64))
}
