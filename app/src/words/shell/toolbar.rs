//! The head of the page.

/// The product.
pub const NAME: &str = "Cyclotron";
/// What it is, beside the name.
pub const CLAIM: &str = "Workbench for AWS Proton template bundles";
/// Shows what a narrow window has no room for.
pub const MENU: &str = "Menu";
/// The ways in.
pub const IN: &str = "New and open";
/// What else there is.
pub const MORE: &str = "More";
/// Opens the dialog of new bundles.
pub const NEW: &str = "New…";
/// Opens and closes the help.
pub const HELP: &str = "Help";
/// What the help is, for whoever points at it.
pub const HELP_TITLE: &str = "Filters, names, files, checks and keys (F1)";
