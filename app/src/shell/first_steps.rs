//! The first minutes: which of the three moves somebody has made who is new here.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::local_storage as kept;

const KEY: &str = "first-minutes";

/// One of the three moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// A template is edited.
    Edit,
    /// Inputs are filled in.
    FillIn,
    /// The bundle is downloaded.
    Download,
}

impl Step {
    /// All of them, in the order one makes them.
    pub const ALL: [Self; 3] = [Self::Edit, Self::FillIn, Self::Download];
}

/// How far somebody is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    /// The moves that were made.
    made: Vec<Step>,
    /// Whether nothing is shown of it any more.
    over: bool,
}

/// The strip with the three moves. Copy it freely: it holds signals only.
#[derive(Clone, Copy)]
pub struct FirstMinutes(RwSignal<Progress>);

impl Default for FirstMinutes {
    /// Over, until it begins.
    fn default() -> Self {
        Self(RwSignal::new(Progress { made: vec![], over: true }))
    }
}

impl FirstMinutes {
    /// Goes on where it was. Who has work here from before it was known is not new.
    pub fn begin(self, is_first_visit: bool) {
        let fresh = Progress { made: vec![], over: !is_first_visit };
        self.0.set(kept::read(KEY).unwrap_or(fresh));
    }

    /// Whether there is something to show.
    pub fn is_shown(self) -> bool {
        self.0.with(|progress| !progress.over)
    }

    /// Whether a move was made.
    pub fn was_made(self, step: Step) -> bool {
        self.0.with(|progress| progress.made.contains(&step))
    }

    /// Ticks a move off. Gives whether it was the last that was missing.
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

    /// Shows nothing of it any more.
    pub fn dismiss(self) {
        self.0.update(|progress| progress.over = true);
        self.keep();
    }

    /// Begins it anew.
    pub fn call_back(self) {
        self.0.set(Progress { made: vec![], over: false });
        self.keep();
    }

    fn keep(self) {
        self.0.with_untracked(|progress| kept::write(KEY, progress));
    }
}
