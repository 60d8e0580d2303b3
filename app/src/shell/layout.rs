//! The layout of the panes: their shares of the page, and which are folded.
//!
//! *Files* is at the left, *Source* beside it, and *Inputs* above *Rendered* at the right. In a wide window, *Inputs*
//! and *Rendered* are side by side. *Problems* is below all of them.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::panes;
use crate::browser::local_storage as kept;
use crate::browser::media;
use crate::session::Session;

const KEY: &str = "layout";
/// The version of the stored layout. Builds before version 2 had other columns, so only their folded panes are used.
const VERSION: u32 = 2;
/// The least share of a pane, in hundredths.
const LEAST: f64 = 8.0;
/// The width from which *Inputs* and *Rendered* are side by side; `style/shell/workbench.css` has the same.
const WIDE: &str = "(min-width: 1800px)";
/// The width up to which only one or two panes are shown; `style/shell/workbench.css` has the same.
const NARROW: &str = "(max-width: 1099px)";
/// The size of a folded pane.
const RAIL: &str = "var(--width-rail)";
const REST: &str = "minmax(0, 1fr)";

/// A pane that can be folded. *Source* cannot be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Region {
    /// The tree of files, at the left.
    Files,
    /// Inputs and outputs.
    Inputs,
    /// The rendered text.
    Rendered,
    /// The problems, at the bottom.
    Problems,
}

/// The edge between two panes, which a splitter moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// After *Files*.
    Files,
    /// After *Source*.
    Source,
    /// Between *Inputs* and *Rendered*: below the inputs, or beside them in a wide window.
    Inputs,
    /// Above *Problems*.
    Problems,
}

impl Edge {
    /// The pane that Enter folds.
    pub const fn region(self) -> Region {
        match self {
            Self::Files => Region::Files,
            Self::Source => Region::Inputs,
            Self::Inputs => Region::Rendered,
            Self::Problems => Region::Problems,
        }
    }

    /// Its name in `style/shell/workbench.css`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Source => "source",
            Self::Inputs => "inputs",
            Self::Problems => "problems",
        }
    }

    /// Whether it separates columns, and not rows.
    pub const fn is_upright(self, is_wide: bool) -> bool {
        match self {
            Self::Files | Self::Source => true,
            Self::Inputs => is_wide,
            Self::Problems => false,
        }
    }
}

/// The shares of the panes, in hundredths of the width or height of the page. *Rendered* gets the rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Shares {
    files: f64,
    source: f64,
    /// Of the height above the problems; in a wide window, of the width.
    inputs: f64,
    problems: f64,
}

impl Shares {
    const NORMAL: Self = Self { files: 15.0, source: 47.0, inputs: 48.0, problems: 24.0 };
    const WIDE: Self = Self { files: 11.0, source: 37.0, inputs: 21.0, problems: 22.0 };

    fn is_valid(&self) -> bool {
        let Self { files, source, inputs, problems } = *self;
        let each = [files, source, inputs, problems];
        each.iter().all(|share| (LEAST..=100.0).contains(share))
    }
}

/// The layout of the panes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    version: u32,
    normal: Shares,
    wide: Shares,
    folded: Vec<Region>,
    /// Whether the window is wide.
    #[serde(skip)]
    is_wide: bool,
    /// Whether the window is narrow.
    #[serde(skip)]
    is_narrow: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            version: VERSION,
            normal: Shares::NORMAL,
            wide: Shares::WIDE,
            folded: vec![],
            is_wide: false,
            is_narrow: false,
        }
    }
}

impl Layout {
    /// Whether the window is wide, so that *Inputs* and *Rendered* are side by side.
    pub fn is_wide(&self) -> bool {
        self.is_wide
    }

    /// Whether *Inputs* is beside *Rendered*, and not folded.
    pub fn has_inputs_beside(&self) -> bool {
        !self.is_narrow && !self.is_folded(Region::Inputs)
    }

    /// Whether a pane is folded.
    pub fn is_folded(&self, region: Region) -> bool {
        self.folded.contains(&region)
    }

    /// Whether a pane is folded to a column with an upright title. Otherwise, a folded pane is a row with its head.
    pub fn is_rail(&self, region: Region) -> bool {
        self.is_folded(region)
            && match region {
                Region::Files => true,
                Region::Inputs | Region::Rendered => self.is_wide || self.is_side_folded(),
                Region::Problems => false,
            }
    }

    /// Folds a pane, or unfolds it.
    pub fn fold(&mut self, region: Region, is_folded: bool) {
        self.folded.retain(|folded| *folded != region);
        if is_folded {
            self.folded.push(region);
        }
    }

    /// Moves all edges to their default positions, and unfolds all panes.
    pub fn reset_all(&mut self) {
        *self = Self { is_wide: self.is_wide, is_narrow: self.is_narrow, ..Self::default() };
    }

    /// The share before an edge, and its maximum.
    pub fn before(&self, edge: Edge) -> (f64, f64) {
        let shares = self.shares();
        let Shares { files, source, inputs, problems } = *shares;
        match edge {
            Edge::Files => (files, files + source - LEAST),
            Edge::Source if self.is_wide => (source, source + inputs - LEAST),
            Edge::Source => (source, 100.0 - files - LEAST),
            Edge::Inputs if self.is_wide => (inputs, 100.0 - files - source - LEAST),
            Edge::Inputs => (inputs * (100.0 - problems) / 100.0, 100.0 - problems - LEAST),
            Edge::Problems => (100.0 - problems, 100.0 - LEAST),
        }
    }

    /// The least share of a pane.
    pub const fn least() -> f64 {
        LEAST
    }

    /// Moves an edge, so that the share before it is as near to `wanted` as possible.
    pub fn move_to(&mut self, edge: Edge, wanted: f64) {
        let (before, most) = self.before(edge);
        let share = wanted.clamp(LEAST, most.max(LEAST));
        let is_wide = self.is_wide;
        let shares = if is_wide { &mut self.wide } else { &mut self.normal };
        match edge {
            Edge::Files => {
                shares.files = share;
                shares.source += before - share;
            }
            Edge::Source => {
                shares.source = share;
                if is_wide {
                    shares.inputs += before - share;
                }
            }
            Edge::Inputs if is_wide => shares.inputs = share,
            Edge::Inputs => shares.inputs = share * 100.0 / (100.0 - shares.problems),
            Edge::Problems => shares.problems = 100.0 - share,
        }
    }

    /// Moves an edge to its default position.
    pub fn reset(&mut self, edge: Edge) {
        let default = Self { is_wide: self.is_wide, ..Self::default() };
        self.move_to(edge, default.before(edge).0);
    }

    /// The columns of `grid-template`: of *Files*, of *Source*, and of *Inputs* and *Rendered*.
    pub fn columns(&self) -> [String; 4] {
        let Shares { files, source, inputs, .. } = *self.shares();
        let column = |region, size: String| {
            if self.is_folded(region) { RAIL.to_owned() } else { size }
        };
        let is_last_folded =
            if self.is_wide { self.is_folded(Region::Rendered) } else { self.is_side_folded() };
        [
            column(Region::Files, format!("minmax(9rem, {files}%)")),
            // The source gets the width of folded panes only if no pane is beside it.
            if is_last_folded { REST.to_owned() } else { format!("minmax(12rem, {source}%)") },
            column(Region::Inputs, format!("minmax(12rem, {inputs}%)")),
            if is_last_folded { RAIL.to_owned() } else { "minmax(12rem, 1fr)".to_owned() },
        ]
    }

    /// The rows of `grid-template`: of *Inputs*, of *Rendered*, and of *Problems*.
    pub fn rows(&self) -> [String; 3] {
        let Shares { inputs, problems, .. } = *self.shares();
        let is_bottom_folded = self.is_folded(Region::Problems);
        let inputs = if is_bottom_folded { inputs } else { inputs * (100.0 - problems) / 100.0 };
        let is_folded = |region| self.is_folded(region) && !self.is_side_folded();
        let head = || "var(--height-folded)".to_owned();
        let (above, below) = match (is_folded(Region::Inputs), is_folded(Region::Rendered)) {
            (true, _) => (head(), REST.to_owned()),
            (_, true) => (REST.to_owned(), head()),
            _ => (format!("minmax(4.5rem, {inputs}%)"), REST.to_owned()),
        };
        let bottom = if is_bottom_folded { head() } else { format!("minmax(4.5rem, {problems}%)") };
        [above, below, bottom]
    }

    /// The sizes as CSS properties of the workbench.
    pub fn properties(&self) -> [(&'static str, String); 7] {
        let [files, source, inputs, rendered] = self.columns();
        let [row_inputs, row_rendered, row_problems] = self.rows();
        [
            ("--column-files", files),
            ("--column-source", source),
            ("--column-inputs", inputs),
            ("--column-rendered", rendered),
            ("--row-inputs", row_inputs),
            ("--row-rendered", row_rendered),
            ("--row-problems", row_problems),
        ]
    }

    /// Whether *Inputs* and *Rendered* are both folded.
    fn is_side_folded(&self) -> bool {
        self.is_folded(Region::Inputs) && self.is_folded(Region::Rendered)
    }

    fn shares(&self) -> &Shares {
        if self.is_wide { &self.wide } else { &self.normal }
    }

    /// Reads a stored layout. Of the layout of an earlier build, only the folded panes are used; an unreadable one
    /// is replaced by the default.
    fn read(stored: Option<serde_json::Value>) -> Self {
        let Some(stored) = stored else { return Self::default() };
        if let Ok(layout) = serde_json::from_value::<Self>(stored.clone())
            && layout.version == VERSION
            && layout.normal.is_valid()
            && layout.wide.is_valid()
        {
            return layout;
        }
        let names = stored.get("folded").and_then(|folded| folded.as_array()).cloned();
        let regions =
            names.into_iter().flatten().filter_map(|name| serde_json::from_value(name).ok());
        let mut layout = Self::default();
        regions.for_each(|region| layout.fold(region, true));
        layout
    }
}

/// Restores and stores the layout. A folded pane is unfolded when the session goes to it.
pub fn start(session: Session) -> RwSignal<Layout> {
    let layout = RwSignal::new(Layout::read(kept::read(KEY)));
    provide_context(layout);
    kept::follow(KEY, layout);
    media::follow(WIDE, move |is_wide| {
        if layout.with_untracked(|layout| layout.is_wide != is_wide) {
            layout.update(|layout| layout.is_wide = is_wide);
        }
    });
    media::follow(NARROW, move |is_narrow| {
        if layout.with_untracked(|layout| layout.is_narrow != is_narrow) {
            layout.update(|layout| layout.is_narrow = is_narrow);
        }
    });
    Effect::watch(
        move || session.pane.get(),
        move |pane, _, _| {
            let Some(region) = panes::entry(*pane).region else { return };
            if layout.with_untracked(|layout| layout.is_folded(region)) {
                layout.update(|layout| layout.fold(region, false));
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
mod tests;
