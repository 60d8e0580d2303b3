//! The page as a whole.

/// The accessible name of the live region for announcements to screen readers.
pub const ANNOUNCEMENTS: &str = "Announcements";
