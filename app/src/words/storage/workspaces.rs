//! The dialog of workspaces.

pub use crate::words::common::{CREATE, DELETE, RENAME};
use crate::words::common::{bundles, files};

/// The title of the dialog.
pub const TITLE: &str = "Workspaces";
/// The text before the name of the workspace on the button that opens the dialog, for screen readers.
pub const OPENS: &str = "Workspaces: ";
/// The tooltip of that button.
pub const OPENS_TITLE: &str = "The workspaces in this browser, and the history of this one";
/// The line below the title.
pub const ABOUT: &str =
    "Workspaces are stored in this browser only, and saved within a second of a change.";
/// The label of the field for the name of a new workspace, and the accessible name of its form.
pub const NEW: &str = "New workspace";
/// The accessible name of the field that renames a workspace.
pub const NAME: &str = "Workspace name";
/// The mark of the open workspace.
pub const HERE: &str = " (open here)";
/// The label of the button that opens a workspace.
pub const OPEN: &str = "Open";
/// The question before a workspace is deleted.
pub const DELETE_ASKS: &str = "Delete it permanently, with its history?";
/// The label of the button that confirms the deletion.
pub const DELETE_YES: &str = "Delete permanently:";
/// The label of the button that cancels.
pub const DELETE_NO: &str = "Keep";

/// The accessible name of a button of a workspace: [`OPEN`], [`RENAME`], [`DELETE`], [`DELETE_YES`] or
/// [`DELETE_NO`].
pub fn on_workspace(what: &str, name: &str) -> String {
    format!("{what} {name}")
}

/// The notice after a workspace was opened.
pub fn is_open(name: &str) -> String {
    format!("The workspace {name} is open.")
}

/// The time of a state, and its contents.
pub fn state(time: &str, names: &[String], count: usize) -> String {
    let contents = match names {
        [] => "empty".to_owned(),
        [one] => format!("{one}, {}", files(count)),
        several => format!("{}, {}", bundles(several.len()), files(count)),
    };
    format!("{time} · {contents}")
}
