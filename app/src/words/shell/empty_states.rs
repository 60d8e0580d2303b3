//! The empty states of the panes.

/// The pane of inputs, without a bundle.
pub const NO_BUNDLE_INPUTS: &str = "Nothing to fill in: no bundle is open.";
/// The pane of outputs, without a bundle.
pub const NO_BUNDLE_OUTPUTS: &str = "No bundle is open.";
/// The rendered pane, without a bundle.
pub const NO_BUNDLE_RENDERED: &str = "Nothing to render: no bundle is open.";
/// The pane of files, without a bundle.
pub const NO_FILES: &str = "No bundle is open.";
/// The label of its button, which opens the dialog of new bundles.
pub const BEGIN: &str = "Begin one";
/// The pane of problems, without a bundle.
pub const NO_BUNDLE_PROBLEMS: &str = "Nothing to check: no bundle is open.";
/// The panes before the first analysis.
pub const PENDING: &str = "The bundle is being read…";
/// The panes in a safe start.
pub const SAFE: &str = "Not read: this is a safe start, in which nothing is checked or rendered until you say so above.";
/// The panes where the engine stopped.
pub const STOPPED: &str =
    "Not read: the engine stopped on this text. It tries again as soon as you change something.";
/// The inputs of a component.
pub const COMPONENT_INPUTS: &str = "A component has no inputs of its own. It reads those of the service instance it is attached to.";
/// The inputs of a bundle without a schema.
pub const NO_SCHEMA: &str = "No inputs: schema/schema.yaml, which declares them, is missing.";
/// The inputs of a bundle without a sample.
pub const NO_SPEC: &str = "Nothing to fill in: the sample of inputs, spec/spec.yaml, is missing.";
/// The inputs of a service whose spec has no instance.
pub const NO_INSTANCES: &str = "Nothing to fill in: the spec has no service instance that can be read. \
     Add one under instances:, with a name and an environment.";
/// The inputs of a schema that declares none.
pub const NO_INPUTS: &str =
    "No inputs: the schema declares none for this, or it cannot be read yet.";
/// The outputs of an environment.
pub const ENVIRONMENT_OUTPUTS: &str =
    "Nothing here comes from another stack: an environment reads no outputs of others.";
/// The outputs of any other bundle.
pub const NO_OUTPUTS: &str = "Nothing here comes from another stack.";
/// The rendered pane of a customer-managed environment.
pub const NO_TEMPLATE: &str = "Nothing to render: a customer-managed environment has no template. \
     What its schema asks for is what services read as its outputs.";
/// The rendered pane of a service.
pub const NOT_RENDERED_SERVICE: &str = "Nothing to render: the template or the spec cannot be read yet. \
     See Problems, and look whether the spec has a service instance.";
/// The rendered pane of any other bundle.
pub const NOT_RENDERED: &str =
    "Nothing to render: this bundle has no template that can be read yet. See Problems.";
/// The editor where a bundle is open and no file is.
pub const NO_FILE: &str = "No file is open. Choose one in Files, or make one.";
/// The label of its button, which creates a file.
pub const NEW_FILE: &str = "New file…";

/// The comparison without a second side.
pub const NOTHING_TO_COMPARE: &str =
    "There is nothing else to compare it with yet: open another bundle, or mark a version.";
/// The label of its button, which opens the versions.
pub const MARK: &str = "Mark a version…";

/// The editor without a bundle.
pub const NOTHING_OPEN: &str =
    "Nothing is open. Make a new bundle, open one, or drop its archive here.";
/// The label of its first button, which opens the dialog of new bundles.
pub const NEW_BUNDLE: &str = "New bundle…";
/// The label of its second button, which opens an example.
pub const OPEN_EXAMPLE: &str = "Open the item API example";

/// The editor with a file that is not text.
pub fn not_text(path: &str) -> String {
    format!(
        "{path} is not UTF-8 text, so it cannot be edited here. It stays in the bundle as it is."
    )
}

/// The rendered pane where a required file is missing.
pub fn missing(path: &str) -> String {
    format!("Nothing to render: {path} is missing.")
}

/// The label of a button that creates a missing file.
pub fn make(path: &str) -> String {
    format!("Make {path}")
}

/// The label of a button that opens a file.
pub fn open(path: &str) -> String {
    format!("Open {path}")
}
