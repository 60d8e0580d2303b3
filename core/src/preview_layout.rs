//! `preview-layout`: a service bundle as the preview of Proton, in 2020 and 2021, had them, and the same
//! bundle as Proton has had them since.
//!
//! Source: public bundles of that time. They have `infrastructure/` and `pipeline/` with
//! `service_input_type`, `engine:` for `rendering_engine:`, and read `environment.<Output>` and
//! `service_instance.<input>`.

use crate::bundle::{Bundle, Content, File, Part, SCHEMA};
use crate::diagnostic::{Diagnostic, codes};
use crate::names::{Is, names};
use crate::render::Template;
use crate::text::{Edit, Span};
use crate::yaml;

/// The folders of the preview, and those of today.
const FOLDERS: [(&str, Part); 2] =
    [("infrastructure/", Part::Instance), ("pipeline/", Part::Pipeline)];

/// The one problem of a bundle in the preview's layout; none for any other bundle.
pub(crate) fn preview_layout(bundle: &Bundle) -> Option<Diagnostic> {
    let has = |folder: &str| bundle.files.iter().any(|file| file.path.starts_with(folder));
    let [(own, _), _] = FOLDERS;
    if !has(own) || has(Part::Instance.folder()) || has(Part::Pipeline.folder()) {
        return None;
    }
    let root = yaml::parse(bundle.text(SCHEMA)?).root?;
    let schema = root.get("schema")?;
    let key = schema.entry("service_input_type")?;
    if schema.entry("environment_input_type").is_some() {
        return None;
    }
    let message = "This is a service in the layout that Proton's preview of 2020 and 2021 had, which Proton refused later. Nothing else of it is checked.";
    let help = "Move `infrastructure/` to `instance_infrastructure/` and `pipeline/` to `pipeline_infrastructure/`. In their manifests, rename `engine` to `rendering_engine`. In their templates, read `environment.outputs.…` and `service_instance.inputs.…`.";
    let problem = Diagnostic::new(codes::PREVIEW_LAYOUT, bundle.id(SCHEMA), message);
    Some(problem.at(key.key.span).help(help))
}

/// The same bundle in today's layout; none for a bundle that has it.
pub fn converted(bundle: &Bundle) -> Option<Bundle> {
    preview_layout(bundle)?;
    let files = bundle.files.iter().map(|file| {
        let moved = FOLDERS.into_iter().find_map(|(folder, part)| {
            let name = file.path.strip_prefix(folder)?;
            Some((format!("{}{name}", part.folder()), part))
        });
        let Some((path, part)) = moved else { return file.clone() };
        let content = match &file.content {
            Content::Text(text) if path == part.manifest() => Content::Text(manifest(text)),
            Content::Text(text) => Content::Text(template(text, part)),
            binary @ Content::Binary(_) => binary.clone(),
        };
        File { path, content }
    });
    let mut converted = Bundle { files: files.collect(), ..bundle.clone() };
    converted.sort();
    Some(converted)
}

/// A manifest with the name that the engine's key has had since.
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

/// A template that reads inputs and outputs below `inputs` and `outputs`. One that Jinja cannot read stays as
/// it is.
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
    places.sort_unstable();
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
    use crate::prepare::prepare;
    use crate::workspace::Workspace;

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
        found.iter().map(|one| one.code.0.to_string()).collect()
    }

    #[test]
    fn the_old_layout_is_one_problem() {
        assert_eq!(codes(old()), ["preview-layout"]);
    }

    #[test]
    fn nothing_is_wrong_once_it_is_converted() {
        let mut new = converted(&old()).unwrap();
        assert_eq!(converted(&new), None);
        prepare(&mut new, &Workspace::default());
        assert_eq!(codes(new.clone()), [""; 0]);
        let text = new.text("instance_infrastructure/cloudformation.yaml").unwrap();
        assert!(text.contains("{{ service_instance.inputs.title }} {{ service_instance.name }} {{ environment.outputs.VpcId }}"));
        assert!(
            new.text("pipeline_infrastructure/cloudformation.yaml")
                .unwrap()
                .contains("pipeline.inputs.command")
        );
    }
}
