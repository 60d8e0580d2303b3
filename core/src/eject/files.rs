//! The files of the result: templates, parameters, scripts, the renderings as a proof, and the bundles themselves.

mod backstage;
mod index;
mod markdown;
mod modules;
mod readme;
mod role;
mod sceptre;
mod targets;
mod values;

pub(super) use index::kind;

use serde::{Deserialize, Serialize};

use super::{Deliverable, Ejection, OtherStack, PlannedStack};
use crate::archive::{Packed, tar_gz};
use crate::sort::CompactSort;
use crate::value::Value;

/// The scripts. They are constant: names and values of bundles are data that they read from JSON.
const SCRIPTS: [(&str, &str, bool); 4] = [
    ("bin/adopt", include_str!("files/bin/adopt.sh"), true),
    ("bin/common.sh", include_str!("files/bin/common.sh"), false),
    ("bin/deploy", include_str!("files/bin/deploy.sh"), true),
    ("bin/find-stacks", include_str!("files/bin/find-stacks.sh"), true),
];

/// The workflow for GitHub Actions. It is constant, too.
const WORKFLOW: (&str, &str) =
    (".github/workflows/deploy.yml", include_str!("files/github/deploy.yml"));

const STACKS_ENV: &str = "\
# The names of the stacks, one in a line. The scripts read this file as data.
# An empty name is a new stack, which bin/deploy creates. bin/find-stacks suggests the names of stacks that Proton created.
";

const OTHERS_ENV: &str = "
# Stacks that have no template here. Their outputs are values of parameters.
";

/// A file of the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultFile {
    /// Its path, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Whether it can be executed.
    pub is_executable: bool,
}

impl Ejection {
    /// Packs [`Self::files`] as tar.gz, below one folder. Equal results give equal bytes.
    pub fn pack(&self, folder: &str) -> Vec<u8> {
        let files = self.files();
        let in_folder = files.iter().map(|file| Packed {
            path: format!("{folder}/{}", file.path),
            content: &file.bytes,
            is_executable: file.is_executable,
        });
        tar_gz(in_folder.collect())
    }

    /// The files of the result, sorted by path. No two paths are equal, even if case does not count.
    pub fn files(&self) -> Vec<ResultFile> {
        let mut files = vec![];
        let mut add = |path: String, text: String| {
            files.push(ResultFile { path, bytes: text.into_bytes(), is_executable: false });
        };
        add("README.md".into(), readme::readme(self));
        let has_scripts = self.has(Deliverable::Scripts);
        if has_scripts {
            add("stacks.env".into(), stacks_env(&self.stacks, &self.others));
            add("stacks.json".into(), index::index(self));
            for (bundle, original) in self.originals.iter().enumerate() {
                if let Some(wiring) = index::wiring(self, bundle) {
                    add(wiring_path(&original.folder), wiring);
                }
            }
        }
        let mut templates: Vec<&str> = vec![];
        for planned in &self.stacks {
            let stack = self.stack(planned);
            if let Ok(template) = stack.template
                && !templates.contains(&planned.template.as_str())
            {
                templates.push(&planned.template);
                let text = &self.bundles[planned.bundle].templates[template].text;
                add(planned.template.clone(), text.clone());
            }
            add(planned.parameters.clone(), values::parameters(stack));
            if self.has(Deliverable::GitSync) {
                add(planned.deployment.clone(), values::deployment(planned, stack));
            }
            if let (Some(path), Some(text)) = (&planned.rendering, &stack.rendering) {
                add(path.clone(), text.clone());
            }
        }
        if self.has(Deliverable::GithubActions) {
            add(WORKFLOW.0.into(), WORKFLOW.1.into());
        }
        if self.has(Deliverable::Backstage) {
            for (path, text) in backstage::files(self) {
                add(path, text);
            }
        }
        if self.has(Deliverable::Sceptre) {
            for (path, text) in sceptre::files(self) {
                add(path, text);
            }
        }
        if self.has(Deliverable::ExecutionRole) {
            add("roles/execution-role.yaml".into(), role::role(self).0);
        }
        let scripts = SCRIPTS.iter().map(|(path, text, is_executable)| ResultFile {
            path: (*path).to_owned(),
            bytes: text.as_bytes().to_vec(),
            is_executable: *is_executable,
        });
        files.extend(scripts.filter(|_| has_scripts));
        for planned in &self.modules {
            let own = self.module(planned).files.iter().map(|(name, bytes)| ResultFile {
                path: format!("{}/{name}", planned.folder),
                bytes: bytes.clone(),
                is_executable: false,
            });
            files.extend(own);
        }
        for original in &self.originals {
            let own = original.files.iter().map(|(path, bytes)| ResultFile {
                path: format!("proton/{}/{path}", original.folder),
                bytes: bytes.clone(),
                is_executable: false,
            });
            files.extend(own);
        }
        files.compact_sort_by(|one, other| one.path.cmp(&other.path));
        files
    }
}

impl Ejection {
    /// Whether the result contains a part. All parts are about stacks, so there are none without one.
    fn has(&self, part: Deliverable) -> bool {
        !self.stacks.is_empty() && self.options.has(part)
    }
}

/// A mapping.
fn map<'k>(entries: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    Value::Map(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The path of the wiring of a bundle.
fn wiring_path(folder: &str) -> String {
    format!("wiring/{folder}.json")
}

fn stacks_env(stacks: &[PlannedStack], others: &[OtherStack]) -> String {
    let own = stacks.iter().map(|stack| format!("{}={}\n", stack.id, stack.name));
    let mut text: String = [STACKS_ENV.to_owned()].into_iter().chain(own).collect();
    if !others.is_empty() {
        text.push_str(OTHERS_ENV);
        text.extend(others.iter().map(|other| format!("{}={}\n", other.id, other.name)));
    }
    text
}
