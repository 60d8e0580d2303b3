//! The files that a bundle can have.

use super::{Bundle, Kind, Part, REGISTRATION, SAMPLE_OUTPUTS, SCHEMA, SPEC};

/// The text of a new `manifest.yaml` for a CloudFormation template.
pub const MANIFEST: &str = include_str!("../starters/blank/component/manifest.yaml");
/// The text of a new `manifest.yaml` for Terraform.
const TERRAFORM: &str = "infrastructure:\n  templates:\n    - file: \"*\"\n      rendering_engine: hcl\n      template_language: terraform\n";
/// The text of a new `.template-registration.yaml`.
const COMPATIBLE: &str = "compatible_environments:\n  - my-environment:1\n";

impl Bundle {
    /// The paths of required and optional files of the bundle's kind that the bundle lacks.
    pub fn lacking(&self) -> Vec<String> {
        let kind = self.kind();
        let parts: &[Part] = match kind {
            Kind::Environment => &[Part::Environment],
            Kind::Service => &[Part::Instance, Part::Pipeline],
            Kind::Component => &[Part::Component],
            Kind::CustomerManagedEnvironment => &[],
        };
        let mut paths = vec![];
        if kind != Kind::Component {
            paths.push(SCHEMA.to_owned());
        }
        for part in parts {
            paths.push(part.manifest());
            if !self.has_template(*part) {
                paths.push(format!("{}cloudformation.yaml", part.folder()));
            }
        }
        if kind == Kind::Service {
            paths.push(REGISTRATION.to_owned());
        }
        paths.extend([SPEC, SAMPLE_OUTPUTS, "README.md"].map(str::to_owned));
        paths.retain(|path| self.file(path).is_none());
        paths
    }

    /// The initial text of a new file at `path`. A new manifest names the template beside it.
    pub fn first_text(&self, path: &str) -> String {
        let parts = [Part::Environment, Part::Instance, Part::Pipeline, Part::Component];
        let part = parts.into_iter().find(|part| path == part.manifest());
        match part {
            Some(part) => self.first_manifest(part),
            None if path == REGISTRATION => COMPATIBLE.to_owned(),
            None => String::new(),
        }
    }

    fn first_manifest(&self, part: Part) -> String {
        let templates: Vec<_> = self.templates(part).collect();
        if templates.iter().any(|name| is_terraform(name)) {
            return TERRAFORM.to_owned();
        }
        match templates.as_slice() {
            [only] => MANIFEST.replace("cloudformation.yaml", only),
            _ => MANIFEST.to_owned(),
        }
    }

    fn has_template(&self, part: Part) -> bool {
        self.templates(part).next().is_some()
    }

    /// The names of the files in a part's folder that can be its template.
    fn templates(&self, part: Part) -> impl Iterator<Item = &str> {
        let manifest = part.manifest();
        self.files.iter().filter_map(move |file| {
            let name = file.path.strip_prefix(part.folder()).filter(|_| file.path != manifest)?;
            let is_template = !name.contains('/')
                && (is_terraform(name)
                    || [".yaml", ".yml"].iter().any(|ending| name.ends_with(ending)));
            is_template.then_some(name)
        })
    }
}

/// Whether Terraform reads the file at this path as part of its configuration.
pub(crate) fn is_terraform(path: &str) -> bool {
    [".tf", ".tf.json"].iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::File;
    use crate::starters::Starter;
    use crate::workspace::Workspace;

    fn lacking(beginning: Starter) -> Vec<String> {
        beginning.bundle("my-template", &Workspace::default()).lacking()
    }

    #[test]
    fn each_kind_has_a_layout_of_its_own() {
        assert_eq!(lacking(Starter::Environment), ["README.md"]);
        assert_eq!(lacking(Starter::Component), ["README.md"]);
        assert_eq!(lacking(Starter::CustomerManagedEnvironment), ["README.md"]);
        assert_eq!(
            lacking(Starter::Service),
            [
                "pipeline_infrastructure/manifest.yaml",
                "pipeline_infrastructure/cloudformation.yaml",
                ".template-registration.yaml",
                "README.md",
            ]
        );
    }

    #[test]
    fn a_template_may_have_any_name() {
        let files =
            ["infrastructure/main.tf", "schema/schema.yaml"].map(|path| File::new(path, ""));
        let bundle = Bundle { files: files.into(), ..Bundle::default() };
        let lacking = bundle.lacking();
        assert_eq!(lacking[0], "infrastructure/manifest.yaml");
        assert!(!lacking.contains(&"infrastructure/cloudformation.yaml".to_owned()));
    }

    #[test]
    fn a_new_manifest_names_a_template() {
        let path = "pipeline_infrastructure/manifest.yaml";
        let with = |files: &[&str]| {
            let files =
                files.iter().map(|name| File::new(format!("pipeline_infrastructure/{name}"), ""));
            Bundle { files: files.collect(), ..Bundle::default() }.first_text(path)
        };
        assert_eq!(with(&[]), MANIFEST);
        assert_eq!(with(&["a.yaml", "b.yaml"]), MANIFEST);
        assert!(with(&["pipeline.yml"]).contains("file: \"pipeline.yml\""));
        for files in [&["main.tf"][..], &["main.tf", "values.yaml"]] {
            assert!(with(files).contains("template_language: terraform"));
        }
        assert_eq!(with(&["modules/main.tf"]), MANIFEST);
        assert_eq!(Bundle::default().first_text("spec/manifest.yaml"), "");
    }
}
