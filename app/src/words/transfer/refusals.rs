//! The reasons why Proton would have refused a bundle, listed before it leaves the page.

use crate::browser::numbers::grouped;
use crate::words::common::reasons;

/// The tooltip of a reason: it goes to the place of the problem.
pub const GO: &str = "Go to problem";

/// The heading of the list.
pub fn title(count: usize) -> String {
    format!("Proton would have rejected this: {}", reasons(count))
}

/// The last line, where the list leaves reasons out.
pub fn more(count: usize) -> String {
    format!("and {} more, listed under Problems", grouped(count as u64))
}
