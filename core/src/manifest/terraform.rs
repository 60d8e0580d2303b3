//! The manifest entry for Terraform: one file, or `"*"` for all files of the folder. Source: "Wrap up template files
//! for AWS Proton" of the user guide. The content of the files is not analyzed.
//!
//! According to the guide, `"*"` selects all `.tf` files. In the public repositories that Proton wrote to, it selected
//! every file directly in the folder except the manifest and dot-files, and none from subfolders.

use super::Reader;
use crate::bundle::is_terraform;
use crate::diagnostic::{Fix, codes};
use crate::nearest::nearest;
use crate::yaml::{self, Node};

impl Reader<'_> {
    /// The paths in the bundle of the files that `entry` names; all files of the folder if it names none that exists.
    pub(super) fn terraform(&mut self, entry: &Node) -> Vec<String> {
        let folder = self.part.folder();
        let all = self.handed_over();
        let at = if folder.is_empty() { "the bundle".to_owned() } else { format!("`{folder}`") };
        let Some(file) =
            entry.get("file").filter(|file| file.text().is_some_and(|text| !text.is_empty()))
        else {
            let span = entry.entry("file").or(entry.entries().first()).map(|entry| entry.key.span);
            let message = "`file` is missing; it names the template in this folder.";
            self.found.report(span, codes::MISSING_TEMPLATE, message).help =
                Some("Add `file: \"*\"` for all `.tf` files.".into());
            self.found.lacks(entry.span, "file");
            return all;
        };
        let name = file.text().unwrap_or("");
        if name == "*" {
            if !all.iter().any(|path| is_terraform(path)) {
                let message =
                    format!("There is no `.tf` file in {at}, so there is nothing to provision.");
                self.found.report(Some(file.span), codes::MISSING_TEMPLATE, message).help =
                    Some("Add the file; its name must end with `.tf`.".into());
            }
            return all;
        }
        let path = format!("{folder}{}", name.trim_start_matches("./"));
        if self.bundle.file(&path).is_some() && is_terraform(&path) {
            return vec![path];
        }
        let names = all.iter().filter(|path| is_terraform(path)).map(|path| &path[folder.len()..]);
        let near = nearest(name, names).map(str::to_owned);
        let message = if is_terraform(&path) {
            format!("There is no file `{name}` in {at}.")
        } else {
            format!("`{name}` doesn't end with `.tf`, and Terraform reads no other files.")
        };
        let found = self.found.report(Some(file.span), codes::MISSING_TEMPLATE, message);
        if let Some(near) = near {
            found.help = Some(format!("Did you mean `{near}`? `\"*\"` names all files."));
            found.fix = Some(Fix::rename(file.span, name, &yaml::scalar(&near.as_str().into())));
        } else {
            found.help = Some("Name an existing file, or `\"*\"` for all files.".into());
        }
        all
    }

    /// The `.tf` files of the folder, in path order.
    pub(super) fn terraform_files(&self) -> Vec<String> {
        self.handed_over().into_iter().filter(|path| is_terraform(path)).collect()
    }

    /// The files of the folder that `"*"` selects, in path order.
    fn handed_over(&self) -> Vec<String> {
        let folder = self.part.folder();
        let paths = self.bundle.files.iter().map(|file| file.path.as_str());
        let is_named = |path: &&str| {
            path.strip_prefix(folder).is_some_and(|name| {
                !name.contains('/') && !name.starts_with('.') && name != "manifest.yaml"
            })
        };
        paths.filter(is_named).map(str::to_owned).collect()
    }
}
