//! The progress of a new user through the three onboarding steps.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::local_storage as kept;

const KEY: &str = "first-minutes";

/// An onboarding step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// The user edits a template.
    Edit,
    /// The user fills in inputs.
    FillIn,
    /// The user downloads the bundle.
    Download,
}

impl Step {
    /// All steps, in their order.
    pub const ALL: [Self; 3] = [Self::Edit, Self::FillIn, Self::Download];
}

/// The progress of the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    /// The finished steps.
    made: Vec<Step>,
    /// Whether the strip is hidden.
    over: bool,
}

/// The state of the onboarding strip. Cheap to copy, since it holds only signals.
#[derive(Clone, Copy)]
pub struct FirstMinutes(RwSignal<Progress>);

impl Default for FirstMinutes {
    /// Hidden, until `begin`.
    fn default() -> Self {
        Self(RwSignal::new(Progress { made: vec![], over: true }))
    }
}

impl FirstMinutes {
    /// Restores the progress. The strip is hidden at first for users who have work from before onboarding existed.
    pub fn begin(self, is_first_visit: bool) {
        let fresh = Progress { made: vec![], over: !is_first_visit };
        self.0.set(kept::read(KEY).unwrap_or(fresh));
    }

    /// Whether the strip is shown.
    pub fn is_shown(self) -> bool {
        self.0.with(|progress| !progress.over)
    }

    /// Whether a step is finished.
    pub fn was_made(self, step: Step) -> bool {
        self.0.with(|progress| progress.made.contains(&step))
    }

    /// Marks a step as finished. Returns whether that was the last one.
    pub fn made(self, step: Step) -> bool {
        let is_new =
            self.0.with_untracked(|progress| !progress.over && !progress.made.contains(&step));
        if is_new {
            self.0.update(|progress| {
                progress.made.push(step);
                progress.over = Step::ALL.iter().all(|step| progress.made.contains(step));
            });
            self.keep();
        }
        is_new && self.0.with_untracked(|progress| progress.over)
    }

    /// Hides the strip.
    pub fn dismiss(self) {
        self.0.update(|progress| progress.over = true);
        self.keep();
    }

    /// Shows the strip again, with no step finished.
    pub fn call_back(self) {
        self.0.set(Progress { made: vec![], over: false });
        self.keep();
    }

    fn keep(self) {
        self.0.with_untracked(|progress| kept::write(KEY, progress));
    }
}
