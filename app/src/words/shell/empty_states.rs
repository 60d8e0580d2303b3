//! What the panes say while there is nothing in them.

/// In the pane of inputs, without a bundle.
pub const NO_BUNDLE_INPUTS: &str = "Nothing to fill in: no bundle is open.";
/// In the pane of outputs, without a bundle.
pub const NO_BUNDLE_OUTPUTS: &str = "No bundle is open.";
/// In the pane of renderings, without a bundle.
pub const NO_BUNDLE_RENDERED: &str = "Nothing to render: no bundle is open.";
/// In the pane of files.
pub const NO_FILES: &str = "No bundle is open.";
/// Its way out.
pub const BEGIN: &str = "Begin one";
/// In the pane of problems, without a bundle.
pub const NO_BUNDLE_PROBLEMS: &str = "Nothing to check: no bundle is open.";
/// Before the first analysis.
pub const PENDING: &str = "The bundle is being read…";
/// Where nothing is to be analyzed.
pub const SAFE: &str = "Not read: this is a safe start, in which nothing is checked or rendered until you say so above.";
/// Where the engine has stopped.
pub const STOPPED: &str =
    "Not read: the engine stopped on this text. It tries again as soon as you change something.";
/// Of a component.
pub const COMPONENT_INPUTS: &str = "A component has no inputs of its own. It reads those of the service instance it is attached to.";
/// Without a schema.
pub const NO_SCHEMA: &str = "No inputs: schema/schema.yaml, which declares them, is missing.";
/// Without a spec.
pub const NO_SPEC: &str = "Nothing to fill in: the sample of inputs, spec/spec.yaml, is missing.";
/// Of a service.
pub const NO_INSTANCES: &str = "Nothing to fill in: the spec has no service instance that can be read. \
     Add one under instances:, with a name and an environment.";
/// Without inputs.
pub const NO_INPUTS: &str =
    "No inputs: the schema declares none for this, or it cannot be read yet.";
/// Of an environment.
pub const ENVIRONMENT_OUTPUTS: &str =
    "Nothing here comes from another stack: an environment reads no outputs of others.";
/// Of anything else.
pub const NO_OUTPUTS: &str = "Nothing here comes from another stack.";
/// Of a customer-managed environment.
pub const NO_TEMPLATE: &str = "Nothing to render: a customer-managed environment has no template. \
     What its schema asks for is what services read as its outputs.";
/// Of a service.
pub const NOT_RENDERED_SERVICE: &str = "Nothing to render: the template or the spec cannot be read yet. \
     See Problems, and look whether the spec has a service instance.";
/// Of anything else.
pub const NOT_RENDERED: &str =
    "Nothing to render: this bundle has no template that can be read yet. See Problems.";
/// Where a bundle is open and none of its files.
pub const NO_FILE: &str = "No file is open. Choose one in Files, or make one.";
/// Its way out.
pub const NEW_FILE: &str = "New file…";

/// In a comparison.
pub const NOTHING_TO_COMPARE: &str =
    "There is nothing else to compare it with yet: open another bundle, or mark a version.";
/// Its way out.
pub const MARK: &str = "Mark a version…";

/// In the editor, without a bundle.
pub const NOTHING_OPEN: &str =
    "Nothing is open. Make a new bundle, open one, or drop its archive here.";
/// One way out.
pub const NEW_BUNDLE: &str = "New bundle…";
/// The other.
pub const OPEN_EXAMPLE: &str = "Open the item API example";

/// A file that the editor cannot show.
pub fn not_text(path: &str) -> String {
    format!(
        "{path} is not UTF-8 text, so it cannot be edited here. It stays in the bundle as it is."
    )
}

/// A file is missing that rendering begins with.
pub fn missing(path: &str) -> String {
    format!("Nothing to render: {path} is missing.")
}

/// Makes a file.
pub fn make(path: &str) -> String {
    format!("Make {path}")
}

/// Opens a file.
pub fn open(path: &str) -> String {
    format!("Open {path}")
}
