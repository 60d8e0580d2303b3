//! Lowers minijinja's syntax tree to one with Python's semantics.
//!
//! minijinja parses, and its machine runs `if`, `for`, `set`, `with` and macros, `and`, `or` and conditional
//! expressions. Everything else (operators, attributes, calls, filters, tests, printing) becomes a call of
//! [`Machine`](super::machine::Machine) with the number of an [`Operation`]. minijinja's hooks do not suffice for this:
//! they do not cover the semantics of `a < b` or `a.b`, the report of undefined names, or lists that change in place.

mod expression;
mod macros;
mod statement;

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::machinery::ast::{self, Expr, Spanned, Stmt};
use minijinja::machinery::{CodeGenerator, Instructions, Span as Place};

use super::failure::{Failure, Outcome};
use super::names;
use super::operation::{Definition, Kind, Operation, Shape};
use crate::text::Span;

pub(super) use expression::full_span;

/// A program for minijinja's machine.
pub(super) struct Program {
    pub(super) instructions: Instructions<'static>,
    pub(super) operations: Arc<Vec<Operation>>,
    /// The template's variables, and their names in the machine.
    pub(super) variables: Vec<(Arc<str>, &'static str)>,
    /// The variables that the template itself sets.
    pub(super) assigned: Vec<Arc<str>>,
}

/// The name of [`super::machine::Machine`] in a program.
pub(super) const MACHINE: &str = "machine";

/// Lowers a syntax tree.
pub(super) fn lower(source: &str, template: &Stmt<'_>) -> Outcome<Program> {
    let mut lowering = Lowering {
        source,
        operations: Vec::new(),
        variables: HashMap::new(),
        order: Vec::new(),
        assigned: Vec::new(),
        blocks: Vec::new(),
        hoisted: Vec::new(),
        used: 0,
        anchor: 0,
        depth: 0,
        soft: false,
        loops: Vec::new(),
        macros: Vec::new(),
    };
    let mut body = Vec::new();
    if let Stmt::Template(template) = template {
        lowering.find_blocks(&template.children)?;
        let inner = lowering.body(&template.children)?;
        body = std::mem::take(&mut lowering.hoisted);
        body.extend(inner);
    }
    let place = Place::default();
    let template = Stmt::Template(Spanned::new(ast::Template { children: body }, place));
    let mut generator = CodeGenerator::new("", "");
    generator.compile_stmt(&template);
    let (instructions, _) = generator.finish();
    let variables = lowering.order;
    let operations = Arc::new(lowering.operations);
    Ok(Program { instructions, operations, variables, assigned: lowering.assigned })
}

struct Lowering<'s> {
    source: &'s str,
    operations: Vec<Operation>,
    variables: HashMap<Arc<str>, &'static str>,
    order: Vec<(Arc<str>, &'static str)>,
    assigned: Vec<Arc<str>>,
    /// The blocks of the template, each with its name as a macro.
    blocks: Vec<(Arc<str>, &'static str)>,
    /// The statements that precede all others: the blocks.
    hoisted: Vec<Stmt<'static>>,
    /// The number of names taken from the pool.
    used: usize,
    /// An offset on the line that Python reports for the current statement or expression.
    anchor: usize,
    /// The number of enclosing loops in the same macro, or in the template itself.
    depth: usize,
    /// Whether an unknown filter is an error only once it is evaluated, which is the case directly within an `if`.
    soft: bool,
    /// The enclosing loops.
    loops: Vec<Loop>,
    /// The enclosing macros.
    macros: Vec<Definition>,
}

/// A loop that is being lowered.
struct Loop {
    /// The shape of its items.
    shape: Option<Shape>,
    /// The span of the loop without its body.
    tag: Span,
    /// The number of enclosing loops.
    depth: usize,
    /// Whether its body reads the variable `loop`.
    is_read: bool,
}

impl Lowering<'_> {
    /// A call of the machine.
    fn operation(&mut self, kind: Kind, span: Span, operands: Vec<Expr<'static>>) -> Expr<'static> {
        let number = self.operations.len();
        self.operations.push(Operation { kind, span, anchor: self.anchor, loops: self.depth });
        let place = Place::default();
        let mut args = vec![ast::CallArg::Pos(constant(Value::from(number)))];
        args.extend(operands.into_iter().map(ast::CallArg::Pos));
        Expr::Call(Spanned::new(ast::Call { expr: variable(MACHINE), args }, place))
    }

    /// The name of a variable in the machine.
    fn slot(&mut self, name: &str, span: Span) -> Outcome<&'static str> {
        // minijinja sets this variable in every loop.
        if name == "loop" {
            return Ok("loop");
        }
        if let Some(slot) = self.variables.get(name) {
            return Ok(slot);
        }
        let slot = self.temporary(span)?;
        let name: Arc<str> = name.into();
        self.variables.insert(name.clone(), slot);
        self.order.push((name, slot));
        Ok(slot)
    }

    /// A name that no variable of the template has.
    fn temporary(&mut self, span: Span) -> Outcome<&'static str> {
        self.used += 1;
        names::name(self.used - 1).ok_or_else(|| {
            Failure::syntax("this template has too many variables")
                .help("Split it, or keep values in lists and mappings.")
                .within(span)
                .on_line_of(span.start)
        })
    }

    /// A syntax error at `span` for something that Jinja2 does not accept.
    fn refuse(span: Span, message: impl Into<String>) -> Box<Failure> {
        Failure::syntax(message).within(span).on_line_of(span.start)
    }
}

fn variable(name: &'static str) -> Expr<'static> {
    Expr::Var(Spanned::new(ast::Var { id: name }, Place::default()))
}

fn constant(value: Value) -> Expr<'static> {
    Expr::Const(Spanned::new(ast::Const { value }, Place::default()))
}

pub(super) fn span_of(place: Place) -> Span {
    Span::new(place.start_offset as usize, place.end_offset as usize)
}
