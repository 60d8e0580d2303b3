//! The texts of the samples of a bundle, and of the service instances of a spec.

pub use crate::words::common::{COPIED, CREATE, NAME};

/// The accessible name of the choice of the rendered sample.
pub const SAMPLE: &str = "Sample";
/// The tooltip of that choice.
pub const SAMPLE_TITLE: &str = "Sample: the inputs to render with";
/// The announcement where the browser denied access to the clipboard.
pub const NOT_COPIED: &str = "The browser denied access to the clipboard.";

/// The label of the menu item that opens the dialog for a new sample, and the title of that dialog.
pub const NEW: &str = "New sample…";
/// The placeholder of that field.
pub const NAME_EXAMPLE: &str = "prod";
/// The error for a name that another sample has.
pub const NAME_TAKEN: &str = "This name is taken.";
/// The label of the choice of its first content.
pub const BEGINS_AS: &str = "Start from";
/// The choice of a copy of the shown sample.
pub const COPY_OF_THIS: &str = "A copy";
/// The choice of a minimal sample.
pub const REQUIRED: &str = "Required inputs only";
/// The choice of a sample with every input.
pub const EVERYTHING: &str = "Example values for everything";

/// The accessible name of the menu with the actions on the shown instance and sample.
pub const ACTIONS: &str = "Actions on instance and sample";
/// The accessible name of the button that adds an instance at the end.
pub const ADD_INSTANCE: &str = "Add instance";
/// The menu item that moves the shown instance towards the start.
pub const EARLIER: &str = "Move instance earlier";
/// The menu item that moves the shown instance towards the end.
pub const LATER: &str = "Move instance later";

/// The menu item that makes a copy of an instance.
pub fn copy_instance(name: &str) -> String {
    format!("Duplicate instance {name}")
}

/// The menu item that goes to the field with the name of an instance.
pub fn rename(name: &str) -> String {
    format!("Rename instance {name}")
}

/// The menu item that removes an instance.
pub fn remove(name: &str) -> String {
    format!("Remove instance {name}")
}

/// The notice after an instance was removed.
pub fn removed(name: &str) -> String {
    format!("Removed instance {name}.")
}

/// The menu item that opens a sample in the editor.
pub fn edit(name: &str) -> String {
    format!("Edit sample {name} as YAML")
}

/// The menu item that copies a sample to the clipboard.
pub fn copy(name: &str) -> String {
    format!("Copy sample {name} as YAML")
}

/// The menu item that deletes a sample.
pub fn delete(name: &str) -> String {
    format!("Delete sample {name}")
}
