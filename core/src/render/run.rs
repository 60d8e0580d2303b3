//! One rendering: the work and memory it may still use, and what it has made.

use super::shared::{Number, Shared};
use std::sync::Arc;

use minijinja::{Error, ErrorKind};

use super::dict::Dict;
use super::failure::{Failure, Outcome};
use super::iteration::Cursor;
use super::missing::{Findings, Missing, Reason};
use super::object::{Flavor, Mapping, Object, Text, Tuple};
use super::symbol::{Log, has_marker};
use super::trail::Trail;
use crate::text::Span;

/// Steps of work in one rendering. The largest public template takes about 10 000; this many end
/// within a second in a browser.
pub(super) const FUEL: u64 = 1_000_000;
/// minijinja's own measure of work, for each step of ours: each of its instructions counts one, and an
/// operation of ours takes four or so.
pub(super) const MACHINE_FUEL: u64 = 4;
/// The maximum nesting of minijinja's scopes; a call of a macro counts four.
pub(super) const MACHINE_DEPTH: usize = 400;
/// Bytes of text that cost one step to make.
const TEXT_PER_STEP: usize = 32;
/// The longest text that a template may make, its output included. CloudFormation takes 1 MB.
const MAX_TEXT: usize = 4 << 20;
/// The maximum nesting of macro calls.
const MAX_DEPTH: usize = 80;

/// One rendering.
pub(super) struct Run {
    pub(super) strict: bool,
    pub(super) findings: Arc<Findings>,
    /// The first failure, which minijinja knows by a bare error.
    failed: Shared<Option<Box<Failure>>>,
    /// The printed text, and its origins.
    pub(super) trail: Shared<Trail>,
    /// Whether printed values are escaped for HTML: within `{% autoescape true %}`.
    pub(super) autoescape: Shared<bool>,
    /// The values of `autoescape` outside of each such tag.
    pub(super) escaping: Shared<Vec<bool>>,
    fuel: Number,
    depth: Shared<usize>,
    /// The records of a rendering with symbols; none in an ordinary rendering.
    pub(super) log: Option<Arc<Log>>,
    /// All objects that can contain other objects. They are emptied at the end: this frees cycles, and frees deeply
    /// nested objects without recursion.
    held: Shared<Vec<Held>>,
}

enum Held {
    List(Arc<Shared<Vec<Object>>>),
    Tuple(Arc<Tuple>),
    Mapping(Arc<Mapping>),
}

impl Run {
    pub(super) fn new(strict: bool, fuel: u64) -> Self {
        Self {
            strict,
            findings: Arc::default(),
            failed: Shared::default(),
            trail: Shared::default(),
            autoescape: Shared::default(),
            escaping: Shared::default(),
            fuel: Number::new(usize::try_from(fuel).unwrap_or(usize::MAX)),
            depth: Shared::new(0),
            log: None,
            held: Shared::default(),
        }
    }

    /// Keeps a failure, and gives the error that minijinja carries on.
    pub(super) fn keep(&self, failure: Box<Failure>) -> Error {
        if let Some(native) = failure.native {
            return native;
        }
        self.failed.borrow_mut().get_or_insert(failure);
        Error::from(ErrorKind::InvalidOperation)
    }

    /// The failure that was kept.
    pub(super) fn failed(&self) -> Option<Box<Failure>> {
        self.failed.take()
    }

    /// Takes in that so many bytes are printed next, and notes where they come from. Fails if the
    /// output gets too long.
    pub(super) fn print(&self, length: usize, note: impl FnOnce(&mut Trail)) -> Outcome<()> {
        let trail = &mut *self.trail.borrow_mut();
        self.check_text(trail.length() + length)?;
        if trail.is_captured() {
            self.charge_text(length)?;
        }
        note(trail);
        Ok(())
    }

    /// The number of remaining steps.
    pub(super) fn left(&self) -> u64 {
        self.fuel.get() as u64
    }

    /// Uses up steps of work.
    pub(super) fn charge(&self, steps: usize) -> Outcome<()> {
        match self.fuel.get().checked_sub(steps) {
            Some(left) => {
                self.fuel.set(left);
                Ok(())
            }
            None => {
                self.fuel.set(0);
                Err(Failure::too_much(
                    "this template takes too long to render, so rendering was stopped",
                ))
            }
        }
    }

    /// Uses up what it takes to make a text of so many bytes; fails if that is too long.
    pub(super) fn charge_text(&self, bytes: usize) -> Outcome<()> {
        self.check_text(bytes)?;
        self.charge(1 + bytes / TEXT_PER_STEP)
    }

    /// Fails if a text of so many bytes is too long.
    #[allow(clippy::unused_self)] // The limit belongs to the rendering, though all share one.
    pub(super) fn check_text(&self, bytes: usize) -> Outcome<()> {
        if bytes > MAX_TEXT {
            return Err(Failure::too_much(format!(
                "this creates a text of more than {} MB",
                MAX_TEXT >> 20
            )));
        }
        Ok(())
    }

    /// Carries out something one level deeper.
    pub(super) fn deeper<T>(&self, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let depth = self.depth.get() + 1;
        if depth > MAX_DEPTH {
            return Err(Failure::too_much("macros or loops call themselves too often here")
                .help("Make sure that a recursive macro ends at some point."));
        }
        self.depth.set(depth);
        let result = work();
        self.depth.set(depth - 1);
        result
    }

    pub(super) fn text(&self, text: String) -> Outcome<Object> {
        self.flavored(text, Flavor::Plain)
    }

    pub(super) fn flavored(&self, text: String, flavor: Flavor) -> Outcome<Object> {
        self.charge_text(text.len())?;
        Ok(Object::flavored(text, flavor))
    }

    /// Text that was printed since the last capture began.
    pub(super) fn captured(&self, text: String, flavor: Flavor) -> Object {
        let captured = self.trail.borrow_mut().captured();
        if let Some(log) = self.log.as_ref().filter(|_| has_marker(&text)) {
            return log.text(text, flavor, captured);
        }
        Object::Text(Arc::new(Text { text, flavor, captured }))
    }

    pub(super) fn list(&self, items: Vec<Object>) -> Outcome<Object> {
        self.charge(8 + items.len())?;
        let list = Arc::new(Shared::new(items));
        self.held.borrow_mut().push(Held::List(list.clone()));
        Ok(Object::List(list))
    }

    /// Items to go through while the list may change.
    pub(super) fn copy(&self, items: &[Object]) -> Outcome<Vec<Object>> {
        self.charge(1 + items.len() / 4)?;
        Ok(items.to_vec())
    }

    pub(super) fn tuple(&self, items: Vec<Object>) -> Outcome<Object> {
        self.any_tuple(items, false)
    }

    /// A tuple as `groupby` gives them: `grouper` and `list`.
    pub(super) fn group(&self, items: Vec<Object>) -> Outcome<Object> {
        self.any_tuple(items, true)
    }

    fn any_tuple(&self, items: Vec<Object>, group: bool) -> Outcome<Object> {
        self.charge(8 + items.len())?;
        let tuple = Arc::new(Tuple { items: Shared::new(items), group });
        self.held.borrow_mut().push(Held::Tuple(tuple.clone()));
        Ok(Object::Tuple(tuple))
    }

    pub(super) fn dict(&self, entries: Dict) -> Outcome<Object> {
        Ok(Object::Dict(self.mapping(entries, false)?))
    }

    pub(super) fn mapping(&self, entries: Dict, absent_component: bool) -> Outcome<Arc<Mapping>> {
        self.charge(8 + 4 * entries.len())?;
        let mapping = Arc::new(Mapping { entries: Shared::new(entries), absent_component });
        self.held.borrow_mut().push(Held::Mapping(mapping.clone()));
        Ok(mapping)
    }

    /// An iterator over the items.
    pub(super) fn iterator(&self, items: Vec<Object>) -> Outcome<Object> {
        let Object::List(items) = self.list(items)? else { return Ok(Object::None) };
        Ok(Object::Iterator(Arc::new(Shared::new(Cursor::List(items, 0)))))
    }

    pub(super) fn undefined(&self, reason: Reason, span: Span) -> Object {
        self.missing(reason, span, self.strict)
    }

    /// An undefined value that may be used even in strict rendering.
    pub(super) fn lenient_undefined(&self, reason: &'static str, span: Span) -> Object {
        self.missing(Reason::Because(reason), span, false)
    }

    fn missing(&self, reason: Reason, span: Span, strict: bool) -> Object {
        let findings = self.findings.clone();
        Object::Undefined(Arc::new(Missing { reason, span, strict, findings }))
    }

    /// Uses an undefined value as even lenient rendering forbids. Strict rendering keeps the
    /// error and goes on, to find the others.
    pub(super) fn refuse(&self, missing: &Missing) -> Outcome<()> {
        if !self.strict {
            return Err(missing.refuse());
        }
        missing.report();
        self.findings.broken.set(true);
        Ok(())
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let held = self.held.take();
        for held in &held {
            match held {
                Held::List(list) => list.borrow_mut().clear(),
                Held::Tuple(tuple) => tuple.items.borrow_mut().clear(),
                Held::Mapping(mapping) => mapping.entries.borrow_mut().clear(),
            }
        }
    }
}
