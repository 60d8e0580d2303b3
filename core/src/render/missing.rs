//! Undefined values.

use super::shared::{Number, Shared};
use std::sync::Arc;

use super::RenderErrorKind;
use super::failure::Failure;
use super::object::Object;
use crate::nearest::nearest;
use crate::text::Span;

/// Maximum number of undefined names that are reported.
const MAX_FAILURES: usize = 500;

/// The errors that strict rendering has found so far.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) failures: Shared<Vec<Failure>>,
    /// The anchor of the statement or printed expression that is being evaluated.
    pub(super) anchor: Number,
    /// Whether one of the errors would have ended lenient rendering too.
    pub(super) broken: Shared<bool>,
    /// The names of variables, for suggestions.
    pub(super) names: Shared<Vec<Arc<str>>>,
}

/// An undefined value: Jinja2's `Undefined` or `StrictUndefined`.
pub(super) struct Missing {
    pub(super) reason: Reason,
    /// The span of the expression that evaluated to it.
    pub(super) span: Span,
    /// Whether any use of it is an error, as in strict rendering.
    pub(super) strict: bool,
    pub(super) findings: Arc<Findings>,
}

/// The reason why a value is undefined.
pub(super) enum Reason {
    /// There is no variable with this name.
    Name(Arc<str>),
    /// The object has no such attribute or item.
    Member(Object, Object),
    /// Another reason, as a sentence.
    Because(&'static str),
    /// A macro's parameter without an argument.
    Parameter(Arc<str>),
}

impl Missing {
    /// Uses the value in a way that lenient rendering allows. Strict rendering records an error and goes on, so that
    /// all errors are reported at once.
    pub(super) fn touch(&self) {
        if self.strict {
            self.report();
        }
    }

    /// Uses the value in a way that lenient rendering does not allow either.
    pub(super) fn refuse(&self) -> Box<Failure> {
        let failure = Failure::new(RenderErrorKind::Undefined, self.message()).within(self.span);
        match self.help() {
            Some(help) => failure.help(help),
            None => failure,
        }
    }

    /// Records the error of using the value.
    pub(super) fn report(&self) {
        let mut failures = self.findings.failures.borrow_mut();
        let is_known = || failures.iter().any(|known| known.span == Some(self.span));
        if failures.len() < MAX_FAILURES && !is_known() {
            failures.push(*self.refuse().on_line_of(self.findings.anchor.get()));
        }
    }

    fn message(&self) -> String {
        match &self.reason {
            Reason::Name(name) => format!("`{name}` is not defined"),
            Reason::Member(owner, member) => match (owner, member) {
                (Object::Undefined(missing), _) => missing.message(),
                (Object::Dict(_), Object::Text(name)) => format!("there is no `{}`", name.text),
                (_, Object::Text(name)) => format!("{} has no `{}`", owner.kind(), name.text),
                (_, Object::Int(index)) => format!("{} has no item {index}", owner.kind()),
                _ => format!("{} has no such item", owner.kind()),
            },
            Reason::Because(reason) => (*reason).to_owned(),
            Reason::Parameter(name) => format!("the parameter `{name}` was not given"),
        }
    }

    fn help(&self) -> Option<String> {
        const DEFAULT: &str = "or give it a value with `| default(…)`.";
        match &self.reason {
            Reason::Name(name) => {
                let names = self.findings.names.borrow();
                let names: Vec<&str> = names.iter().map(|name| &**name).collect();
                Some(match near(name, &names) {
                    Some(known) => format!("Did you mean `{known}`? Correct the name, {DEFAULT}"),
                    None => format!("Correct the name, {DEFAULT}"),
                })
            }
            Reason::Member(Object::Dict(mapping), Object::Text(name)) => {
                let entries = mapping.entries.borrow();
                let names: Vec<&str> = entries.iter().filter_map(|(key, _)| key.as_str()).collect();
                Some(match near(&name.text, &names) {
                    Some(known) => format!("Did you mean `{known}`? Correct the name, {DEFAULT}"),
                    None if names.is_empty() => format!("It is empty. Add it, {DEFAULT}"),
                    None => format!("It has {}. Correct the name, {DEFAULT}", listed(&names)),
                })
            }
            Reason::Member(..) | Reason::Parameter(_) => Some(format!("Correct it, {DEFAULT}")),
            Reason::Because(_) => None,
        }
    }
}

fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let mut list: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        list.push(format!("{} more", names.len() - SHOWN));
    }
    list.join(", ")
}

/// The most similar known name. Not `name` itself, which is known if the template sets it later.
fn near<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    nearest(name, known.iter().copied().filter(|known| *known != name))
}
