//! Compares the renderings of the samples of two bundles.

use serde::{Deserialize, Serialize};

use super::texts::{Differences, texts};
use crate::analysis::Rendering;
use crate::bundle::{Bundle, File, SPEC};
use crate::diagnostic::{Diagnostic, Severity};
use crate::generated::generated;
use crate::reading::Reading;
use crate::render::Undefined;
use crate::renderings::{RenderingMemo, renderings};
use crate::workspace::Workspace;

/// The renderings of one sample before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleDifference {
    /// The display name of the sample.
    pub name: String,
    /// Whether only one of the bundles has the sample; it is then used for both.
    pub is_shared: bool,
    /// One item for each file that either bundle renders.
    pub renderings: Vec<RenderingDifference>,
}

/// A rendered file before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderingDifference {
    /// [`Rendering::file_name`].
    pub file_name: String,
    /// The outcome before.
    pub before: Outcome,
    /// The outcome after.
    pub after: Outcome,
    /// The differences between the texts, if both were rendered.
    pub differences: Differences,
}

/// The outcome of a rendering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was rendered.
    Rendered,
    /// There is nothing to render: the bundle has no such template, or the sample no such instance.
    Absent,
    /// It failed, with the reason in sentences.
    Failed(String),
}

/// The samples of two bundles: path and name, those of the newer bundle first.
pub fn samples(before: &Bundle, after: &Bundle) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = vec![];
    for (name, path) in after.samples().into_iter().chain(before.samples()) {
        if found.iter().all(|(known, _)| known != path) {
            found.push((path.to_owned(), name.to_owned()));
        }
    }
    found
}

/// Compares the renderings of the sample at `path` in two bundles, each within the open workspace.
pub fn sample(
    workspace: &Workspace,
    before: &Bundle,
    after: &Bundle,
    path: &str,
) -> SampleDifference {
    let (old, new) = (before.file(path), after.file(path));
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".yaml").to_owned();
    let with = |bundle: &Bundle, file: Option<&File>| {
        let mut bundle = bundle.clone();
        bundle.files.retain(|file| file.path != path);
        bundle.files.extend(file.cloned());
        path.clone_into(&mut bundle.sample);
        rendered(workspace, &bundle)
    };
    let old_texts = with(before, old.or(new));
    let mut new_texts = with(after, new.or(old));
    let mut differences: Vec<RenderingDifference> = vec![];
    for (file_name, old) in old_texts {
        let at = new_texts.iter().position(|(other, _)| *other == file_name);
        let new = at.map(|at| new_texts.remove(at).1);
        differences.push(difference(file_name, Some(old), new));
    }
    differences.extend(new_texts.into_iter().map(|(name, new)| difference(name, None, Some(new))));
    SampleDifference {
        name,
        is_shared: old.is_some() != new.is_some() && path != SPEC,
        renderings: differences,
    }
}

/// The rendered text, or why rendering failed.
type Rendered = Result<String, String>;

fn difference(
    file_name: String,
    before: Option<Rendered>,
    after: Option<Rendered>,
) -> RenderingDifference {
    let (before, old) = outcome(before);
    let (after, new) = outcome(after);
    RenderingDifference { file_name, before, after, differences: texts(&old, &new) }
}

fn outcome(rendered: Option<Rendered>) -> (Outcome, String) {
    match rendered {
        Some(Ok(text)) => (Outcome::Rendered, text),
        Some(Err(reason)) => (Outcome::Failed(reason), String::new()),
        None => (Outcome::Absent, String::new()),
    }
}

/// Renders a bundle with its selected sample; the results by file name.
fn rendered(workspace: &Workspace, bundle: &Bundle) -> Vec<(String, Rendered)> {
    let reading = Reading::of(workspace, bundle, true);
    let (mut all, mut found) =
        renderings(&reading, Undefined::Strict, &mut RenderingMemo::default());
    if let Some(spec) = &reading.spec {
        let (schema, outputs) = (&reading.schema, &reading.outputs.value);
        all.extend(generated(bundle, schema, spec, outputs, &reading.templates));
    }
    found.extend(reading.found);
    let text = |rendering: Rendering| match rendering.text.filter(|_| rendering.is_complete) {
        Some(text) => Ok(text),
        None => Err(reason(&found, &rendering.template.path)),
    };
    let texts: Vec<_> =
        all.into_iter().map(|rendering| (rendering.file_name.clone(), text(rendering))).collect();
    if texts.is_empty() && !bundle.parts().is_empty() {
        // The failure affects the bundle as a whole: report why it can't be read.
        return vec![(bundle.spec().to_owned(), Err(reason(&found, "")))];
    }
    texts
}

/// The reason why the template at `path` fails to render: the first error in that file, else the first error elsewhere.
fn reason(found: &[Diagnostic], path: &str) -> String {
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let own = found.iter().filter(is_error).find(|finding| finding.file.path == path);
    match own.or_else(|| found.iter().find(is_error)) {
        Some(one) if one.file.path == path => one.message.clone(),
        Some(one) => format!("{}: {}", one.file.path, one.message),
        None => "It reads an undefined name.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::starters::ready_workspace;

    fn service() -> Bundle {
        ready_workspace().bundle("item-api-service").expect("the service").clone()
    }

    fn edited(path: &str, from: &str, to: &str) -> Bundle {
        let mut bundle = service();
        let file = bundle.files.iter_mut().find(|file| file.path == path).expect("the file");
        let text = file.text().expect("a text");
        assert!(text.contains(from), "{path} has no {from}");
        *file = File::new(path, text.replace(from, to));
        bundle
    }

    fn of(after: &Bundle, path: &str) -> SampleDifference {
        sample(&ready_workspace(), &service(), after, path)
    }

    #[test]
    fn a_changed_template_renders_other_lines() {
        let path = "instance_infrastructure/cloudformation.yaml";
        let after =
            edited(path, "Type: AWS::Lambda::Function", "Type: AWS::Lambda::Function # new");
        let found = of(&after, SPEC);
        let counts: Vec<_> = found
            .renderings
            .iter()
            .map(|rendering| (rendering.file_name.as_str(), rendering.differences.added))
            .collect();
        assert_eq!(
            counts,
            [("instance-dev.yaml", 1), ("instance-prod.yaml", 1), ("pipeline.yaml", 0)]
        );
    }

    #[test]
    fn a_rendering_that_fails_says_why() {
        let path = "pipeline_infrastructure/cloudformation.yaml";
        let after =
            edited(path, "AWSTemplateFormatVersion", "{{ nothing }}\nAWSTemplateFormatVersion");
        let found = of(&after, SPEC);
        let pipeline = found
            .renderings
            .iter()
            .find(|rendering| rendering.file_name == "pipeline.yaml")
            .expect("it");
        assert_eq!(pipeline.before, Outcome::Rendered);
        assert!(
            matches!(&pipeline.after, Outcome::Failed(why) if why.contains("nothing")),
            "{pipeline:?}"
        );
        let broken = edited(SPEC, "proton:", "proton: [");
        let found = of(&broken, SPEC);
        assert!(
            found
                .renderings
                .iter()
                .any(|rendering| matches!(&rendering.after, Outcome::Failed(why) if why.starts_with(SPEC))),
            "{found:?}"
        );
    }

    #[test]
    fn a_sample_that_one_lacks_counts_for_both() {
        let mut after = service();
        let spec = after.text(SPEC).expect("a spec").replace("/items", "/small");
        after.files.push(File::new("spec/small.yaml", spec));
        let found = of(&after, "spec/small.yaml");
        assert!(found.is_shared);
        assert!(
            found.renderings.iter().all(|rendering| rendering.differences.is_empty()),
            "{found:?}"
        );
        assert_eq!(
            samples(&service(), &after),
            [
                (SPEC.to_owned(), "spec".to_owned()),
                ("spec/small.yaml".to_owned(), "small".to_owned())
            ]
        );
    }

    #[test]
    fn an_instance_may_come_and_go() {
        let after = edited(SPEC, "name: \"dev\"", "name: \"test\"");
        let found = of(&after, SPEC);
        let outcomes = |name: &str| {
            let rendering =
                found.renderings.iter().find(|rendering| rendering.file_name == name).expect("it");
            (rendering.before.clone(), rendering.after.clone())
        };
        assert_eq!(outcomes("instance-dev.yaml"), (Outcome::Rendered, Outcome::Absent));
        assert_eq!(outcomes("instance-test.yaml"), (Outcome::Absent, Outcome::Rendered));
    }
}
