//! The texts of the dialog of keyboard shortcuts.

/// The title of the dialog.
pub const TITLE: &str = "Keyboard shortcuts";
/// The heading of the column of keys.
pub const KEYS: &str = "Keys";
/// The heading of the column of actions.
pub const DOES: &str = "Action";
/// The label of the button in the help that opens the dialog.
pub const ALL: &str = "All keyboard shortcuts";
/// The label of the switch for shortcuts of a single key.
pub const SINGLE: &str = "Single-key shortcuts";
/// The help of that switch.
pub const SINGLE_HELP: &str = "The keys ?, n and p, which work without Ctrl or Alt. Turn off if you use speech input or press them by accident.";
/// The word between alternative keys.
pub const OR: &str = "or";

/// The heading of the shortcuts of the page.
pub const PAGE: &str = "Anywhere";
/// The heading of the shortcuts of the editor.
pub const EDITOR: &str = "In the editor";
/// The heading of the shortcuts that work anywhere but in a text.
pub const OUTSIDE_TEXT: &str = "Outside of texts";
/// The heading of the shortcuts of the file tree.
pub const FILES: &str = "In the file tree";
/// The heading of the shortcuts of the list of problems.
pub const PROBLEMS: &str = "In the problems";
/// The heading of the shortcuts of forms.
pub const FORMS: &str = "In the inputs";
/// The heading of the shortcuts of the rendered text.
pub const RENDERED: &str = "In the rendered template";
/// The heading of the shortcuts of a comparison.
pub const COMPARE: &str = "While comparing";
/// The heading of the shortcuts of the palette.
pub const PALETTE: &str = "In “Search or run”";

/// Keys in the notation of [`crate::commands::Keys::all`], and their action.
pub type Written = (&'static [&'static str], &'static str);

/// Shortcuts of the editor that are not commands, such as moves in the text.
pub const IN_EDITOR: [Written; 16] = [
    (&["F3", "Mod-g"], "Go to the next match"),
    (&["Mod-d"], "Add next occurrence to selection"),
    (&["Mod-Shift-l"], "Select all occurrences"),
    (&["Mod-Alt-ArrowUp"], "Add a cursor above"),
    (&["Mod-Alt-ArrowDown"], "Add a cursor below"),
    (&["Alt-ArrowUp"], "Move the line up"),
    (&["Alt-ArrowDown"], "Move the line down"),
    (&["Shift-Alt-ArrowUp"], "Copy the line up"),
    (&["Shift-Alt-ArrowDown"], "Copy the line down"),
    (&["Mod-Shift-k"], "Delete the line"),
    (&["Mod-]", "Tab"], "Indent more"),
    (&["Mod-["], "Indent less"),
    (&["Ctrl-Shift-[", "Cmd-Alt-["], "Fold"),
    (&["Ctrl-Shift-]", "Cmd-Alt-]"], "Unfold"),
    (&["Escape"], "Let the next Tab leave the editor"),
    (&["Ctrl-m", "Shift-Alt-m"], "Toggle whether Tab leaves the editor"),
];

/// Shortcuts of the file tree that are not commands.
pub const IN_FILES: [Written; 4] = [
    (&["ArrowUp", "ArrowDown"], "Go up or down"),
    (&["ArrowLeft", "ArrowRight"], "Close or open a folder"),
    (&["Enter", "Space"], "Open the file"),
    (&["Shift-F10"], "Open the menu"),
];

/// Shortcuts of the list of problems.
pub const IN_PROBLEMS: [Written; 5] = [
    (&["ArrowUp", "ArrowDown"], "Go up or down"),
    (&["ArrowLeft", "ArrowRight"], "Hide or show details"),
    (&["Enter"], "Go to the problem"),
    (&["Space"], "Show or hide details"),
    (&["Mod-.", "Alt-Enter"], "Fix the problem"),
];

/// Shortcuts of forms.
pub const IN_FORMS: [Written; 3] = [
    (&["ArrowUp", "ArrowDown"], "Increase or decrease a number"),
    (&["Alt-ArrowUp", "Alt-ArrowDown"], "Move a list item up or down"),
    (&["Mod-Enter"], "Apply the YAML"),
];

/// Shortcuts of the rendered text.
pub const IN_RENDERED: [Written; 1] = [(&["Enter"], "Go to the source of the line")];

/// Shortcuts of a comparison.
pub const IN_COMPARE: [Written; 2] =
    [(&["F7", "n"], "Next change"), (&["Shift-F7", "p"], "Previous change")];
