//! Lowers expressions.

use std::sync::Arc;

use minijinja::Value;
use minijinja::machinery::Span as Place;
use minijinja::machinery::ast::{
    self, BinOpKind, CallArg, CompareOpKind, Expr, Spanned, UnaryOpKind,
};

use super::super::failure::Outcome;
use super::super::machine::constant_object;
use super::super::operation::{Argument, Arithmetic, Comparison, Held, Iteration, Kind, Signature};
use super::super::{RenderErrorKind, filters, predicates};
use super::{Lowering, constant, span_of, variable};
use crate::text::Span;

impl Lowering<'_> {
    /// Lowers an expression.
    pub(super) fn expression(&mut self, expr: &Expr<'_>) -> Outcome<Expr<'static>> {
        let span = full_span(expr);
        match expr {
            Expr::Var(var) => self.name(var.id, span),
            Expr::Const(value) => {
                Ok(constant(Value::from_object(Held(constant_object(&value.value)))))
            }
            Expr::List(list) => self.combine(Kind::List, span, &list.items),
            Expr::Tuple(tuple) => self.combine(Kind::Tuple, span, &tuple.items),
            Expr::Map(map) => {
                let mut parts = Vec::with_capacity(map.keys.len() * 2);
                for (key, value) in map.keys.iter().zip(&map.values) {
                    parts.push(self.expression(key)?);
                    parts.push(self.expression(value)?);
                }
                Ok(self.operation(Kind::Dict, span, parts))
            }
            Expr::UnaryOp(unary) => {
                let kind = match unary.op {
                    UnaryOpKind::Not => Kind::Not,
                    UnaryOpKind::Neg => Kind::Negative,
                };
                let operand = self.expression(&unary.expr)?;
                Ok(self.operation(kind, span, vec![operand]))
            }
            Expr::BinOp(binary) => self.binary(binary, span),
            Expr::Compare(compare) => {
                let mut operands = vec![self.expression(&compare.expr)?];
                let mut comparisons = Vec::with_capacity(compare.ops.len());
                for op in &compare.ops {
                    operands.push(self.expression(&op.expr)?);
                    comparisons.push(comparison(op.op));
                }
                Ok(self.operation(Kind::Compare(comparisons), span, operands))
            }
            Expr::IfExpr(choice) => self.conditional(choice, span),
            Expr::GetAttr(get) => {
                if let Some(block) = self.block_of(get) {
                    return Ok(self.operation(Kind::Name(get.name.into()), span, vec![block]));
                }
                let owner = self.expression(&get.expr)?;
                Ok(self.operation(Kind::Attribute(get.name.into()), span, vec![owner]))
            }
            Expr::GetItem(get) => {
                let owner = self.expression(&get.expr)?;
                let index = self.expression(&get.subscript_expr)?;
                Ok(self.operation(Kind::Item, span, vec![owner, index]))
            }
            Expr::Slice(slice) => {
                let mut operands = vec![self.expression(&slice.expr)?];
                let parts = [&slice.start, &slice.stop, &slice.step];
                for part in parts.into_iter().flatten() {
                    operands.push(self.expression(part)?);
                }
                Ok(self.operation(Kind::Slice(parts.map(Option::is_some)), span, operands))
            }
            Expr::Filter(_) => self.filter(expr, None),
            Expr::Test(test) => {
                if !self.soft && !predicates::exists(test.name) {
                    return Err(self.unknown(expr, test.name, predicates::unknown(test.name)));
                }
                let mut operands = vec![self.expression(&test.expr)?];
                let signature = self.arguments(&test.args, &mut operands)?;
                Ok(self.operation(Kind::Test(test.name.into(), signature), span, operands))
            }
            Expr::Call(call) => self.call(call, span),
        }
    }

    /// Reads a variable.
    fn name(&mut self, name: &str, span: Span) -> Outcome<Expr<'static>> {
        for of in &mut self.macros {
            match name {
                "caller" => of.reads_caller = true,
                "kwargs" => of.reads_kwargs = true,
                "varargs" => of.reads_varargs = true,
                _ => {}
            }
        }
        if name == "loop"
            && let Some(of) = self.loops.last_mut()
        {
            of.is_read = true;
        }
        let slot = self.slot(name, span)?;
        Ok(self.operation(Kind::Name(name.into()), span, vec![variable(slot)]))
    }

    /// The macro of a block that is read as `self.name`.
    fn block_of(&self, get: &ast::GetAttr<'_>) -> Option<Expr<'static>> {
        let Expr::Var(owner) = &get.expr else { return None };
        let (_, slot) = self.blocks.iter().find(|(name, _)| **name == *get.name)?;
        (owner.id == "self" && !self.assigned.iter().any(|name| **name == *"self"))
            .then(|| variable(slot))
    }

    fn combine(&mut self, kind: Kind, span: Span, items: &[Expr<'_>]) -> Outcome<Expr<'static>> {
        let mut operands = Vec::with_capacity(items.len());
        for item in items {
            operands.push(self.expression(item)?);
        }
        // A call has at most 65,535 operands. minijinja's parser rejects calls with more than 2,000.
        if operands.len() > usize::from(u16::MAX) - 2 {
            return Err(Self::refuse(span, "this has more items than a template needs"));
        }
        Ok(self.operation(kind, span, operands))
    }

    fn binary(&mut self, binary: &Spanned<ast::BinOp<'_>>, span: Span) -> Outcome<Expr<'static>> {
        let kind = match binary.op {
            op @ (BinOpKind::ScAnd | BinOpKind::ScOr) => {
                let left = self.expression(&binary.left)?;
                let right = self.expression(&binary.right)?;
                let place = Place::default();
                return Ok(Expr::BinOp(Spanned::new(ast::BinOp { op, left, right }, place)));
            }
            BinOpKind::Concat => {
                let mut parts = vec![&binary.right];
                let mut left = &binary.left;
                while let Expr::BinOp(inner) = left
                    && matches!(inner.op, BinOpKind::Concat)
                {
                    parts.push(&inner.right);
                    left = &inner.left;
                }
                parts.push(left);
                let mut operands = Vec::with_capacity(parts.len());
                for part in parts.into_iter().rev() {
                    operands.push(self.expression(part)?);
                }
                return Ok(self.operation(Kind::Concat, span, operands));
            }
            BinOpKind::Eq => Kind::Compare(vec![Comparison::Equal]),
            BinOpKind::Ne => Kind::Compare(vec![Comparison::NotEqual]),
            BinOpKind::Lt => Kind::Compare(vec![Comparison::Less]),
            BinOpKind::Lte => Kind::Compare(vec![Comparison::LessOrEqual]),
            BinOpKind::Gt => Kind::Compare(vec![Comparison::Greater]),
            BinOpKind::Gte => Kind::Compare(vec![Comparison::GreaterOrEqual]),
            BinOpKind::In => Kind::Compare(vec![Comparison::In]),
            BinOpKind::Add => Kind::Arithmetic(Arithmetic::Add),
            BinOpKind::Sub => Kind::Arithmetic(Arithmetic::Subtract),
            BinOpKind::Mul => Kind::Arithmetic(Arithmetic::Multiply),
            BinOpKind::Div => Kind::Arithmetic(Arithmetic::Divide),
            BinOpKind::FloorDiv => Kind::Arithmetic(Arithmetic::FloorDivide),
            BinOpKind::Rem => Kind::Arithmetic(Arithmetic::Modulo),
            BinOpKind::Pow => Kind::Arithmetic(Arithmetic::Power),
        };
        let left = self.expression(&binary.left)?;
        let right = self.expression(&binary.right)?;
        Ok(self.operation(kind, span, vec![left, right]))
    }

    fn conditional(&mut self, choice: &ast::IfExpr<'_>, span: Span) -> Outcome<Expr<'static>> {
        let soft = std::mem::replace(&mut self.soft, true);
        let test_expr = self.expression(&choice.test_expr)?;
        let true_expr = self.expression(&choice.true_expr)?;
        let false_expr = match &choice.false_expr {
            Some(otherwise) => self.expression(otherwise)?,
            None => self.operation(Kind::NoElse, span, Vec::new()),
        };
        self.soft = soft;
        Ok(if_expression(test_expr, true_expr, false_expr))
    }

    /// Lowers a filter; `input` is the value for the first filter of a chain that has no operand in the text.
    pub(super) fn filter(
        &mut self,
        expr: &Expr<'_>,
        input: Option<Expr<'static>>,
    ) -> Outcome<Expr<'static>> {
        let Expr::Filter(filter) = expr else { return self.expression(expr) };
        if !self.soft && !filters::exists(filter.name) {
            return Err(self.unknown(expr, filter.name, filters::unknown(filter.name)));
        }
        let operand = match &filter.expr {
            Some(inner @ Expr::Filter(_)) => self.filter(inner, input)?,
            Some(inner) => self.expression(inner)?,
            None => input.unwrap_or_else(|| {
                constant(Value::from_object(Held(super::super::object::Object::None)))
            }),
        };
        let mut operands = vec![operand];
        let signature = self.arguments(&filter.args, &mut operands)?;
        let kind = Kind::Filter(filter.name.into(), signature);
        Ok(self.operation(kind, full_span(expr), operands))
    }

    /// The error for an unknown filter or test, which Jinja2 raises when it compiles.
    fn unknown(
        &self,
        expr: &Expr<'_>,
        name: &str,
        mut failure: Box<super::super::failure::Failure>,
    ) -> Box<super::super::failure::Failure> {
        failure.kind = RenderErrorKind::Syntax;
        failure.within(self.word(expr, name)).on_line_of(self.line_anchor(expr))
    }

    /// The span of the name of a filter or test: after its operand.
    fn word(&self, expr: &Expr<'_>, name: &str) -> Span {
        let whole = full_span(expr);
        let operand = match expr {
            Expr::Filter(filter) => filter.expr.as_ref(),
            Expr::Test(test) => Some(&test.expr),
            _ => None,
        };
        let from = operand.map_or(whole.start, |operand| full_span(operand).end);
        let found = self.source.get(from..whole.end).and_then(|rest| rest.find(name));
        found.map_or(whole, |at| Span::new(from + at, from + at + name.len()))
    }

    fn call(&mut self, call: &Spanned<ast::Call<'_>>, span: Span) -> Outcome<Expr<'static>> {
        // minijinja runs `loop(…)` itself: it jumps back to the start of the loop.
        if let (Expr::Var(var), [CallArg::Pos(iterable)]) = (&call.expr, call.args.as_slice())
            && var.id == "loop"
            && let Some(of) = self.loops.last_mut()
        {
            of.is_read = true;
            let repeats = Some(of.depth);
            let iteration = Iteration { shape: of.shape.clone(), tag: of.tag, repeats };
            let iterable = self.expression(iterable)?;
            let iterable = self.operation(Kind::Iterate(iteration), span, vec![iterable]);
            let args = vec![CallArg::Pos(iterable)];
            let call = ast::Call { expr: variable("loop"), args };
            let call = Expr::Call(Spanned::new(call, Place::default()));
            return Ok(self.operation(Kind::Repeated, span, vec![call]));
        }
        let mut operands = vec![self.expression(&call.expr)?];
        let signature = self.arguments(&call.args, &mut operands)?;
        Ok(self.operation(Kind::Call(signature), span, operands))
    }

    /// Lowers arguments, and appends them to `operands`.
    pub(super) fn arguments(
        &mut self,
        args: &[CallArg<'_>],
        operands: &mut Vec<Expr<'static>>,
    ) -> Outcome<Signature> {
        let mut signature = Vec::with_capacity(args.len());
        let rest = args.iter().position(|arg| matches!(arg, CallArg::PosSplat(_)));
        let named = args.iter().position(|arg| matches!(arg, CallArg::KwargSplat(_)));
        for (at, arg) in args.iter().enumerate() {
            let after = |first: Option<usize>| first.is_some_and(|first| first < at);
            let wrong = match arg {
                CallArg::Pos(_) | CallArg::PosSplat(_) => after(rest) || after(named),
                CallArg::Kwarg(..) | CallArg::KwargSplat(_) => after(named),
            };
            if wrong {
                let (CallArg::Pos(value)
                | CallArg::Kwarg(_, value)
                | CallArg::PosSplat(value)
                | CallArg::KwargSplat(value)) = arg;
                return Err(Self::refuse(full_span(value), "this argument is out of order")
                    .help("The order is: values, `name=value`, `*list`, `**dict`."));
            }
            let (argument, value) = match arg {
                CallArg::Pos(value) => (Argument::Positional, value),
                CallArg::Kwarg(name, value) => (Argument::Keyword(Arc::from(*name)), value),
                CallArg::PosSplat(value) => (Argument::Rest, value),
                CallArg::KwargSplat(value) => (Argument::NamedRest, value),
            };
            signature.push(argument);
            operands.push(self.expression(value)?);
        }
        Ok(signature)
    }

    /// An offset on the line that Python's Jinja2 reports for a printed expression.
    pub(super) fn line_anchor(&self, expr: &Expr<'_>) -> usize {
        let after = |operand: &Expr<'_>, skipped: &[char]| {
            let end = full_span(operand).end;
            let rest = self.source.get(end..).unwrap_or("");
            let blank = |c: char| c.is_whitespace() || c == ')' || skipped.contains(&c);
            self.source.len() - rest.trim_start_matches(blank).len()
        };
        match expr {
            Expr::Filter(filter) => match &filter.expr {
                Some(operand) => after(operand, &['|']),
                None => full_span(expr).start,
            },
            Expr::Test(test) => after(&test.expr, &[]),
            Expr::GetAttr(get) => after(&get.expr, &[]),
            Expr::GetItem(get) => after(&get.expr, &[]),
            Expr::Slice(slice) => after(&slice.expr, &[]),
            Expr::Call(call) => after(&call.expr, &[]),
            _ => full_span(expr).start,
        }
    }
}

/// The conditional expression `then if test else otherwise`.
pub(super) fn if_expression(
    test_expr: Expr<'static>,
    true_expr: Expr<'static>,
    false_expr: Expr<'static>,
) -> Expr<'static> {
    let choice = ast::IfExpr { test_expr, true_expr, false_expr: Some(false_expr) };
    Expr::IfExpr(Spanned::new(choice, Place::default()))
}

fn comparison(kind: CompareOpKind) -> Comparison {
    match kind {
        CompareOpKind::Eq => Comparison::Equal,
        CompareOpKind::Ne => Comparison::NotEqual,
        CompareOpKind::Lt => Comparison::Less,
        CompareOpKind::Lte => Comparison::LessOrEqual,
        CompareOpKind::Gt => Comparison::Greater,
        CompareOpKind::Gte => Comparison::GreaterOrEqual,
        CompareOpKind::In => Comparison::In,
        CompareOpKind::NotIn => Comparison::NotIn,
    }
}

/// The bytes of an expression. In some cases, minijinja's own spans begin at the previous token.
pub(in super::super) fn full_span(expr: &Expr<'_>) -> Span {
    let own = span_of(expr.span());
    let first = match expr {
        Expr::BinOp(binary) => &binary.left,
        Expr::Compare(compare) => &compare.expr,
        Expr::IfExpr(choice) => &choice.true_expr,
        Expr::Test(test) => &test.expr,
        Expr::GetAttr(get) => &get.expr,
        Expr::GetItem(get) => &get.expr,
        Expr::Slice(slice) => &slice.expr,
        Expr::Call(call) => &call.expr,
        Expr::Filter(filter) => match &filter.expr {
            Some(operand) => operand,
            None => return own,
        },
        _ => return own,
    };
    Span::new(full_span(first).start, own.end)
}
