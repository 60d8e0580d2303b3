//! The sheet of shortcuts.

/// The dialog.
pub const TITLE: &str = "Keyboard shortcuts";
/// The column of keys.
pub const KEYS: &str = "Keys";
/// The column of what they do.
pub const DOES: &str = "What they do";
/// Leads to the sheet from elsewhere.
pub const ALL: &str = "All keyboard shortcuts";
/// The switch.
pub const SINGLE: &str = "Single keys";
/// What the switch is for.
pub const SINGLE_HELP: &str = "The keys ?, n and p, which do something without Ctrl or Alt. Turn them off \
     where you speak to the page, or press them by mistake.";
/// Between keys that do the same.
pub const OR: &str = "or";

/// Keys of the page.
pub const PAGE: &str = "Anywhere";
/// Keys of the editor.
pub const EDITOR: &str = "In the editor";
/// Keys of the tree.
pub const FILES: &str = "In the tree of files";
/// Keys of forms.
pub const FORMS: &str = "In the inputs";
/// Keys of the rendering.
pub const RENDERED: &str = "In the rendered template";
/// Keys of a comparison.
pub const COMPARE: &str = "While comparing";
/// Keys of the palette.
pub const PALETTE: &str = "In “Search or run”";

/// Keys as they are written for [`crate::commands::Keys::read`], and what they do.
pub type Written = (&'static [&'static str], &'static str);

/// Those of the editor that are no command: they move in the text, or are of no use without a key.
pub const IN_EDITOR: [Written; 16] = [
    (&["F3", "Mod-g"], "Go to the next match"),
    (&["Mod-d"], "Select the next of the same"),
    (&["Mod-Shift-l"], "Select all of the same"),
    (&["Mod-Alt-ArrowUp"], "Add a cursor above"),
    (&["Mod-Alt-ArrowDown"], "Add a cursor below"),
    (&["Alt-ArrowUp"], "Move the line up"),
    (&["Alt-ArrowDown"], "Move the line down"),
    (&["Shift-Alt-ArrowUp"], "Copy the line up"),
    (&["Shift-Alt-ArrowDown"], "Copy the line down"),
    (&["Mod-Shift-k"], "Delete the line"),
    (&["Mod-]", "Tab"], "Indent more"),
    (&["Mod-["], "Indent less"),
    (&["Ctrl-Shift-[", "Cmd-Alt-["], "Fold what is here"),
    (&["Ctrl-Shift-]", "Cmd-Alt-]"], "Unfold what is here"),
    (&["Escape"], "Let the next Tab leave the editor"),
    (&["Ctrl-m", "Shift-Alt-m"], "Let Tab always leave the editor, or indent again"),
];

/// Those of the tree that are no command.
pub const IN_FILES: [Written; 4] = [
    (&["ArrowUp", "ArrowDown"], "Go up or down"),
    (&["ArrowLeft", "ArrowRight"], "Close or open a folder"),
    (&["Enter", "Space"], "Open the file"),
    (&["Shift-F10"], "Open the menu"),
];

/// Those of forms.
pub const IN_FORMS: [Written; 3] = [
    (&["ArrowUp", "ArrowDown"], "A number: one step more or less"),
    (&["Alt-ArrowUp", "Alt-ArrowDown"], "An item of a list: move it up or down"),
    (&["Mod-Enter"], "YAML: take over what is written"),
];

/// Those of the rendering.
pub const IN_RENDERED: [Written; 1] = [(&["Enter"], "Go to where the line comes from")];

/// Those of a comparison.
pub const IN_COMPARE: [Written; 2] =
    [(&["F7", "n"], "Next change"), (&["Shift-F7", "p"], "Previous change")];
