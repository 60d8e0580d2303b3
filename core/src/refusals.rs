//! Problems for which Proton would have refused to register a bundle, not those that only occur during provisioning.

use crate::bundle::SAMPLE_FOLDER;
use crate::diagnostic::codes::rule;
use crate::diagnostic::{Diagnostic, Severity};

/// The problems of `bundle` for which Proton would have refused to register it, in their order. Problems in samples do
/// not count, as Proton never read them.
pub fn refusals<'d>(
    bundle: &str,
    problems: &'d [Diagnostic],
) -> impl Iterator<Item = &'d Diagnostic> {
    problems.iter().filter(move |problem| problem.file.bundle == bundle && is_refusal(problem))
}

fn is_refusal(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
        && rule(&problem.code.0).is_some_and(|rule| rule.blocks_registration)
        && !problem.file.path.starts_with(SAMPLE_FOLDER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Bundle, File};
    use crate::{analyze, starters};

    /// The codes for which registration of the ready workspace's service would be refused after `change`.
    fn codes(change: impl FnOnce(&mut Bundle)) -> Vec<String> {
        let mut workspace = starters::ready_workspace();
        change(&mut workspace.bundles[1]);
        let name = workspace.bundles[1].name.clone();
        let problems = analyze(&workspace).diagnostics;
        refusals(&name, &problems).map(|problem| problem.code.0.to_string()).collect()
    }

    fn edit(bundle: &mut Bundle, path: &str, change: impl FnOnce(&str) -> String) {
        let file = bundle.files.iter_mut().find(|file| file.path == path).unwrap();
        *file = File::new(path, change(file.text().unwrap()));
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
        // Only files that a manifest names count.
        let file = |n| File::new(format!("instance_infrastructure/{n}.json"), "{}");
        assert_eq!(codes(|bundle| bundle.files.extend((0..40).map(file))), none);
        let file = |n| File::new(format!("instance_infrastructure/{n}.tf"), "");
        let all = "infrastructure: {templates: [{file: '*', rendering_engine: hcl, template_language: terraform}]}";
        let many = codes(|bundle| {
            bundle.files.extend((0..11).map(file));
            edit(bundle, manifest, |_| all.into());
        });
        assert_eq!(many, ["too-many-files"]);
    }

    #[test]
    fn problems_that_did_not_prevent_registration_are_not_listed() {
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
