//! The state of the diagrams.

use cyclotron_core::Target;
use cyclotron_core::diagram::Extent;
use leptos::prelude::*;

use crate::session::{Pane, Session};
use crate::ui::await_element::focus_when_there;

/// The element id of the button that shows a rendering as a diagram.
pub const GRAPH_BUTTON: &str = "rendering-graph";

/// The state of the diagrams. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Diagrams {
    session: Session,
    /// Whether the diagram of the workspace is shown.
    pub workspace: RwSignal<bool>,
    /// Whether it has all bundles, and not only the selected one with its neighbors.
    pub whole: RwSignal<bool>,
    /// Whether outputs are nodes of it.
    pub has_outputs: RwSignal<bool>,
    /// Whether a rendering is shown as the diagram of its resources.
    pub resources: RwSignal<bool>,
    /// Whether diagrams are shown as lists.
    pub as_list: RwSignal<bool>,
}

impl Diagrams {
    /// Creates the state, with no diagram shown.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            workspace: RwSignal::default(),
            whole: RwSignal::default(),
            has_outputs: RwSignal::default(),
            resources: RwSignal::default(),
            as_list: RwSignal::default(),
        }
    }

    /// Opens the diagram of the workspace at the selected bundle.
    pub fn open(self) {
        self.whole.set(false);
        self.workspace.set(true);
    }

    /// The part of the workspace to show. Without a selected bundle, this is the whole workspace.
    pub fn extent(self) -> Extent {
        let bundle = if self.whole.get() { None } else { self.session.bundle_name() };
        Extent { bundle, has_outputs: self.has_outputs.get() }
    }

    /// Shows the diagram of the resources that a bundle renders for a target, in the pane of the rendering.
    pub fn show_resources(self, bundle: &str, target: Target) {
        let session = self.session;
        let template = session.analysis.with_untracked(|analysis| {
            let bundle = analysis.bundles.iter().find(|other| other.name == bundle)?;
            let rendering =
                bundle.renderings.iter().find(|rendering| rendering.target == target)?;
            Some(rendering.template.clone())
        });
        let Some(template) = template else { return };
        session.select(&template);
        session.target.set(target);
        self.resources.set(true);
        session.show_pane(Pane::Rendered);
        focus_when_there(GRAPH_BUTTON, || {});
    }
}

/// The state of the diagrams. Must be called below the root component.
pub fn use_diagrams() -> Diagrams {
    expect_context()
}
