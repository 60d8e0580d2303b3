//! The checks of rendered templates by CloudFormation's rules, in a worker of their own. Its code has megabytes and
//! takes seconds to start, so it is only fetched once something renders. It works while the user isn't typing, and a
//! failure affects nothing else.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cyclotron_core::Diagnostic;
use cyclotron_core::cloudformation::Catalog;
use cyclotron_worker::cloudformation::{Check, CheckFirst, Request, Start};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::client::{Client, Notice};
use super::now;
use super::queue::Priority;
use super::supervisor::Role;
use super::terms::{Limit, Slot, Terms};
use crate::session::{CloudFormationState, EngineState, Session, Texts};
use crate::words::engine as words;

/// The shortest and the longest pause after an analysis before the check starts, in milliseconds.
const PAUSES: (f64, f64) = (50.0, 300.0);
/// The maximum time without a message from the worker, in milliseconds. While its code loads, it reports
/// progress.
const SILENCE: u32 = 60_000;
/// The worker of the rules, which only restarts at the user's request.
const ROLE: Role =
    Role { script: "./cloudformation-start.js", is_early: false, start_limit: SILENCE, starts: 0 };

/// A client of another worker with the same code, for requests that must not delay the checks. `notify` gets each notice.
pub fn another_client(session: Session, notify: impl Fn(Notice) + 'static) -> Client<Request> {
    let terms_of = |request: &Request| {
        let slot = matches!(request, Request::Eject(_)).then_some(Slot::Eject);
        Terms { slot, ..terms() }
    };
    Client::new(session, ROLE, terms_of, notify)
}

/// CloudFormation's rules. Cloning is cheap.
#[derive(Clone)]
pub struct CloudFormation(Rc<Inner>);

struct Inner {
    session: Session,
    client: Client<Request>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    stage: Stage,
    /// Whether the renderings or the enabled rules have changed since the last check was sent.
    is_stale: bool,
    /// The timer of the next check.
    quiet: Option<Timeout>,
    /// The time that the last check took, in milliseconds; `None` before the first.
    took: Option<f64>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Stage {
    /// The rules don't run; the next check starts them.
    #[default]
    Ended,
    /// The rules load and start.
    Starting,
    /// The rules wait for a check.
    Idle,
    /// A check was requested.
    Checking,
    /// The worker failed, or the user stopped it. It only restarts at the user's request.
    GivenUp,
}

impl CloudFormation {
    /// Checks the renderings whenever they or the enabled rules change, from now on.
    pub fn start(session: Session) -> Self {
        let inner = Rc::new_cyclic(|inner: &std::rc::Weak<Inner>| {
            let inner = inner.clone();
            let notify = move |notice| {
                if let Some(inner) = inner.upgrade() {
                    Self(inner).noticed(notice);
                }
            };
            let client = Client::new(session, ROLE, |_| terms(), notify);
            Inner { session, client, state: RefCell::default() }
        });
        let rules = Self(inner);
        let watching = StoredValue::new_local(rules.clone());
        Effect::new(move || {
            session.cloudformation.rules.track();
            if matches!(session.engine.get(), EngineState::Done(_)) {
                watching.with_value(Self::changed);
            }
        });
        rules
    }

    /// Restarts the worker after a failure.
    pub fn retry(&self) {
        self.0.state.borrow_mut().stage = Stage::Ended;
        self.changed();
    }

    /// Stops the worker at the user's request.
    pub fn stop(&self) {
        self.give_up(words::RULES_ENDED);
    }

    fn changed(&self) {
        if self.0.state.borrow().stage == Stage::GivenUp {
            return;
        }
        let session = self.0.session;
        let wanted = session.cloudformation.rules.with_untracked(|rules| rules.enabled);
        if !wanted || !session.is_rendered() {
            if !wanted {
                self.end();
            }
            let mut state = self.0.state.borrow_mut();
            (state.quiet, state.is_stale) = (None, false);
            drop(state);
            session.checked(vec![], Texts::default());
            return session.cloudformation.state.set(CloudFormationState::Off);
        }
        let rules = self.clone();
        let mut state = self.0.state.borrow_mut();
        state.is_stale = true;
        state.quiet = Some(Timeout::new(pause(state.took), move || {
            rules.0.state.borrow_mut().quiet = None;
            rules.check_if_stale();
        }));
        let is_idle = matches!(state.stage, Stage::Ended | Stage::Idle);
        drop(state);
        if is_idle {
            session.cloudformation.state.set(CloudFormationState::Waiting);
        }
    }

    /// Checks the newest renderings if they have changed, the user isn't typing, and no check is running.
    fn check_if_stale(&self) {
        let stage = {
            let state = self.0.state.borrow();
            if state.quiet.is_some() || !state.is_stale {
                return;
            }
            state.stage
        };
        match stage {
            Stage::Idle => self.check(),
            Stage::Ended => {
                self.0.state.borrow_mut().stage = Stage::Starting;
                let (rules, started) = (self.clone(), self.0.client.call(Start));
                spawn_local(async move {
                    // Without a reply, the worker was ended, which was shown.
                    if let Some(started) = started.await {
                        rules.started(started);
                    }
                });
            }
            Stage::Starting | Stage::Checking | Stage::GivenUp => {}
        }
    }

    fn started(&self, started: Result<Catalog, String>) {
        match started {
            Ok(catalog) => {
                self.0.session.cloudformation.catalog.set_value(catalog);
                self.0.state.borrow_mut().stage = Stage::Idle;
                self.check_if_stale();
            }
            Err(reason) => self.failed(&reason),
        }
    }

    /// Checks the shown rendering, and then all.
    fn check(&self) {
        let session = self.0.session;
        self.0.state.borrow_mut().stage = Stage::Checking;
        let since = now();
        let Some(shown) = super::shown(session) else { return self.check_all(since) };
        let sent = Rc::new(Cell::new(Texts::default()));
        let (sending, rules) = (sent.clone(), session.cloudformation.rules);
        let create = move || {
            sending.set(session.rendered_files());
            session.cloudformation.state.set(CloudFormationState::Checking);
            Request::from(CheckFirst { rules: rules.get_untracked(), shown })
        };
        let rules = self.clone();
        let deliver = move |findings: Option<Option<Vec<Diagnostic>>>| {
            let Some(findings) = findings else { return };
            if let Some(findings) = findings.filter(|_| session.is_rendered()) {
                session.checked_first(findings, sent.take());
            }
            rules.check_all(since);
        };
        self.0.client.call_late::<CheckFirst>(terms(), create, deliver);
    }

    /// Checks all renderings. The check began at `since`.
    fn check_all(&self, since: f64) {
        let session = self.0.session;
        let sent = Rc::new(Cell::new(Texts::default()));
        let (sending, rules) = (sent.clone(), self.clone());
        let create = move || {
            rules.0.state.borrow_mut().is_stale = false;
            sending.set(session.rendered_files());
            session.cloudformation.state.set(CloudFormationState::Checking);
            Request::from(Check(session.cloudformation.rules.get_untracked()))
        };
        let rules = self.clone();
        let deliver = move |findings| {
            let Some(findings) = findings else { return };
            // The rendered bundle may have been closed in the meantime.
            let is_rendered = session.is_rendered();
            if is_rendered {
                session.checked(findings, sent.take());
            }
            let took = now() - since;
            let mut state = rules.0.state.borrow_mut();
            state.stage = Stage::Idle;
            state.took = Some(took);
            let is_stale = state.is_stale;
            drop(state);
            session.cloudformation.state.set(if !is_rendered {
                CloudFormationState::Off
            } else if is_stale {
                CloudFormationState::Waiting
            } else {
                CloudFormationState::Done(took)
            });
            rules.check_if_stale();
        };
        self.0.client.call_late::<Check>(terms(), create, deliver);
    }

    fn noticed(&self, notice: Notice) {
        let state = self.0.session.cloudformation.state;
        match notice {
            Notice::Loading { loaded, total } => {
                state.set(CloudFormationState::Loading { loaded, total });
            }
            Notice::Ready => state.set(CloudFormationState::Starting),
            Notice::Failed { failure, .. } => self.failed(words::rules_reason(failure)),
        }
    }

    /// Stops the worker and shows the reason. Everything else keeps working.
    fn failed(&self, reason: &str) {
        self.give_up(reason);
        self.0.session.warn(words::rules_failed(reason), Some(words::RULES_HELP.to_owned()));
    }

    fn give_up(&self, reason: &str) {
        self.end();
        self.0.state.borrow_mut().stage = Stage::GivenUp;
        self.0.session.checked(vec![], Texts::default());
        self.0.session.cloudformation.state.set(CloudFormationState::Failed(reason.to_owned()));
    }

    fn end(&self) {
        self.0.state.borrow_mut().stage = Stage::Ended;
        self.0.client.end();
    }
}

/// The pause before a check, in milliseconds: as long as the last one took, so that checks use at most half of a core
/// while the user types, and the findings are late by at most the time of two checks.
fn pause(took: Option<f64>) -> u32 {
    let (shortest, longest) = PAUSES;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
    let pause = took.unwrap_or(longest).clamp(shortest, longest) as u32;
    pause
}

/// All requests to the rules are handled the same way.
fn terms() -> Terms {
    Terms { priority: Priority::Task, slot: None, limit: Limit::Fixed(SILENCE), loss: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_is_as_long_as_the_last_check_within_bounds() {
        let pauses = [None, Some(0.0), Some(120.9), Some(5_000.0)].map(pause);
        assert_eq!(pauses, [300, 50, 120, 300]);
    }
}
