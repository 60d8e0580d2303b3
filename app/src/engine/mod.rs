//! The workers of the page: the engine, which analyzes the workspace and answers requests, and CloudFormation's
//! rules.
//!
//! `Engine::call` sends a request and returns its reply as a future. A [`Client`] owns the queue of a worker and sends
//! one request at a time, with the changes of the workspace; its [`supervisor`] starts the worker, and replaces one
//! that doesn't load, stops, or doesn't reply in time. The state of the workers that the page shows is in the
//! session. Adds no commands.
//!
//! Invariants: a request that stopped the worker is not sent again, except an analysis, which then covers one bundle at
//! a time (`isolation`); a reply is for the workspace at the time when its request was sent.
//!
//! It uses `web_sys::Worker` instead of gloo-worker, which can neither end a blocked worker nor report one that
//! failed to load.

pub mod client;
pub mod cloudformation;
mod isolation;
mod queue;
pub mod remote;
mod rendered;
mod supervisor;
mod terms;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cyclotron_core::assist;
use cyclotron_worker::Call;
use cyclotron_worker::calls::{Analyze, Analyzed, Assist, Request, Shown};
use gloo::utils::window;
use leptos::prelude::*;

use self::client::{Client, Notice, Pending};
use self::isolation::{Continuation, Coverage, Isolation};
pub use self::supervisor::Failure;
use self::supervisor::Role;
use self::terms::{Terms, terms};
use crate::problems::configurations;
use crate::session::{EngineState, Session};
use crate::words::engine as words;

/// The worker of the engine. After three workers in a row that didn't start, the next one starts with a request.
const ROLE: Role = Role { script: "./loader.js", is_early: true, start_limit: 20_000, starts: 3 };

/// The engine. Cloning is cheap.
#[derive(Clone)]
pub struct Engine(Rc<Inner>);

struct Inner {
    session: Session,
    client: Client<Request>,
    /// The bundles that the next analysis covers.
    isolation: RefCell<Isolation>,
    /// The revision of the last analysis of this worker; 0 before the first.
    revision: Cell<u64>,
    /// When the first request was sent of those that analyze the newest text, in milliseconds; `None` if the analysis is
    /// complete.
    since: Cell<Option<f64>>,
}

impl Engine {
    /// Starts the worker, and requests an analysis whenever the session's text changes, from now on.
    pub fn start(session: Session) -> Self {
        let inner = Rc::new_cyclic(|inner: &std::rc::Weak<Inner>| {
            let inner = inner.clone();
            let notify = move |notice| {
                if let Some(inner) = inner.upgrade() {
                    Self(inner).noticed(notice);
                }
            };
            let client = Client::new(session, ROLE, terms, notify);
            let (isolation, revision, since) = Default::default();
            Inner { session, client, isolation, revision, since }
        });
        let engine = Self(inner);
        engine.0.client.start();
        let watching = StoredValue::new_local(engine.clone());
        // Runs at once instead of with the effects that redraw the page, so that the worker runs in parallel
        // with them.
        ImmediateEffect::new_scoped(move || {
            session.revisions.requested.track();
            session.safe.track();
            let engine = watching.get_value();
            untrack(|| {
                engine.0.isolation.borrow_mut().changed();
                engine.0.since.set(None);
                engine.analyze();
            });
        });
        engine
    }

    /// Sends a request about the workspace at the time of sending. The future is ready with the reply, or with `None` if
    /// the worker stopped or a newer request replaced this one. Dropping the future cancels the request.
    pub fn call<C>(&self, call: C) -> Pending<C::Reply>
    where
        C: Call<Request = Request>,
        C::Reply: 'static,
    {
        self.0.client.call(call)
    }

    /// Sends a request, and calls `then` with the reply, even if the component that asks is removed before. `then`
    /// gets `None` if the worker stopped, and isn't called if a newer request replaced this one.
    pub fn call_then<C>(&self, call: C, then: impl FnOnce(Option<C::Reply>) + 'static)
    where
        C: Call<Request = Request> + 'static,
        C::Reply: 'static,
    {
        let request = call.into();
        self.0.client.call_late::<C>(terms(&request), move || request, then);
    }

    /// Sends a request of the editor about the current text. Returns none also in a safe start.
    pub async fn assist(&self, question: assist::AssistRequest) -> Option<assist::Answer> {
        if self.0.session.safe.get_untracked() {
            return None;
        }
        self.call(Assist(question)).await
    }

    /// Requests an analysis of the newest text, which replaces one that was not sent yet.
    fn analyze(&self) {
        let session = self.0.session;
        if session.safe.get_untracked() {
            // Setting the state again would wake its subscribers, which may send requests.
            if session.engine.get_untracked() != EngineState::Stopped {
                session.engine.set(EngineState::Stopped);
            }
            return;
        }
        let sent = Rc::new(Cell::new(0));
        let (sending, engine) = (sent.clone(), self.clone());
        let create = move || {
            sending.set(session.revisions.text.get_untracked());
            let Inner { since, revision, isolation, .. } = &*engine.0;
            since.set(since.get().or_else(|| Some(now())));
            session.engine.set(EngineState::Busy);
            let visible =
                session.selected.with_untracked(|file| Some(file.as_ref()?.bundle.clone()));
            let coverage = session
                .workspace
                .with_untracked(|open| isolation.borrow_mut().next(open, visible.as_deref()));
            // A bundle that is analyzed alone may stop the worker, so nothing of it comes first.
            let shown = isolation.borrow().alone().is_none().then(|| shown(session)).flatten();
            Request::from(analyze(session, revision.get(), coverage, shown))
        };
        let engine = self.clone();
        let deliver = move |reply| match reply {
            Some(reply) => engine.analyzed(reply, sent.get()),
            None => engine.stopped(),
        };
        self.0.client.call_late::<Analyze>(Terms::ANALYSIS, create, deliver);
    }

    /// Applies a reply, and requests the analysis of the bundles that are waiting.
    fn analyzed(&self, reply: Analyzed, text_revision: u64) {
        let Inner { session, isolation, revision, since, .. } = &*self.0;
        let step = isolation.borrow_mut().replied(reply.update.waiting);
        revision.set(reply.update.revision);
        match step {
            Continuation::Continue => {}
            Continuation::Done => {
                let took = since.take().map_or(0.0, |since| now() - since);
                session.engine.set(EngineState::Done(took));
            }
            Continuation::Stop => {
                since.set(None);
                session.engine.set(EngineState::Stopped);
            }
        }
        if !session.analyzed(reply, text_revision) {
            // The page lacks a result that the worker sent: it needs all of them.
            revision.set(0);
            self.analyze();
        } else if step == Continuation::Continue {
            self.analyze();
        }
    }

    /// Analyzes one bundle at a time after an analysis that stopped the worker.
    fn stopped(&self) {
        let Inner { session, isolation, .. } = &*self.0;
        let (is_alone, suspect) = (isolation.borrow().alone().is_some(), self.suspect());
        // The bundle may be sound without the form entries, which are dropped.
        if is_alone {
            session.entries.forget_sent();
        }
        let step = isolation.borrow_mut().stopped(suspect.is_some());
        if step == Continuation::Continue {
            return self.analyze();
        }
        session.revisions.waiting.set(0);
        session.entries.forget_sent();
    }

    /// The name of the bundle that is left out if the worker stops now: it is analyzed alone, without form entries.
    fn suspect(&self) -> Option<String> {
        let has_entries = self.0.session.entries.sent.get_value() > 0;
        let isolation = self.0.isolation.borrow();
        isolation.alone().filter(|_| !has_entries).map(str::to_owned)
    }

    fn noticed(&self, notice: Notice) {
        let session = self.0.session;
        match notice {
            Notice::Loading { .. } => {
                self.0.revision.set(0);
                session.engine.set(EngineState::Loading);
            }
            Notice::Ready => {
                session.engine.set(EngineState::Stopped);
                if !self.0.isolation.borrow().is_given_up() {
                    self.analyze();
                }
            }
            Notice::Failed { failure, given_up, loss } => {
                session.engine.set(EngineState::Stopped);
                let help = match (failure, loss, self.suspect()) {
                    (Failure::OtherBuild, ..) => words::TWO_VERSIONS_HELP.to_owned(),
                    (_, Some(loss), _) => loss,
                    (_, None, Some(bundle)) => words::left_out(&bundle),
                    _ if given_up => words::GIVEN_UP.to_owned(),
                    _ => words::REPLACED.to_owned(),
                };
                session.warn(words::failed(failure), Some(help));
            }
        }
    }
}

/// The rendering that the page shows.
fn shown(session: Session) -> Option<Shown> {
    untrack(|| {
        session.with_rendering(|rendering| Shown {
            bundle: rendering.template.bundle.clone(),
            file_name: rendering.file_name.clone(),
        })
    })
}

/// The request for an analysis of the session's text and form entries, since a revision of the worker.
fn analyze(session: Session, since: u64, coverage: Coverage, shown: Option<Shown>) -> Analyze {
    session.workspace.with_untracked(|open| {
        session.record_request(open);
        let changes = session.entries.all.get_untracked();
        session.entries.sent.set_value(changes.len());
        let configurations =
            session.stored.beside.with_untracked(|beside| configurations(open, beside));
        let Coverage { first, at_most, left_out } = coverage;
        Analyze { changes, shown, first, at_most, left_out, since, configurations }
    })
}

/// Milliseconds since the page was loaded.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
