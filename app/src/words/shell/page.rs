//! The page as a whole.

/// What is said aloud to those who do not see what has changed.
pub const ANNOUNCEMENTS: &str = "Announcements";
