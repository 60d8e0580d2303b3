//! Go to definition, and find references.

use super::names::Owner;
use super::properties::{Property, definitions};
use super::scene::Scene;
use super::subject::{Subject, output_declarations, subject};
use super::uses::{inner, of_output, of_property};
use crate::bundle::{FileId, SCHEMA};
use crate::schema::type_name;
use crate::text::Span;
use crate::workspace::Workspace;

/// A span in a file; empty for the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The name.
    pub span: Span,
}

/// Returns the declarations of the name at byte `at` of a file: the property of the schema, the output of another
/// template, or the tag that sets a variable. On a declaration, returns its references.
pub fn definition(workspace: &Workspace, file: &FileId, at: usize) -> Vec<Location> {
    let Some(scene) = Scene::new(workspace, file) else { return vec![] };
    let Some(found) = subject(&scene, at) else { return vec![] };
    let location = |file: FileId, span: Span| Location { file, span };
    let declared: Vec<Location> = match &found.subject {
        Subject::Property(declared, _) => declared
            .iter()
            .map(|property| location(scene.bundle.id(SCHEMA), property.key()))
            .collect(),
        Subject::Output(owner, name) => output_declarations(&scene, *owner, name)
            .into_iter()
            .map(|output| location(output.file, output.declared.span))
            .collect(),
        Subject::Variable(_, span) => vec![location(scene.id(), *span)],
        Subject::Type(name) => {
            let types = scene.schema.written.as_ref();
            let entry = types.and_then(|types| types.entry(name));
            entry
                .map(|entry| location(scene.bundle.id(SCHEMA), entry.key.span))
                .into_iter()
                .collect()
        }
        Subject::File(path) => match scene.bundle.file(path) {
            Some(_) => vec![location(scene.bundle.id(path.clone()), Span::default())],
            None => vec![],
        },
        _ => vec![],
    };
    let is_here = |location: &Location| {
        location.file == *file && location.span.start <= at && at <= location.span.end
    };
    if declared.iter().any(is_here) {
        let reads = references(workspace, file, at);
        return reads.into_iter().filter(|location| !is_here(location)).collect();
    }
    declared
}

/// Returns the references to the name at byte `at` of a file.
pub fn references(workspace: &Workspace, file: &FileId, at: usize) -> Vec<Location> {
    let Some(scene) = Scene::new(workspace, file) else { return vec![] };
    let uses = match subject(&scene, at).map(|found| found.subject) {
        Some(Subject::Property(declared, path)) => {
            let keys: Vec<Span> = declared.iter().map(Property::key).collect();
            let (mut uses, _) = of_property(workspace, scene.bundle, &keys);
            let is_output = path.get(1).is_some_and(|step| step.is("outputs"));
            if let (true, Some(name)) = (is_output, declared.first()) {
                let owner = Owner::Environment;
                let name = name.entry.name();
                uses.extend(of_output(workspace, scene.bundle, owner, &[], name).0);
            }
            uses
        }
        Some(Subject::Output(owner, name)) => {
            let declared = output_declarations(&scene, owner, &name);
            let bundle =
                declared.first().and_then(|declaration| workspace.bundle(&declaration.file.bundle));
            let bundle = bundle.unwrap_or(scene.bundle);
            of_output(workspace, bundle, owner, &[], &name).0
        }
        Some(Subject::Type(name)) => return uses_of_type(&scene, &name),
        _ => vec![],
    };
    let reads = uses.into_iter().filter(|usage| usage.is_read);
    reads.map(|usage| Location { file: usage.file, span: usage.span }).collect()
}

/// The `$ref`s to a type.
fn uses_of_type(scene: &Scene<'_>, name: &str) -> Vec<Location> {
    let Some(text) = scene.bundle.text(SCHEMA) else { return vec![] };
    let refs =
        definitions(&scene.schema).into_iter().filter_map(|definition| definition.get("$ref"));
    let own = refs.filter(|target| target.text().is_some_and(|target| type_name(target) == name));
    own.filter_map(|target| inner(text, target))
        .map(|span| Location { file: scene.bundle.id(SCHEMA), span })
        .collect()
}
