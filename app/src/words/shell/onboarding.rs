//! The strip that shows the three moves.

use crate::shell::first_steps::Step;

/// The strip.
pub const TITLE: &str = "First steps";
/// Begins it.
pub const LEAD: &str = "New here? Three moves:";
/// Puts it away.
pub const DISMISS: &str = "Dismiss";
/// What that is, for whoever points at it.
pub const DISMISS_TITLE: &str = "Puts these steps away; the help brings them back";
/// Behind a move that was made.
pub const DONE: &str = "done";
/// What is said once all were made.
pub const ALL_DONE: &str = "Those were the three moves. The help brings them back.";
/// In the help: brings the strip back.
pub const AGAIN: &str = "Show the first steps again";

/// A move, as its button calls it: what is done, and to what. The second part goes where space is short.
pub fn step(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Edit => ("Edit", "the template"),
        Step::FillIn => ("Fill in", "the inputs"),
        Step::Download => ("Download", "the bundle"),
    }
}

/// What comes of it.
pub fn hint(step: Step) -> &'static str {
    match step {
        Step::Edit => "what it renders to follows beside it",
        Step::FillIn => "each entry is a line of the spec",
        Step::Download => "as the archive that Proton took",
    }
}
