//! One rendering with parameters in place of its inputs.
//!
//! The template is rendered with symbols. A symbol that is inspected becomes a choice, where it has few
//! values: the template is rendered for each of them, and the results are merged with conditions. Another
//! symbol that is inspected, or one that is printed where CloudFormation allows no function, is frozen: it
//! becomes an ordinary value. Then the template is rendered again, until nothing new is found.

use std::collections::{BTreeMap, HashSet};

use super::attempt::{self, Attempt};
use super::choice::{self, Choice, combinations, context, is_bounded};
use super::marked::markers;
use super::parameter::{Parameter, written};
use super::report::{Decision, REQUIRED};
use super::subject::Subject;
use crate::render::symbolic::{Inspection, SymbolSource, Symbolic, Symbols, has_marker};
use crate::render::{Context, Undefined};
use crate::sort::CompactSort;
use crate::text::Span;
use crate::value::{Key, Value};
use crate::yaml;

/// A template without Proton.
#[derive(Debug)]
pub(super) struct Converted {
    /// The template.
    pub(super) text: String,
    pub(super) parameters: Vec<Parameter>,
    /// The symbol of each parameter, in the same order. An added parameter, which comes last, has none.
    pub(super) numbers: Vec<usize>,
    /// The outputs that the template reads from the stack of the last parameter.
    pub(super) reads: Vec<Vec<Key>>,
    pub(super) symbols: Symbols,
    /// The template as Proton would have rendered it; `None` if it contains a secret.
    pub(super) rendering: Option<String>,
    /// The inputs that are written out, each with what decided it.
    pub(super) frozen: BTreeMap<Vec<Key>, Decision>,
    /// The inputs that have conditions, each with what depends on it.
    pub(super) conditioned: BTreeMap<Vec<Key>, Decision>,
    /// The optional inputs that always have a value in the template, each with what depends on that.
    pub(super) required: BTreeMap<Vec<Key>, Decision>,
}

/// Why an attempt ended.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something was found about an input: the next attempt goes further.
    Again,
    Refused(String),
}

/// Converts the template of one stack. Fails with the reason, as a sentence.
pub(super) fn convert(subject: &Subject<'_>) -> Result<Converted, String> {
    let rendered = subject.template.render(&subject.scope.context, Undefined::Strict);
    if let Some(error) = rendered.errors.first() {
        let line = error.line;
        return Err(format!("The template does not render: line {line}, {}.", error.message));
    }
    let rendering = rendered.text.unwrap_or_default();
    if has_marker(subject.source.text) || has_marker(&rendering) {
        return Err(
            "The template or an input holds U+F0000 or U+F0001, which Cyclotron uses as a marker."
                .into(),
        );
    }
    if let Some(error) = yaml::parse(&rendering).error {
        return Err(format!("The rendering is not YAML: {}", error.message));
    }
    let mut conversion = Conversion {
        subject: *subject,
        symbols: Symbols::default(),
        frozen: BTreeMap::new(),
        choices: vec![],
        literal: HashSet::new(),
    };
    let mut converted = conversion.settled()?;
    let mut required = BTreeMap::new();
    for presence in Choice::presences(subject) {
        if conversion.frozen.contains_key(&presence.path) {
            continue;
        }
        if let Some(more) = conversion.with_presence(&presence) {
            (conversion, converted) = more;
        } else if presence.own == 0 {
            let Choice { path, decision, .. } = presence;
            required.insert(path, Decision { reason: REQUIRED.into(), ..decision });
        }
    }
    converted.required = required;
    conversion.without_secrets(without_made_up(subject, converted)?)
}

#[derive(Clone)]
pub(super) struct Conversion<'c> {
    pub(super) subject: Subject<'c>,
    pub(super) symbols: Symbols,
    frozen: BTreeMap<Vec<Key>, Decision>,
    pub(super) choices: Vec<Choice>,
    /// The choices whose values are printed as they are, for each combination.
    literal: HashSet<Vec<Key>>,
}

/// The rendering for one combination of choices.
pub(super) struct Rendering {
    /// The template as Proton would have rendered it.
    pub(super) ordinary: String,
    pub(super) symbolic: Symbolic,
}

impl Conversion<'_> {
    /// The last attempt. Each one before moves at least one value on: from a symbol to a choice, from a choice to one that is
    /// printed literally, and from each of these to a frozen one.
    fn settled(&mut self) -> Result<Converted, String> {
        loop {
            match self.attempt() {
                Ok(converted) => return Ok(converted),
                Err(Stop::Again) => {}
                Err(Stop::Refused(reason)) => return Err(reason),
            }
        }
    }

    fn attempt(&mut self) -> Result<Converted, Stop> {
        let mut renderings = vec![];
        for combination in combinations(&self.choices) {
            let context = context(&self.subject, &self.choices, &combination);
            renderings.push(self.rendering(&context)?);
        }
        let converted = Attempt { conversion: self, renderings: &renderings }.converted()?;
        let rendering = Some(renderings.swap_remove(choice::own(&self.choices)).ordinary);
        let attempt::Parts { text, parameters, numbers, reads } = converted;
        let choices = self.choices.iter();
        let conditioned =
            choices.map(|choice| (choice.path.clone(), choice.decision.clone())).collect();
        let (symbols, frozen) = (self.symbols.clone(), self.frozen.clone());
        let required = BTreeMap::new();
        Ok(Converted {
            text,
            parameters,
            numbers,
            reads,
            symbols,
            rendering,
            frozen,
            conditioned,
            required,
        })
    }

    /// Renders with what is not frozen as symbols, where no operation depends on one but on choices.
    fn rendering(&mut self, context: &Context) -> Result<Rendering, Stop> {
        let ordinary = self.subject.template.render(context, Undefined::Strict);
        if !ordinary.errors.is_empty() {
            return Err(self.give_up_choices("with another value the template does not render"));
        }
        let ordinary = ordinary.text.unwrap_or_default();
        if yaml::parse(&ordinary).error.is_some() {
            return Err(self.give_up_choices("with another value the rendering is not YAML"));
        }
        let symbolic = self.render_with(context);
        let mut is_new = false;
        for inspection in &symbolic.inspections {
            is_new |= self.inspected(inspection);
        }
        if is_new {
            return Err(Stop::Again);
        }
        let is_complete = symbolic.rendered.errors.is_empty();
        if !is_complete || symbolic.filled().as_deref() != Some(&ordinary) {
            return Err(refused("Cyclotron could not follow the inputs through this template."));
        }
        Ok(Rendering { ordinary, symbolic })
    }

    /// Renders with the symbols of this conversion for another context.
    pub(super) fn render_with(&mut self, context: &Context) -> Symbolic {
        let fixed: HashSet<Vec<Key>> = self.frozen.keys().cloned().collect();
        self.subject.template.render_symbols(context, &mut self.symbols, fixed)
    }

    /// Takes in that an operation depends on symbols; whether that is new.
    fn inspected(&mut self, inspection: &Inspection) -> bool {
        let decision = Decision {
            line: self.subject.line(inspection.span),
            text: inspection.span.of(self.subject.source.text).to_owned(),
            reason: "the result of this expression decides what is rendered".into(),
        };
        let mut is_new = false;
        for path in self.paths(&inspection.symbols) {
            if self.is_choice(&path) || self.frozen.contains_key(&path) {
                continue;
            }
            is_new = true;
            match Choice::of(&self.subject, &path, &decision) {
                Some(choice) if is_bounded(&self.choices, &choice) => self.choose(choice),
                _ => drop(self.frozen.insert(path, decision.clone())),
            }
        }
        is_new
    }

    /// The same with one more choice. An input is only optional in the result if nothing is lost for it.
    fn with_presence(&self, presence: &Choice) -> Option<(Self, Converted)> {
        if !is_bounded(&self.choices, presence) {
            return None;
        }
        let mut trial = self.clone();
        trial.choose(presence.clone());
        let converted = trial.settled().ok()?;
        let is_kept = trial.frozen.keys().eq(self.frozen.keys())
            && trial.choices.len() == self.choices.len() + 1;
        is_kept.then_some((trial, converted))
    }

    /// Adds a choice. Their order does not depend on the sample.
    fn choose(&mut self, choice: Choice) {
        self.choices.push(choice);
        self.choices.compact_sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// The paths of the values behind symbols.
    pub(super) fn paths(&self, symbols: &[usize]) -> Vec<Vec<Key>> {
        let behind = self.symbols.values_behind(symbols).into_iter();
        behind
            .filter_map(|symbol| match &self.symbols.sources[symbol] {
                SymbolSource::Value(path) => Some(path.clone()),
                SymbolSource::Computed { .. } => None,
            })
            .collect()
    }

    /// Whether the values at a path are those of a choice.
    pub(super) fn is_choice(&self, path: &[Key]) -> bool {
        self.choices.iter().any(|choice| choice.path == path && !choice.is_presence)
    }

    /// The choice between some value of an input and none.
    pub(super) fn presence(&self, source: &SymbolSource) -> Option<&Choice> {
        let SymbolSource::Value(path) = source else { return None };
        self.choices.iter().find(|choice| choice.path == *path && choice.is_presence)
    }

    /// Whether a symbol prints its value as it is, for each combination.
    pub(super) fn is_literal(&self, symbol: usize) -> bool {
        let is_computed = matches!(self.symbols.sources[symbol], SymbolSource::Computed { .. });
        self.paths(&[symbol]).iter().any(|path| {
            if is_computed { self.is_choice(path) } else { self.literal.contains(path) }
        })
    }

    /// The values behind a computed symbol that would be lost where it is printed as it is: those that are not
    /// choices, where others are.
    pub(super) fn lost(&self, symbol: usize) -> Vec<usize> {
        let behind = self.symbols.values_behind(&[symbol]);
        let is_choice =
            |value: &usize| self.paths(&[*value]).iter().all(|path| self.is_choice(path));
        let (choices, others): (Vec<usize>, Vec<usize>) = behind.into_iter().partition(is_choice);
        if choices.is_empty() { vec![] } else { others }
    }

    /// Takes in that a symbol has another meaning as a parameter than what is printed: a choice is printed as
    /// it is, and so is a boolean, which becomes one; others are frozen.
    pub(super) fn means_otherwise(&mut self, printed: &PrintedSymbols<'_>) -> Stop {
        let reason = "as a parameter it would have another meaning than what is printed here";
        let decision = self.decision(printed, reason);
        for path in self.paths(printed.symbols) {
            if !self.is_choice(&path)
                && let Some(choice) = Choice::of(&self.subject, &path, &decision)
                && is_bounded(&self.choices, &choice)
            {
                self.choose(choice);
            }
            if self.is_choice(&path) && self.literal.insert(path) {
                return Stop::Again;
            }
        }
        self.freeze(printed, reason)
    }

    /// Freezes what is behind symbols, with the place where the first of them is printed.
    pub(super) fn freeze(&mut self, printed: &PrintedSymbols<'_>, reason: &str) -> Stop {
        let decision = self.decision(printed, reason);
        let mut is_new = false;
        for path in self.paths(printed.symbols) {
            self.choices.retain(|choice| choice.path != path);
            is_new |= self.frozen.insert(path, decision.clone()).is_none();
        }
        if is_new {
            return Stop::Again;
        }
        refused(&format!("`{}` cannot be converted: {reason}.", decision.text))
    }

    /// Freezes a choice, as its values cannot be merged.
    pub(super) fn give_up_choice(&mut self, at: usize, reason: &str) -> Stop {
        let Choice { path, decision, .. } = self.choices.remove(at);
        let reason = format!("{}, and {reason}", decision.reason);
        self.frozen.insert(path, Decision { reason, ..decision });
        Stop::Again
    }

    fn give_up_choices(&mut self, reason: &str) -> Stop {
        if self.choices.is_empty() {
            return refused("The template does not render.");
        }
        while !self.choices.is_empty() {
            self.give_up_choice(0, reason);
        }
        Stop::Again
    }

    /// The expression of the template that prints the first of some symbols.
    fn decision(&self, printed: &PrintedSymbols<'_>, reason: &str) -> Decision {
        let PrintedSymbols { symbolic, symbols, within } = printed;
        let marked = symbolic.rendered.text.as_deref().unwrap_or_default();
        let is_within = |span: &Span| within.start <= span.start && span.end <= within.end;
        let own: Vec<Span> = markers(marked)
            .into_iter()
            .filter(|(_, symbol)| symbols.contains(symbol))
            .map(|(span, _)| span)
            .collect();
        let first = own.iter().copied().find(is_within).or(own.first().copied());
        let template = self.subject.source.text;
        let source =
            first.and_then(|span| symbolic.rendered.origins.source_of(span, marked, template));
        let source = source.unwrap_or_default();
        Decision {
            line: self.subject.line(source),
            text: source.of(template).to_owned(),
            reason: reason.to_owned(),
        }
    }

    /// Whether a symbol is a list.
    pub(super) fn is_list(&self, symbol: usize) -> bool {
        match &self.symbols.sources[symbol] {
            SymbolSource::Value(path) => matches!(self.subject.value(path), Some(Value::List(_))),
            SymbolSource::Computed { .. } => false,
        }
    }
}

/// Refuses a template that would contain a made-up value.
fn without_made_up(subject: &Subject<'_>, converted: Converted) -> Result<Converted, String> {
    match converted.frozen.iter().find(|(path, _)| subject.is_made_up(path)) {
        None => Ok(converted),
        Some((path, decision)) => Err(format!(
            "The template would contain a made-up value for `{}`: line {}, {}. Set the value in the sample.",
            written(path),
            decision.line,
            decision.reason
        )),
    }
}

/// Symbols in a part of a rendering.
pub(super) struct PrintedSymbols<'p> {
    pub(super) symbolic: &'p Symbolic,
    pub(super) symbols: &'p [usize],
    /// The part, as bytes of the rendering with markers.
    pub(super) within: Span,
}

impl<'p> PrintedSymbols<'p> {
    /// Symbols at any place of a rendering.
    pub(super) fn anywhere(symbolic: &'p Symbolic, symbols: &'p [usize]) -> Self {
        Self { symbolic, symbols, within: Span::new(0, usize::MAX) }
    }
}

pub(super) fn refused(reason: &str) -> Stop {
    Stop::Refused(reason.to_owned())
}
