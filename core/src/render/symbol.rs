//! Symbols: values of the context that a rendering keeps apart from the text it prints.
//!
//! A symbol prints a marker. Moving, printing and joining it keeps it a symbol; what a filter, a look-up or
//! arithmetic makes of it is a new, computed symbol. Every other operation works on its value and is
//! recorded as an inspection, as its outcome depends on that value.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::failure::Outcome;
use super::object::{Flavor, Object, View};
use super::printing::string;
use super::run::Run;
use super::shared::Shared;
use super::trail::Captured;
use crate::sort::CompactSort;
use crate::text::Span;
use crate::value::Key;

/// The characters around the number of a symbol: for private use, in plane 15.
const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';
/// How deep values are searched for symbols.
const MAX_DEPTH: usize = 60;

/// The symbols of one template by number. Several renderings share them, so that a number means the same in
/// each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Symbols {
    pub(crate) sources: Vec<SymbolSource>,
    numbers: HashMap<SymbolSource, usize>,
}

/// The origin of a symbol.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SymbolSource {
    /// The value at a path of the context.
    Value(Vec<Key>),
    /// The result of an expression over other symbols.
    Computed {
        /// The expression, in the template.
        span: Span,
        /// The values that it is computed from: numbers of [`SymbolSource::Value`].
        from: Vec<usize>,
        /// Which of the different results of this expression it is, from 0.
        nth: usize,
    },
}

/// An operation whose outcome depends on values that are symbols.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inspection {
    /// The values: numbers of [`SymbolSource::Value`].
    pub(crate) symbols: Vec<usize>,
    /// The operation, in the template.
    pub(crate) span: Span,
}

impl Symbols {
    fn number(&mut self, source: SymbolSource) -> usize {
        let next = self.sources.len();
        let number = *self.numbers.entry(source.clone()).or_insert(next);
        if number == next {
            self.sources.push(source);
        }
        number
    }

    /// The values of the context that symbols depend on, each once.
    pub(crate) fn values_behind(&self, numbers: &[usize]) -> Vec<usize> {
        let mut behind: Vec<usize> = numbers
            .iter()
            .flat_map(|number| match &self.sources[*number] {
                SymbolSource::Value(_) => vec![*number],
                SymbolSource::Computed { from, .. } => from.clone(),
            })
            .collect();
        behind.compact_sort();
        behind.dedup();
        behind
    }
}

/// Whether a text holds one of the characters of markers.
pub(crate) fn has_marker(text: &str) -> bool {
    text.contains([OPEN, CLOSE])
}

/// The marker of a symbol.
pub(crate) fn marker(number: usize) -> String {
    format!("{OPEN}{number}{CLOSE}")
}

/// The parts of a text with markers, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marked<'t> {
    Text(&'t str),
    Symbol(usize),
}

/// Takes a text with markers apart. No text part is empty.
pub(crate) fn marked(text: &str) -> Vec<Marked<'_>> {
    let mut parts = vec![];
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((number, after)) = after.split_once(CLOSE) else { break };
        if !before.is_empty() {
            parts.push(Marked::Text(before));
        }
        parts.extend(number.parse().ok().map(Marked::Symbol));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Marked::Text(rest));
    }
    parts
}

/// A text with `value` for each marker.
pub(crate) fn filled<'v>(text: &str, value: impl Fn(usize) -> &'v str) -> String {
    let parts = marked(text);
    parts
        .into_iter()
        .map(|part| match part {
            Marked::Text(text) => text,
            Marked::Symbol(number) => value(number),
        })
        .collect()
}

/// A value that is kept apart.
pub(super) struct Symbol {
    /// The text that it prints: a marker, or a text with markers.
    pub(super) marked: String,
    /// The symbols in what it prints.
    numbers: Vec<usize>,
    /// The value for all other operations. It contains no symbol.
    pub(super) value: Object,
    /// Where the parts of `marked` come from, where it was captured.
    pub(super) captured: Option<Arc<Captured>>,
    log: Arc<Log>,
}

impl Symbol {
    /// Records that the outcome of the current operation depends on the value.
    pub(super) fn inspect(&self) {
        self.log.inspect(&self.numbers);
    }
}

/// The records of a rendering with symbols.
pub(super) struct Log {
    pub(super) symbols: Shared<Symbols>,
    /// The paths of the context that stay ordinary values.
    fixed: HashSet<Vec<Key>>,
    /// The text of each symbol in an ordinary rendering, by its number.
    pub(super) texts: Shared<HashMap<usize, String>>,
    pub(super) inspections: Shared<Vec<Inspection>>,
    /// The expression that is being carried out.
    pub(super) at: Shared<Span>,
}

impl Log {
    pub(super) fn new(symbols: Symbols, fixed: HashSet<Vec<Key>>) -> Self {
        Self {
            symbols: Shared::new(symbols),
            fixed,
            texts: Shared::default(),
            inspections: Shared::default(),
            at: Shared::default(),
        }
    }

    /// Whether the value at a path stays an ordinary one.
    pub(super) fn is_fixed(&self, path: &[Key]) -> bool {
        self.fixed.contains(path)
    }

    /// Records that the outcome of the current operation depends on symbols.
    pub(super) fn inspect(&self, numbers: &[usize]) {
        let symbols = self.symbols.borrow().values_behind(numbers);
        let inspection = Inspection { symbols, span: self.at.get() };
        let mut inspections = self.inspections.borrow_mut();
        if !inspections.contains(&inspection) {
            inspections.push(inspection);
        }
    }

    fn symbol(self: &Arc<Self>, number: usize, text: String, value: Object) -> Object {
        self.texts.borrow_mut().insert(number, text);
        Object::Symbol(Arc::new(Symbol {
            marked: marker(number),
            numbers: vec![number],
            value,
            captured: None,
            log: self.clone(),
        }))
    }

    /// The symbol of a value of the context.
    pub(super) fn value(
        self: &Arc<Self>,
        run: &Run,
        path: Vec<Key>,
        value: Object,
    ) -> Outcome<Object> {
        let text = string(run, &value)?;
        let number = self.symbols.borrow_mut().number(SymbolSource::Value(path));
        Ok(self.symbol(number, text, value))
    }

    /// The symbol of what the current expression makes of the symbols `used`.
    pub(super) fn computed(
        self: &Arc<Self>,
        run: &Run,
        used: &[usize],
        value: Object,
    ) -> Outcome<Object> {
        let text = match &value {
            Object::Method(method) => method.1.to_owned(),
            value => string(run, value)?,
        };
        let span = self.at.get();
        let mut symbols = self.symbols.borrow_mut();
        let from = symbols.values_behind(used);
        let number = (0..).find_map(|nth| {
            let source = SymbolSource::Computed { span, from: from.clone(), nth };
            let number = symbols.number(source);
            self.texts.borrow().get(&number).is_none_or(|known| *known == text).then_some(number)
        });
        drop(symbols);
        Ok(self.symbol(number.unwrap_or_default(), text, value))
    }

    /// Text that may have markers: a symbol, where it has.
    pub(super) fn text(
        self: &Arc<Self>,
        text: String,
        flavor: Flavor,
        captured: Option<Arc<Captured>>,
    ) -> Object {
        let numbers: Vec<usize> = marked(&text)
            .into_iter()
            .filter_map(|part| match part {
                Marked::Symbol(number) => Some(number),
                Marked::Text(_) => None,
            })
            .collect();
        let texts = self.texts.borrow();
        let value = filled(&text, |number| texts.get(&number).map_or("", String::as_str));
        Object::Symbol(Arc::new(Symbol {
            marked: text,
            numbers,
            value: Object::flavored(value, flavor),
            captured,
            log: self.clone(),
        }))
    }
}

/// `object` with the value of each symbol in it; their numbers are added to `used`.
pub(super) fn resolved(run: &Run, object: &Object, used: &mut Vec<usize>) -> Outcome<Object> {
    resolved_within(run, object, used, 0)
}

fn resolved_within(
    run: &Run,
    object: &Object,
    used: &mut Vec<usize>,
    depth: usize,
) -> Outcome<Object> {
    if depth > MAX_DEPTH {
        return Ok(object.clone());
    }
    run.charge(1)?;
    let before = used.len();
    let all = |items: &[Object], used: &mut Vec<usize>| {
        items
            .iter()
            .map(|item| resolved_within(run, item, used, depth + 1))
            .collect::<Outcome<Vec<_>>>()
    };
    let copy = match object {
        Object::Symbol(symbol) => {
            used.extend(&symbol.numbers);
            symbol.value.clone()
        }
        Object::List(items) => {
            let items = all(&items.borrow(), used)?;
            if used.len() == before { object.clone() } else { run.list(items)? }
        }
        Object::Tuple(tuple) => {
            let items = all(&tuple.items.borrow(), used)?;
            match tuple.group {
                _ if used.len() == before => object.clone(),
                true => run.group(items)?,
                false => run.tuple(items)?,
            }
        }
        Object::Dict(mapping) | Object::Namespace(mapping) => {
            let mut dict = super::dict::Dict::default();
            for (key, value) in mapping.entries.borrow().iter() {
                dict.insert(run, key, resolved_within(run, value, used, depth + 1)?)?;
            }
            match object {
                _ if used.len() == before => object.clone(),
                Object::Dict(_) => Object::Dict(run.mapping(dict, mapping.absent_component)?),
                _ => Object::Namespace(run.mapping(dict, false)?),
            }
        }
        Object::View(view) => {
            let of = resolved_within(run, &Object::Dict(view.of.clone()), used, depth + 1)?;
            match of {
                Object::Dict(of) => Object::View(Arc::new(View { of, part: view.part })),
                _ => object.clone(),
            }
        }
        Object::Method(method) => {
            let receiver = resolved_within(run, &method.0, used, depth + 1)?;
            if used.len() == before {
                object.clone()
            } else {
                Object::Method(Arc::new((receiver, method.1)))
            }
        }
        _ => object.clone(),
    };
    Ok(copy)
}
