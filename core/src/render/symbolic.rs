//! Rendering with symbols: where each value of the context ends up, and which operations depend on it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::run::{FUEL, MACHINE_FUEL, Run};
use super::symbol::Log;
use super::{Context, Rendered, Template, error};
use crate::value::Key;

pub(crate) use super::symbol::{
    Inspection, Marked, SymbolSource, Symbols, filled, has_marker, marked, marker,
};

/// The result of a rendering with symbols.
#[derive(Debug)]
pub(crate) struct Symbolic {
    /// The rendering, with a marker where a symbol is printed.
    pub(crate) rendered: Rendered,
    /// The text of each symbol, by its number.
    pub(crate) texts: HashMap<usize, String>,
    /// The operations that depend on symbols, in the order in which they were carried out.
    pub(crate) inspections: Vec<Inspection>,
}

impl Symbolic {
    /// The rendering with the symbols' own texts.
    pub(crate) fn filled(&self) -> Option<String> {
        let text = |number| self.texts.get(&number).map_or("", String::as_str);
        self.rendered.text.as_ref().map(|marked| filled(marked, text))
    }
}

impl Template {
    /// Renders it strictly with the values of `context` as symbols, but for those at the paths `fixed`.
    /// A value that the context has twice has one path: `environment` is also `service_instance.environment`.
    ///
    /// Neither the template nor a value may hold the characters of markers, see [`has_marker`].
    pub(crate) fn render_symbols(
        &self,
        context: &Context,
        symbols: &mut Symbols,
        fixed: HashSet<Vec<Key>>,
    ) -> Symbolic {
        let mut run = Run::new(true, FUEL);
        let log = Arc::new(Log::new(std::mem::take(symbols), fixed));
        run.log = Some(log.clone());
        let run = Arc::new(run);
        let result = self.run(&run, context, MACHINE_FUEL * FUEL);
        let findings = run.findings.failures.take();
        let mut errors: Vec<_> =
            findings.into_iter().map(|failure| error(&self.source, failure)).collect();
        let rendered = match result {
            Ok(output) if !run.findings.broken.get() => self.rendered(&run, output, errors),
            Ok(_) => Rendered { errors, ..Rendered::default() },
            Err(failure) => {
                errors.push(error(&self.source, *failure));
                Rendered { errors, ..Rendered::default() }
            }
        };
        *symbols = log.symbols.take();
        let mut inspections = log.inspections.take();
        for inspection in &mut inspections {
            inspection.span = self.source.original(inspection.span);
        }
        Symbolic { rendered, texts: log.texts.take(), inspections }
    }

    /// The expression that a symbol is computed by, as it is written.
    pub(crate) fn expression(&self, source: &SymbolSource) -> Option<&str> {
        match source {
            SymbolSource::Value(_) => None,
            SymbolSource::Computed { span, .. } => Some(span.of(self.source.text())),
        }
    }
}
