//! The toolbar at the head of the page.

/// The name of the product.
pub const NAME: &str = "Cyclotron";
/// The claim beside the name.
pub const CLAIM: &str = "Workbench for AWS Proton template bundles";
/// The label of the button that opens the menu of a narrow window.
pub const MENU: &str = "Menu";
/// The accessible name of the buttons for new and existing bundles.
pub const IN: &str = "New and open";
/// The accessible name of the other buttons.
pub const MORE: &str = "More";
/// The accessible name of the menu with the rest of the commands, and of its button.
pub const FURTHER: &str = "More actions and settings";
/// The label of the button that opens the dialog of keyboard shortcuts.
pub const SHORTCUTS: &str = "Keyboard shortcuts";
/// The label of the setting that wraps long lines, with its keys.
pub const WORD_WRAP: &str = "Word wrap (Alt+Z)";
/// The label of the button that opens the dialog of new bundles.
pub const NEW: &str = "New…";
/// The label of the button that opens and closes the help.
pub const HELP: &str = "Help";
/// The tooltip of that button.
pub const HELP_TITLE: &str = "Filters, names, files, checks and keys (F1)";
