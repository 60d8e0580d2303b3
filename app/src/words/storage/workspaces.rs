//! The workspaces that this browser keeps.

use crate::words::common::{bundles, files};

/// The dialog with their list.
pub const TITLE: &str = "Workspaces";
/// What opens it, before the name of the one that is open.
pub const OPENS: &str = "Workspaces: ";
/// What that does, for whoever points at it.
pub const OPENS_TITLE: &str = "The workspaces that this browser keeps, and the history of this one";
/// Where they are.
pub const ABOUT: &str =
    "They are kept in this browser alone, each saved within a second of a change.";
/// Asks for a new one.
pub const NEW: &str = "New workspace";
/// Makes it.
pub const CREATE: &str = "Create";
/// The name of one.
pub const NAME: &str = "Name of the workspace";
/// After the name of the one that is open.
pub const HERE: &str = " (open here)";
/// Opens one.
pub const OPEN: &str = "Open";
/// Gives it another name.
pub const RENAME: &str = "Rename";
/// Takes it away, once asked.
pub const DELETE: &str = "Delete";
/// Asks.
pub const DELETE_ASKS: &str = "Delete it for good, with its history?";
/// Yes.
pub const DELETE_YES: &str = "Delete for good:";
/// No.
pub const DELETE_NO: &str = "Keep";

/// Does something with one: [`OPEN`], [`RENAME`], [`DELETE`], [`DELETE_YES`] or [`DELETE_NO`].
pub fn on_workspace(what: &str, name: &str) -> String {
    format!("{what} {name}")
}

/// One that was opened.
pub fn is_open(name: &str) -> String {
    format!("The workspace {name} is open.")
}

/// When a state was saved, and what it consists of.
pub fn state(time: &str, names: &[String], count: usize) -> String {
    let contents = match names {
        [] => "empty".to_owned(),
        [one] => format!("{one}, {}", files(count)),
        several => format!("{}, {}", bundles(several.len()), files(count)),
    };
    format!("{time} · {contents}")
}
