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
                [] => &[("infrastructure", "The root of the manifest.")],
                ["infrastructure"] => {
                    &[("templates", "The template of this folder; a list with one item.")]
                }
                ["infrastructure", "templates", ""] => &[
                    (
                        "file",
                        "The file name of the template in this folder; `\"*\"` for all Terraform files.",
                    ),
                    (
                        "rendering_engine",
                        "The engine that renders the template: `jinja`, `hcl` or `codebuild`.",
                    ),
                    (
                        "template_language",
                        "The language of the template: `cloudformation` or `terraform`.",
                    ),
                    ("settings", "The CodeBuild settings, for `rendering_engine: codebuild`."),
                ],
                _ => &[],
            };
            let options = known.iter().map(|(name, help)| key(text, word, name, help)).collect();
            Completions { from: word.start.min(at), options, wanted: None }
        }
        Slot::Value(word) => {
            let options = match names.last() {
                Some(&"rendering_engine") => values([
                    ("jinja", "CloudFormation templates with Jinja."),
                    ("hcl", "Terraform modules."),
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
