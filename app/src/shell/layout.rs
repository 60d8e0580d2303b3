//! The layout of the panes: their shares of the page, and which are folded.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::panes;
use crate::browser::local_storage as kept;
use crate::session::Session;

const KEY: &str = "layout";
/// The least share of a pane, in hundredths.
const LEAST: f64 = 8.0;

/// A part of the page that can be folded, and resized by the splitter beside it. The editor cannot be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Region {
    /// The tree of files, at the left; its splitter is after it.
    Files,
    /// Inputs and outputs, beside the editor; their splitter is before them.
    Inputs,
    /// The outputs, below the inputs.
    Outputs,
    /// The rendered text, at the right.
    Rendered,
    /// The problems, below the editor.
    Problems,
}

impl Region {
    /// The indices in [`Layout::shares`] of the sides of its splitter.
    const fn sides(self) -> (usize, usize) {
        match self {
            Self::Files => (0, 1),
            Self::Inputs => (1, 2),
            Self::Rendered => (2, 3),
            Self::Problems => (4, 5),
            Self::Outputs => (6, 7),
        }
    }

    /// Whether it is a column, and not a row.
    pub const fn is_column(self) -> bool {
        matches!(self, Self::Files | Self::Inputs | Self::Rendered)
    }
}

/// The layout of the panes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// In hundredths: of the width, for files, editor, inputs and rendered text; of the height, for editor and
    /// problems, and for inputs and outputs.
    shares: [f64; 8],
    folded: Vec<Region>,
}

impl Default for Layout {
    fn default() -> Self {
        Self { shares: [18.0, 33.0, 22.0, 27.0, 82.0, 18.0, 62.0, 38.0], folded: vec![] }
    }
}

impl Layout {
    /// Whether a part is folded.
    pub fn is_folded(&self, part: Region) -> bool {
        self.folded.contains(&part)
    }

    /// Folds a part, or unfolds it.
    pub fn fold(&mut self, part: Region, is_folded: bool) {
        self.folded.retain(|folded| *folded != part);
        if is_folded {
            self.folded.push(part);
        }
    }

    /// The share before the splitter of a part, and its maximum.
    pub fn before(&self, part: Region) -> (f64, f64) {
        let (before, after) = part.sides();
        (self.shares[before], self.shares[before] + self.shares[after] - LEAST)
    }

    /// The least share of a pane.
    pub const fn least() -> f64 {
        LEAST
    }

    /// Sets the share before the splitter of a part; the share after it gets the rest.
    pub fn move_to(&mut self, part: Region, wanted: f64) {
        let (before, after) = part.sides();
        let both = self.shares[before] + self.shares[after];
        let share = wanted.clamp(LEAST, (both - LEAST).max(LEAST));
        self.shares[before] = share;
        self.shares[after] = both - share;
    }

    /// Moves the splitter of a part to its default position.
    pub fn reset(&mut self, part: Region) {
        let wanted = Self::default().before(part).0;
        self.move_to(part, wanted);
    }

    /// A column of `grid-template`; `at` counts from the left.
    pub fn column(&self, at: usize) -> String {
        let (part, least) = match at {
            0 => (Some(Region::Files), "9rem"),
            1 => (None, "12rem"),
            2 => (Some(Region::Inputs), "12rem"),
            _ => (Some(Region::Rendered), "12rem"),
        };
        if part.is_some_and(|part| self.is_folded(part)) {
            return "var(--width-rail)".to_owned();
        }
        format!("minmax({least}, {}fr)", self.shares[at])
    }

    /// The rows of `grid-template` for a row and for the part above it: first the part above.
    pub fn rows(&self, part: Region) -> (String, String) {
        let (above, below) = part.sides();
        let below = if self.is_folded(part) {
            "auto".to_owned()
        } else {
            format!("minmax(4.5rem, {}fr)", self.shares[below])
        };
        (format!("minmax(0, {}fr)", self.shares[above]), below)
    }

    /// The stored layout, or the default if it is missing or invalid.
    fn kept() -> Self {
        let kept: Self = kept::read(KEY).unwrap_or_default();
        let is_sane = kept.shares.iter().all(|share| (LEAST..=100.0).contains(share));
        if is_sane { kept } else { Self::default() }
    }
}

/// Restores and stores the layout. A folded pane is unfolded when the session goes to it.
pub fn start(session: Session) -> RwSignal<Layout> {
    let layout = RwSignal::new(Layout::kept());
    provide_context(layout);
    kept::follow(KEY, layout);
    Effect::watch(
        move || session.pane.get(),
        move |pane, _, _| {
            let Some(part) = panes::entry(*pane).part else { return };
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
    fn the_shares_of_both_sides_keep_their_sum() {
        let mut layout = Layout::default();
        let (before, most) = layout.before(Region::Inputs);
        layout.move_to(Region::Inputs, before + 5.0);
        assert_eq!(layout.before(Region::Inputs), (before + 5.0, most));
        assert!((layout.shares[..4].iter().sum::<f64>() - 100.0).abs() < 1e-9);
        layout.move_to(Region::Inputs, 1e9);
        assert_eq!(layout.before(Region::Inputs), (most, most));
        layout.move_to(Region::Inputs, -1.0);
        assert_eq!(layout.before(Region::Inputs), (Layout::least(), most));
        layout.reset(Region::Inputs);
        assert_eq!(layout.before(Region::Inputs), (before, most));
    }

    #[test]
    fn a_folded_column_is_a_rail() {
        let mut layout = Layout::default();
        layout.fold(Region::Rendered, true);
        layout.fold(Region::Rendered, true);
        assert_eq!(layout.column(3), "var(--width-rail)");
        layout.fold(Region::Rendered, false);
        assert_eq!(layout, Layout::default());
    }
}
