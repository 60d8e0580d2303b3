//! Assigns each problem to a single node.

use super::super::Problem;
use super::scene::{Found, Scene, role};
use super::{Key, WorkspaceDraft};
use crate::bundle::{Part, SCHEMA};
use crate::diagnostic::Diagnostic;
use crate::manifest::Template;
use crate::text::Span;

/// Counts the problems of a bundle at its nodes.
pub(super) fn count<'w>(draft: &mut WorkspaceDraft<'w>, scene: &Scene<'w>, found: &Found<'_>) {
    for diagnostic in found.of(&scene.bundle.name) {
        let at = draft.find(&node(scene, diagnostic)).or_else(|| draft.find(&main(scene)));
        if let Some(at) = at {
            draft.problem(at, Problem::of(diagnostic));
        }
    }
}

fn node<'w>(scene: &Scene<'w>, one: &Diagnostic) -> Key<'w> {
    let bundle = scene.bundle;
    let path = one.file.path.as_str();
    let start = one.span.map_or(0, |span| span.start);
    if path == SCHEMA {
        return schema(scene, start);
    }
    if path == bundle.spec() {
        return sample(scene, start);
    }
    let of_template = scene.templates.iter().find(|(part, named)| {
        let is_named = match named {
            Some(Template::CloudFormation(template)) => template == path,
            Some(Template::Terraform(files)) => files.iter().any(|file| file == path),
            Some(Template::CodeBuild(_)) | None => false,
        };
        let folder = part.folder();
        is_named || !folder.is_empty() && path.starts_with(folder)
    });
    of_template.map_or_else(|| main(scene), |(part, _)| Key::Template(&bundle.name, *part))
}

/// The inputs whose type contains the position; else the first inputs.
fn schema<'w>(scene: &Scene<'w>, start: usize) -> Key<'w> {
    let parts = || scene.templates.iter().map(|(part, _)| *part);
    let within = |part: &Part| {
        let input = role(*part).and_then(|role| scene.schema.input(role));
        let written = scene.schema.written.as_ref().zip(input);
        let entry = written.and_then(|(types, input)| types.entry(&input.name));
        entry.is_some_and(|entry| holds(entry.key.span.start, entry.value.span, start))
    };
    let first = || parts().find(|part| scene.inputs(*part).is_some());
    match parts().find(within).or_else(first) {
        Some(part) => Key::Inputs(&scene.bundle.name, part),
        None => main(scene),
    }
}

/// The instance or the pipeline that contains the position; else the bundle's main node.
fn sample<'w>(scene: &Scene<'w>, start: usize) -> Key<'w> {
    let name = scene.bundle.name.as_str();
    let within = |span: Span| holds(span.start, span, start);
    if let Some(index) = scene.instances().iter().position(|item| within(item.span)) {
        return Key::Instance(name, index);
    }
    let pipeline = scene.sample.as_ref().and_then(|root| root.entry("pipeline"));
    match pipeline {
        Some(entry) if holds(entry.key.span.start, entry.value.span, start) => {
            Key::Template(name, Part::Pipeline)
        }
        _ => main(scene),
    }
}

const fn holds(from: usize, value: Span, start: usize) -> bool {
    from <= start && start < value.end
}

/// The main node of a bundle.
fn main<'w>(scene: &Scene<'w>) -> Key<'w> {
    let part = scene.templates.first().map_or(Part::Environment, |(part, _)| *part);
    Key::Template(&scene.bundle.name, part)
}
