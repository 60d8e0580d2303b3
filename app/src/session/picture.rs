//! Which pictures are shown, and how.

use cyclotron_core::Target;
use leptos::prelude::*;

use super::{Pane, Session};

/// The state of the pictures. Copy it freely: it holds signals only.
#[derive(Clone, Copy, Default)]
pub struct Pictures {
    /// Whether the picture of the workspace is shown.
    pub workspace: RwSignal<bool>,
    /// Whether a rendering is shown as the graph of its resources.
    pub resources: RwSignal<bool>,
    /// Whether pictures are shown as lists.
    pub as_list: RwSignal<bool>,
    /// Counts how often the keyboard was wanted in the graph of resources.
    pub wanted: RwSignal<usize>,
}

impl Session {
    /// Shows the graph of what a bundle renders for a target, in the pane of the rendering.
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
