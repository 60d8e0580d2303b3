//! How the panes lie beside each other: the share that each has, and which are folded.

use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::session::{Pane, Session};

const KEY: &str = "layout";
/// No pane becomes smaller, in hundredths of what it shares.
const LEAST: f64 = 8.0;

/// What can be folded. The editor stays: it is what everything else is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The tree of files, at the left.
    Files,
    /// Inputs and outputs, side by side with the editor.
    Inputs,
    /// The outputs, below the inputs.
    Outputs,
    /// The rendering, at the right.
    Rendered,
    /// The problems, below the editor.
    Problems,
}

/// What can be moved: the line between two panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Between files and editor.
    Files,
    /// Between editor and inputs.
    Inputs,
    /// Between inputs and rendering.
    Rendered,
    /// Between editor and problems.
    Problems,
    /// Between inputs and outputs.
    Outputs,
}

impl Edge {
    /// The shares on both sides, by their place in [`Layout::shares`].
    const fn sides(self) -> (usize, usize) {
        match self {
            Self::Files => (0, 1),
            Self::Inputs => (1, 2),
            Self::Rendered => (2, 3),
            Self::Problems => (4, 5),
            Self::Outputs => (6, 7),
        }
    }

    /// Whether it stands between columns.
    pub const fn is_upright(self) -> bool {
        matches!(self, Self::Files | Self::Inputs | Self::Rendered)
    }

    /// The part that is folded from here.
    pub const fn part(self) -> Part {
        match self {
            Self::Files => Part::Files,
            Self::Inputs => Part::Inputs,
            Self::Rendered => Part::Rendered,
            Self::Problems => Part::Problems,
            Self::Outputs => Part::Outputs,
        }
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

    /// The share before an edge, and the most that it could be.
    pub fn before(&self, edge: Edge) -> (f64, f64) {
        let (before, after) = edge.sides();
        (self.shares[before], self.shares[before] + self.shares[after] - LEAST)
    }

    /// The least share that a pane has.
    pub const fn least() -> f64 {
        LEAST
    }

    /// Gives the side before an edge so much, and the side after it the rest of both.
    pub fn move_to(&mut self, edge: Edge, wanted: f64) {
        let (before, after) = edge.sides();
        let both = self.shares[before] + self.shares[after];
        let share = wanted.clamp(LEAST, (both - LEAST).max(LEAST));
        self.shares[before] = share;
        self.shares[after] = both - share;
    }

    /// Puts an edge where it was at first.
    pub fn reset(&mut self, edge: Edge) {
        let wanted = Self::default().before(edge).0;
        self.move_to(edge, wanted);
    }

    /// The part of the whole that column or row `at` has, as `grid-template` says it.
    fn track(&self, at: usize, part: Option<Part>, least: &str) -> String {
        if part.is_some_and(|part| self.is_folded(part)) {
            return "var(--width-rail)".to_owned();
        }
        format!("minmax({least}, {}fr)", self.shares[at])
    }

    /// The columns, from the left.
    pub fn columns(&self) -> [String; 4] {
        [
            self.track(0, Some(Part::Files), "9rem"),
            self.track(1, None, "12rem"),
            self.track(2, Some(Part::Inputs), "12rem"),
            self.track(3, Some(Part::Rendered), "12rem"),
        ]
    }

    /// The rows on both sides of an edge between rows.
    pub fn rows(&self, edge: Edge) -> (String, String) {
        let (above, below) = edge.sides();
        let below = if self.is_folded(edge.part()) {
            "auto".to_owned()
        } else {
            format!("minmax(4.5rem, {}fr)", self.shares[below])
        };
        (format!("minmax(0, {}fr)", self.shares[above]), below)
    }

    /// As it was kept; as at first where it was not, or where somebody has kept nonsense.
    fn kept() -> Self {
        let kept: Self = LocalStorage::get(KEY).unwrap_or_default();
        let is_sane = kept.shares.iter().all(|share| (LEAST..=100.0).contains(share));
        if is_sane { kept } else { Self::default() }
    }
}

/// The layout of the page, kept over a reload. A pane that something goes to is shown.
pub fn start(session: Session) -> RwSignal<Layout> {
    let layout = RwSignal::new(Layout::kept());
    provide_context(layout);
    Effect::new(move || {
        // A browser that keeps nothing still shows it until the reload.
        let _ = layout.with(|layout| LocalStorage::set(KEY, layout));
    });
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
        let (before, most) = layout.before(Edge::Inputs);
        layout.move_to(Edge::Inputs, before + 5.0);
        assert_eq!(layout.before(Edge::Inputs), (before + 5.0, most));
        assert!((layout.shares[..4].iter().sum::<f64>() - 100.0).abs() < 1e-9);
        layout.move_to(Edge::Inputs, 1e9);
        assert_eq!(layout.before(Edge::Inputs), (most, most));
        layout.move_to(Edge::Inputs, -1.0);
        assert_eq!(layout.before(Edge::Inputs), (Layout::least(), most));
        layout.reset(Edge::Inputs);
        assert_eq!(layout.before(Edge::Inputs), (before, most));
    }

    #[test]
    fn a_folded_column_is_a_rail() {
        let mut layout = Layout::default();
        layout.fold(Part::Rendered, true);
        layout.fold(Part::Rendered, true);
        assert_eq!(layout.columns()[3], "var(--width-rail)");
        layout.fold(Part::Rendered, false);
        assert_eq!(layout, Layout::default());
    }
}
