//! The folders of the modules of several bundles.

use serde::{Deserialize, Serialize};

use super::super::Module;
use super::super::slug::slug;
use super::Ejection;
use crate::text::free;

/// A module with its folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedModule {
    /// The index of its bundle in [`Ejection::bundles`].
    pub bundle: usize,
    /// The index in [`Ejected::modules`](crate::eject::Ejected::modules).
    pub module: usize,
    /// The path of its folder, such as `terraform/network/environment`.
    pub folder: String,
}

impl Ejection {
    /// Whether the result has neither a stack nor a module.
    pub fn is_empty(&self) -> bool {
        self.stacks.is_empty() && self.modules.is_empty()
    }

    /// The module of a planned one.
    pub(in crate::eject) fn module(&self, planned: &PlannedModule) -> &Module {
        &self.bundles[planned.bundle].modules[planned.module]
    }

    pub(super) fn planned_modules(&self) -> Vec<PlannedModule> {
        let mut planned: Vec<PlannedModule> = vec![];
        for (bundle, (ejected, original)) in self.bundles.iter().zip(&self.originals).enumerate() {
            for (module, own) in ejected.modules.iter().enumerate() {
                let folder =
                    format!("{}/{}/{}", own.tool.folder(), original.folder, slug(&own.folder));
                let is_taken = |name: &str| {
                    planned.iter().any(|known| known.folder.eq_ignore_ascii_case(name))
                };
                planned.push(PlannedModule { bundle, module, folder: free(folder, is_taken) });
            }
        }
        planned
    }
}

/// Whether a file of a module is code that can call Proton.
pub(super) fn is_code(name: &str) -> bool {
    let endings = [".tf", ".sh", ".py", ".js", ".ts", "Makefile"];
    endings.iter().any(|ending| name.ends_with(ending))
}
