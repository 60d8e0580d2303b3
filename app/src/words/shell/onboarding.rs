//! The onboarding strip with the three first steps.

use crate::shell::first_steps::Step;
pub use crate::words::common::DISMISS;

/// The accessible name of the strip.
pub const TITLE: &str = "First steps";
/// The first words of the strip.
pub const LEAD: &str = "New here? Three steps:";
/// The tooltip of that button.
pub const DISMISS_TITLE: &str = "Hide these steps; you can replay them from Help";
/// The mark of a finished step.
pub const DONE: &str = "done";
/// The notice after the last step.
pub const ALL_DONE: &str = "That’s all there is to it. You can replay the steps from Help.";
/// The label of the button in the help that shows the strip again.
pub const AGAIN: &str = "Show the first steps again";

/// The label of a step: an action and its object. A narrow window hides the object.
pub fn step(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Edit => ("Edit", "the template"),
        Step::FillIn => ("Fill in", "the inputs"),
        Step::Download => ("Download", "the bundle"),
    }
}

/// The effect of a step.
pub fn hint(step: Step) -> &'static str {
    match step {
        Step::Edit => "the result updates as you type",
        Step::FillIn => "your answers become the spec",
        Step::Download => "as the .tar.gz that Proton accepted",
    }
}
