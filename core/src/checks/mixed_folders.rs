//! `mixed-folders` and `missing-instance`: folders that don't form a bundle together.
//!
//! An environment has `infrastructure/`; a service has `instance_infrastructure/` and optionally
//! `pipeline_infrastructure/` (user guide, on template bundles).

use super::Subject;
use crate::bundle::Part;
use crate::diagnostic::{Diagnostic, codes};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let bundle = subject.bundle;
    let first = |part: Part| {
        let mut paths = bundle.files.iter().map(|file| file.path.as_str());
        paths.find(|path| path.starts_with(part.folder()))
    };
    let environment = first(Part::Environment);
    let (instance, pipeline) = (first(Part::Instance), first(Part::Pipeline));
    if let Some(path) = environment
        && let Some(part) = instance.map(|_| Part::Instance).or(pipeline.map(|_| Part::Pipeline))
    {
        let message = format!(
            "The bundle has `infrastructure/`, which belongs to an environment, and `{}`, which belongs to a service. A bundle must have exactly one kind.",
            part.folder()
        );
        let path = bundle
            .file(&Part::Environment.manifest())
            .map_or(path, |manifest| manifest.path.as_str());
        found.push(Diagnostic::new(codes::MIXED_FOLDERS, bundle.id(path), message).help(
            "Split it into two bundles, each with a schema. Until then, it is read as a service.",
        ));
    }
    if let (None, Some(path)) = (instance, pipeline) {
        let message = "The bundle has a pipeline, but no `instance_infrastructure/`. Proton refused a service without it.";
        found.push(
            Diagnostic::new(codes::MISSING_INSTANCE, bundle.id(path), message)
                .help("Add `instance_infrastructure/` with a manifest and a template."),
        );
    }
}
