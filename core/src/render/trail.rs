//! Records, during rendering, where each part of the output comes from.

use std::sync::Arc;

use super::origin::{Origin, Origins, Print, Turn};
use crate::text::Span;

/// Maximum nesting depth of captured text; deeper text is attributed to the tag that prints it.
const MAX_NESTING: usize = 16;
/// Maximum number of parts of captured text that are distinguished in one rendering.
const MAX_PARTS: usize = 1 << 17;

/// The recorded output and the enclosing loops.
#[derive(Default)]
pub(super) struct Trail {
    sheet: Sheet,
    /// The output that captures have interrupted, innermost last.
    around: Vec<Frame>,
    /// The enclosing loops, innermost last, followed by loops that have ended.
    loops: Vec<Loop>,
    /// The number of loops around the running macro or the running call of a recursive loop.
    base: usize,
    turns: Vec<Turn>,
}

/// Output that is being printed.
#[derive(Default)]
struct Sheet {
    length: usize,
    pieces: Vec<Piece>,
    /// The nesting depth of captured text in it.
    nesting: usize,
}

/// The state that a capture interrupts.
struct Frame {
    sheet: Sheet,
    base: usize,
}

/// A running loop.
struct Loop {
    span: Span,
    of: usize,
    taken: usize,
    /// The current iteration, or that of the enclosing loop before the first one.
    turn: Option<usize>,
}

/// A part of the output.
struct Piece {
    start: usize,
    span: Span,
    copied: bool,
    turn: Option<usize>,
    captured: Option<Arc<Captured>>,
}

/// The parts of a captured text.
pub(super) struct Captured {
    pieces: Vec<Piece>,
    nesting: usize,
}

impl Trail {
    /// The length of the current output in bytes.
    pub(super) fn length(&self) -> usize {
        self.sheet.length
    }

    /// Whether the current output is being captured.
    pub(super) fn is_captured(&self) -> bool {
        !self.around.is_empty()
    }

    /// Records output of a part of the template with this number of enclosing loops.
    pub(super) fn print(
        &mut self,
        length: usize,
        span: Span,
        loops: usize,
        captured: Option<Arc<Captured>>,
    ) {
        self.push(length, span, loops, false, captured);
    }

    /// Records text that is copied from the template.
    pub(super) fn copy(&mut self, length: usize, span: Span, loops: usize) {
        self.push(length, span, loops, true, None);
    }

    fn push(
        &mut self,
        length: usize,
        span: Span,
        loops: usize,
        copied: bool,
        captured: Option<Arc<Captured>>,
    ) {
        if length == 0 {
            return;
        }
        let captured = captured.filter(|captured| captured.nesting < MAX_NESTING);
        if let Some(captured) = &captured {
            self.sheet.nesting = self.sheet.nesting.max(captured.nesting + 1);
        }
        let turn = self.turn_around(loops);
        let start = self.sheet.length;
        self.sheet.pieces.push(Piece { start, span, copied, turn, captured });
        self.sheet.length += length;
    }

    /// Begins a loop over `of` items with this number of enclosing loops.
    pub(super) fn begin(&mut self, span: Span, loops: usize, of: usize) {
        let turn = self.turn_around(loops);
        self.loops.truncate(self.base + loops);
        self.loops.push(Loop { span, of, taken: 0, turn });
    }

    /// Begins the next iteration of the loop with this number of enclosing loops.
    pub(super) fn turn(&mut self, loops: usize) {
        let around = self.turn_around(loops);
        let turn = self.turns.len();
        let Some(of) = self.loops.get_mut(self.base + loops) else { return };
        self.turns.push(Turn { span: of.span, index: of.taken, of: of.of, around });
        of.taken += 1;
        of.turn = Some(turn);
    }

    /// Begins a capture in a place with this number of enclosing loops.
    pub(super) fn capture(&mut self, loops: usize) {
        let sheet = std::mem::take(&mut self.sheet);
        self.around.push(Frame { sheet, base: self.base });
        self.base += loops;
    }

    /// Begins a capture of a call of a recursive loop, whose first start has `own` enclosing loops.
    pub(super) fn capture_again(&mut self, loops: usize, own: usize) {
        self.capture(loops);
        // The caller of the loop encloses it, so this cannot be below zero.
        self.base = self.base.saturating_sub(own);
    }

    /// Ends the innermost capture.
    pub(super) fn captured(&mut self) -> Option<Arc<Captured>> {
        let frame = self.around.pop()?;
        self.base = frame.base;
        let Sheet { pieces, nesting, .. } = std::mem::replace(&mut self.sheet, frame.sheet);
        Some(Arc::new(Captured { pieces, nesting }))
    }

    /// The origins of the whole output.
    pub(super) fn origins(&mut self) -> Origins {
        let turns = std::mem::take(&mut self.turns);
        let Sheet { pieces, .. } = std::mem::take(&mut self.sheet);
        let parts = Vec::with_capacity(pieces.len());
        let mut origins = Origins { parts, turns, prints: Vec::new() };
        lay_out(&pieces, 0, None, &mut origins);
        origins
    }

    fn turn_around(&self, loops: usize) -> Option<usize> {
        let innermost = (self.base + loops).checked_sub(1)?;
        self.loops.get(innermost)?.turn
    }
}

/// Adds pieces that begin at `start` and were printed by `print`.
fn lay_out(pieces: &[Piece], start: usize, print: Option<usize>, origins: &mut Origins) {
    for piece in pieces {
        let start = start + piece.start;
        match &piece.captured {
            Some(captured) if origins.parts.len() + captured.pieces.len() < MAX_PARTS => {
                let by = origins.prints.len();
                origins.prints.push(Print { span: piece.span, turn: piece.turn, print });
                lay_out(&captured.pieces, start, Some(by), origins);
            }
            _ => {
                let Piece { span, copied, turn, .. } = *piece;
                origins.parts.push(Origin { start, span, copied, turn, print });
            }
        }
    }
}
