//! Links the templates of a bundle to the sources of their values.

use std::collections::HashSet;

use super::super::draft::New;
use super::super::flows::{Source, flow};
use super::super::{Destination, Kind, NodeState, Problem};
use super::scene::{Found, Scene};
use super::{Key, WorkspaceDraft, read};
use crate::bundle::{self, Bundle, Part};
use crate::diagnostic::codes::Rule;
use crate::manifest::Template as Named;
use crate::outputs::environments;
use crate::render::Template;
use crate::render::references::Usage;

/// Adds the links to the templates of a bundle.
pub(super) fn reads<'w>(
    draft: &mut WorkspaceDraft<'w>,
    scene: &Scene<'w>,
    scenes: &[Scene<'w>],
    found: &Found<'_>,
) {
    let bundle = scene.bundle;
    let spec = scene.spec();
    let environments = environments(scene.workspace, scene.open, bundle, spec.as_ref());
    let components: Vec<&Bundle> = scenes
        .iter()
        .map(|scene| scene.bundle)
        .filter(|candidate| candidate.kind() == bundle::Kind::Component)
        .collect();
    for (part, named) in &scene.templates {
        let Some(Named::CloudFormation(path)) = named else { continue };
        let Some(to) = draft.find(&Key::Template(&bundle.name, *part)) else { continue };
        let Some(text) = bundle.text(path) else { continue };
        let Ok(template) = Template::compile(text) else { continue };
        let file = bundle.id(path);
        let mut seen = HashSet::new();
        for reference in &template.references().reads {
            let Some((source, name)) = flow(*part, &reference.path) else { continue };
            // Assigning all values to a variable doesn't read each of them yet.
            if name.is_none() && reference.usage == Usage::Assigned {
                continue;
            }
            let problem = found.at(&file, reference.span.start, Rule::is_about_undefined_name);
            if !seen.insert((part_of(source), name, problem.is_some())) {
                continue;
            }
            let reading = Reading { to, name, place: scene.place(path, reference.span), problem };
            match source {
                Source::Inputs(of) => {
                    if let Some(from) = draft.find(&Key::Inputs(&bundle.name, of)) {
                        reading.from(draft, from);
                    }
                }
                Source::Instances => reading.outputs(draft, bundle, &[bundle], Part::Instance),
                Source::Environment => {
                    reading.outputs(draft, bundle, &environments, Part::Environment);
                }
                Source::Component => reading.outputs(draft, bundle, &components, Part::Component),
            }
        }
    }
}

/// The part of a source and whether it provides inputs, which identify it.
const fn part_of(source: Source) -> (Part, bool) {
    match source {
        Source::Inputs(part) => (part, true),
        Source::Environment => (Part::Environment, false),
        Source::Instances => (Part::Instance, false),
        Source::Component => (Part::Component, false),
    }
}

/// A name that a template reads.
struct Reading<'r> {
    to: usize,
    name: Option<&'r str>,
    place: Option<Destination>,
    problem: Option<Problem>,
}

impl Reading<'_> {
    fn from(self, draft: &mut WorkspaceDraft<'_>, from: usize) {
        draft.link(from, self.to, read(self.name.unwrap_or_default(), self.place, self.problem));
    }

    /// Links the outputs of the bundles that may provide them.
    fn outputs<'w>(
        self,
        draft: &mut WorkspaceDraft<'w>,
        reader: &'w Bundle,
        givers: &[&'w Bundle],
        part: Part,
    ) {
        let Self { to, name, place, problem } = self;
        let Some(name) = name else {
            // All outputs at once: link the templates that declare them.
            for giver in givers {
                if let Some(from) = draft.find(&Key::Template(&giver.name, part)) {
                    draft.link(from, to, read("", place.clone(), problem.clone()));
                }
            }
            return;
        };
        let key = |giver: &&'w Bundle| Key::Output(&giver.name, part, name.to_owned());
        let declared: Vec<usize> =
            givers.iter().filter_map(|giver| draft.find(&key(giver))).collect();
        for from in &declared {
            draft.link(*from, to, read(name, place.clone(), problem.clone()));
        }
        if !declared.is_empty() {
            return;
        }
        let state = if problem.is_some() { NodeState::NotDeclared } else { NodeState::NotSeen };
        let owner = givers.first().map(|giver| giver.name.as_str()).unwrap_or_default();
        let missing = draft.node(Key::Missing(&reader.name, part, name.to_owned()), || New {
            state,
            ..New::plain(Kind::Output, name, owner, place.clone())
        });
        let Some(from) = missing else { return };
        if let Some(problem) = &problem {
            draft.problem(from, problem.clone());
        }
        draft.link(from, to, read(name, place, problem));
    }
}
