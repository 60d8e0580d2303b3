//! The bridge to the worker that checks rendered templates with CloudFormation's rules. The worker's code has
//! megabytes and takes seconds to start, so it is only fetched once something renders. It works while the user
//! isn't typing, and a failure affects nothing else.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use cyclotron_worker::cloudformation::{Reply, Request};
use cyclotron_worker::{BUILD, decode, encode};
use gloo::timers::callback::Timeout;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::now;
use super::remote::{Remote, bytes};
use crate::session::{CloudFormationState, EngineState, Session, Texts};
use crate::words::engine as words;

/// The pause after an analysis before the check starts, in milliseconds.
const QUIET: u32 = 300;
/// The maximum time without a message from the worker, in milliseconds. While its code loads, it reports
/// progress.
const SILENCE: u32 = 60_000;

/// The worker and its state.
#[derive(Clone)]
pub struct CloudFormation {
    session: Session,
    state: Rc<RefCell<State>>,
}

#[derive(Default)]
struct State {
    worker: Option<Running>,
    /// Whether the renderings or the enabled rules have changed since the last check started.
    stale: bool,
    /// When the running check started, in milliseconds, and the texts that it checks.
    current: Option<(f64, Texts)>,
    quiet: Option<Timeout>,
    watchdog: Option<Timeout>,
    /// Whether the worker failed. It only restarts at the user's request.
    given_up: bool,
}

struct Running {
    worker: Remote,
    ready: bool,
    started: bool,
}

impl CloudFormation {
    /// Checks the renderings whenever they or the enabled rules change, from now on.
    pub fn start(session: Session) -> Self {
        let bridge = Self { session, state: Rc::default() };
        let watching = StoredValue::new_local(bridge.clone());
        Effect::new(move || {
            session.rules.track();
            if matches!(session.engine.get(), EngineState::Done(_)) {
                watching.with_value(Self::changed);
            }
        });
        bridge
    }

    /// Restarts the worker after a failure.
    pub fn retry(&self) {
        self.state.borrow_mut().given_up = false;
        self.changed();
    }

    /// Stops the worker at the user's request.
    pub fn stop(&self) {
        self.give_up(words::RULES_ENDED);
    }

    fn changed(&self) {
        if self.state.borrow().given_up {
            return;
        }
        let wanted = self.session.rules.with_untracked(|rules| rules.enabled);
        if !wanted || !self.session.is_rendered() {
            if !wanted {
                self.end();
            }
            let mut state = self.state.borrow_mut();
            (state.quiet, state.stale) = (None, false);
            drop(state);
            self.session.checked(vec![], Texts::default());
            return self.session.cloudformation.set(CloudFormationState::Off);
        }
        let bridge = self.clone();
        let mut state = self.state.borrow_mut();
        state.stale = true;
        state.quiet = Some(Timeout::new(QUIET, move || {
            bridge.state.borrow_mut().quiet = None;
            bridge.go_on();
        }));
        if state.worker.as_ref().is_none_or(|running| running.started) && state.current.is_none() {
            drop(state);
            self.session.cloudformation.set(CloudFormationState::Waiting);
        }
    }

    /// Starts a check of the newest renderings if the worker is ready and idle; starts the worker if there is
    /// none.
    fn go_on(&self) {
        let mut state = self.state.borrow_mut();
        if state.quiet.is_some() {
            return;
        }
        let Some(running) = &state.worker else {
            drop(state);
            return self.spawn();
        };
        if !running.ready || state.current.is_some() || !state.stale {
            return;
        }
        let session = self.session;
        let message = session.workspace.with_untracked(|workspace| {
            session.rules.with_untracked(|rules| {
                encode(&Request {
                    workspace: Cow::Borrowed(workspace),
                    rules: Cow::Borrowed(rules),
                })
            })
        });
        running.worker.send(&message);
        let now_at = if running.started {
            CloudFormationState::Checking
        } else {
            CloudFormationState::Starting
        };
        state.stale = false;
        state.current = Some((now(), session.rendered_files()));
        drop(state);
        session.cloudformation.set(now_at);
        self.watch();
    }

    fn spawn(&self) {
        let address = format!("./cloudformation-start.js?build={BUILD}");
        let bridge = self.clone();
        let hear = move |message: JsValue| {
            if let Some(progress) = message.dyn_ref::<Array>() {
                return bridge.loading(progress);
            }
            match decode(&bytes(&message)) {
                Some(reply) => bridge.heard(reply),
                None => bridge.failed(words::RULES_NONSENSE),
            }
        };
        let bridge = self.clone();
        let fail = move || bridge.failed(words::RULES_STOPPED);
        let Some(worker) = Remote::start(&address, hear, fail) else {
            return self.failed(words::RULES_NO_WORKERS);
        };
        self.state.borrow_mut().worker = Some(Running { worker, ready: false, started: false });
        self.session.cloudformation.set(CloudFormationState::Loading { loaded: 0.0, total: 0.0 });
        self.watch();
    }

    /// Updates the progress of loading, `[loaded, total]` in bytes.
    fn loading(&self, progress: &Array) {
        let number = |index| progress.get(index).as_f64().unwrap_or_default();
        let (loaded, total) = (number(0), number(1));
        self.session.cloudformation.set(CloudFormationState::Loading { loaded, total });
        self.watch();
    }

    fn heard(&self, reply: Reply) {
        self.state.borrow_mut().watchdog = None;
        match reply {
            Reply::Ready(build) if build == BUILD => {
                if let Some(running) = &mut self.state.borrow_mut().worker {
                    running.ready = true;
                }
            }
            Reply::Ready(_) => {
                return self.failed(words::RULES_VERSION);
            }
            Reply::Started(catalog) => {
                self.session.catalog.set_value(catalog);
                if let Some(running) = &mut self.state.borrow_mut().worker {
                    running.started = true;
                }
                self.session.cloudformation.set(CloudFormationState::Checking);
                return self.watch();
            }
            Reply::Broken(reason) => return self.failed(&reason),
            Reply::Checked(findings) => {
                let current = self.state.borrow_mut().current.take();
                if let Some((since, texts)) = current {
                    // The rendered bundle may have been closed in the meantime.
                    let is_rendered = self.session.is_rendered();
                    if is_rendered {
                        self.session.checked(findings, texts);
                    }
                    let is_stale = self.state.borrow().stale;
                    self.session.cloudformation.set(if !is_rendered {
                        CloudFormationState::Off
                    } else if is_stale {
                        CloudFormationState::Waiting
                    } else {
                        CloudFormationState::Done(now() - since)
                    });
                }
            }
        }
        self.go_on();
    }

    fn watch(&self) {
        let bridge = self.clone();
        let watchdog = Timeout::new(SILENCE, move || bridge.failed(words::RULES_NO_ANSWER));
        self.state.borrow_mut().watchdog = Some(watchdog);
    }

    /// Stops the worker and shows the reason. Everything else keeps working.
    fn failed(&self, reason: &str) {
        self.give_up(reason);
        self.session.tell(words::rules_failed(reason), Some(words::RULES_HELP.to_owned()));
    }

    fn give_up(&self, reason: &str) {
        self.end();
        self.state.borrow_mut().given_up = true;
        self.session.checked(vec![], Texts::default());
        self.session.cloudformation.set(CloudFormationState::Failed(reason.to_owned()));
    }

    fn end(&self) {
        let mut state = self.state.borrow_mut();
        state.watchdog = None;
        state.current = None;
        state.worker = None;
    }
}
