//! What the templates render to.

/// Where names were left empty, as they are not defined.
pub const UNDEFINED: &str =
    "Undefined names are left empty here: the template fails, see Problems.";
/// Where what is shown is of an older text.
pub const LAST_GOOD: &str = "Last good rendering: the template fails now, see Problems.";
/// Where there is no older text that did not fail.
pub const NONE_YET: &str = "Nothing rendered yet: the template fails, see Problems.";
/// The text.
pub const TEXT: &str = "Rendered text";
/// The choice of what is rendered; before their names.
pub const TARGETS: &str = "Rendered for";
/// The choice of one of several files.
pub const FILE: &str = "File";
