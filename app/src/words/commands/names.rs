//! The names of the commands, and the reasons why a command is unavailable.

use crate::words::files::tree;
use crate::words::share::dialog;

pub use crate::words::common::{NO_BUNDLE, NOTHING_TO_REDO, NOTHING_TO_UNDO as NOTHING_UNDONE};

/// The name of a command, and further words that the palette matches.
pub type Name = (&'static str, &'static str);

/// The name of a command on the bundle or the file called `object`: `Download queue`.
pub fn on(id: &str, object: &str) -> Option<String> {
    Some(match id {
        "download" => tree::download(object),
        "download-options" => format!("Download options for {object}…"),
        "share" => dialog::share(object),
        "save" => format!("Save {object} to folder"),
        "mark-version" => format!("Mark version of {object}…"),
        "versions" => tree::versions(object),
        "compare" => tree::compare(object),
        "eject" => tree::eject(object),
        "new-file" => tree::new_file_in(object),
        "new-sample" => format!("New sample of {object}…"),
        "edit-sample" => format!("Edit sample of {object} as YAML"),
        "duplicate-bundle" | "duplicate-file" => tree::duplicate(object),
        "rename-bundle" => tree::rename(object),
        "rename-file" => format!("Rename or move {object}…"),
        "close-bundle" => tree::close(object),
        "delete-file" => format!("Delete {object}"),
        _ => return None,
    })
}

pub const NEW_BUNDLE: Name = ("New bundle…", "create add template environment service component");
pub const OPEN: Name = ("Open…", "archive import load zip tar.gz upload");
pub const OPEN_FOLDER: Name = ("Open folder…", "directory import load");
pub const DOWNLOAD: Name = ("Download", "export save archive tar.gz");
pub const DOWNLOAD_OPTIONS: Name = ("Download options…", "export rendered spec workspace layout");
pub const SHARE: Name = ("Share…", "link copy address url");
pub const SAVE: Name = ("Save to folder", "write disk");
pub const WORKSPACES: Name =
    ("Workspaces and history…", "switch history project storage restore snapshot");
pub const MARK_VERSION: Name = ("Mark version…", "tag release snapshot");
pub const VERSIONS: Name = ("Versions…", "restore history tags");
pub const COMPARE: Name = ("Compare…", "diff changes difference");
pub const EJECT: Name = ("Eject…", "proton cloudformation convert leave migrate");
pub const EJECT_ALL: Name = ("Eject all bundles…", "proton cloudformation convert leave migrate");
pub const DUPLICATE_BUNDLE: Name = ("Duplicate bundle", "copy clone template");
pub const RENAME_BUNDLE: Name = ("Rename bundle…", "name template");
pub const CLOSE_BUNDLE: Name = ("Close bundle", "remove delete template");
pub const NEW_FILE: Name = ("New file…", "create add");
pub const DUPLICATE_FILE: Name = ("Duplicate file", "copy clone");
pub const RENAME_FILE: Name = ("Rename or move file…", "name path");
pub const DELETE_FILE: Name = ("Delete file", "remove");
pub const UNDO_FILES: Name =
    ("Undo last file change", "restore bring back deleted closed renamed replaced");
pub const REDO_FILES: Name = ("Redo last file change", "again renamed replaced");
pub const SEARCH: Name = ("Search in all files", "find text");
pub const REPLACE: Name = ("Replace in all files", "find text search");
pub const GO_BACK: Name = ("Go back", "previous place cursor history");
pub const GO_FORWARD: Name = ("Go forward", "next place cursor history");
pub const NEW_SAMPLE: Name = ("New sample…", "spec inputs values create add");
pub const EDIT_SAMPLE: Name = ("Edit sample as YAML", "spec inputs values");
pub const UNDO: Name = ("Undo typing", "back revert");
pub const REDO: Name = ("Redo typing", "again");
pub const FIND: Name = ("Find and replace in file", "search text");
pub const GO_TO_LINE: Name = ("Go to line…", "number jump");
pub const OUTLINE: Name = ("Outline", "symbols contents structure");
pub const COMPLETE: Name = ("Trigger suggestions", "complete autocomplete names");
pub const DEFINE: Name = ("Go to definition", "declaration schema jump");
pub const REFERENCES: Name = ("Find references", "usages uses readers");
pub const RENAME_NAME: Name = ("Rename in all files", "symbol input refactor");
pub const EXPLAIN: Name = ("Show hover information", "explain name type value");
pub const COMMENT: Name = ("Comment or uncomment lines", "toggle");
pub const FOLD_ALL: Name = ("Fold all", "collapse");
pub const UNFOLD_ALL: Name = ("Unfold all", "expand");
pub const FIX: Name = ("Fix the problem at the cursor", "quick repair");
pub const FIX_ALL: Name = ("Fix all safe problems", "repair");
pub const IGNORE: Name = ("Ignore the problem at the cursor", "silence suppress comment");
pub const NEXT_PROBLEM: Name = ("Next problem", "error warning");
pub const PREVIOUS_PROBLEM: Name = ("Previous problem", "error warning");
pub const NEXT_PANE: Name = ("Next pane", "focus part region");
pub const PREVIOUS_PANE: Name = ("Previous pane", "focus part region");
pub const GO_FILES: Name = ("Go to the files", "focus pane tree");
pub const GO_EDITOR: Name = ("Go to the source", "focus pane text editor");
pub const GO_PROBLEMS: Name = ("Go to the problems", "focus pane errors");
pub const GO_INPUTS: Name = ("Go to the inputs", "focus pane form outputs");
pub const GO_RENDERED: Name = ("Go to the rendered template", "focus pane preview result");
pub const REPOSITORY: Name = ("Show repository", "bundles table list overview versions");
pub const DIAGRAM: Name = ("Workspace diagram…", "graph picture overview map");
pub const WORD_WRAP: Name = ("Toggle word wrap", "lines long break");
pub const RESET_PANES: Name = ("Reset panes", "layout size width fold default");
pub const PALETTE: Name = ("Search or run…", "command palette");
pub const HELP: Name = ("Help", "checks documentation pages");
pub const SHORTCUTS: Name = ("Keyboard shortcuts", "keys bindings hotkeys");
pub const THEME: Name = ("Change theme", "colours dark light system contrast");
pub const SAFE_START: Name = ("Reload without rendering", "safe start stop");
pub const RENDER: Name = ("Render and check", "end safe start");

/// The reason why a command is unavailable: no file is open.
pub const NO_FILE: &str = "No file is open.";
/// The reason why a command is unavailable: the open file cannot be edited.
pub const NO_TEXT: &str = "No text is open in the editor.";
/// The reason why a command is unavailable: the browser has no API for writing into folders.
pub const NO_FOLDERS: &str = "This browser can’t write to folders.";
/// The reason why a command is unavailable: the browser has no storage for the page.
pub const NO_STORAGE: &str = "This browser can’t store data for this page.";
/// The reason why the command for a fix is unavailable.
pub const NO_FIX: &str = "No problem at the cursor has a fix.";
/// The reason why *Go back* is unavailable.
pub const NOTHING_BACK: &str = "There is no earlier place to go back to.";
/// The reason why *Go forward* is unavailable.
pub const NOTHING_FORWARD: &str = "There is no later place to go forward to.";
/// The reason why *Ignore here* is unavailable.
pub const NO_IGNORE: &str = "No problem at the cursor can be ignored.";
/// The reason why the command for all safe fixes is unavailable.
pub const NO_SAFE_FIX: &str = "No listed problem has a safe fix.";
/// The reason why a command on problems is unavailable: the list is empty.
pub const NO_PROBLEM: &str = "No problem is listed.";
/// The reason why leaving the safe start is unavailable: the page is not in one.
pub const RENDERED: &str = "Rendering is already on.";
/// The reason why ejecting is unavailable: the page is in a safe start.
pub const NO_RENDERING: &str = "Rendering is off in a safe start.";
/// The reason why a safe start is unavailable: the page is already in one.
pub const SAFE: &str = "Rendering is already off.";
/// The notice after a command that the editor did not run.
pub const NOTHING_DONE: &str = "Nothing to do here.";

/// The announcement after word wrap was turned on or off.
pub const fn word_wrap(is_on: bool) -> &'static str {
    if is_on { "Word wrap is on." } else { "Word wrap is off." }
}

/// The notice after the theme has changed.
pub fn theme(name: &str) -> String {
    format!("Theme: {name}")
}

/// The notice after Ctrl+S, where the bundle has no folder.
pub fn saved_by_itself(is_saved: bool) -> &'static str {
    if is_saved {
        "Everything is saved in this browser. “Save to folder” writes the bundle to the disk."
    } else {
        "“Save to folder” writes the bundle to the disk."
    }
}
