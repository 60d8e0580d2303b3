//! What Proton would have refused when a bundle was registered, apart from what fails only when
//! something is provisioned from it.

use crate::bundle::SAMPLE_FOLDER;
use crate::diagnostic::{Diagnostic, Severity};

/// Codes of what keeps a bundle from being registered. Source: the AWS Proton user guide on template
/// bundles, schema files and quotas; a page in `explain/` says which.
///
/// Not among them is what Proton let through, such as a default that breaks its own schema, what is
/// not documented, and what shows when a template is rendered.
const REFUSED: &[&str] = &[
    // The layout.
    "missing-instance",
    "missing-manifest",
    "missing-schema",
    "missing-template",
    "mixed-folders",
    // The manifest.
    "component-engine",
    "engine-mismatch",
    "manifest-templates",
    "missing-commands",
    "missing-rendering-engine",
    "missing-settings",
    "missing-template-language",
    "several-templates",
    "unknown-rendering-engine",
    "unknown-template-language",
    // The schema: OpenAPI 3.0.0, with the types that the kind of bundle needs.
    "customer-managed-type",
    "invalid-definition",
    "invalid-keyword",
    "missing-input-type",
    "missing-schema-key",
    "missing-types",
    "openapi-version",
    "unknown-input-type",
    "unknown-reference",
    "unknown-type",
    "unused-input-type",
    // Names, and what they are registered by.
    "name-too-long",
    "registration",
    "template-name",
    // Limits, and files that cannot be read.
    "bundle-too-large",
    "file-too-large",
    "not-utf-8",
    "too-many-files",
    "yaml-syntax",
];

/// Those of the problems of `bundle` for which Proton would have refused it, in their order. Samples
/// are of no account: it never read them.
pub fn refusals<'d>(
    bundle: &str,
    problems: &'d [Diagnostic],
) -> impl Iterator<Item = &'d Diagnostic> {
    problems.iter().filter(move |one| one.file.bundle == bundle && is_refusal(one))
}

fn is_refusal(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
        && REFUSED.contains(&&*problem.code.0)
        && !problem.file.path.starts_with(SAMPLE_FOLDER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Bundle, File};
    use crate::explain::explain;
    use crate::{analyze, samples};

    /// The codes for which the service of the ready workspace would be refused after `change`.
    fn codes(change: impl FnOnce(&mut Bundle)) -> Vec<String> {
        let mut workspace = samples::workspace();
        change(&mut workspace.bundles[1]);
        let name = workspace.bundles[1].name.clone();
        let problems = analyze(&workspace).diagnostics;
        refusals(&name, &problems).map(|one| one.code.0.to_string()).collect()
    }

    fn edit(bundle: &mut Bundle, path: &str, change: impl FnOnce(&str) -> String) {
        let file = bundle.files.iter_mut().find(|file| file.path == path).unwrap();
        *file = File::new(path, change(file.text().unwrap()));
    }

    #[test]
    fn every_code_exists() {
        for code in REFUSED {
            assert!(explain(code).is_some(), "{code}");
        }
    }

    #[test]
    fn layout_manifest_schema_names_and_limits_are_checked() {
        let manifest = "instance_infrastructure/manifest.yaml";
        let template = "instance_infrastructure/cloudformation.yaml";
        let none: [&str; 0] = [];
        assert_eq!(codes(|_| ()), none);
        assert_eq!(
            codes(|bundle| bundle.files.retain(|file| file.path != manifest)),
            ["missing-manifest"]
        );
        assert_eq!(
            codes(|bundle| edit(bundle, manifest, |text| text.replace("cloudformation.yaml", "x"))),
            ["missing-template"]
        );
        assert_eq!(
            codes(
                |bundle| edit(bundle, "schema/schema.yaml", |text| text.replace("3.0.0", "3.1.0"))
            ),
            ["openapi-version"]
        );
        assert_eq!(
            codes(|bundle| edit(bundle, "schema/schema.yaml", |text| format!("{text}\n- ["))),
            ["yaml-syntax"]
        );
        assert_eq!(codes(|bundle| bundle.top_folder = Some("_/v1".into())), ["template-name"]);
        assert_eq!(
            codes(|bundle| edit(bundle, template, |text| format!(
                "{text}\n#{}",
                "x".repeat(1 << 18)
            ))),
            ["file-too-large"]
        );
        let file = |n| File::new(format!("instance_infrastructure/{n}.json"), "{}");
        assert_eq!(codes(|bundle| bundle.files.extend((0..10).map(file))), ["too-many-files"]);
    }

    #[test]
    fn what_fails_later_or_was_let_through_is_left_to_the_problems() {
        let none: [&str; 0] = [];
        let template = "instance_infrastructure/cloudformation.yaml";
        assert_eq!(
            codes(|bundle| edit(bundle, template, |text| format!("{text}{{{{ x }}}}"))),
            none
        );
        assert_eq!(codes(|bundle| edit(bundle, "spec/spec.yaml", |_| "- [".to_owned())), none);
        assert_eq!(codes(|bundle| edit(bundle, "spec/spec.yaml", |_| " ".repeat(1 << 17))), none);
    }
}
