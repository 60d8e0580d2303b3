//! Lowers statements.

use minijinja::machinery::Span as Place;
use minijinja::machinery::ast::{self, Expr, Spanned, Stmt};

use super::super::failure::Outcome;
use super::super::operation::{Iteration, Kind, Shape};
use super::{Loop, Lowering, full_span, span_of, variable};
use crate::text::Span;

pub(super) type Body = Vec<Stmt<'static>>;

impl Lowering<'_> {
    /// Lowers statements in order.
    pub(super) fn body(&mut self, body: &[Stmt<'_>]) -> Outcome<Body> {
        let mut lowered = Body::with_capacity(body.len());
        for statement in body {
            self.statement(statement, &mut lowered)?;
        }
        Ok(lowered)
    }

    fn statement(&mut self, statement: &Stmt<'_>, out: &mut Body) -> Outcome<()> {
        let anchor = self.anchor;
        match statement {
            Stmt::Template(template) => out.extend(self.body(&template.children)?),
            Stmt::EmitRaw(raw) => {
                let kind = Kind::Raw(raw.raw.into());
                out.push(emit(self.operation(kind, span_of(raw.span()), Vec::new())));
            }
            Stmt::EmitExpr(print) => {
                self.anchor = self.line_anchor(&print.expr);
                let value = self.expression(&print.expr)?;
                out.push(self.print(value, span_of(print.span())));
            }
            Stmt::IfCond(condition) => {
                self.anchor = span_of(condition.span()).start;
                out.push(self.condition(condition)?);
            }
            Stmt::ForLoop(for_loop) => {
                self.anchor = span_of(for_loop.span()).start;
                self.for_loop(for_loop, out)?;
            }
            Stmt::Set(set) => {
                self.anchor = span_of(set.span()).start;
                self.check_namespaces(&set.target, out)?;
                let value = self.expression(&set.expr)?;
                self.assign(&set.target, value, out)?;
            }
            Stmt::SetBlock(set) => {
                self.anchor = span_of(set.span()).start;
                self.check_namespaces(&set.target, out)?;
                let text = self.captured(&set.body, span_of(set.span()), out)?;
                let value = match &set.filter {
                    Some(filter) => self.hard(|lowering| lowering.filter(filter, Some(text)))?,
                    None => text,
                };
                self.assign(&set.target, value, out)?;
            }
            Stmt::FilterBlock(block) => {
                self.anchor = span_of(block.span()).start;
                let text = self.captured(&block.body, span_of(block.span()), out)?;
                let value = self.hard(|lowering| lowering.filter(&block.filter, Some(text)))?;
                out.push(self.print(value, span_of(block.span())));
            }
            Stmt::WithBlock(with) => {
                self.anchor = span_of(with.span()).start;
                self.with(with, out)?;
            }
            Stmt::Macro(of) => {
                self.anchor = span_of(of.span()).start;
                let slot = self.slot(of.name, span_of(of.span()))?;
                self.macro_definition(of, slot, Some(of.name), out)?;
            }
            Stmt::CallBlock(call) => {
                self.anchor = span_of(call.span()).start;
                self.call_block(call, out)?;
            }
            Stmt::Block(block) => self.block(block, out)?,
            Stmt::AutoEscape(escape) => {
                let span = span_of(escape.span());
                self.anchor = span.start;
                let enabled = self.expression(&escape.enabled)?;
                out.push(emit(self.operation(Kind::AutoEscape, span, vec![enabled])));
                let inner = self.hard(|lowering| lowering.body(&escape.body))?;
                out.push(scope(inner));
                out.push(emit(self.operation(Kind::EndAutoEscape, span, Vec::new())));
            }
            Stmt::Do(of) => {
                let span = span_of(of.span());
                return Err(Self::refuse(
                    Span::new(span.start, span.start + 2),
                    "there is no tag `do`",
                )
                .help("To call something for its effect, use `{% set _ = … %}`."));
            }
            Stmt::Include(include) => self.other("include", include.span(), &include.name, out)?,
            Stmt::Import(import) => self.other("import", import.span(), &import.expr, out)?,
            Stmt::FromImport(from) => self.other("from", from.span(), &from.expr, out)?,
            Stmt::Extends(extends) => self.other("extends", extends.span(), &extends.name, out)?,
        }
        self.anchor = anchor;
        Ok(())
    }

    fn other(
        &mut self,
        tag: &'static str,
        place: Place,
        template: &Expr<'_>,
        out: &mut Body,
    ) -> Outcome<()> {
        let span = span_of(place);
        self.anchor = span.start;
        let template = self.expression(template)?;
        out.push(emit(self.operation(Kind::OtherTemplate(tag), span, vec![template])));
        Ok(())
    }

    pub(super) fn print(&mut self, value: Expr<'static>, span: Span) -> Stmt<'static> {
        emit(self.operation(Kind::Print, span, vec![value]))
    }

    /// Lowers a part in which an unknown filter is an error immediately.
    pub(super) fn hard<T>(&mut self, lower: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        let soft = std::mem::replace(&mut self.soft, false);
        let lowered = lower(self);
        self.soft = soft;
        lowered
    }

    fn condition(&mut self, condition: &ast::IfCond<'_>) -> Outcome<Stmt<'static>> {
        let soft = std::mem::replace(&mut self.soft, true);
        let expr = self.expression(&condition.expr)?;
        let true_body = self.body(&condition.true_body)?;
        let false_body = self.body(&condition.false_body)?;
        self.soft = soft;
        let condition = ast::IfCond { expr, true_body, false_body };
        Ok(Stmt::IfCond(Spanned::new(condition, Place::default())))
    }

    fn for_loop(&mut self, of: &Spanned<ast::ForLoop<'_>>, out: &mut Body) -> Outcome<()> {
        // Items are unpacked in their iteration, so that `loop.nextitem` is a whole item; a condition needs the names
        // before that.
        let (shape, apart) = match shape(&of.target) {
            Some(shape) if of.filter_expr.is_none() => (None, Some(shape)),
            shape => (shape, None),
        };
        let iterable = self.expression(&of.iter)?;
        let span = full_span(&of.iter);
        let last = of.filter_expr.as_ref().map_or(span, full_span);
        let tag = Span::new(span_of(of.span()).start, last.end);
        let iteration = Iteration { shape: shape.clone(), tag, repeats: None };
        let iter = self.operation(Kind::Iterate(iteration), span, vec![iterable]);
        let parts = self.target(&of.target)?;
        let (target, first) = match apart {
            None => (parts, None),
            Some(shape) => {
                let slot = self.temporary(span)?;
                let place = full_span(&of.target);
                let value = self.operation(Kind::Unpack(shape), place, vec![variable(slot)]);
                (variable(slot), Some(set(parts, value)))
            }
        };
        let soft = std::mem::replace(&mut self.soft, false);
        let anchor = self.anchor;
        let turn = self.operation(Kind::Turn, span, Vec::new());
        let depth = self.depth;
        self.depth += 1;
        let filter_expr = match &of.filter_expr {
            Some(test) => {
                self.anchor = self.line_anchor(test);
                Some(self.expression(test)?)
            }
            None => None,
        };
        self.anchor = anchor;
        self.loops.push(Loop { shape, tag, depth, is_read: false });
        let mut body = vec![emit(turn)];
        body.extend(first);
        body.extend(self.body(&of.body)?);
        let reads_loop = self.loops.pop().is_some_and(|of| of.is_read);
        // minijinja evaluates the condition for all items before the first iteration. Python evaluates it before each
        // iteration, which matters if the body changes a value that the condition reads. A loop that does not use
        // `loop` can be lowered to Python's order.
        let mut filter_expr = filter_expr;
        if !reads_loop
            && !of.recursive
            && of.else_body.is_empty()
            && let Some(expr) = filter_expr.take()
        {
            let test = ast::IfCond { expr, true_body: body, false_body: Body::new() };
            body = vec![Stmt::IfCond(Spanned::new(test, Place::default()))];
        }
        self.depth = depth;
        let else_body = vec![scope(self.body(&of.else_body)?)];
        let else_body = if of.else_body.is_empty() { Body::new() } else { else_body };
        self.soft = soft;
        let recursive = of.recursive;
        let lowered = ast::ForLoop { target, iter, filter_expr, recursive, body, else_body };
        out.push(Stmt::ForLoop(Spanned::new(lowered, Place::default())));
        Ok(())
    }

    fn with(&mut self, with: &ast::WithBlock<'_>, out: &mut Body) -> Outcome<()> {
        // The values are evaluated in the enclosing scope, so all of them precede the names.
        let mut values = Vec::new();
        for (target, value) in &with.assignments {
            let span = full_span(value);
            let slot = self.temporary(span)?;
            let value = self.expression(value)?;
            out.push(set(variable(slot), value));
            values.push((target, slot));
        }
        let mut inner = Body::new();
        for (target, slot) in values {
            self.assign(target, variable(slot), &mut inner)?;
        }
        inner.extend(self.hard(|lowering| lowering.body(&with.body))?);
        out.push(scope(inner));
        Ok(())
    }

    /// Captures the output of a body, and returns the expression with it.
    fn captured(
        &mut self,
        body: &[Stmt<'_>],
        span: Span,
        out: &mut Body,
    ) -> Outcome<Expr<'static>> {
        out.push(emit(self.operation(Kind::Capture, span, Vec::new())));
        let inner = self.hard(|lowering| lowering.body(body))?;
        let slot = self.temporary(span)?;
        let block =
            ast::SetBlock { target: variable(slot), filter: None, body: vec![scope(inner)] };
        out.push(Stmt::SetBlock(Spanned::new(block, Place::default())));
        Ok(self.operation(Kind::Captured, span, vec![variable(slot)]))
    }

    /// Fails before anything is evaluated if an attribute is assigned to an object that is not a namespace.
    fn check_namespaces(&mut self, target: &Expr<'_>, out: &mut Body) -> Outcome<()> {
        match target {
            Expr::List(list) => {
                list.items.iter().try_for_each(|item| self.check_namespaces(item, out))
            }
            Expr::GetAttr(get) => {
                let Expr::Var(owner) = &get.expr else {
                    return Err(Self::refuse(full_span(target), "nothing can be assigned to this")
                        .help("A namespace is one level deep: `{% set name.attribute = … %}`."));
                };
                let slot = self.slot(owner.id, full_span(target))?;
                let kind = Kind::CheckNamespace(owner.id.into());
                out.push(emit(self.operation(kind, full_span(target), vec![variable(slot)])));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Assigns a value to `target`.
    fn assign(&mut self, target: &Expr<'_>, value: Expr<'static>, out: &mut Body) -> Outcome<()> {
        let span = full_span(target);
        match target {
            Expr::List(list) => {
                let shape = shape(target).unwrap_or(Shape(Vec::new()));
                let value = self.operation(Kind::Unpack(shape), span, vec![value]);
                let mut parts = Vec::new();
                let mut later = Body::new();
                for item in &list.items {
                    parts.push(self.part(item, &mut later)?);
                }
                out.push(set(tuple(parts), value));
                out.append(&mut later);
                Ok(())
            }
            Expr::GetAttr(get) => {
                let Expr::Var(owner) = &get.expr else { return Ok(()) };
                let slot = self.slot(owner.id, span)?;
                let kind = Kind::SetAttribute(get.name.into());
                out.push(emit(self.operation(kind, span, vec![variable(slot), value])));
                Ok(())
            }
            _ => {
                let target = self.target(target)?;
                out.push(set(target, value));
                Ok(())
            }
        }
    }

    /// One of several targets; attributes are assigned after the others.
    fn part(&mut self, target: &Expr<'_>, later: &mut Body) -> Outcome<Expr<'static>> {
        match target {
            Expr::List(list) => {
                let mut parts = Vec::new();
                for item in &list.items {
                    parts.push(self.part(item, later)?);
                }
                Ok(tuple(parts))
            }
            Expr::GetAttr(_) => {
                let slot = self.temporary(full_span(target))?;
                self.assign(target, variable(slot), later)?;
                Ok(variable(slot))
            }
            _ => self.target(target),
        }
    }

    fn target(&mut self, target: &Expr<'_>) -> Outcome<Expr<'static>> {
        match target {
            Expr::List(list) => {
                let mut parts = Vec::new();
                for item in &list.items {
                    parts.push(self.target(item)?);
                }
                Ok(tuple(parts))
            }
            Expr::Var(var) => {
                if let Some(of) = self.macros.last_mut() {
                    // A name that the body sets itself is not the special name.
                    match var.id {
                        "caller" => of.reads_caller = false,
                        "kwargs" => of.reads_kwargs = false,
                        "varargs" => of.reads_varargs = false,
                        _ => {}
                    }
                }
                if !self.assigned.iter().any(|name| **name == *var.id) {
                    self.assigned.push(var.id.into());
                }
                Ok(variable(self.slot(var.id, full_span(target))?))
            }
            _ => Err(Self::refuse(full_span(target), "nothing can be assigned to this")),
        }
    }
}

/// The shape of a target; `None` for a single name.
fn shape(target: &Expr<'_>) -> Option<Shape> {
    match target {
        Expr::List(list) => Some(Shape(list.items.iter().map(shape).collect())),
        _ => None,
    }
}

fn tuple(items: Vec<Expr<'static>>) -> Expr<'static> {
    Expr::List(Spanned::new(ast::List { items }, Place::default()))
}

fn emit(expr: Expr<'static>) -> Stmt<'static> {
    Stmt::EmitExpr(Spanned::new(ast::EmitExpr { expr }, Place::default()))
}

pub(super) fn set(target: Expr<'static>, expr: Expr<'static>) -> Stmt<'static> {
    Stmt::Set(Spanned::new(ast::Set { target, expr }, Place::default()))
}

/// A body with a scope of its own.
pub(super) fn scope(body: Body) -> Stmt<'static> {
    let with = ast::WithBlock { assignments: Vec::new(), body };
    Stmt::WithBlock(Spanned::new(with, Place::default()))
}
