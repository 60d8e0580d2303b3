//! `local-module`: a Terraform module in a folder that Proton didn't pass on.
//!
//! Proton committed the files directly in the bundle's folder, but no subfolders: its pull requests to public
//! provisioning repositories show it.

use super::Subject;
use crate::bundle::Part;
use crate::diagnostic::{Diagnostic, codes};
use crate::manifest::{Template, manifest};
use crate::text::Span;
use crate::yaml::{self, Node};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let bundle = subject.bundle;
    for part in bundle.parts() {
        let Some(Template::Terraform(paths)) = manifest(bundle, part).0.template else { continue };
        let folder = match part {
            Part::Component => "the folder of the bundle".to_owned(),
            _ => format!("`{}`", part.folder()),
        };
        for path in paths {
            let Some(text) = bundle.text(&path) else { continue };
            let modules = if path.rsplit('.').next() == Some("json") {
                in_json(text)
            } else {
                in_blocks(text)
            };
            for (span, source) in modules {
                let message = format!(
                    "Proton passed on only the files directly in {folder}, so `{source}` is missing when Terraform runs, and the plan fails."
                );
                found.push(
                    Diagnostic::new(codes::LOCAL_MODULE, bundle.id(&path), message)
                        .at(span)
                        .help("Move the module's resources into this folder, or use a module from a registry or a Git repository as `source`."),
                );
            }
        }
    }
}

/// Whether the `source` of a module is another local folder.
fn is_other_folder(source: &str) -> bool {
    (source.starts_with("./") || source.starts_with("../"))
        && source.split('/').any(|name| !matches!(name, "" | "."))
}

/// The `source` of each module in a `.tf.json` file that is another local folder, with its span.
fn in_json(text: &str) -> Vec<(Span, String)> {
    let root = yaml::parse(text).root;
    let modules = root.as_ref().and_then(|root| root.get("module"));
    // Terraform also takes a list of mappings.
    let groups = modules.map(|modules| match modules.items() {
        [] => std::slice::from_ref(modules),
        items => items,
    });
    let modules = groups.unwrap_or_default().iter().flat_map(Node::entries);
    let sources = modules.filter_map(|module| {
        let source = module.value.get("source")?;
        Some((source.span, source.text().filter(|text| is_other_folder(text))?.to_owned()))
    });
    sources.collect()
}

/// The `source` of each module in a `.tf` file that is another local folder, with its span.
fn in_blocks(text: &str) -> Vec<(Span, String)> {
    let mut found = vec![];
    let mut at = 0;
    let mut is_module = false;
    // The line that ends the current heredoc or comment, and whether that only has to be part of the line.
    let mut skipped: Option<(&str, bool)> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if let Some((end, is_part)) = skipped {
            let is_end = if is_part { line.contains(end) } else { line.trim() == end };
            skipped = skipped.filter(|_| !is_end);
            continue;
        }
        if line.trim_start().starts_with("/*") {
            skipped = (!line.contains("*/")).then_some(("*/", true));
            continue;
        }
        skipped = heredoc(line).map(|end| (end, false));
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
        if is_other_folder(source) {
            let offset = line.len() - value.map_or(0, str::len);
            let span = Span::new(start + offset, start + offset + source.len());
            found.push((span, source.to_owned()));
        }
    }
    found
}

/// The line that ends the heredoc which begins at the end of `line`: `EOT` for `<<-EOT`.
fn heredoc(line: &str) -> Option<&str> {
    let (_, mark) = line.trim_end().rsplit_once("<<")?;
    let mark = mark.trim_start_matches('-');
    let is_word = !mark.is_empty() && mark.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_word.then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(found: Vec<(Span, String)>, text: &str) -> Vec<String> {
        let of = |(span, source): (Span, String)| {
            assert_eq!(span.of(text).trim_matches('"'), source);
            source
        };
        found.into_iter().map(of).collect()
    }

    #[test]
    fn only_modules_in_folders_are_local() {
        let text = "module \"a\" {\n  source = \"./network\"\n}\nmodule \"b\" { source = \"../x\" }\nmodule \"c\" {\n  source  = \"terraform-aws-modules/vpc/aws\"\n}\nresource \"aws_s3_object\" \"d\" {\n  source = \"./file.zip\"\n}\nmodule \"e\" { source = \"./\" }\n";
        assert_eq!(sources(in_blocks(text), text), ["./network", "../x"]);
    }

    #[test]
    fn heredocs_and_comments_have_no_modules() {
        let module = "module \"a\" {\n  source = \"./network\"\n}\n";
        let text = format!(
            "locals {{\n  a = <<-EOT\n{module}  EOT\n  b = 1 << 2\n}}\n/*\n{module}*/\n# <<EOT here\n{}",
            module.replace("network", "real")
        );
        assert_eq!(sources(in_blocks(&text), &text), ["./real"]);
    }

    #[test]
    fn modules_in_json_are_found() {
        let text = r#"{"module": {"a": {"source": "./network"}, "b": {"source": "a/b/aws"}}}"#;
        assert_eq!(sources(in_json(text), text), ["./network"]);
        let text = r#"{"module": [{"a": {"source": "../network"}}], "resource": {}}"#;
        assert_eq!(sources(in_json(text), text), ["../network"]);
    }
}
