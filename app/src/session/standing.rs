//! Whether the analysis is of what is open now, and what Proton would have refused of it.

use cyclotron_core::Diagnostic;
use cyclotron_core::refusals::refusals;
use leptos::prelude::*;

use super::{EngineState, Session};

/// How the analysis stands to what is open now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is of that.
    Newest,
    /// It will be in a moment.
    Pending,
    /// It will not be: the engine stopped on this text.
    Stopped,
}

impl Session {
    /// How the analysis stands to what is open now, with all that was entered in forms.
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
