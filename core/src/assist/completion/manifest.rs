//! Completions in `manifest.yaml`.

use super::{Completion, CompletionKind, Completions, key, values};
use crate::assist::rows::{Slot, nesting, rows};
use crate::assist::scene::Scene;
use crate::bundle::Part;
use crate::render::references::Step;

pub(super) fn completions(scene: &Scene<'_>, part: Part, at: usize) -> Completions {
    let text = scene.text;
    let found = nesting(text, &rows(text), at);
    let names: Vec<&str> = found.path.iter().map(|step| step.as_name().unwrap_or("")).collect();
    match found.slot {
        Slot::Key(word) => {
            let known: &[(&str, &str)] = match names.as_slice() {
                [] => &[("infrastructure", "Everything is below it.")],
                ["infrastructure"] => &[("templates", "The one template of this folder.")],
                ["infrastructure", "templates", ""] => &[
                    ("file", "The template, from this folder; `\"*\"` for all of Terraform's."),
                    ("rendering_engine", "What renders it: `jinja`, `hcl` or `codebuild`."),
                    (
                        "template_language",
                        "What it is written in: `cloudformation` or `terraform`.",
                    ),
                    ("settings", "What CodeBuild does; with `rendering_engine: codebuild`."),
                ],
                _ => &[],
            };
            let options = known.iter().map(|(name, help)| key(text, word, name, help)).collect();
            Completions { from: word.start.min(at), options, wanted: None }
        }
        Slot::Value(word) => {
            let options = match names.last() {
                Some(&"rendering_engine") => values([
                    ("jinja", "Templates for CloudFormation."),
                    ("hcl", "Terraform."),
                    ("codebuild", "Commands that CodeBuild runs."),
                ]),
                Some(&"template_language") => values([("cloudformation", ""), ("terraform", "")]),
                Some(&"file")
                    if found.path.first().is_some_and(|step: &Step| step.is("infrastructure")) =>
                {
                    files(scene, part)
                }
                _ => vec![],
            };
            Completions { from: word.start.min(at), options, wanted: None }
        }
    }
}

/// Completes the names of the files in the manifest's folder.
fn files(scene: &Scene<'_>, part: Part) -> Vec<Completion> {
    let beside = scene.bundle.files.iter().filter_map(|file| {
        let name = file.path.strip_prefix(part.folder())?;
        (!name.contains('/') && !name.starts_with("manifest.")).then_some(name)
    });
    let option = |name: &str| Completion {
        insert: Some(format!("\"{name}\"")),
        ..Completion::new(CompletionKind::File, name, "")
    };
    beside.map(option).collect()
}
