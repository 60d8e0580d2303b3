//! The reads of expressions.

use minijinja::machinery::ast::{BinOpKind, Call, CallArg, Expr, Spanned};

use super::super::globals::global;
use super::super::lowering::full_span;
use super::scope::{MAX_SOURCES, Source};
use super::{Read, Step, Usage, Walk};
use crate::text::Span;

/// Maximum number of steps of a path.
const MAX_STEPS: usize = 32;

/// An expression that is a name: its possible sources, and the spans of the steps that do not come from a variable.
pub(super) struct Place {
    pub(super) sources: Vec<Source>,
    steps: Vec<Option<Span>>,
}

/// The usage of an expression and the filters applied to it.
#[derive(Clone)]
pub(super) struct Fate<'f> {
    usage: Usage,
    /// The enclosing filters, innermost first.
    filters: &'f [&'f str],
}

impl Fate<'_> {
    pub(super) const fn new(usage: Usage) -> Self {
        Self { usage, filters: &[] }
    }
}

impl Walk<'_> {
    /// Adds the reads in `expr`, and returns the sources of its value.
    pub(super) fn expression(&mut self, expr: &Expr<'_>, fate: &Fate<'_>) -> Vec<Source> {
        if let Some(place) = self.place(expr) {
            self.subscripts(expr);
            return self.read(place, full_span(expr), fate);
        }
        let from = self.found.reads.len();
        match expr {
            Expr::Filter(filter) => {
                let filters = [&[filter.name], fate.filters].concat();
                let inner = match &filter.expr {
                    Some(inner) => {
                        self.expression(inner, &Fate { usage: fate.usage, filters: &filters })
                    }
                    None => Vec::new(),
                };
                self.arguments(&filter.args);
                if is_default(filter.name) {
                    return inner;
                }
            }
            Expr::Test(test) => {
                let usage = if takes_undefined(test.name) { Usage::Defined } else { Usage::Part };
                self.expression(&test.expr, &Fate::new(usage));
                self.arguments(&test.args);
            }
            Expr::BinOp(binary) => {
                let usage = match binary.op {
                    BinOpKind::ScAnd | BinOpKind::ScOr => fate.usage,
                    _ => Usage::Part,
                };
                self.expression(&binary.left, &Fate::new(usage));
                let guards = match binary.op {
                    BinOpKind::ScAnd => self.asked(&binary.left, true),
                    BinOpKind::ScOr => self.asked(&binary.left, false),
                    _ => Vec::new(),
                };
                self.guarded(guards, |walk| walk.expression(&binary.right, &Fate::new(usage)));
            }
            Expr::UnaryOp(unary) => {
                let usage = if fate.usage == Usage::Condition { fate.usage } else { Usage::Part };
                self.expression(&unary.expr, &Fate::new(usage));
            }
            Expr::Compare(compare) => {
                self.expression(&compare.expr, &Fate::new(Usage::Part));
                for op in &compare.ops {
                    self.expression(&op.expr, &Fate::new(Usage::Part));
                }
            }
            Expr::IfExpr(choice) => {
                self.expression(&choice.test_expr, &Fate::new(Usage::Condition));
                let (yes, no) =
                    (self.asked(&choice.test_expr, true), self.asked(&choice.test_expr, false));
                self.guarded(yes, |walk| walk.expression(&choice.true_expr, fate));
                if let Some(otherwise) = &choice.false_expr {
                    self.guarded(no, |walk| walk.expression(otherwise, fate));
                }
            }
            Expr::Call(call) => self.call(call, fate),
            Expr::GetAttr(get) => {
                self.expression(&get.expr, &Fate::new(Usage::Part));
            }
            Expr::GetItem(get) => {
                self.expression(&get.expr, &Fate::new(Usage::Part));
                self.expression(&get.subscript_expr, &Fate::new(Usage::Part));
            }
            Expr::Slice(slice) => {
                self.expression(&slice.expr, &Fate::new(Usage::Part));
                for part in [&slice.start, &slice.stop, &slice.step].into_iter().flatten() {
                    self.expression(part, &Fate::new(Usage::Part));
                }
            }
            Expr::List(list) => self.all(&list.items),
            Expr::Tuple(tuple) => self.all(&tuple.items),
            Expr::Map(map) => {
                self.all(&map.keys);
                self.all(&map.values);
            }
            Expr::Var(_) | Expr::Const(_) => {}
        }
        self.computed(from)
    }

    /// The reads from index `from` on, as sources of a computed value.
    pub(super) fn computed(&self, from: usize) -> Vec<Source> {
        let mut sources: Vec<Source> = Vec::new();
        for read in self.found.reads.get(from..).unwrap_or_default() {
            let source = Source { path: read.path.clone(), is_exact: false };
            if !sources.contains(&source) {
                sources.push(source);
            }
            if sources.len() == MAX_SOURCES {
                break;
            }
        }
        sources
    }

    /// The paths whose value `expr` has.
    pub(super) fn paths(&self, expr: &Expr<'_>) -> Vec<Vec<Step>> {
        let sources = self.place(expr).map(|place| place.sources).unwrap_or_default();
        sources.into_iter().filter(|source| source.is_exact).map(|source| source.path).collect()
    }

    /// Runs `work` while the paths `guards` are known to be defined.
    pub(super) fn guarded<T>(
        &mut self,
        guards: Vec<Vec<Step>>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.guards.len();
        self.guards.extend(guards);
        let result = work(self);
        self.guards.truncate(before);
        result
    }

    /// The place of an expression that is a name with attributes and items; `None` for other expressions.
    fn place(&self, expr: &Expr<'_>) -> Option<Place> {
        match expr {
            Expr::Var(var) => {
                let span = full_span(expr);
                Some(match self.scopes.get(var.id) {
                    Some(sources) => Place { sources: sources.clone(), steps: Vec::new() },
                    None => Place {
                        sources: vec![Source {
                            path: vec![Step::Name(var.id.to_owned())],
                            is_exact: true,
                        }],
                        steps: vec![Some(span)],
                    },
                })
            }
            Expr::GetAttr(get) => {
                let owner = self.place(&get.expr)?;
                let end = full_span(expr).end;
                let name = Span::new(end.saturating_sub(get.name.len()), end);
                Some(owner.step(&Step::Name(get.name.to_owned()), Some(name)))
            }
            Expr::GetItem(get) => {
                let owner = self.place(&get.expr)?;
                let Expr::Const(constant) = &get.subscript_expr else {
                    return Some(owner.step(&Step::Each, None));
                };
                let Some(key) = constant.value.as_str() else {
                    return Some(owner.step(&Step::Each, None));
                };
                let span = full_span(&get.subscript_expr);
                let inner = Span::new(span.start + 1, span.end.saturating_sub(1));
                let name = (inner.of(self.source.text()) == key).then_some(inner);
                Some(owner.step(&Step::Name(key.to_owned()), name))
            }
            _ => None,
        }
    }

    /// Adds the reads within the brackets of a path.
    fn subscripts(&mut self, expr: &Expr<'_>) {
        match expr {
            Expr::GetAttr(get) => self.subscripts(&get.expr),
            Expr::GetItem(get) => {
                self.subscripts(&get.expr);
                self.expression(&get.subscript_expr, &Fate::new(Usage::Part));
            }
            _ => {}
        }
    }

    fn read(&mut self, place: Place, span: Span, fate: &Fate<'_>) -> Vec<Source> {
        let has_default = fate.filters.first().is_some_and(|name| is_default(name));
        for source in &place.sources {
            let written = if source.is_exact { place.steps.as_slice() } else { &[] };
            let assumed = source.path.len().saturating_sub(written.len());
            let steps = std::iter::repeat_n(None, assumed).chain(written.iter().copied());
            let is_guarded =
                has_default || fate.usage == Usage::Defined || self.is_guarded(&source.path);
            self.found.reads.push(Read {
                path: source.path.clone(),
                span,
                name: place.steps.last().copied().flatten(),
                steps: steps.collect(),
                is_exact: source.is_exact,
                is_guarded,
                known: self.known(&source.path),
                usage: fate.usage,
                filters: fate.filters.iter().map(|&name| name.to_owned()).collect(),
            });
        }
        place.sources
    }

    fn call(&mut self, call: &Spanned<Call<'_>>, fate: &Fate<'_>) {
        match &call.expr {
            // A function, a macro, or `loop(…)`.
            Expr::Var(var) if self.scopes.get(var.id).is_some() || global(var.id).is_some() => {}
            Expr::GetAttr(get) => {
                let is_view = matches!(get.name, "items" | "values" | "keys");
                let usage = if is_view { fate.usage } else { Usage::Part };
                self.expression(&get.expr, &Fate::new(usage));
            }
            callee => {
                self.expression(callee, &Fate::new(Usage::Part));
            }
        }
        self.arguments(&call.args);
    }

    pub(super) fn arguments(&mut self, args: &[CallArg<'_>]) {
        for arg in args {
            let (CallArg::Pos(value)
            | CallArg::Kwarg(_, value)
            | CallArg::PosSplat(value)
            | CallArg::KwargSplat(value)) = arg;
            self.expression(value, &Fate::new(Usage::Part));
        }
    }

    fn all(&mut self, items: &[Expr<'_>]) {
        for item in items {
            self.expression(item, &Fate::new(Usage::Part));
        }
    }
}

impl Place {
    /// The place one step further.
    fn step(mut self, step: &Step, name: Option<Span>) -> Self {
        for source in &mut self.sources {
            // Repeated a thousand times, `{% set a = a.b %}` would make paths of any length.
            source.is_exact &= source.path.len() < MAX_STEPS;
            if source.is_exact {
                source.path.push(step.clone());
            }
        }
        self.steps.push(name);
        self
    }
}

/// Whether a test accepts an undefined value, as it checks for definedness or type.
fn takes_undefined(test: &str) -> bool {
    matches!(
        test,
        "boolean"
            | "callable"
            | "defined"
            | "false"
            | "float"
            | "integer"
            | "mapping"
            | "none"
            | "number"
            | "sameas"
            | "sequence"
            | "string"
            | "true"
            | "undefined"
    )
}

/// Whether the filter accepts an undefined value.
fn is_default(filter: &str) -> bool {
    matches!(filter, "default" | "d")
}
