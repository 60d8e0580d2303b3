//! The bridge to the worker that analyzes the workspace.
//!
//! Sends one request at a time: first those of the editor, then tasks, then the analysis of the newest text,
//! then questions about renderings. A watchdog replaces a worker that doesn't load, stops, or doesn't reply in
//! time. Owns the queues; the state of the worker that the page shows is `Session::engine`. Adds no commands.
//!
//! Invariants: a request that stopped the worker is not retried, except an analysis, once; a reply that doesn't
//! match the current request is dropped.
//!
//! It uses `web_sys::Worker` instead of gloo-worker, which can neither end a blocked worker nor report one that
//! failed to load.

mod asked;
pub mod cloudformation;
mod current;
mod errand;
mod parcel;
mod question;
pub mod remote;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use cyclotron_core::assist::{self, Answer};
use cyclotron_core::picture::Picture;
use cyclotron_core::schema::Extent;
use cyclotron_core::starters::{Preview, Starter};
use cyclotron_core::text::{self, Edit};
use cyclotron_core::{Bundle, Conversion, Diagnostic, FileId, Rendering, Trace};
use cyclotron_worker::{BUILD, Compared, Reply, Source, decode};
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use self::asked::Asked;
use self::current::Current;
use self::errand::Errand;
pub use self::errand::{Pair, Unpacked};
pub use self::parcel::Parcel;
use self::question::{Question, Runs};
use self::remote::{Remote, bytes};
use crate::session::{EngineState, Session};
use crate::words::engine as words;

/// The time limit of a request while one bundle is open, in milliseconds. A template that takes longer is
/// stopped.
const ANSWER_LIMIT: u32 = 2_000;
/// The additional time for each further open bundle, in milliseconds, as an analysis reads all of them.
const LIMIT_PER_BUNDLE: u32 = 100;
/// The longest time limit of such a request, in milliseconds.
const LONGEST_LIMIT: u32 = 10_000;
/// The time limit for reading an archive or a folder, in milliseconds. The size of what is read is limited, so
/// reading always ends, but it takes longer than 2 seconds for megabytes on a slow machine.
const OPEN_LIMIT: u32 = 20_000;
/// The time limit for loading and starting the worker, in milliseconds.
const LOAD_LIMIT: u32 = 20_000;
/// After this many workers in a row that didn't start, the next one only starts when a request comes.
const STARTS: u32 = 3;
/// The pause before another start, in milliseconds, for each worker in a row that didn't start.
const PAUSE: u32 = 500;

/// The worker and the queues of its requests. Cloning is cheap.
#[derive(Clone)]
pub struct Engine {
    session: Session,
    state: Rc<RefCell<State>>,
}

#[derive(Default)]
struct State {
    worker: Option<Running>,
    /// Whether the workspace has changed since the last request for an analysis.
    stale: bool,
    errands: VecDeque<Errand>,
    /// The requests of the editor, at most one of each kind. The user waits for them.
    asked: VecDeque<Asked>,
    /// The questions about renderings, which are sent when nothing else is queued.
    questions: Vec<Question>,
    /// The request that was sent and has no reply yet.
    current: Option<Current>,
    watchdog: Option<Timeout>,
    failed_starts: u32,
    /// The timer of the next start, after a failure.
    restart: Option<Timeout>,
    /// The number of workers in a row that stopped during an analysis.
    stops: u32,
}

struct Running {
    worker: Remote,
    ready: bool,
}

impl Engine {
    /// Starts the worker, and requests an analysis whenever the session's text changes, from now on.
    pub fn start(session: Session) -> Self {
        let engine = Self { session, state: Rc::default() };
        engine.spawn();
        let watching = StoredValue::new_local(engine.clone());
        // Runs at once instead of with the effects that redraw the page, so that the worker runs in parallel
        // with them.
        ImmediateEffect::new_scoped(move || {
            session.revision.track();
            session.safe.track();
            let engine = watching.get_value();
            untrack(|| engine.changed());
        });
        engine
    }

    /// Queues an analysis of the changed text.
    fn changed(&self) {
        {
            let mut state = self.state.borrow_mut();
            state.stale = true;
            state.stops = 0;
        }
        self.go_on();
    }

    /// Reads an archive, or the files of a folder.
    pub fn open(&self, name: String, source: Source, done: impl FnOnce(Unpacked) + 'static) {
        self.run(Errand::Open { name, source, done: Box::new(done) });
    }

    /// Creates a file or link for export, or reads a shared link.
    pub fn send(&self, parcel: Parcel) {
        self.run(Errand::Parcel(parcel));
    }

    /// Generates a sample for a bundle.
    pub fn sample(&self, bundle: Bundle, extent: Extent, done: impl FnOnce(String) + 'static) {
        self.run(Errand::Sample { bundle, extent, done: Box::new(done) });
    }

    /// Creates new bundles with these names. In `wanted`, environments come before the services that run in
    /// them.
    pub fn new_bundles(
        &self,
        wanted: Vec<(Starter, String)>,
        done: impl FnOnce(Vec<Bundle>) + 'static,
    ) {
        self.run(Errand::New { wanted, done: Box::new(done) });
    }

    /// Describes the bundle that a starting point creates.
    pub fn preview(&self, beginning: Starter, done: impl FnOnce(Preview) + 'static) {
        self.run(Errand::Preview { beginning, done: Box::new(done) });
    }

    /// Finds the comment that silences a finding, as an edit of its file. `done` gets none if no comment can
    /// silence it, or if the worker stopped.
    pub fn ignore(&self, diagnostic: Diagnostic, done: impl FnOnce(Option<Edit>) + 'static) {
        self.run(Errand::Ignore { diagnostic: Box::new(diagnostic), done: Box::new(done) });
    }

    /// Converts a bundle from the layout of Proton's preview.
    pub fn convert(&self, bundle: Bundle, done: impl FnOnce(Option<Conversion>) + 'static) {
        self.run(Errand::Convert { bundle, done: Box::new(done) });
    }

    /// Loads the help pages into the session.
    pub fn help(&self) {
        self.run(Errand::Help);
    }

    /// Compares two bundles. `done` gets none if the worker stopped.
    pub fn compare(&self, pair: Pair, done: impl FnOnce(Option<Compared>) + 'static) {
        self.run(Errand::Compare { pair, done: Box::new(done) });
    }

    /// Finds the source of a line of the rendering `file_name` of a bundle.
    pub fn trace(
        &self,
        bundle: String,
        file_name: String,
        line: usize,
        done: impl FnOnce(Option<Trace>) + 'static,
    ) {
        self.ask(Question::Trace { bundle, file_name, line, done: Box::new(done) });
    }

    /// Finds the rendered lines, in the rendering `file_name`, that a line of a template produced.
    pub fn lines(
        &self,
        file_name: String,
        template: FileId,
        line: usize,
        done: impl FnOnce(Runs) + 'static,
    ) {
        self.ask(Question::Lines { file_name, template, line, done: Box::new(done) });
    }

    /// Creates the diagram of the workspace, with these diagnostics marked. `done` gets none if the worker
    /// stopped.
    pub fn picture(
        &self,
        diagnostics: Vec<Diagnostic>,
        done: impl FnOnce(Option<Picture>) + 'static,
    ) {
        self.ask(Question::Picture { diagnostics, done: Box::new(done) });
    }

    /// Creates the diagram of a rendering's resources; `text` is the rendering as shown.
    pub fn resources(
        &self,
        rendering: &Rendering,
        text: String,
        diagnostics: Vec<Diagnostic>,
        done: impl FnOnce(Option<Picture>) + 'static,
    ) {
        self.ask(Question::Resources {
            bundle: rendering.template.bundle.clone(),
            file_name: rendering.file_name.clone(),
            text,
            diagnostics,
            done: Box::new(done),
        });
    }

    /// Sends a request of the editor about the current text. The user waits for the reply, which takes a
    /// millisecond or two, so the request goes before a queued analysis. It replaces a queued request of the
    /// same kind, whose `done` gets none.
    pub fn assist(&self, question: assist::Question, done: impl FnOnce(Option<Answer>) + 'static) {
        if self.session.safe.get_untracked() {
            return done(None);
        }
        let asked = Asked { question, done: Box::new(done) };
        let needless = asked.put(&mut self.state.borrow_mut().asked);
        if let Some(needless) = needless {
            (needless.done)(None);
        }
        self.go_on();
    }

    /// Queues a question about a rendering, which replaces a queued question of the same kind.
    fn ask(&self, question: Question) {
        {
            let questions = &mut self.state.borrow_mut().questions;
            questions.retain(|other| !question.replaces(other));
            questions.push(question);
        }
        self.go_on();
    }

    fn run(&self, errand: Errand) {
        self.state.borrow_mut().errands.push_back(errand);
        self.go_on();
    }

    fn spawn(&self) {
        // Never load the file of another build from a cache.
        let address = format!("./loader.js?build={BUILD}");
        let engine = self.clone();
        let hear = move |message: JsValue| match decode(&bytes(&message)) {
            Some(reply) => engine.heard(reply),
            None => engine.failed(words::NONSENSE),
        };
        let engine = self.clone();
        let fail = move || engine.failed(words::STOPPED);
        let Some(worker) = Remote::start(&address, hear, fail) else {
            return self.failed(words::NO_WORKERS);
        };
        {
            let mut state = self.state.borrow_mut();
            state.worker = Some(Running { worker, ready: false });
            state.restart = None;
        }
        self.session.engine.set(EngineState::Loading);
        self.watch(LOAD_LIMIT, words::NOT_STARTED);
    }

    fn watch(&self, limit: u32, message: &'static str) {
        let engine = self.clone();
        let watchdog = Timeout::new(limit, move || engine.failed(message));
        self.state.borrow_mut().watchdog = Some(watchdog);
    }

    /// Sends the next request, if there is one and the worker is idle.
    fn go_on(&self) {
        let mut state = self.state.borrow_mut();
        let Some(running) = &state.worker else {
            if state.restart.is_none() {
                // Restarting was given up. A new request is a reason to try again.
                state.failed_starts = 0;
                drop(state);
                self.spawn();
            }
            return;
        };
        if !running.ready || state.current.is_some() {
            return;
        }
        let session = self.session;
        let current = if let Some(asked) = state.asked.pop_front() {
            Current::Asked(asked)
        } else if let Some(errand) = state.errands.pop_front() {
            Current::Errand(errand)
        } else if session.safe.get_untracked() {
            drop(state);
            // Setting the state again would wake its subscribers, which may send requests.
            if session.engine.get_untracked() != EngineState::Stopped {
                session.engine.set(EngineState::Stopped);
            }
            return;
        } else if state.stale {
            state.stale = false;
            let text_revision = session.text_revision.get_value();
            Current::Analysis { since: now(), text_revision }
        } else if let Some(question) = state.questions.pop() {
            Current::Question(question)
        } else {
            return;
        };
        let message = current.message(session);
        running_worker(&state).send(&message);
        // Only an analysis makes the worker busy: during other requests, the analysis on the page is still the
        // newest.
        let is_analysis = matches!(current, Current::Analysis { .. });
        let limit = match &current {
            Current::Errand(Errand::Parcel(parcel)) => {
                parcel.limit().map(|limit| (limit, words::NOT_PACKED))
            }
            Current::Errand(Errand::Open { .. }) => Some((OPEN_LIMIT, words::NOT_READ)),
            _ => None,
        };
        let bundles = session.workspace.with_untracked(|open| open.bundles.len());
        state.current = Some(current);
        drop(state);
        if is_analysis {
            self.session.engine.set(EngineState::Busy);
        }
        match limit {
            Some((limit, message)) => self.watch(limit, message),
            None => self.watch(answer_limit(bundles), words::NO_ANSWER),
        }
    }

    fn heard(&self, reply: Reply) {
        let current = {
            let mut state = self.state.borrow_mut();
            state.watchdog = None;
            state.current.take()
        };
        match (reply, current) {
            (Reply::Ready(build), _) if build == BUILD => {
                let mut state = self.state.borrow_mut();
                state.failed_starts = 0;
                if let Some(running) = &mut state.worker {
                    running.ready = true;
                }
                // If nothing is queued, the worker before this one stopped on the current text.
                self.session.engine.set(EngineState::Stopped);
            }
            (Reply::Ready(_), _) => {
                self.end();
                self.session.engine.set(EngineState::Stopped);
                return self
                    .session
                    .tell(words::TWO_VERSIONS, Some(words::TWO_VERSIONS_HELP.into()));
            }
            (
                Reply::Analyzed { analysis, edits },
                Some(Current::Analysis { since, text_revision }),
            ) => {
                self.state.borrow_mut().stops = 0;
                self.session.engine.set(EngineState::Done(now() - since));
                self.session.analyzed(analysis, edits, text_revision);
            }
            (Reply::Helped(pages), _) => self.session.help_pages.set(pages),
            (reply, Some(current)) => current.answer(reply),
            // The worker was replaced in the meantime, so this reply has no request.
            _ => {}
        }
        self.go_on();
    }

    /// Ends the worker and starts another. The analysis of a text is retried once, as the machine may have been
    /// busy, but not twice, as it would stop the next worker too.
    fn failed(&self, what: &str) {
        let (current, given_up) = {
            let mut state = self.state.borrow_mut();
            if !state.worker.as_ref().is_some_and(|running| running.ready) {
                state.failed_starts += 1;
            }
            let current = state.current.take();
            let analyzing = matches!(current, Some(Current::Analysis { .. }));
            state.stops += u32::from(analyzing);
            state.stale |= !analyzing || state.stops < 2;
            (current, state.failed_starts >= STARTS)
        };
        self.end();
        let help = match &current {
            Some(Current::Errand(Errand::Open { name, .. })) => words::not_opened(name),
            Some(Current::Errand(Errand::New { wanted, .. })) => {
                words::not_made(&text::list(wanted.iter().map(|(_, name)| name.clone())))
            }
            _ if given_up => words::GIVEN_UP.to_owned(),
            _ => words::REPLACED.to_owned(),
        };
        self.session.tell(what, Some(help));
        if !self.state.borrow().stale {
            // Form entries that stopped the engine are dropped.
            self.session.forget_sent_changes();
        }
        self.session.engine.set(EngineState::Stopped);
        if !given_up {
            let engine = self.clone();
            let mut state = self.state.borrow_mut();
            let pause = PAUSE * state.failed_starts;
            state.restart = Some(Timeout::new(pause, move || engine.spawn()));
        }
        // This comes last, so that requests made by the callbacks go to the next worker.
        if let Some(current) = current {
            current.fail();
        }
    }

    fn end(&self) {
        let mut state = self.state.borrow_mut();
        state.watchdog = None;
        state.worker = None;
    }
}

/// The time limit of a request while this many bundles are open, in milliseconds.
fn answer_limit(bundles: usize) -> u32 {
    let more = u32::try_from(bundles.saturating_sub(1)).unwrap_or(u32::MAX);
    ANSWER_LIMIT.saturating_add(more.saturating_mul(LIMIT_PER_BUNDLE)).min(LONGEST_LIMIT)
}

fn running_worker(state: &State) -> &Remote {
    &state.worker.as_ref().expect("checked by the caller").worker
}

/// Milliseconds since the page was loaded.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_limit_grows_with_the_open_bundles_up_to_a_bound() {
        assert_eq!([0, 1, 78, usize::MAX].map(answer_limit), [2_000, 2_000, 9_700, 10_000]);
    }
}
