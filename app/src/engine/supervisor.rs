//! Keeps a worker running: starts it, checks its build, ends it if it doesn't reply in time, and starts another.

use std::cell::RefCell;
use std::rc::Rc;

use cyclotron_worker::{BUILD, decode};
use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::remote::{Remote, bytes};

/// The pause before another start, in milliseconds, for each worker in a row that didn't start.
const PAUSE: u32 = 500;

/// The properties of a worker for its supervisor.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// The module that starts the worker.
    pub script: &'static str,
    /// Whether `app/start.js` starts the first worker.
    pub is_early: bool,
    /// The time limit for starting, in milliseconds, counted from the last progress.
    pub start_limit: u32,
    /// How many workers in a row may fail to start. After that, and always if this is 0, the next worker starts with
    /// the next request.
    pub starts: u32,
}

/// A change in the life of a worker.
#[derive(Debug)]
pub enum Event {
    /// A new worker loads: bytes so far and in total, which are 0 as long as they are not known.
    Loading {
        /// The bytes received.
        loaded: f64,
        /// The bytes in total.
        total: f64,
    },
    /// The worker waits for requests.
    Ready,
    /// The worker replied.
    Reply(Vec<u8>),
    /// The worker was ended.
    Failed {
        /// The reason.
        failure: Failure,
        /// Whether no other worker is started by itself.
        given_up: bool,
    },
}

/// The reason why a worker was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser allows no workers.
    NoWorkers,
    /// The worker did not start in time.
    NotStarted,
    /// The worker stopped by itself, or its code could not be loaded.
    Stopped,
    /// A message of the worker made no sense.
    Unreadable,
    /// The worker has another build than the page.
    OtherBuild,
    /// The worker did not reply in time; the limit in milliseconds.
    NoReply(u32),
}

/// A worker and its watchdog. Cloning is cheap.
#[derive(Clone)]
pub struct Supervisor(Rc<Inner>);

struct Inner {
    role: Role,
    hear: Box<dyn Fn(Event)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    remote: Option<Remote>,
    is_ready: bool,
    /// Whether `app/start.js` has started the worker, which may be of another build.
    is_early: bool,
    watchdog: Option<Timeout>,
    /// The number of workers in a row that didn't start.
    failed_starts: u32,
    /// The timer of the next start, after a failure.
    restart: Option<Timeout>,
}

impl Supervisor {
    /// Creates a supervisor without a worker. `hear` gets each event.
    pub fn new(role: Role, hear: impl Fn(Event) + 'static) -> Self {
        Self(Rc::new(Inner { role, hear: Box::new(hear), state: RefCell::default() }))
    }

    /// Whether a worker waits for requests.
    pub fn is_ready(&self) -> bool {
        self.0.state.borrow().is_ready
    }

    /// Starts a worker if none runs and none is about to start. Starts that failed before don't count any more.
    pub fn wake(&self) {
        {
            let mut state = self.0.state.borrow_mut();
            if state.remote.is_some() || state.restart.is_some() {
                return;
            }
            state.failed_starts = 0;
        }
        self.start();
    }

    /// Sends a message to the ready worker, which has to reply within `limit` milliseconds.
    pub fn send(&self, message: &[u8], limit: u32) {
        if let Some(remote) = &self.0.state.borrow().remote {
            remote.send(message);
        }
        self.watch(limit, Failure::NoReply(limit));
    }

    /// Ends the worker, and starts another.
    pub fn replace(&self) {
        self.end();
        self.start();
    }

    /// Ends the worker.
    pub fn end(&self) {
        let State { failed_starts, .. } = *self.0.state.borrow();
        let old = self.0.state.replace(State { failed_starts, ..State::default() });
        drop(old);
    }

    /// Ends the worker because of a failure. Starts another one, unless too many didn't start.
    pub fn fail(&self, failure: Failure) {
        if !self.is_ready() {
            self.0.state.borrow_mut().failed_starts += 1;
        }
        self.end();
        let failed_starts = self.0.state.borrow().failed_starts;
        let pause = pause(failure, failed_starts, self.0.role.starts);
        if let Some(pause) = pause {
            let supervisor = self.clone();
            let restart = Timeout::new(pause, move || supervisor.start());
            self.0.state.borrow_mut().restart = Some(restart);
        }
        self.hear(Event::Failed { failure, given_up: pause.is_none() });
    }

    fn hear(&self, event: Event) {
        (self.0.hear)(event);
    }

    fn start(&self) {
        // Never load the file of another build from a cache.
        let address = format!("{}?build={BUILD}", self.0.role.script);
        let supervisor = self.clone();
        let message = move |message: JsValue| supervisor.heard(&message);
        let supervisor = self.clone();
        let stopped = move || supervisor.fail(Failure::Stopped);
        let early =
            self.0.role.is_early.then(|| Remote::take_early(message.clone(), stopped.clone()));
        let early = early.flatten();
        let is_early = early.is_some();
        let Some(remote) = early.or_else(|| Remote::start(&address, message, stopped)) else {
            return self.fail(Failure::NoWorkers);
        };
        {
            let mut state = self.0.state.borrow_mut();
            state.remote = Some(remote);
            state.is_early = is_early;
            state.restart = None;
        }
        self.loading(0.0, 0.0);
    }

    fn loading(&self, loaded: f64, total: f64) {
        self.watch(self.0.role.start_limit, Failure::NotStarted);
        self.hear(Event::Loading { loaded, total });
    }

    fn heard(&self, message: &JsValue) {
        if let Some(progress) = message.dyn_ref::<Array>() {
            let number = |index| progress.get(index).as_f64().unwrap_or_default();
            return self.loading(number(0), number(1));
        }
        self.0.state.borrow_mut().watchdog = None;
        let bytes = bytes(message);
        if self.is_ready() {
            return self.hear(Event::Reply(bytes));
        }
        match decode::<String>(&bytes) {
            Some(build) if build == BUILD => {
                let mut state = self.0.state.borrow_mut();
                state.is_ready = true;
                state.failed_starts = 0;
                drop(state);
                self.hear(Event::Ready);
            }
            // It may have been in the browser's cache.
            Some(_) if self.0.state.borrow().is_early => self.replace(),
            Some(_) => self.fail(Failure::OtherBuild),
            None => self.fail(Failure::Unreadable),
        }
    }

    fn watch(&self, limit: u32, failure: Failure) {
        let supervisor = self.clone();
        let watchdog = Timeout::new(limit, move || supervisor.fail(failure));
        self.0.state.borrow_mut().watchdog = Some(watchdog);
    }
}

/// The pause before the next start, in milliseconds; `None` if the next worker starts with the next request.
/// `failed_starts` workers in a row didn't start, of at most `starts`.
fn pause(failure: Failure, failed_starts: u32, starts: u32) -> Option<u32> {
    // Another worker of the same file would be of another build too.
    let can_start = failure != Failure::OtherBuild && failed_starts < starts;
    can_start.then(|| PAUSE * failed_starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_given_up_after_some_failures_in_a_row() {
        let pauses = [0, 1, 2, 3].map(|failed| pause(Failure::Stopped, failed, 3));
        assert_eq!(pauses, [Some(0), Some(500), Some(1_000), None]);
    }

    #[test]
    fn a_worker_of_another_build_is_not_replaced() {
        assert_eq!(pause(Failure::OtherBuild, 1, 3), None);
    }

    #[test]
    fn a_worker_without_further_starts_is_not_replaced() {
        assert_eq!(pause(Failure::NoReply(60_000), 0, 0), None);
    }
}
