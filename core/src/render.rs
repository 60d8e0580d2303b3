//! Rendering as Python's Jinja2 3.1 does it, with Proton's filters and names.
//!
//! Bundles were written against Python: `{{ 1.0 }}`, `{{ [true] }}`, `{{ d.items() }}`, `'%s' % x`
//! and `l.append(x)` mean what they mean there, and a template that fails there has to fail here,
//! at the same line. minijinja parses and runs templates; its tree is lowered so that every
//! operation on values is one of ours, with Python's values and rules: see [`lowering`].
//!
//! [`source`] → [`syntax`] → [`lowering`] → minijinja's machine, which calls [`machine`], which
//! works on [`object`]s within the limits of a [`run`].

// A failure is boxed from the start: it is rare, and results stay small.
#![allow(clippy::unnecessary_box_returns)]
// Start, stop and step are what Python calls them.
#![allow(clippy::similar_names)]
// Two arms side by side read better than a condition with a long `else`.
#![allow(clippy::match_bool, clippy::single_match_else)]
// Arguments are consumed when they are bound, which is what most functions do with them.
#![allow(clippy::needless_pass_by_value)]
// Python compares floats exactly.
#![allow(clippy::float_cmp)]

mod advice;
mod arguments;
mod arithmetic;
mod attributes;
mod comparison;
pub mod context;
mod dict;
mod failure;
mod filters;
mod foreign;
mod format;
mod globals;
mod iteration;
mod lowering;
mod machine;
mod methods;
mod missing;
mod names;
mod object;
mod operation;
mod origin;
mod output;
mod percent;
mod predicates;
mod printing;
pub mod references;
mod run;
mod shared;
mod source;
mod symbol;
pub(crate) mod symbolic;
mod syntax;
mod text;
mod trail;

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::machinery::{eval, make_string_output};
use minijinja::{AutoEscape, Environment, ErrorKind, Value};

pub use context::{Context, Inputs, contexts};
pub(crate) use foreign::Foreign;
pub use origin::{Origin, Origins, Print, Turn};
pub use references::{Read, References, Step, Tag, TagKind, Usage};

use crate::text::Span;
use failure::Failure;
use lowering::{MACHINE, Program};
use machine::Machine;
use operation::Held;
use run::Run;
use source::Source;

/// The work and memory that several renderings may use together: at most a few times that of one rendering.
#[derive(Clone)]
pub(crate) struct Allowance {
    /// The remaining steps.
    work: u64,
    /// The remaining bytes of rendered text.
    text: usize,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { work: 4 * run::FUEL, text: 24 << 20 }
    }
}

impl Allowance {
    /// Whether there is nothing left.
    pub(crate) fn is_spent(&self) -> bool {
        self.work == 0 || self.text == 0
    }

    /// Whether it does not limit the next rendering further than each rendering is limited by itself.
    pub(crate) fn is_ample(&self) -> bool {
        self.work >= run::FUEL && self.text > 0
    }

    /// The use since `before`; `None` if it cannot be determined, as everything is used up.
    pub(crate) fn use_since(&self, before: &Self) -> Option<Use> {
        let (work, text) = (before.work - self.work, before.text - self.text);
        (!self.is_spent()).then_some(Use { work, text })
    }

    /// Counts a use again.
    pub(crate) fn count(&mut self, used: Use) {
        self.work = self.work.saturating_sub(used.work);
        self.text = self.text.saturating_sub(used.text);
    }
}

/// The use of an [`Allowance`] by one rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    work: u64,
    text: usize,
}

/// Whether an undefined name is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Reading it is an error, as in Proton: Jinja2's `StrictUndefined`.
    Strict,
    /// It prints as empty text: Jinja2's `Undefined`.
    Lenient,
}

/// A compiled template; render it as often as needed.
pub struct Template {
    source: Source,
    program: Program,
    references: References,
}

/// The result of a rendering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The text; `None` if rendering failed. If all errors are undefined names, it is the result of lenient
    /// rendering.
    pub text: Option<String>,
    /// The errors, in the order in which Python would find them. With [`Undefined::Strict`]
    /// these are all undefined names that were used, each once.
    pub errors: Vec<RenderError>,
    /// The part of the template that each part of `text` comes from.
    pub origins: Origins,
}

/// A problem of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The kind of error.
    pub kind: RenderErrorKind,
    /// The innermost expression with the error, in bytes of the template.
    pub span: Span,
    /// The line that Python's Jinja2 reports, from 1: that of the statement or of the printed
    /// expression, where `span` may begin further down.
    pub line: usize,
    /// The problem, as a sentence without its first capital and full stop.
    pub message: String,
    /// A way to fix the problem.
    pub help: Option<String>,
    /// The unknown filter or test of the error. If the template cannot be read because of it, `span` covers only
    /// the word.
    pub unknown: Option<Unknown>,
}

/// A word that Jinja does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// The kind of word that was expected.
    pub word: Word,
    /// The most similar known word.
    pub near: Option<&'static str>,
}

/// The kinds of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// A word after `|`.
    Filter,
    /// A word after `is`.
    Test,
}

/// The kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenderErrorKind {
    /// The template cannot be read.
    Syntax,
    /// An undefined name or member is used.
    Undefined,
    /// The template exceeds the limits of steps or memory.
    OutOfFuel,
    /// Any other error during rendering.
    Other,
}

/// The names of Jinja's filters and Proton's.
#[cfg(test)]
pub(crate) fn filter_names() -> impl Iterator<Item = &'static str> {
    filters::names()
}

/// The names of Jinja's tests.
#[cfg(test)]
pub(crate) fn test_names() -> impl Iterator<Item = &'static str> {
    predicates::TESTS.into_iter()
}

/// The names of the functions that every template has.
#[cfg(test)]
pub(crate) fn function_names() -> impl Iterator<Item = &'static str> {
    globals::NAMES.iter().map(|(name, _)| *name)
}

/// The names of the tags that templates can begin, but for those that end one.
#[cfg(test)]
pub(crate) fn tag_names() -> impl Iterator<Item = &'static str> {
    advice::TAGS.iter().copied()
}

impl Template {
    /// Reads a template.
    pub fn compile(source: &str) -> Result<Template, RenderError> {
        let source = Source::new(source);
        let read = syntax::read(source.text()).and_then(|template| {
            let program = lowering::lower(source.text(), &template)?;
            Ok((program, references::references(&source, &template)))
        });
        match read {
            Ok((program, references)) => Ok(Template { source, program, references }),
            Err(failure) => Err(error(&source, *failure)),
        }
    }

    /// The names that it reads.
    pub const fn references(&self) -> &References {
        &self.references
    }

    /// Whether it gives a value to the variable `name` itself, anywhere.
    pub(crate) fn sets(&self, name: &str) -> bool {
        self.program.assigned.iter().any(|own| **own == *name)
    }

    /// Renders it with the names of `context`.
    pub fn render(&self, context: &Context, undefined: Undefined) -> Rendered {
        self.render_within(context, undefined, &mut Allowance::default())
    }

    /// Like [`Self::render`], as one of several renderings with a common allowance.
    pub(crate) fn render_within(
        &self,
        context: &Context,
        undefined: Undefined,
        allowance: &mut Allowance,
    ) -> Rendered {
        let fuel = run::FUEL.min(allowance.work);
        let run = Arc::new(Run::new(undefined == Undefined::Strict, fuel));
        let result = self.run(&run, context, run::MACHINE_FUEL * fuel);
        let is_spent =
            matches!(&result, Err(failure) if failure.kind == RenderErrorKind::OutOfFuel);
        allowance.work -= if is_spent { fuel } else { fuel - run.left().min(fuel) };
        if let Ok(output) = &result {
            allowance.text = allowance.text.saturating_sub(output.len());
        }
        let findings = run.findings.failures.take();
        let mut errors: Vec<RenderError> =
            findings.into_iter().map(|failure| error(&self.source, failure)).collect();
        match result {
            Ok(output) if !run.findings.broken.get() => self.rendered(&run, output, errors),
            Ok(_) => Rendered { errors, ..Rendered::default() },
            Err(failure) => {
                errors.push(error(&self.source, *failure));
                Rendered { errors, ..Rendered::default() }
            }
        }
    }

    /// The rendering that is the output of a run.
    fn rendered(&self, run: &Run, output: String, errors: Vec<RenderError>) -> Rendered {
        let mut origins = run.trail.borrow_mut().origins();
        let (text, parts) = output::indented(output, std::mem::take(&mut origins.parts));
        origins.parts = parts;
        let origins = origins.of_original(&self.source);
        Rendered { text: Some(text), errors, origins }
    }

    /// Lets minijinja's machine run the program.
    fn run(
        &self,
        run: &Arc<Run>,
        context: &Context,
        machine_fuel: u64,
    ) -> Result<String, Box<Failure>> {
        let objects = context.objects(run)?;
        let names = objects.iter().map(|(name, _)| Arc::from(*name));
        let own = self.program.assigned.iter().cloned();
        run.findings.names.set(names.chain(own).collect());
        let mut environment = Environment::empty();
        environment.set_fuel(Some(machine_fuel));
        environment.set_recursion_limit(run::MACHINE_DEPTH);
        let operations = self.program.operations.clone();
        let machine = Machine { run: run.clone(), operations };
        environment.add_global(MACHINE, Value::from_object(machine));
        for (name, slot) in &self.program.variables {
            if let Some((_, object)) = objects.iter().find(|(known, _)| **known == **name) {
                environment.add_global(*slot, Value::from_object(Held(object.clone())));
            }
        }
        let mut output = String::with_capacity(self.source.text().len());
        let blocks = BTreeMap::new();
        let result = eval(
            &environment,
            &self.program.instructions,
            Value::UNDEFINED,
            &blocks,
            &mut make_string_output(&mut output),
            AutoEscape::None,
        )
        .map(|_| ());
        match (run.failed(), result) {
            (Some(failure), _) => Err(failure),
            (None, Err(error)) => Err(foreign(run, &error)),
            (None, Ok(())) => Ok(output),
        }
    }
}

/// Converts an error of minijinja's machine.
fn foreign(run: &Run, error: &minijinja::Error) -> Box<Failure> {
    let failure = match error.kind() {
        ErrorKind::OutOfFuel => {
            Failure::too_much("this template takes too long to render, so rendering was stopped")
        }
        _ if error.to_string().contains("recursion") => {
            Failure::too_much("macros or loops call themselves too often here")
                .help("Make sure that a recursive macro ends at some point.")
        }
        _ => Failure::other(error.to_string()),
    };
    let anchor = run.findings.anchor.get();
    failure.within(Span::new(anchor, anchor)).on_line_of(anchor)
}

fn error(source: &Source, failure: Failure) -> RenderError {
    let span = failure.span.unwrap_or_default();
    RenderError {
        kind: failure.kind,
        span: source.original(span),
        line: source.line(failure.anchor.unwrap_or(span.start)),
        message: match failure.kind {
            RenderErrorKind::Undefined => named(span.of(source.text()), failure.message),
            _ => failure.message,
        },
        help: failure.help,
        unknown: failure.unknown,
    }
}

/// The message of an undefined value with the expression that gave it.
fn named(expression: &str, message: String) -> String {
    const SHORT: usize = 80;
    let is_short = !expression.contains('\n') && expression.len() <= SHORT;
    match is_short {
        true if message.starts_with("there is no `") => format!("`{expression}` is not defined"),
        true if message.contains(" has no ") => format!("`{expression}` is not defined: {message}"),
        _ => message,
    }
}
