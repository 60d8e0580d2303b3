//! The pane of the rendered template.

/// The line where undefined names were rendered as empty.
pub const UNDEFINED: &str = "Rendering failed. Undefined names are left blank; see Problems.";
/// The line above an outdated text, where the template fails now.
pub const LAST_GOOD: &str = "Last successful render. The template now has errors; see Problems.";
/// The line where the template fails and has not rendered before.
pub const NONE_YET: &str = "Not rendered: the template has errors; see Problems.";
/// The accessible name of the rendered text.
pub const TEXT: &str = "Rendered text";
/// The accessible name of the choice of the instance or part that is rendered.
pub const TARGETS: &str = "Rendered for";
/// The accessible name of the choice of a rendered file.
pub const FILE: &str = "File";
