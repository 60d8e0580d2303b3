//! The manifest entry for CloudFormation: one template, which Jinja renders. Source: "Wrap up template files for AWS
//! Proton" of the user guide.

use super::{Reader, Template};
use crate::bundle::is_terraform;
use crate::diagnostic::{Fix, codes};
use crate::nearest::nearest;
use crate::yaml::{self, Node};

impl Reader<'_> {
    /// The path in the bundle of the template that `entry` names; if the file does not exist, the most likely
    /// candidate.
    pub(super) fn template(&mut self, entry: &Node) -> Option<String> {
        let folder = self.part.folder();
        let Some(file) =
            entry.get("file").filter(|file| file.text().is_some_and(|text| !text.is_empty()))
        else {
            let span = entry.entry("file").or(entry.entries().first()).map(|entry| entry.key.span);
            self.found
                .report(
                    span,
                    codes::MISSING_TEMPLATE,
                    "`file` is missing; it names the template in this folder.",
                )
                .help = Some("Add `file: \"cloudformation.yaml\"`.".into());
            self.found.lacks(entry.span, "file");
            return self.guess();
        };
        let name = file.text().unwrap_or("");
        if name == "*" {
            self.found
                .report(
                    Some(file.span),
                    codes::MISSING_TEMPLATE,
                    "`*` is for Terraform; for CloudFormation, the manifest names one template.",
                )
                .help = Some("Name the file, such as `cloudformation.yaml`.".into());
            return self.guess();
        }
        let path = format!("{folder}{}", name.trim_start_matches("./"));
        if self.bundle.file(&path).is_some() {
            return Some(path);
        }
        let names: Vec<String> =
            self.candidates().iter().map(|path| path[folder.len()..].to_owned()).collect();
        let near = nearest(name, names.iter().map(String::as_str)).or(match names.as_slice() {
            [only] => Some(only.as_str()),
            _ => None,
        });
        let at = if folder.is_empty() { "the bundle".to_owned() } else { format!("`{folder}`") };
        let found = self.found.report(
            Some(file.span),
            codes::MISSING_TEMPLATE,
            format!("There is no file `{name}` in {at}."),
        );
        if let Some(near) = near {
            found.help = Some(format!("Did you mean `{near}`?"));
            found.instead = Some(format!("{folder}{near}"));
            found.fix = Some(Fix::rename(file.span, name, &yaml::scalar(&near.into())));
        } else {
            found.help = Some("Add the file, or name the template.".into());
        }
        near.map(|near| format!("{folder}{near}"))
    }

    /// The files of the folder that may be a template.
    fn candidates(&self) -> Vec<&str> {
        let folder = self.part.folder();
        let paths = self.bundle.files.iter().map(|file| file.path.as_str());
        paths
            .filter(|path| {
                path.strip_prefix(folder).is_some_and(|name| {
                    !name.contains('/')
                        && !name.starts_with("manifest.")
                        && !name.starts_with('.')
                        && !is_terraform(name)
                        && [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending))
                })
            })
            .collect()
    }

    /// The most likely template of a folder whose manifest names none.
    fn guess(&self) -> Option<String> {
        match self.candidates().as_slice() {
            [only] => Some((*only).to_owned()),
            several => several
                .iter()
                .find(|path| path.ends_with("cloudformation.yaml"))
                .map(|&path| path.to_owned()),
        }
    }

    /// The most likely template of a folder whose manifest is unusable.
    pub(super) fn guessed(&self) -> Option<Template> {
        let files = self.terraform_files();
        match self.guess() {
            None if !files.is_empty() => Some(Template::Terraform(files)),
            path => path.map(Template::CloudFormation),
        }
    }
}
