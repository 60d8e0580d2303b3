//! `local-module`: a Terraform module in a folder that Proton didn't pass on.
//!
//! Proton committed the files directly in the bundle's folder, but no subfolders: its pull requests to public
//! provisioning repositories show it.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};
use crate::manifest::{Template, manifest};
use crate::text::Span;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let bundle = subject.bundle;
    for part in bundle.parts() {
        let Some(Template::Terraform(paths)) = manifest(bundle, part).0.template else { continue };
        for path in paths {
            let Some(text) = bundle.text(&path) else { continue };
            for (span, source) in local_modules(text) {
                let message = format!(
                    "Proton handed over only the files directly in `{}`, so `{source}` is missing when Terraform runs, and its plan fails.",
                    part.folder()
                );
                found.push(
                    Diagnostic::new(codes::LOCAL_MODULE, bundle.id(&path), message)
                        .at(span)
                        .help("Move the module's resources into this folder, or name a module of a registry or a Git repository as `source`."),
                );
            }
        }
    }
}

/// The `source` of each module that is a local folder, with its span.
fn local_modules(text: &str) -> Vec<(Span, &str)> {
    let mut found = vec![];
    let mut at = 0;
    let mut is_module = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        // Blocks begin in the first column, as `terraform fmt` formats them.
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            is_module = line.starts_with("module ");
        }
        let body = if line.starts_with("module ") {
            line.split_once('{').map_or("", |(_, body)| body)
        } else {
            line
        };
        let Some(value) = body.trim_start().strip_prefix("source").filter(|_| is_module) else {
            continue;
        };
        let value = value
            .trim_start()
            .strip_prefix('=')
            .and_then(|value| value.trim_start().strip_prefix('"'));
        let Some(source) = value.and_then(|value| value.split('"').next()) else { continue };
        if source.starts_with("./") || source.starts_with("../") {
            let offset = line.len() - value.map_or(0, str::len);
            found.push((Span::new(start + offset, start + offset + source.len()), source));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_modules_in_folders_are_local() {
        let text = "module \"a\" {\n  source = \"./network\"\n}\nmodule \"b\" { source = \"../x\" }\nmodule \"c\" {\n  source  = \"terraform-aws-modules/vpc/aws\"\n}\nresource \"aws_s3_object\" \"d\" {\n  source = \"./file.zip\"\n}\n";
        let found = local_modules(text);
        assert!(found.iter().all(|(span, source)| span.of(text) == *source));
        assert_eq!(
            found.iter().map(|(_, source)| *source).collect::<Vec<_>>(),
            ["./network", "../x"]
        );
    }
}
