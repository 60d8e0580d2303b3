//! Determines the paths that are known to be defined once a condition has been evaluated.

use minijinja::machinery::ast::{BinOpKind, Expr, UnaryOpKind};

use super::{Step, Walk};

impl Walk<'_> {
    /// The paths that are defined if `condition` evaluated to `truth`.
    pub(super) fn asked(&self, condition: &Expr<'_>, truth: bool) -> Vec<Vec<Step>> {
        match condition {
            Expr::Test(test) => match (test.name, truth) {
                ("defined", true) | ("undefined", false) => self.paths(&test.expr),
                ("defined", false) | ("undefined" | "none", _) => Vec::new(),
                // Any other test evaluates the value, which must be defined.
                _ => self.paths(&test.expr),
            },
            Expr::UnaryOp(unary) if matches!(unary.op, UnaryOpKind::Not) => {
                self.asked(&unary.expr, !truth)
            }
            Expr::BinOp(binary) => match (binary.op, truth) {
                (BinOpKind::ScAnd, true) | (BinOpKind::ScOr, false) => {
                    [self.asked(&binary.left, truth), self.asked(&binary.right, truth)].concat()
                }
                (BinOpKind::ScAnd | BinOpKind::ScOr, _) => Vec::new(),
                _ => [self.paths(&binary.left), self.paths(&binary.right)].concat(),
            },
            Expr::Compare(compare) => self.paths(&compare.expr),
            // `{% if x | default('') %}` is true only if `x` is defined.
            Expr::Filter(filter) if truth => {
                filter.expr.as_ref().map(|inner| self.asked(inner, truth)).unwrap_or_default()
            }
            _ if truth => self.paths(condition),
            _ => Vec::new(),
        }
    }

    /// Whether an enclosing condition has tested `path`, or a path within it.
    pub(super) fn is_guarded(&self, path: &[Step]) -> bool {
        self.known(path) == path.len()
    }

    /// The number of leading steps of `path` that an enclosing condition has tested.
    pub(super) fn known(&self, path: &[Step]) -> usize {
        let shared = |guard: &Vec<Step>| {
            guard.iter().zip(path).take_while(|(asked, step)| asked == step).count()
        };
        self.guards.iter().map(shared).max().unwrap_or(0)
    }
}
