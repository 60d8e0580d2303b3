//! The state of the diagrams.

use cyclotron_core::Target;
use leptos::prelude::*;

use super::{Pane, Session};

/// The state of the diagrams. Cheap to copy, as it holds signals only.
#[derive(Clone, Copy, Default)]
pub struct Pictures {
    /// Whether the diagram of the workspace is shown.
    pub workspace: RwSignal<bool>,
    /// Whether a rendering is shown as the diagram of its resources.
    pub resources: RwSignal<bool>,
    /// Whether diagrams are shown as lists.
    pub as_list: RwSignal<bool>,
    /// Counts the requests to focus the diagram of resources.
    pub wanted: RwSignal<usize>,
}

impl Session {
    /// Shows the diagram of the resources that a bundle renders for a target, in the pane of the rendering.
    pub fn show_resources(&self, bundle: &str, target: Target) {
        let template = self.analysis.with_untracked(|analysis| {
            let bundle = analysis.bundles.iter().find(|one| one.name == bundle)?;
            let rendering = bundle.renderings.iter().find(|one| one.target == target)?;
            Some(rendering.template.clone())
        });
        let Some(template) = template else { return };
        self.select(&template);
        self.target.set(target);
        self.pictures.resources.set(true);
        self.pictures.wanted.update(|count| *count += 1);
        self.pane.set(Pane::Rendered);
    }
}
