//! The empty states of the panes: why a pane is empty, and the action that fills it.

use cyclotron_core::bundle::{SCHEMA, SPEC};
use cyclotron_core::{Bundle, FileId, Kind};
use leptos::prelude::*;

use crate::session::{EngineState, Session};
use crate::words::shell::empty_states as words;

/// The empty state of a pane.
#[derive(Clone, Debug, PartialEq)]
pub struct EmptyState {
    /// The reason why the pane is empty.
    pub why: String,
    /// The action that the pane offers.
    pub next: Option<NextStep>,
}

/// An action that an empty pane offers.
#[derive(Clone, Debug, PartialEq)]
pub enum NextStep {
    /// Create a bundle.
    NewBundle,
    /// Create a missing file.
    Make(FileId),
    /// Open an existing file.
    Open(FileId),
}

impl EmptyState {
    fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), next: None }
    }

    fn then(self, next: NextStep) -> Self {
        Self { next: Some(next), ..self }
    }
}

impl Session {
    /// The empty state of the inputs.
    pub fn inputs_empty_state(&self) -> EmptyState {
        self.gap(words::NO_BUNDLE_INPUTS, |bundle| {
            let open = |path: &str| NextStep::Open(bundle.id(path));
            let make = |path: &str| NextStep::Make(bundle.id(path));
            let spec = bundle.spec();
            if bundle.kind() == Kind::Component {
                EmptyState::new(words::COMPONENT_INPUTS)
            } else if bundle.file(SCHEMA).is_none() {
                EmptyState::new(words::NO_SCHEMA).then(make(SCHEMA))
            } else if bundle.file(spec).is_none() {
                EmptyState::new(words::NO_SPEC).then(make(SPEC))
            } else if bundle.kind() == Kind::Service && self.targets().is_empty() {
                EmptyState::new(words::NO_INSTANCES).then(open(spec))
            } else {
                EmptyState::new(words::NO_INPUTS).then(open(SCHEMA))
            }
        })
    }

    /// The empty state of the outputs of other stacks.
    pub fn outputs_empty_state(&self) -> EmptyState {
        self.gap(words::NO_BUNDLE_OUTPUTS, |bundle| {
            EmptyState::new(if bundle.kind().is_environment() {
                words::ENVIRONMENT_OUTPUTS
            } else {
                words::NO_OUTPUTS
            })
        })
    }

    /// The empty state of the rendering.
    pub fn rendering_empty_state(&self) -> EmptyState {
        self.gap(words::NO_BUNDLE_RENDERED, |bundle| {
            let lacking = bundle.lacking();
            let missing = bundle.parts().into_iter().find_map(|part| {
                lacking.iter().find(|path| path.starts_with(part.folder())).filter(|path| {
                    // A part without a folder is at the root of the bundle, where any path matches.
                    path.ends_with("manifest.yaml") || path.ends_with("cloudformation.yaml")
                })
            });
            let spec = bundle.spec();
            if bundle.kind() == Kind::CustomerManagedEnvironment {
                let next = bundle.file(SCHEMA).map(|_| NextStep::Open(bundle.id(SCHEMA)));
                EmptyState { next, ..EmptyState::new(words::NO_TEMPLATE) }
            } else if let Some(path) = missing {
                EmptyState::new(words::missing(path)).then(NextStep::Make(bundle.id(path)))
            } else if bundle.kind() == Kind::Service && bundle.file(spec).is_some() {
                EmptyState::new(words::NOT_RENDERED_SERVICE).then(NextStep::Open(bundle.id(spec)))
            } else {
                EmptyState::new(words::NOT_RENDERED)
            }
        })
    }

    /// The empty state that all panes share, or else the one that `of` returns for the selected bundle.
    fn gap(&self, no_bundle: &'static str, of: impl FnOnce(&Bundle) -> EmptyState) -> EmptyState {
        let Some(name) = self.bundle_name() else {
            if self.selected.with(Option::is_some) {
                return EmptyState::new(words::BESIDE);
            }
            let is_none = self.workspace.with(|open| open.bundles.is_empty());
            return EmptyState::new(if is_none { no_bundle } else { words::NO_FILE });
        };
        let is_analyzed = self.with_bundle(|_| ()).is_some();
        self.workspace.with(|open| match open.bundle(&name) {
            None => EmptyState::new(no_bundle),
            Some(bundle) if is_analyzed => of(bundle),
            Some(_) if matches!(self.engine.get(), EngineState::Loading | EngineState::Busy) => {
                EmptyState::new(words::PENDING)
            }
            Some(_) if self.safe.get() => EmptyState::new(words::SAFE),
            Some(_) => EmptyState::new(words::STOPPED),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyclotron_core::{BundleAnalysis, File, Workspace};

    /// The empty states of a bundle with these files: those of the inputs and the rendering.
    fn gaps(paths: &[&str]) -> [EmptyState; 2] {
        Owner::new().with(|| {
            let session = Session::new(None);
            let files: Vec<File> = paths.iter().map(|path| File::new(*path, "")).collect();
            let bundle = Bundle { name: "b".into(), files, ..Bundle::default() };
            session.selected.set(Some(bundle.id(paths[0])));
            session.analysis.update(|analysis| {
                analysis.bundles = vec![BundleAnalysis {
                    name: "b".into(),
                    kind: bundle.kind(),
                    environments: vec![],
                    inputs: vec![],
                    outputs: vec![],
                    renderings: vec![],
                }];
            });
            session.workspace.set(Workspace { bundles: vec![bundle] });
            [session.inputs_empty_state(), session.rendering_empty_state()]
        })
    }

    fn next(gap: &EmptyState) -> String {
        match &gap.next {
            None => "nothing".to_owned(),
            Some(NextStep::NewBundle) => "a new bundle".to_owned(),
            Some(NextStep::Make(file)) => format!("make {}", file.path),
            Some(NextStep::Open(file)) => format!("open {}", file.path),
        }
    }

    #[test]
    fn each_gap_leads_to_the_file_that_fills_it() {
        let environment = ["infrastructure/manifest.yaml", SPEC];
        let whole =
            ["infrastructure/manifest.yaml", "infrastructure/cloudformation.yaml", SCHEMA, SPEC];
        let service = ["instance_infrastructure/cloudformation.yaml", SCHEMA, SPEC];
        let manifest = "instance_infrastructure/manifest.yaml";
        for (paths, inputs, rendering) in [
            (
                &environment[..],
                "make schema/schema.yaml",
                "make infrastructure/cloudformation.yaml",
            ),
            (&whole[..3], "make spec/spec.yaml", "nothing"),
            (&whole[..], "open schema/schema.yaml", "nothing"),
            (&service[..], "open spec/spec.yaml", "make instance_infrastructure/manifest.yaml"),
            (
                &[service[0], manifest, SCHEMA, SPEC][..],
                "open spec/spec.yaml",
                "open spec/spec.yaml",
            ),
            (&[SCHEMA][..], "make spec/spec.yaml", "open schema/schema.yaml"),
            (&["README.md"][..], "make schema/schema.yaml", "nothing"),
            (&["manifest.yaml"][..], "nothing", "make cloudformation.yaml"),
        ] {
            let gaps = gaps(paths);
            assert_eq!(gaps.each_ref().map(next), [inputs, rendering], "{paths:?}: {gaps:?}");
        }
    }
}
