//! The texts of the samples of a bundle, and of the service instances of a spec.

pub use crate::words::common::{COPIED, COPY as COPY_INSTANCE_SHORT, CREATE, NAME};

/// The label of the choice of the rendered sample.
pub const SAMPLE: &str = "Sample";
/// The label of the button that opens the sample in the editor.
pub const EDIT: &str = "Edit as YAML";
/// The label of the button that copies the sample to the clipboard.
pub const COPY: &str = "Copy YAML";
/// The announcement where the browser denied access to the clipboard.
pub const NOT_COPIED: &str = "The browser denied access to the clipboard.";

/// The label of the button that opens the form for a new sample.
pub const NEW: &str = "New sample";
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

/// The accessible name of the buttons for service instances.
pub const INSTANCES: &str = "Service instances";
/// The label of the button that adds an instance at the end.
pub const ADD_INSTANCE: &str = "Add instance";
/// The accessible name of the button that copies the shown instance.
pub const COPY_INSTANCE: &str = "Copy instance";
/// The accessible name of the button that moves the instance towards the start.
pub const EARLIER: &str = "Move instance earlier";
/// The accessible name of the button that moves the instance towards the end.
pub const LATER: &str = "Move instance later";
/// The accessible name of the button that removes the instance.
pub const REMOVE_INSTANCE: &str = "Remove instance";

/// The label of the button that deletes a sample.
pub fn delete(name: &str) -> String {
    format!("Delete {name}")
}
