//! The progress of a new user through the three onboarding steps.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::local_storage as kept;
use crate::session::{Event, Session};
use crate::words::shell::onboarding as words;

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

/// The state of the onboarding strip. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Onboarding {
    session: Session,
    progress: RwSignal<Progress>,
}

/// The state of the onboarding strip. Must be called below the root component.
pub fn use_onboarding() -> Onboarding {
    expect_context()
}

impl Onboarding {
    /// Restores the progress. The strip is hidden at first for users who have work from before onboarding existed.
    pub fn new(session: Session, is_first_visit: bool) -> Self {
        let fresh = Progress { made: vec![], over: !is_first_visit };
        let progress = RwSignal::new(kept::read(KEY).unwrap_or(fresh));
        let onboarding = Self { session, progress };
        session.events.listen(move |event| {
            if *event == Event::Entered {
                onboarding.made(Step::FillIn);
            }
        });
        onboarding
    }

    /// Whether the strip is shown.
    pub fn is_shown(self) -> bool {
        self.progress.with(|progress| !progress.over)
    }

    /// Whether a step is finished.
    pub fn was_made(self, step: Step) -> bool {
        self.progress.with(|progress| progress.made.contains(&step))
    }

    /// Marks a step as finished, and announces the end of the last one.
    pub fn made(self, step: Step) {
        let is_new = (self.progress)
            .with_untracked(|progress| !progress.over && !progress.made.contains(&step));
        if is_new {
            self.progress.update(|progress| {
                progress.made.push(step);
                progress.over = Step::ALL.iter().all(|step| progress.made.contains(step));
            });
            self.keep();
            if self.progress.with_untracked(|progress| progress.over) {
                self.session.say(words::ALL_DONE);
            }
        }
    }

    /// Hides the strip.
    pub fn dismiss(self) {
        self.progress.update(|progress| progress.over = true);
        self.keep();
    }

    /// Shows the strip again, with no step finished.
    pub fn call_back(self) {
        self.progress.set(Progress { made: vec![], over: false });
        self.keep();
    }

    fn keep(self) {
        self.progress.with_untracked(|progress| kept::write(KEY, progress));
    }
}
