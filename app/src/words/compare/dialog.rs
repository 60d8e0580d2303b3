//! The comparison: of what with what, and the way from change to change.

/// What the dialog is called.
pub const TITLE: &str = "Compare";
/// The older of the two.
pub const BEFORE: &str = "Before";
/// The newer.
pub const AFTER: &str = "After";
/// Has each take the other's place.
pub const SWAP: &str = "Swap";
/// While they are compared.
pub const COMPARING: &str = "Comparing…";
/// Where nothing came of it.
pub const FAILED: &str = "The engine stopped while it compared these two, or one of them is gone. Choose others, or close this and try again.";

/// What all changes together ask for.
pub const JUDGEMENT: &str = "Judgement";
/// The buttons that lead through them.
pub const CHANGES: &str = "Changes";
/// Goes back.
pub const PREVIOUS: &str = "Previous change";
/// The keys that do the same.
pub const PREVIOUS_TITLE: &str = "Shift+F7 or p";
/// Goes on.
pub const NEXT: &str = "Next change";
/// The keys that do the same.
pub const NEXT_TITLE: &str = "F7 or n";
/// Shows what is in all of the parts.
pub const EXPAND: &str = "Expand all";
/// Shows their headings alone.
pub const COLLAPSE: &str = "Collapse all";
