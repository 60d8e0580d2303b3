//! Whether the analysis is up to date, and the problems for which Proton would have refused a bundle.

use cyclotron_core::Diagnostic;
use cyclotron_core::refusals::refusals;
use leptos::prelude::*;

use super::{EngineState, Session};
use crate::words::session as words;

/// Whether the analysis is up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is based on the current text and all form entries.
    Newest,
    /// A newer analysis is on the way.
    Pending,
    /// No newer analysis will follow: the engine stopped on the current text.
    Stopped,
}

impl Session {
    /// Whether the analysis is based on the current text, so that its ranges fit.
    pub fn is_fresh(&self) -> bool {
        self.analyzed_revision.get_value() == Some(self.text_revision.get_value())
    }

    /// Requests a new analysis and announces it. A worker that was given up doesn't start without a request.
    pub fn look_again(&self) {
        self.revision.update(|count| *count += 1);
        self.say(words::LOOK_AGAIN);
    }

    /// Whether the analysis is based on the current text and all form entries.
    pub fn standing(&self) -> Standing {
        match self.engine.get() {
            EngineState::Stopped => Standing::Stopped,
            EngineState::Loading | EngineState::Busy => Standing::Pending,
            EngineState::Done(_) => {
                let is_newest =
                    self.analyzed_revision.get_value() == Some(self.text_revision.get_value());
                let is_entered = self.changes.with_value(Vec::is_empty);
                if is_newest && is_entered { Standing::Newest } else { Standing::Pending }
            }
        }
    }

    /// The problems for which Proton would have refused the bundle `name`, silenced or not.
    pub fn refusals(&self, name: &str) -> Vec<Diagnostic> {
        self.analysis.track();
        self.silence.all.with_value(|all| refusals(name, all).cloned().collect())
    }
}
