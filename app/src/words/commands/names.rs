//! The names of the commands, and the reasons why a command is unavailable.

use crate::commands::Command;

/// The name of a command, and further words that the palette matches.
pub const fn name(command: Command) -> (&'static str, &'static str) {
    match command {
        Command::NewBundle => ("New bundle…", "create add template environment service component"),
        Command::Open => ("Open…", "archive import load zip tar.gz upload"),
        Command::OpenFolder => ("Open folder…", "directory import load"),
        Command::Download => ("Download", "export save archive tar.gz"),
        Command::DownloadOptions => ("Download options…", "export rendered spec workspace layout"),
        Command::Share => ("Share…", "link copy address url"),
        Command::Save => ("Save to folder", "write disk"),
        Command::Workspaces => ("Workspaces…", "switch history project storage"),
        Command::MarkVersion => ("Mark version…", "tag release snapshot"),
        Command::Versions => ("Versions…", "restore history tags"),
        Command::Compare => ("Compare…", "diff changes difference"),
        Command::DuplicateBundle => ("Duplicate bundle", "copy clone template"),
        Command::RenameBundle => ("Rename bundle…", "name template"),
        Command::CloseBundle => ("Close bundle", "remove delete template"),
        Command::NewFile => ("New file…", "create add"),
        Command::DuplicateFile => ("Duplicate file", "copy clone"),
        Command::RenameFile => ("Rename or move file…", "name path"),
        Command::DeleteFile => ("Delete file", "remove"),
        Command::UndoFiles => {
            ("Undo the last change of files", "restore bring back deleted closed")
        }
        Command::NewSample => ("New sample…", "spec inputs values create add"),
        Command::EditSample => ("Edit sample as YAML", "spec inputs values"),
        Command::Undo => ("Undo typing", "back revert"),
        Command::Redo => ("Redo typing", "again"),
        Command::Find => ("Find and replace in file", "search text"),
        Command::GoToLine => ("Go to line…", "number jump"),
        Command::Outline => ("Outline", "symbols contents structure"),
        Command::Complete => ("Complete the word", "suggest autocomplete names"),
        Command::Define => ("Go to definition", "declaration schema jump"),
        Command::References => ("Find where it is read", "references usages uses"),
        Command::RenameName => ("Rename in all files", "symbol input refactor"),
        Command::Explain => ("Say what the name at the cursor is", "hover type value"),
        Command::Comment => ("Comment or uncomment lines", "toggle"),
        Command::FoldAll => ("Fold all", "collapse"),
        Command::UnfoldAll => ("Unfold all", "expand"),
        Command::Fix => ("Fix the problem at the cursor", "mend quick repair"),
        Command::FixAll => ("Fix all safe problems", "mend repair"),
        Command::Ignore => ("Ignore the problem at the cursor", "silence suppress comment"),
        Command::NextProblem => ("Next problem", "error warning"),
        Command::PreviousProblem => ("Previous problem", "error warning"),
        Command::NextPane => ("Next pane", "focus part region"),
        Command::PreviousPane => ("Previous pane", "focus part region"),
        Command::GoFiles => ("Go to the files", "focus pane tree"),
        Command::GoEditor => ("Go to the editor", "focus pane text"),
        Command::GoProblems => ("Go to the problems", "focus pane errors"),
        Command::GoInputs => ("Go to the inputs", "focus pane form outputs"),
        Command::GoRendered => ("Go to the rendered template", "focus pane preview result"),
        Command::Picture => ("Picture of the workspace…", "graph diagram overview map"),
        Command::ResetPanes => ("Reset the panes", "layout size width fold default"),
        Command::Palette => ("Search or run…", "command palette"),
        Command::Help => ("Help", "checks documentation pages"),
        Command::Shortcuts => ("Keyboard shortcuts", "keys bindings hotkeys"),
        Command::Theme => ("Change the theme", "colours dark light system contrast"),
        Command::SafeStart => ("Reload without rendering", "safe start stop"),
        Command::Render => ("Render and check", "end safe start"),
    }
}

/// The reason why a command is unavailable: no bundle is open.
pub const NO_BUNDLE: &str = "No bundle is open.";
/// The reason why a command is unavailable: no file is open.
pub const NO_FILE: &str = "No file is open.";
/// The reason why a command is unavailable: the open file cannot be edited.
pub const NO_TEXT: &str = "No text is open in the editor.";
/// The reason why a command is unavailable: the browser has no API for writing into folders.
pub const NO_FOLDERS: &str = "This browser cannot write into folders.";
/// The reason why a command is unavailable: the browser has no storage for the page.
pub const NO_STORAGE: &str = "This browser keeps nothing for this page.";
/// The reason why *Undo* is unavailable: no change of files is left to undo.
pub const NOTHING_UNDONE: &str = "There is nothing to undo.";
/// The reason why the command for a fix is unavailable.
pub const NO_FIX: &str = "No problem at the cursor has a fix.";
/// The reason why *Ignore here* is unavailable.
pub const NO_IGNORE: &str = "No problem at the cursor can be ignored.";
/// The reason why the command for all safe fixes is unavailable.
pub const NO_SAFE_FIX: &str = "No problem that is listed has a safe fix.";
/// The reason why a command on problems is unavailable: the list is empty.
pub const NO_PROBLEM: &str = "No problem is listed.";
/// The reason why leaving the safe start is unavailable: the page is not in one.
pub const RENDERED: &str = "It is rendered and checked already.";
/// The reason why a safe start is unavailable: the page is already in one.
pub const SAFE: &str = "Nothing is rendered already.";
/// The notice after a command that the editor did not run.
pub const NOTHING_DONE: &str = "There is nothing to do here.";

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
