//! Converts a service bundle in the layout of Proton's preview to the current layout.

use serde::{Deserialize, Serialize};

use crate::bundle::{Bundle, Content, File, Part, SAMPLE_OUTPUTS, SPEC};
use crate::names::{Is, names};
use crate::prepare::prepare;
use crate::preview_layout::{moved, preview_layout};
use crate::render::Template;
use crate::sort::CompactSort;
use crate::text::{Edit, Span};
use crate::workspace::Workspace;
use crate::yaml;

/// A bundle in the layout of 2021.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// The bundle, with the samples that it lacked.
    pub bundle: Bundle,
    /// The files that were moved: the old and the new path of each.
    pub moved: Vec<(String, String)>,
}

/// Converts a bundle in the preview's layout; `None` for any other bundle. `workspace` holds the
/// environments that its sample can run in.
pub fn convert(bundle: &Bundle, workspace: &Workspace) -> Option<Conversion> {
    let mut converted = converted(bundle)?;
    // An earlier build may have taken the bundle for an environment and made a sample for one.
    let root = converted.text(SPEC).and_then(|text| yaml::parse(text).root);
    let made_for = root.as_ref().and_then(|root| root.get("proton")?.text());
    if made_for == Some("EnvironmentSpec") {
        converted.files.retain(|file| file.path != SPEC && file.path != SAMPLE_OUTPUTS);
    }
    prepare(&mut converted, workspace);
    let moved = bundle.files.iter().filter_map(|file| {
        let (path, _) = moved(&file.path)?;
        Some((file.path.clone(), path))
    });
    Some(Conversion { bundle: converted, moved: moved.collect() })
}

fn converted(bundle: &Bundle) -> Option<Bundle> {
    preview_layout(bundle)?;
    let files = bundle.files.iter().map(|file| {
        let Some((path, part)) = moved(&file.path) else { return file.clone() };
        let content = match &file.content {
            Content::Text(text) if path == part.manifest() => Content::Text(manifest(text).into()),
            Content::Text(text) => Content::Text(template(text, part).into()),
            binary @ Content::Binary(_) => binary.clone(),
        };
        File { path, content }
    });
    let mut converted = Bundle { files: files.collect(), ..bundle.clone() };
    converted.sort();
    Some(converted)
}

/// Renames the manifest's key for the engine to its current name.
fn manifest(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| {
        let key = line.trim_start_matches([' ', '-']);
        match key.strip_prefix("engine:") {
            Some(rest) => format!("{}rendering_engine:{rest}", &line[..line.len() - key.len()]),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

/// Inserts `inputs` and `outputs` into the paths that a template reads. A template with a syntax error stays
/// unchanged.
fn template(text: &str, part: Part) -> String {
    let Ok(template) = Template::compile(text) else { return text.to_owned() };
    let mut places: Vec<(usize, &str)> = vec![];
    for read in &template.references().reads {
        let [owner, name, ..] = read.path.as_slice() else { continue };
        let (Some(owner), Some(name)) = (owner.as_name(), name.as_name()) else { continue };
        let below = match (part, owner) {
            (Part::Instance, "environment") => "outputs.",
            (Part::Instance, "service_instance") | (Part::Pipeline, "pipeline") => "inputs.",
            _ => continue,
        };
        let own = names(part).iter().find(|known| known.name == owner);
        let is_visible = own.is_some_and(|own| match own.is {
            Is::Members(members) => members.iter().any(|member| member.name == name),
            _ => true,
        });
        let Some(Some(place)) = read.steps.get(1) else { continue };
        if !is_visible && text[..place.start].ends_with('.') {
            places.push((place.start, below));
        }
    }
    places.compact_sort();
    places.dedup();
    let edits = places.into_iter().rev();
    edits.fold(text.to_owned(), |text, (at, below)| {
        Edit { span: Span::new(at, at), text: below.to_owned() }.apply(&text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;
    use crate::bundle::SCHEMA;

    const SCHEMA_TEXT: &str = "\
schema:
  format: {openapi: \"3.0.0\"}
  service_input_type: Service
  pipeline_input_type: Pipeline
  types:
    Service: {type: object, properties: {title: {type: string, default: a}}}
    Pipeline: {type: object, properties: {command: {type: string, default: make}}}
";
    const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      engine: jinja\n      template_language: cloudformation\n";

    fn old() -> Bundle {
        let instance = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: {DisplayName: \"{{ service_instance.title }} {{ service_instance.name }} {{ environment.VpcId }}\"}\n";
        let pipeline = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: {DisplayName: \"{{ pipeline.command }} {{ service.name }}\"}\n";
        let files = [
            (SCHEMA, SCHEMA_TEXT),
            ("infrastructure/manifest.yaml", MANIFEST),
            ("infrastructure/cloudformation.yaml", instance),
            ("pipeline/manifest.yaml", MANIFEST),
            ("pipeline/cloudformation.yaml", pipeline),
        ];
        let files = files.map(|(path, text)| File::new(path, text)).into();
        Bundle { name: "old".into(), files, ..Bundle::default() }
    }

    fn codes(bundle: Bundle) -> Vec<String> {
        let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics;
        found.iter().map(|finding| finding.code.0.to_string()).collect()
    }

    #[test]
    fn the_old_layout_is_one_problem() {
        assert_eq!(codes(old()), ["preview-layout"]);
    }

    #[test]
    fn nothing_is_wrong_once_it_is_converted() {
        let Conversion { bundle: new, moved } = convert(&old(), &Workspace::default()).unwrap();
        assert_eq!(convert(&new, &Workspace::default()), None);
        assert_eq!(codes(new.clone()), [""; 0]);
        assert_eq!(moved.len(), 4);
        assert!(moved.iter().all(|(from, to)| {
            old().file(from).is_some() && new.file(from).is_none() && new.file(to).is_some()
        }));
        let text = new.text("instance_infrastructure/cloudformation.yaml").unwrap();
        assert!(text.contains("{{ service_instance.inputs.title }} {{ service_instance.name }} {{ environment.outputs.VpcId }}"));
        assert!(
            new.text("pipeline_infrastructure/cloudformation.yaml")
                .unwrap()
                .contains("pipeline.inputs.command")
        );
    }

    /// A bundle in the old layout is not rendered before the conversion, so it gets no sample until then.
    #[test]
    fn a_bundle_in_the_old_layout_gets_its_samples_with_the_conversion() {
        let mut opened = old();
        prepare(&mut opened, &Workspace::default());
        assert_eq!(opened, old());
        opened.files.push(File::new(SPEC, "proton: EnvironmentSpec\nspec: {}\n"));
        let new = convert(&opened, &Workspace::default()).unwrap().bundle;
        assert!(new.text(SPEC).unwrap().contains("ServiceSpec"));
    }
}
