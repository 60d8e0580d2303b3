//! `template-name`: the folder that template sync takes a template's name from.
//!
//! Template sync keeps a bundle in `<template-name>/v<major>/` (user guide, on template sync);
//! `CreateEnvironmentTemplate` and `CreateServiceTemplate` in Proton's API reference define the syntax of a name.

use super::Subject;
use crate::bundle::{Bundle, SCHEMA};
use crate::diagnostic::{Diagnostic, codes};
use crate::spec::{NAME_RULE, is_name};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(name) = synced_name(subject.bundle).filter(|name| !is_name(name)) else { return };
    let message = format!(
        "The folder's name is the name of the template for template sync, and Proton did not accept `{name}`."
    );
    found.push(
        Diagnostic::new(codes::TEMPLATE_NAME, subject.bundle.id(SCHEMA), message)
            .help(format!("Rename the folder. {NAME_RULE}")),
    );
}

/// The name of the template, if the bundle is in folders of template sync.
pub(super) fn synced_name(bundle: &Bundle) -> Option<&str> {
    let (above, version) = bundle.top_folder.as_deref()?.rsplit_once('/')?;
    let digits = version.strip_prefix('v')?;
    let is_version = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_version.then(|| above.rsplit('/').next().unwrap_or(above))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;
    use crate::workspace::Workspace;

    fn named(top_folder: &str) -> Bundle {
        Bundle { top_folder: Some(top_folder.into()), ..Bundle::default() }
    }

    #[test]
    fn only_a_folder_of_versions_names_a_template() {
        for (folder, name) in [
            ("my-env/v1", Some("my-env")),
            ("templates/my-env/v12", Some("my-env")),
            ("my-env", None),
            ("my-env/vNext", None),
        ] {
            assert_eq!(synced_name(&named(folder)), name, "{folder}");
        }
    }

    #[test]
    fn a_name_that_is_none_is_reported() {
        let codes = |folder| {
            let found = analyze(&Workspace { bundles: vec![named(folder)] }).diagnostics;
            found.into_iter().filter(|finding| finding.code.0 == "template-name").count()
        };
        assert_eq!([codes("my-env/v1"), codes("_my env/v1"), codes("_my env")], [0, 1, 0]);
    }
}
