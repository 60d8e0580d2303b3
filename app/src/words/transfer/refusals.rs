//! What Proton would have refused, before a bundle leaves the page.

use crate::browser::numbers::grouped;
use crate::words::common::reasons;

/// Goes to what is wrong.
pub const GO: &str = "Go to its place";

/// The heading.
pub fn title(count: usize) -> String {
    format!("Proton would have refused it: {}", reasons(count))
}

/// What is said in place of the reasons that are not listed.
pub fn more(count: usize) -> String {
    format!("and {} more, listed under Problems", grouped(count as u64))
}
