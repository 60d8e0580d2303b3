//! The samples of a bundle, and the service instances of a spec.

/// The choice of the sample that is rendered.
pub const SAMPLE: &str = "Sample";
/// Shows it in the editor.
pub const EDIT: &str = "Edit as YAML";
/// Puts its text on the clipboard.
pub const COPY: &str = "Copy YAML";
/// Once it is there.
pub const COPIED: &str = "Copied.";
/// Where it is not.
pub const NOT_COPIED: &str = "This browser did not allow it.";

/// Makes one.
pub const NEW: &str = "New sample";
/// What it is called.
pub const NAME: &str = "Name";
/// What it may be called.
pub const NAME_EXAMPLE: &str = "prod";
/// A name that another sample has.
pub const NAME_TAKEN: &str = "This name is taken.";
/// What is in it at first.
pub const BEGINS_AS: &str = "It begins as";
/// What is in the one that is shown.
pub const COPY_OF_THIS: &str = "A copy of this one";
/// As little as there can be.
pub const REQUIRED: &str = "The defaults, and what has to be given";
/// As much as there can be.
pub const EVERYTHING: &str = "Every input, filled in plausibly";
/// Makes it.
pub const CREATE: &str = "Create";

/// What can be done with a service instance.
pub const INSTANCES: &str = "Service instances";
/// Adds one at the end.
pub const ADD_INSTANCE: &str = "Add instance";
/// Adds one like that which is shown.
pub const COPY_INSTANCE: &str = "Copy instance";
/// The same, for whoever sees where it stands.
pub const COPY_INSTANCE_SHORT: &str = "Copy";
/// Moves it towards the beginning.
pub const EARLIER: &str = "Move instance earlier";
/// Moves it towards the end.
pub const LATER: &str = "Move instance later";
/// Takes it away.
pub const REMOVE_INSTANCE: &str = "Remove instance";

/// Takes a sample away.
pub fn delete(name: &str) -> String {
    format!("Delete {name}")
}
