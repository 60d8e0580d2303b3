//! The table of the panes.

use super::layout::Region;
use crate::session::Pane;
use crate::words::shell::panes as words;

/// A pane, and how the rest of the page finds it. `app.rs` places it on the page.
#[derive(Debug)]
pub struct PaneEntry {
    /// The pane.
    pub pane: Pane,
    /// The value of `data-pane` while the pane is the visible one of a narrow window.
    pub id: &'static str,
    /// The label in the switch between panes.
    pub label: &'static str,
    /// The selector of its element.
    pub selector: &'static str,
    /// The pane in the layout; `None` if it cannot be folded.
    pub region: Option<Region>,
}

const fn pane(
    pane: Pane,
    id: &'static str,
    label: &'static str,
    selector: &'static str,
    region: Option<Region>,
) -> PaneEntry {
    PaneEntry { pane, id, label, selector, region }
}

/// All panes, in page order.
#[rustfmt::skip]
pub static PANES: [PaneEntry; 5] = [
    pane(Pane::Files, "files", words::FILES, ".pane--files", Some(Region::Files)),
    pane(Pane::Editor, "source", words::SOURCE, ":is(.pane--repository, .pane--editor)", None),
    pane(Pane::Inputs, "inputs", words::INPUTS, ".pane--inputs", Some(Region::Inputs)),
    pane(Pane::Rendered, "rendered", words::RENDERED, ".pane--rendered", Some(Region::Rendered)),
    pane(Pane::Problems, "problems", words::PROBLEMS, ".pane--problems", Some(Region::Problems)),
];

/// The entry of a pane.
pub fn entry(pane: Pane) -> &'static PaneEntry {
    // A test below finds each pane.
    PANES.iter().find(|entry| entry.pane == pane).unwrap_or(&PANES[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pane_has_an_entry() {
        for pane in [Pane::Files, Pane::Editor, Pane::Problems, Pane::Inputs, Pane::Rendered] {
            assert_eq!(entry(pane).pane, pane);
        }
    }
}
