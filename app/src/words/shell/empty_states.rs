//! The empty states of the panes.

pub use crate::words::common::{NEW_FILE, NO_BUNDLE as NO_BUNDLE_OUTPUTS, NO_BUNDLE as NO_FILES};

/// The pane of inputs, without a bundle.
pub const NO_BUNDLE_INPUTS: &str = "Nothing to fill in: no bundle is open.";
/// The rendered pane, without a bundle.
pub const NO_BUNDLE_RENDERED: &str = "Nothing to render: no bundle is open.";
/// The label of its button, which opens the dialog of new bundles.
pub const CREATE_BUNDLE: &str = "Create a bundle…";
/// The pane of problems, without a bundle.
pub const NO_BUNDLE_PROBLEMS: &str = "Nothing to check: no bundle is open.";
/// The panes before the first analysis.
pub const PENDING: &str = "Reading the bundle…";
/// The panes in a safe start.
pub const SAFE: &str =
    "Not available in a safe start. Choose “Render and check” above to continue.";
/// The panes where the engine stopped.
pub const STOPPED: &str =
    "The engine stopped on this text. It tries again when you change something.";
/// The inputs of a component.
pub const COMPONENT_INPUTS: &str = "A component has no inputs of its own. It reads those of the service instance it is attached to.";
/// The inputs of a bundle without a schema.
pub const NO_SCHEMA: &str = "No inputs: schema/schema.yaml, which declares them, is missing.";
/// The inputs of a bundle without a sample.
pub const NO_SPEC: &str = "Nothing to fill in: spec/spec.yaml, the sample of inputs, is missing.";
/// The inputs of a service whose spec has no instance.
pub const NO_INSTANCES: &str = "Nothing to fill in: the spec has no readable service instance. Add one under instances:, with a name and an environment.";
/// The inputs of a schema that declares none.
pub const NO_INPUTS: &str = "No inputs: the schema declares none here, or can’t be read yet.";
/// The outputs of an environment.
pub const ENVIRONMENT_OUTPUTS: &str =
    "No values from other stacks: an environment reads no outputs of others.";
/// The outputs of any other bundle.
pub const NO_OUTPUTS: &str = "This bundle reads no values from other stacks.";
/// The rendered pane of a customer-managed environment.
pub const NO_TEMPLATE: &str = "Nothing to render: a customer-managed environment has no template. Services read the inputs of its schema as outputs.";
/// The rendered pane of a service.
pub const NOT_RENDERED_SERVICE: &str = "Nothing to render: the template or the spec can’t be read yet, or the spec has no service instance. See Problems.";
/// The rendered pane of any other bundle.
pub const NOT_RENDERED: &str =
    "Nothing to render: this bundle has no readable template. See Problems.";
/// The panes of inputs, outputs and the rendering for a file beside bundles.
pub const BESIDE: &str = "This file belongs to no bundle, so it has no inputs and no rendering.";
/// The editor where a bundle is open and no file is.
pub const NO_FILE: &str = "No file is open. Choose one in Files, or create one.";

/// The comparison without a second side.
pub const NOTHING_TO_COMPARE: &str =
    "Nothing to compare with yet: open another bundle, or mark a version.";
/// The label of its button, which opens the versions.
pub const MARK: &str = "Mark a version…";

/// The editor without a bundle.
pub const NOTHING_OPEN: &str =
    "Nothing is open. Create a bundle, open one, or drop its archive here.";
/// The label of its first button, which opens the dialog of new bundles.
pub const NEW_BUNDLE: &str = "New bundle…";
/// The label of its second button, which opens an example.
pub const OPEN_EXAMPLE: &str = "Open the item API example";

/// The editor with a file that is not text.
pub fn not_text(path: &str) -> String {
    format!(
        "{path} is not UTF-8 text, so it can’t be edited here. It stays in the bundle unchanged."
    )
}

/// The rendered pane where a required file is missing.
pub fn missing(path: &str) -> String {
    format!("Nothing to render: {path} is missing.")
}

/// The label of a button that creates a missing file.
pub fn make(path: &str) -> String {
    format!("Create {path}")
}

/// The label of a button that opens a file.
pub fn open(path: &str) -> String {
    format!("Open {path}")
}
