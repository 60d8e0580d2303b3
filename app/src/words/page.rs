//! The page as a whole.

use std::fmt::Display;

/// What is said aloud to those who do not see what has changed.
pub const ANNOUNCEMENTS: &str = "Announcements";

/// The last words of the page, where a mistake of its own ends it.
pub fn stopped(mistake: &dyn Display) -> String {
    format!(
        "Cyclotron has stopped because of a mistake of its own. Your work is saved: reload the page \
         to go on, or put ?safe at the end of its address to open it without rendering. ({mistake})"
    )
}
