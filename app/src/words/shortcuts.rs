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
