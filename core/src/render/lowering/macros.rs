//! Lowers macros, the bodies of `{% call %}`, and blocks.

use minijinja::machinery::Span as Place;
use minijinja::machinery::ast::{self, Expr, Spanned, Stmt};

use super::super::failure::Outcome;
use super::super::operation::{Argument, Definition, Kind};
use super::expression::if_expression;
use super::statement::{Body, scope, set};
use super::{Lowering, span_of, variable};

impl Lowering<'_> {
    pub(super) fn call_block(&mut self, block: &ast::CallBlock<'_>, out: &mut Body) -> Outcome<()> {
        let span = span_of(block.call_expr_span);
        let slot = self.temporary(span)?;
        self.macro_definition(&block.macro_decl, slot, None, out)?;
        let mut operands = vec![self.expression(&block.call.expr)?];
        let mut signature = self.arguments(&block.call.args, &mut operands)?;
        signature.push(Argument::Keyword("caller".into()));
        operands.push(variable(slot));
        let call = self.operation(Kind::Call(signature), span, operands);
        out.push(self.print(call, span));
        Ok(())
    }

    /// Lowers a macro to one of minijinja's that has every parameter of Python's, whether or not an argument is passed,
    /// and wraps it into a macro object that knows how to call it.
    pub(super) fn macro_definition(
        &mut self,
        of: &Spanned<ast::Macro<'_>>,
        slot: &'static str,
        name: Option<&str>,
        out: &mut Body,
    ) -> Outcome<()> {
        let span = span_of(of.span());
        self.macros.push(Definition {
            name: name.map(Into::into),
            parameters: Vec::new(),
            reads_caller: false,
            reads_kwargs: false,
            reads_varargs: false,
        });
        let loops = std::mem::take(&mut self.loops);
        let soft = std::mem::replace(&mut self.soft, false);
        let depth = std::mem::take(&mut self.depth);
        let body = self.body(&of.body)?;
        let definition = self.macros.pop();
        let Some(mut definition) = definition else { return Ok(()) };
        let mut given = Vec::new();
        let mut prelude = Body::new();
        let first_default = of.args.len() - of.defaults.len();
        for (at, parameter) in of.args.iter().enumerate() {
            let Expr::Var(var) = parameter else { continue };
            definition.parameters.push(var.id.into());
            let raw = self.temporary(span)?;
            given.push(variable(raw));
            let missing = match at.checked_sub(first_default).and_then(|at| of.defaults.get(at)) {
                Some(default) => self.expression(default)?,
                None => self.operation(Kind::Parameter(var.id.into()), span, Vec::new()),
            };
            let is_given = self.operation(Kind::IsGiven, span, vec![variable(raw)]);
            let own = self.slot(var.id, span)?;
            prelude.push(set(variable(own), if_expression(is_given, variable(raw), missing)));
        }
        self.depth = depth;
        self.soft = soft;
        self.loops = loops;
        let mut args = Vec::new();
        for (name, reads) in definition.special() {
            if reads {
                args.push(variable(self.slot(name, span)?));
            }
        }
        args.extend(given);
        prelude.extend(body);
        let lowered = ast::Macro { name: slot, args, defaults: Vec::new(), body: prelude };
        out.push(Stmt::Macro(Spanned::new(lowered, Place::default())));
        let wrapped = self.operation(Kind::Macro(definition.into()), span, vec![variable(slot)]);
        out.push(set(variable(slot), wrapped));
        Ok(())
    }

    /// Lowers a block to a macro at the top of the template, as it can only read the template's own variables.
    pub(super) fn block(&mut self, block: &Spanned<ast::Block<'_>>, out: &mut Body) -> Outcome<()> {
        let span = span_of(block.span());
        self.anchor = span.start;
        // minijinja's tree does not contain `scoped`; a scoped block can read the enclosing variables.
        let tag = self.source[span.start..].split('%').next().unwrap_or("");
        if tag.split_whitespace().nth(2) == Some("scoped") {
            let inner = self.hard(|lowering| lowering.body(&block.body))?;
            out.push(scope(inner));
            return Ok(());
        }
        let slot = self.blocks.iter().find(|(name, _)| **name == *block.name);
        let Some(&(_, slot)) = slot else { return Ok(()) };
        let place = block.span();
        let macros = std::mem::take(&mut self.macros);
        let depth = std::mem::take(&mut self.depth);
        let loops = std::mem::take(&mut self.loops);
        let inner = self.hard(|lowering| lowering.body(&block.body))?;
        self.loops = loops;
        self.depth = depth;
        self.macros = macros;
        let of = ast::Macro { name: slot, args: Vec::new(), defaults: Vec::new(), body: inner };
        let definition = Definition {
            name: Some(block.name.into()),
            parameters: Vec::new(),
            reads_caller: false,
            reads_kwargs: false,
            reads_varargs: false,
        };
        let wrapped = self.operation(Kind::Macro(definition.into()), span, vec![variable(slot)]);
        self.hoisted.push(Stmt::Macro(Spanned::new(of, place)));
        self.hoisted.push(set(variable(slot), wrapped));
        let callee = self.operation(Kind::Name(block.name.into()), span, vec![variable(slot)]);
        let call = self.operation(Kind::Call(Vec::new()), span, vec![callee]);
        out.push(self.print(call, span));
        Ok(())
    }

    /// Names all blocks first, so that `self.name` also finds later ones.
    pub(super) fn find_blocks(&mut self, body: &[Stmt<'_>]) -> Outcome<()> {
        for statement in body {
            match statement {
                Stmt::Block(block) => {
                    let slot = self.temporary(span_of(block.span()))?;
                    self.blocks.push((block.name.into(), slot));
                    self.find_blocks(&block.body)?;
                }
                Stmt::ForLoop(of) => {
                    self.find_blocks(&of.body)?;
                    self.find_blocks(&of.else_body)?;
                }
                Stmt::IfCond(of) => {
                    self.find_blocks(&of.true_body)?;
                    self.find_blocks(&of.false_body)?;
                }
                Stmt::WithBlock(of) => self.find_blocks(&of.body)?,
                Stmt::SetBlock(of) => self.find_blocks(&of.body)?,
                Stmt::FilterBlock(of) => self.find_blocks(&of.body)?,
                Stmt::AutoEscape(of) => self.find_blocks(&of.body)?,
                Stmt::CallBlock(of) => self.find_blocks(&of.macro_decl.body)?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl Definition {
    /// The special names, and whether minijinja's macro takes them as parameters.
    pub(in super::super) fn special(&self) -> [(&'static str, bool); 3] {
        let own = |name: &str| self.parameters.iter().any(|parameter| **parameter == *name);
        [
            ("caller", self.reads_caller && !own("caller")),
            ("kwargs", self.reads_kwargs && !own("kwargs")),
            ("varargs", self.reads_varargs && !own("varargs")),
        ]
    }
}
