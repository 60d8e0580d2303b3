//! The diagram of a workspace: it connects the inputs of each bundle with its templates, declared outputs with the
//! templates that read them, and instances with their environments.

mod extent;
mod problems;
mod reads;
mod scene;

use super::draft::{Draft, New};
use super::{Destination, Diagram, Extent, Kind, Link, NodeState, Relation};
use crate::bundle::{self, Part, SCHEMA, Target};
use crate::diagnostic::{Diagnostic, codes};
use crate::manifest::Template as Named;
use crate::outputs::{
    Declared, OpenEnvironments, declared_outputs, environments, template_outputs,
};
use crate::reading::label;
use crate::sort::CompactSort;
use crate::spec::MAX_READ_INSTANCES;
use crate::workspace::Workspace;
use crate::yaml::Node;
use scene::{Found, Scene};

/// The key of a node.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key<'w> {
    /// The inputs of a part of a bundle.
    Inputs(&'w str, Part),
    /// The template of a part of a bundle; for a customer-managed environment, its schema.
    Template(&'w str, Part),
    /// An instance in a bundle's sample, by index.
    Instance(&'w str, usize),
    /// An output that a part of a bundle declares.
    Output(&'w str, Part, String),
    /// An output that a bundle reads from this part of another one, without a known declaration.
    Missing(&'w str, Part, String),
    /// An environment that is not open.
    NotOpen(String),
}

type WorkspaceDraft<'w> = Draft<Key<'w>>;

/// Returns the diagram of a workspace. `diagnostics` are those of its analysis: each is counted at one node, and a
/// link that is affected carries its diagnostic. Of a bundle that is not open, the diagram has no nodes.
pub fn workspace(workspace: &Workspace, diagnostics: &[Diagnostic], extent: &Extent) -> Diagram {
    let found = Found::new(diagnostics);
    let open = OpenEnvironments::of(workspace);
    let mut scenes: Vec<Scene<'_>> =
        workspace.bundles.iter().map(|bundle| Scene::new(workspace, &open, bundle)).collect();
    // Bundles whose outputs others read come first.
    scenes.compact_sort_by_key(|scene| match scene.bundle.kind() {
        bundle::Kind::Environment | bundle::Kind::CustomerManagedEnvironment => 0,
        bundle::Kind::Component => 1,
        bundle::Kind::Service => 2,
    });
    let mut draft = Draft::new();
    for scene in &scenes {
        nodes(&mut draft, scene);
    }
    for scene in &scenes {
        instances(&mut draft, scene, &found);
        reads::reads(&mut draft, scene, &scenes, &found);
    }
    for scene in &scenes {
        problems::count(&mut draft, scene, &found);
    }
    extent::limit(&mut draft, extent);
    draft.finish()
}

/// Adds the nodes of a bundle.
fn nodes<'w>(draft: &mut WorkspaceDraft<'w>, scene: &Scene<'w>) {
    let bundle = scene.bundle;
    let name = bundle.name.as_str();
    if bundle.kind() == bundle::Kind::CustomerManagedEnvironment {
        let place = Some(scene.start(SCHEMA));
        let key = Key::Template(name, Part::Environment);
        let node = draft.node(key, || New::plain(Kind::CustomerManaged, name, "", place));
        outputs(draft, scene, node, Part::Environment);
        return;
    }
    for (part, named) in &scene.templates {
        if let Some((type_name, span, count)) = scene.inputs(*part) {
            let place = scene.place(SCHEMA, span);
            draft.node(Key::Inputs(name, *part), || New {
                count,
                ..New::plain(Kind::Inputs, type_name, name, place)
            });
        }
        let node =
            draft.node(Key::Template(name, *part), || template(scene, *part, named.as_ref()));
        if *part == Part::Instance {
            renders(draft, scene, node, named.as_ref());
        }
        if *part != Part::Pipeline {
            outputs(draft, scene, node, *part);
        }
    }
}

fn template(scene: &Scene<'_>, part: Part, named: Option<&Named>) -> New {
    let name = scene.bundle.name.as_str();
    let (kind, target) = match part {
        Part::Environment => (Kind::Environment, Some(Target::Environment)),
        // The template is rendered once per instance, so its node has no rendering.
        Part::Instance => (Kind::Service, None),
        Part::Pipeline => (Kind::Pipeline, Some(Target::Pipeline)),
        Part::Component => (Kind::Component, Some(Target::Component)),
    };
    let (state, path) = match named {
        Some(Named::CloudFormation(path)) if scene.bundle.text(path).is_some() => {
            (NodeState::Plain, path.clone())
        }
        Some(Named::CloudFormation(_)) | None => (NodeState::NoTemplate, part.manifest()),
        Some(Named::Terraform(files)) => {
            let first = files.iter().find(|path| path.strip_suffix(".tf").is_some());
            (NodeState::Terraform, first.cloned().unwrap_or_else(|| part.manifest()))
        }
        Some(Named::CodeBuild(_)) => (NodeState::CodeBuild, part.manifest()),
    };
    let rendering =
        target.filter(|_| state == NodeState::Plain).map(|target| (name.to_owned(), target));
    New { state, rendering, ..New::plain(kind, name, "", Some(scene.start(&path))) }
}

/// Adds the outputs that a part declares.
fn outputs<'w>(draft: &mut WorkspaceDraft<'w>, scene: &Scene<'w>, from: Option<usize>, part: Part) {
    let bundle = scene.bundle;
    let declared = match part {
        Part::Environment => declared_outputs(bundle),
        _ => template_outputs(bundle, part),
    };
    for (path, Declared { name, span, .. }) in declared {
        let place = scene.place(path, span);
        let key = Key::Output(&bundle.name, part, name.clone());
        let node = draft.node(key, || New::plain(Kind::Output, &name, &bundle.name, place.clone()));
        if let (Some(from), Some(to)) = (from, node) {
            let link = Link { relation: Relation::Declares, name, place, problem: None };
            draft.link(from, to, link);
        }
    }
}

/// Adds the instances in the sample, for which the template is rendered.
fn renders<'w>(
    draft: &mut WorkspaceDraft<'w>,
    scene: &Scene<'w>,
    template: Option<usize>,
    named: Option<&Named>,
) {
    let bundle = scene.bundle;
    let is_rendered = matches!(named, Some(Named::CloudFormation(_)));
    for (index, item) in scene.instances().iter().enumerate().take(MAX_READ_INSTANCES) {
        let target = Target::Instance(index);
        let given = item.get("name").and_then(Node::text).unwrap_or_default();
        let place = scene.place(bundle.spec(), item.place(&["name".into()]));
        let node = draft.node(Key::Instance(&bundle.name, index), || New {
            rendering: is_rendered.then(|| (bundle.name.clone(), target)),
            ..New::plain(Kind::Instance, &label(target, given), &bundle.name, place)
        });
        if let (Some(from), Some(to)) = (template, node) {
            let (relation, name) = (Relation::Renders, String::new());
            draft.link(from, to, Link { relation, name, place: None, problem: None });
        }
    }
}

/// Links the instances of a sample to their environments.
fn instances<'w>(draft: &mut WorkspaceDraft<'w>, scene: &Scene<'w>, found: &Found<'_>) {
    let bundle = scene.bundle;
    if bundle.kind().is_environment() {
        return;
    }
    let stands_in = environments(scene.workspace, scene.open, bundle, scene.spec().as_ref());
    let stands_in = stands_in.first().map(|one| &*one.name);
    for (index, item) in scene.instances().iter().enumerate().take(MAX_READ_INSTANCES) {
        let to = match bundle.kind() {
            bundle::Kind::Component => Key::Template(&bundle.name, Part::Component),
            _ => Key::Instance(&bundle.name, index),
        };
        let Some(to) = draft.find(&to) else { continue };
        let Some(node) = item.get("environment") else { continue };
        let Some(name) = node.text().filter(|name| !name.is_empty()) else { continue };
        let file = bundle.id(bundle.spec());
        let place = scene.place(bundle.spec(), node.span);
        let problem = found.at(&file, node.span.start, |rule| rule == codes::UNKNOWN_ENVIRONMENT);
        let open = scene.workspace.environments().find(|environment| environment.name == name);
        let from = match open {
            Some(open) => draft.find(&Key::Template(&open.name, Part::Environment)),
            None => draft.node(Key::NotOpen(name.to_owned()), || New {
                state: NodeState::NotOpen,
                ..New::plain(Kind::Environment, name, "", place.clone())
            }),
        };
        let Some(from) = from else { continue };
        if open.is_none() {
            if let Some(problem) = &problem {
                draft.problem(from, problem.clone());
            }
            // The environment whose outputs the analysis uses instead.
            let taken =
                stands_in.and_then(|name| draft.find(&Key::Template(name, Part::Environment)));
            if let Some(taken) = taken {
                let (relation, name, place) = (Relation::StandsIn, String::new(), place.clone());
                draft.link(taken, from, Link { relation, name, place, problem: None });
            }
        }
        let (relation, name) = (Relation::RunsIn, String::new());
        draft.link(from, to, Link { relation, name, place, problem });
    }
}

/// The link for a read.
fn read(name: &str, place: Option<Destination>, problem: Option<super::Problem>) -> Link {
    Link { relation: Relation::Reads, name: name.to_owned(), place, problem }
}
