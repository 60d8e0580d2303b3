//! The reads of statements, and the variables that they set.

use minijinja::machinery::Span as Range;
use minijinja::machinery::ast::{self, Expr, Stmt};

use super::super::lowering::span_of;
use super::expression::Fate;
use super::scope::Source;
use super::{Step, Tag, TagKind, Usage, Walk};

impl Walk<'_> {
    pub(super) fn body(&mut self, body: &[Stmt<'_>]) {
        for statement in body {
            self.statement(statement);
        }
    }

    pub(super) fn statement(&mut self, statement: &Stmt<'_>) {
        match statement {
            Stmt::Template(template) => self.body(&template.children),
            Stmt::EmitExpr(print) => {
                self.tag(TagKind::Print, print.span(), |walk| {
                    walk.expression(&print.expr, &Fate::new(Usage::Printed));
                });
            }
            Stmt::IfCond(condition) => self.condition(condition, condition.span()),
            Stmt::ForLoop(of) => self.for_loop(of, of.span()),
            Stmt::Set(set) => {
                self.tag(TagKind::Set, set.span(), |walk| {
                    let sources = walk.expression(&set.expr, &Fate::new(Usage::Assigned));
                    walk.assign(&set.target, &sources);
                });
            }
            Stmt::SetBlock(set) => {
                self.tag(TagKind::Set, set.span(), |_| {});
                let sources = self.captured(&set.body);
                self.assign(&set.target, &sources);
            }
            Stmt::FilterBlock(block) => {
                self.tag(TagKind::Print, block.span(), |walk| {
                    walk.expression(&block.filter, &Fate::new(Usage::Part));
                    walk.captured(&block.body);
                });
            }
            Stmt::WithBlock(with) => {
                self.scopes.open();
                for (target, value) in &with.assignments {
                    self.tag(TagKind::Set, with.span(), |walk| {
                        let sources = walk.expression(value, &Fate::new(Usage::Assigned));
                        walk.assign(target, &sources);
                    });
                }
                self.body(&with.body);
                self.scopes.close();
            }
            Stmt::Macro(of) => {
                self.scopes.set(of.name, Vec::new());
                self.macro_body(of);
            }
            Stmt::CallBlock(call) => {
                self.tag(TagKind::Print, call.call_expr_span, |walk| {
                    walk.arguments(&call.call.args);
                });
                self.macro_body(&call.macro_decl);
            }
            Stmt::Block(block) => self.body(&block.body),
            Stmt::AutoEscape(escape) => self.body(&escape.body),
            // Text reads nothing. The other statements need a second template, which does not exist.
            Stmt::EmitRaw(_)
            | Stmt::Include(_)
            | Stmt::Import(_)
            | Stmt::FromImport(_)
            | Stmt::Extends(_) => {}
            Stmt::Do(of) => self.arguments(&of.call.args),
        }
    }

    /// Adds a tag with the reads that `work` adds.
    fn tag(&mut self, kind: TagKind, place: Range, work: impl FnOnce(&mut Self)) -> usize {
        let index = self.found.tags.len();
        let from = self.found.reads.len();
        let around = self.around.clone();
        self.found.tags.push(Tag { kind, span: span_of(place), reads: from..from, around });
        work(self);
        self.found.tags[index].reads.end = self.found.reads.len();
        index
    }

    fn condition(&mut self, condition: &ast::IfCond<'_>, place: Range) {
        let tag = self.tag(TagKind::If, place, |walk| {
            walk.expression(&condition.expr, &Fate::new(Usage::Condition));
        });
        self.around.push(tag);
        self.scopes.open_condition();
        let (yes, no) = (self.asked(&condition.expr, true), self.asked(&condition.expr, false));
        self.guarded(yes, |walk| walk.body(&condition.true_body));
        self.guarded(no, |walk| walk.body(&condition.false_body));
        self.scopes.close_condition();
        self.around.pop();
    }

    fn for_loop(&mut self, of: &ast::ForLoop<'_>, place: Range) {
        let mut sources = Vec::new();
        let tag = self.tag(TagKind::For, place, |walk| {
            sources = walk.expression(&of.iter, &Fate::new(Usage::Iterated));
        });
        // `d.items()` iterates over the values of `d`, and so does the filter `dictsort`.
        let view = match &of.iter {
            Expr::Call(call) if call.args.is_empty() => match &call.expr {
                Expr::GetAttr(get) if matches!(get.name, "items" | "values") => {
                    self.paths(&get.expr)
                }
                _ => Vec::new(),
            },
            Expr::Filter(filter) if matches!(filter.name, "items" | "dictsort") => {
                filter.expr.as_ref().map(|inner| self.paths(inner)).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        if !view.is_empty() {
            sources = view.into_iter().map(|path| Source { path, is_exact: true }).collect();
        }
        for source in sources.iter_mut().filter(|source| source.is_exact) {
            source.path.push(Step::Each);
        }
        self.around.push(tag);
        self.scopes.open();
        self.scopes.set("loop", Vec::new());
        match &of.target {
            // In `key, value`, the value is the item, and the key is computed from the mapping.
            Expr::List(list) => {
                for (at, target) in list.items.iter().enumerate() {
                    let is_value = at + 1 == list.items.len();
                    self.assign(target, &if is_value { sources.clone() } else { keys(&sources) });
                }
            }
            target => self.assign(target, &sources),
        }
        let guards = match &of.filter_expr {
            Some(test) => {
                self.expression(test, &Fate::new(Usage::Condition));
                self.asked(test, true)
            }
            None => Vec::new(),
        };
        self.guarded(guards, |walk| walk.body(&of.body));
        self.scopes.close();
        self.around.pop();
        self.body(&of.else_body);
    }

    /// The sources of the text that a captured body prints.
    fn captured(&mut self, body: &[Stmt<'_>]) -> Vec<Source> {
        let from = self.found.reads.len();
        self.scopes.open();
        self.body(body);
        self.scopes.close();
        self.computed(from)
    }

    fn macro_body(&mut self, of: &ast::Macro<'_>) {
        for default in &of.defaults {
            self.expression(default, &Fate::new(Usage::Part));
        }
        self.scopes.open();
        let parameters = of.args.iter().filter_map(|parameter| match parameter {
            Expr::Var(var) => Some(var.id),
            _ => None,
        });
        // The arguments of a macro are read where it is called.
        for name in parameters.chain(["caller", "kwargs", "varargs"]) {
            self.scopes.set(name, Vec::new());
        }
        self.body(&of.body);
        self.scopes.close();
    }

    fn assign(&mut self, target: &Expr<'_>, sources: &[Source]) {
        match target {
            Expr::Var(var) => self.scopes.set(var.id, sources.to_vec()),
            Expr::List(list) => {
                for item in &list.items {
                    self.assign(item, &computed(sources));
                }
            }
            Expr::GetAttr(get) => {
                if let Expr::Var(owner) = &get.expr {
                    self.scopes.extend(owner.id, computed(sources));
                }
            }
            _ => {}
        }
    }
}

fn computed(sources: &[Source]) -> Vec<Source> {
    sources.iter().map(|source| Source { is_exact: false, ..source.clone() }).collect()
}

/// The sources of the keys of a mapping, given the sources of its values.
fn keys(sources: &[Source]) -> Vec<Source> {
    let mut keys = computed(sources);
    for key in &mut keys {
        if key.path.last() == Some(&Step::Each) {
            key.path.pop();
        }
    }
    keys
}
