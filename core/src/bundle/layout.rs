//! What files a bundle can have.

use super::{Bundle, Kind, Part, REGISTRATION, SAMPLE_OUTPUTS, SCHEMA, SPEC};

/// The text of a new `manifest.yaml`, for a template in CloudFormation.
pub const MANIFEST: &str = include_str!("../starters/blank/component/manifest.yaml");
/// What a new `.template-registration.yaml` says.
const COMPATIBLE: &str = "compatible_environments:\n  - my-environment:1\n";

impl Bundle {
    /// The paths of files that a bundle of its kind has, or may have, and this one lacks.
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

    /// Whether something lies where a part has its template.
    fn has_template(&self, part: Part) -> bool {
        let manifest = part.manifest();
        self.files.iter().any(|file| {
            let name = file.path.strip_prefix(part.folder());
            let is_template = |name: &str| {
                !name.contains('/')
                    && [".yaml", ".yml", ".tf"].iter().any(|end| name.ends_with(end))
            };
            file.path != manifest && name.is_some_and(is_template)
        })
    }
}

/// What a new file at `path` begins with.
pub fn first_text(path: &str) -> &'static str {
    let is_manifest = |part: Part| path == part.manifest();
    if [Part::Environment, Part::Instance, Part::Pipeline, Part::Component]
        .into_iter()
        .any(is_manifest)
    {
        MANIFEST
    } else if path == REGISTRATION {
        COMPATIBLE
    } else {
        ""
    }
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
        assert_eq!(first_text("pipeline_infrastructure/manifest.yaml"), MANIFEST);
        assert_eq!(first_text("spec/manifest.yaml"), "");
    }
}
