//! Whether the analysis is up to date, and the problems for which Proton would have refused a bundle.

use cyclotron_core::refusals::refusals;
use cyclotron_core::{BundleId, Diagnostic};
use leptos::prelude::*;

use super::Session;
use crate::words::session as words;

/// The revisions of the workspace, and how far their analysis is. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Revisions {
    /// Counts changes of the workspace and of form entries; each requires a new analysis.
    pub requested: RwSignal<u64>,
    /// Counts changes of the text. An edit from the worker only fits the revision it was made for.
    pub text: RwSignal<u64>,
    /// Counts changes of which bundles and files are open, and of their names; typing changes none of that.
    pub files: RwSignal<u64>,
    /// The text revision of the newest complete analysis; `None` before the first.
    pub analyzed: RwSignal<Option<u64>>,
    /// Counts the renderings in the analysis that are newer than the rest of their bundle's result.
    pub rendered_first: RwSignal<u64>,
    /// The number of bundles whose results are not up to date yet.
    pub waiting: RwSignal<usize>,
    /// The names and ids of the bundles in the request for the running analysis.
    pub requested_bundles: StoredValue<Vec<(String, BundleId)>>,
}

/// The state of the worker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EngineState {
    /// The worker's code is loading.
    Loading,
    /// An analysis of the newest text is running.
    Busy,
    /// The analysis is up to date; it took this many milliseconds.
    Done(f64),
    /// The worker stopped on the current text, or has nothing to do. It continues when the text changes.
    Stopped,
}

/// Whether the analysis is up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It is based on the current text and all form entries.
    Current,
    /// A newer analysis is on the way.
    Pending,
    /// No newer analysis will follow: the engine stopped on the current text.
    Stopped,
}

impl Freshness {
    /// The freshness of an analysis. `is_current` is whether it is based on the current text and all form entries.
    fn of(engine: EngineState, is_current: bool) -> Self {
        match engine {
            EngineState::Stopped => Self::Stopped,
            EngineState::Done(_) if is_current => Self::Current,
            EngineState::Done(_) | EngineState::Loading | EngineState::Busy => Self::Pending,
        }
    }
}

impl Session {
    /// Whether the analysis is based on the current text, so that its ranges fit.
    fn fits_text(&self) -> bool {
        self.revisions.analyzed.get() == Some(self.revisions.text.get())
    }

    /// [`Self::fits_text`], without a subscription.
    pub fn is_fresh(&self) -> bool {
        untrack(|| self.fits_text())
    }

    /// Whether the analysis is up to date. Subscribes the running effect to all that this depends on.
    pub fn freshness(&self) -> Freshness {
        // Each of these is read, so that the result follows all of them.
        let (fits_text, is_entered) = (self.fits_text(), self.entries.all.with(Vec::is_empty));
        Freshness::of(self.engine.get(), fits_text && is_entered)
    }

    /// Requests a new analysis and announces it. A worker that was given up doesn't start without a request.
    pub fn look_again(&self) {
        self.revisions.requested.update(|count| *count += 1);
        self.say(words::LOOK_AGAIN);
    }

    /// The problems for which Proton would have refused the bundle `name`, silenced or not.
    pub fn refusals(&self, name: &str) -> Vec<Diagnostic> {
        self.analysis.track();
        self.silence.all.with_value(|all| refusals(name, all).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{Action, Key};

    use super::*;
    use crate::session::answer::reply_about;

    #[test]
    fn only_an_idle_engine_has_a_current_analysis() {
        for (engine, is_current, freshness) in [
            (EngineState::Loading, false, Freshness::Pending),
            (EngineState::Loading, true, Freshness::Pending),
            (EngineState::Busy, true, Freshness::Pending),
            (EngineState::Done(1.0), true, Freshness::Current),
            (EngineState::Done(1.0), false, Freshness::Pending),
            (EngineState::Stopped, true, Freshness::Stopped),
            (EngineState::Stopped, false, Freshness::Stopped),
        ] {
            assert_eq!(Freshness::of(engine, is_current), freshness, "{engine:?}, {is_current}");
        }
    }

    /// The engine's state stays the same throughout: each change alone must reach the subscribers.
    #[test]
    fn the_freshness_follows_each_change() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let file = session.selected.get_untracked().unwrap();
            session.engine.set(EngineState::Done(1.0));
            let freshness = Memo::new(move |_| session.freshness());
            let reply = || {
                let open = session.workspace.get_untracked();
                session.analyzed(reply_about(&open), session.revisions.text.get_untracked());
            };
            assert_eq!(freshness.get_untracked(), Freshness::Pending);
            reply();
            assert_eq!(freshness.get_untracked(), Freshness::Current);
            session.typed(&file, "typed".to_owned());
            assert_eq!(freshness.get_untracked(), Freshness::Pending);
            reply();
            assert_eq!(freshness.get_untracked(), Freshness::Current);
            session.change(&file, &[Key::Index(0)], Action::Remove);
            assert_eq!(freshness.get_untracked(), Freshness::Pending);
            session.entries.sent.set_value(1);
            reply();
            assert_eq!(freshness.get_untracked(), Freshness::Current);
        });
    }
}
