//! How the panes lie beside each other: the share that each has, and which are folded.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::local_storage as kept;
use crate::session::{Pane, Session};

const KEY: &str = "layout";
/// No pane becomes smaller, in hundredths of what it shares.
const LEAST: f64 = 8.0;

/// What can be folded, and what the line beside it makes larger and smaller. The editor stays: it is what
/// everything else is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The tree of files, at the left: the line is after it.
    Files,
    /// Inputs and outputs, side by side with the editor: the line is before them.
    Inputs,
    /// The outputs, below the inputs.
    Outputs,
    /// The rendering, at the right.
    Rendered,
    /// The problems, below the editor.
    Problems,
}

impl Part {
    /// The shares on both sides of its line, by their place in [`Layout::shares`].
    const fn sides(self) -> (usize, usize) {
        match self {
            Self::Files => (0, 1),
            Self::Inputs => (1, 2),
            Self::Rendered => (2, 3),
            Self::Problems => (4, 5),
            Self::Outputs => (6, 7),
        }
    }

    /// Whether it is a column; else it is a row.
    pub const fn is_column(self) -> bool {
        matches!(self, Self::Files | Self::Inputs | Self::Rendered)
    }
}

/// How the panes lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// Hundredths: of the width for files, editor, inputs, rendering; of the height for editor and
    /// problems, and for inputs and outputs.
    shares: [f64; 8],
    folded: Vec<Part>,
}

impl Default for Layout {
    fn default() -> Self {
        Self { shares: [18.0, 33.0, 22.0, 27.0, 82.0, 18.0, 62.0, 38.0], folded: vec![] }
    }
}

impl Layout {
    /// Whether a part is folded.
    pub fn is_folded(&self, part: Part) -> bool {
        self.folded.contains(&part)
    }

    /// Folds a part, or shows it again.
    pub fn fold(&mut self, part: Part, is_folded: bool) {
        self.folded.retain(|one| *one != part);
        if is_folded {
            self.folded.push(part);
        }
    }

    /// The share before the line of a part, and the most that it could be.
    pub fn before(&self, part: Part) -> (f64, f64) {
        let (before, after) = part.sides();
        (self.shares[before], self.shares[before] + self.shares[after] - LEAST)
    }

    /// The least share that a pane has.
    pub const fn least() -> f64 {
        LEAST
    }

    /// Gives the side before the line of a part so much, and the side after it the rest of both.
    pub fn move_to(&mut self, part: Part, wanted: f64) {
        let (before, after) = part.sides();
        let both = self.shares[before] + self.shares[after];
        let share = wanted.clamp(LEAST, (both - LEAST).max(LEAST));
        self.shares[before] = share;
        self.shares[after] = both - share;
    }

    /// Puts the line of a part where it was at first.
    pub fn reset(&mut self, part: Part) {
        let wanted = Self::default().before(part).0;
        self.move_to(part, wanted);
    }

    /// A column, from the left, as `grid-template` says it.
    pub fn column(&self, at: usize) -> String {
        let (part, least) = match at {
            0 => (Some(Part::Files), "9rem"),
            1 => (None, "12rem"),
            2 => (Some(Part::Inputs), "12rem"),
            _ => (Some(Part::Rendered), "12rem"),
        };
        if part.is_some_and(|part| self.is_folded(part)) {
            return "var(--width-rail)".to_owned();
        }
        format!("minmax({least}, {}fr)", self.shares[at])
    }

    /// The row above a part that is a row, and its own.
    pub fn rows(&self, part: Part) -> (String, String) {
        let (above, below) = part.sides();
        let below = if self.is_folded(part) {
            "auto".to_owned()
        } else {
            format!("minmax(4.5rem, {}fr)", self.shares[below])
        };
        (format!("minmax(0, {}fr)", self.shares[above]), below)
    }

    /// As it was kept; as at first where it was not, or where somebody has kept nonsense.
    fn kept() -> Self {
        let kept: Self = kept::read(KEY).unwrap_or_default();
        let is_sane = kept.shares.iter().all(|share| (LEAST..=100.0).contains(share));
        if is_sane { kept } else { Self::default() }
    }
}

/// The layout of the page, kept over a reload. A pane that something goes to is shown.
pub fn start(session: Session) -> RwSignal<Layout> {
    let layout = RwSignal::new(Layout::kept());
    provide_context(layout);
    kept::follow(KEY, layout);
    Effect::watch(
        move || session.pane.get(),
        move |pane, _, _| {
            let part = match pane {
                Pane::Files => Part::Files,
                Pane::Inputs => Part::Inputs,
                Pane::Rendered => Part::Rendered,
                Pane::Problems => Part::Problems,
                Pane::Editor => return,
            };
            if layout.with_untracked(|layout| layout.is_folded(part)) {
                layout.update(|layout| layout.fold(part, false));
            }
        },
        false,
    );
    layout
}

/// The layout of the page.
pub fn use_layout() -> RwSignal<Layout> {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_side_gets_the_other_gives() {
        let mut layout = Layout::default();
        let (before, most) = layout.before(Part::Inputs);
        layout.move_to(Part::Inputs, before + 5.0);
        assert_eq!(layout.before(Part::Inputs), (before + 5.0, most));
        assert!((layout.shares[..4].iter().sum::<f64>() - 100.0).abs() < 1e-9);
        layout.move_to(Part::Inputs, 1e9);
        assert_eq!(layout.before(Part::Inputs), (most, most));
        layout.move_to(Part::Inputs, -1.0);
        assert_eq!(layout.before(Part::Inputs), (Layout::least(), most));
        layout.reset(Part::Inputs);
        assert_eq!(layout.before(Part::Inputs), (before, most));
    }

    #[test]
    fn a_folded_column_is_a_rail() {
        let mut layout = Layout::default();
        layout.fold(Part::Rendered, true);
        layout.fold(Part::Rendered, true);
        assert_eq!(layout.column(3), "var(--width-rail)");
        layout.fold(Part::Rendered, false);
        assert_eq!(layout, Layout::default());
    }
}
