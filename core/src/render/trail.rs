//! What is noted while a template is rendered, to know afterwards where each part comes from.

use std::sync::Arc;

use super::origin::{Origin, Origins, Print, Turn};
use crate::text::Span;

/// How deep captured text may lie in captured text, before a tag that prints it stands for it.
const MAX_NESTING: usize = 16;
/// How many parts of captured text are told apart in one rendering.
const MAX_PARTS: usize = 1 << 17;

/// What has been printed so far, and the loops around.
#[derive(Default)]
pub(super) struct Trail {
    sheet: Sheet,
    /// What was being printed when a capture began, the innermost last.
    around: Vec<Frame>,
    /// The loops around, the innermost last; then those that have ended.
    loops: Vec<Loop>,
    /// How many loops are around what is running: a macro, or the turn of a recursive loop.
    base: usize,
    turns: Vec<Turn>,
}

/// Text that is being printed.
#[derive(Default)]
struct Sheet {
    length: usize,
    pieces: Vec<Piece>,
    /// How deep captured text lies in it.
    nesting: usize,
}

/// What a capture interrupts.
struct Frame {
    sheet: Sheet,
    base: usize,
}

/// A loop that is running.
struct Loop {
    span: Span,
    of: usize,
    taken: usize,
    /// The turn it is at, or that of the loop around before its first.
    turn: Option<usize>,
}

/// A part of a text that is being printed.
struct Piece {
    start: usize,
    span: Span,
    copied: bool,
    turn: Option<usize>,
    captured: Option<Arc<Captured>>,
}

/// The parts of a text that was captured.
pub(super) struct Captured {
    pieces: Vec<Piece>,
    nesting: usize,
}

impl Trail {
    /// How long the text is that is being printed.
    pub(super) fn length(&self) -> usize {
        self.sheet.length
    }

    /// Whether what is printed becomes a value.
    pub(super) fn is_captured(&self) -> bool {
        !self.around.is_empty()
    }

    /// Notes what is printed next, by a part of the template with so many loops around.
    pub(super) fn print(
        &mut self,
        length: usize,
        span: Span,
        loops: usize,
        captured: Option<Arc<Captured>>,
    ) {
        self.push(length, span, loops, false, captured);
    }

    /// Notes text that is copied next.
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

    /// Begins a loop over `of` items, with so many loops around.
    pub(super) fn begin(&mut self, span: Span, loops: usize, of: usize) {
        let turn = self.turn_around(loops);
        self.loops.truncate(self.base + loops);
        self.loops.push(Loop { span, of, taken: 0, turn });
    }

    /// Begins the next turn of the loop that has so many around.
    pub(super) fn turn(&mut self, loops: usize) {
        let around = self.turn_around(loops);
        let turn = self.turns.len();
        let Some(of) = self.loops.get_mut(self.base + loops) else { return };
        self.turns.push(Turn { span: of.span, index: of.taken, of: of.of, around });
        of.taken += 1;
        of.turn = Some(turn);
    }

    /// Begins to capture what is printed by something that has so many loops around.
    pub(super) fn capture(&mut self, loops: usize) {
        let sheet = std::mem::take(&mut self.sheet);
        self.around.push(Frame { sheet, base: self.base });
        self.base += loops;
    }

    /// The same for a recursive loop, which has `own` loops around when it is not called by itself.
    pub(super) fn capture_again(&mut self, loops: usize, own: usize) {
        self.capture(loops);
        // What called it is around it, so this cannot be below zero.
        self.base = self.base.saturating_sub(own);
    }

    /// Ends the capture that began last.
    pub(super) fn captured(&mut self) -> Option<Arc<Captured>> {
        let frame = self.around.pop()?;
        self.base = frame.base;
        let Sheet { pieces, nesting, .. } = std::mem::replace(&mut self.sheet, frame.sheet);
        Some(Arc::new(Captured { pieces, nesting }))
    }

    /// Where all that was printed comes from.
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

/// Adds pieces that begin at `start`; `print` printed them.
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
