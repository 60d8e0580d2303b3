//! Files that were opened together with bundles and belong to none: READMEs, `.proton/` and others.
//!
//! They are stored byte for byte with the workspace, within the limits of
//! [`archive::beside`](cyclotron_core::archive::beside()), as long as one of the bundles is open or in the
//! history. An analysis only reads `.cyclotron.yaml` files of these; no download contains them.

use cyclotron_core::silence::CONFIGURATION;
use cyclotron_core::{Bundle, BundleId, File, archive};
use leptos::prelude::*;

use super::{Ids, Session};

/// The files beside bundles in an archive or a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The name of the archive or the folder.
    pub name: String,
    /// The bundles that were opened with the files.
    pub bundles: Vec<BundleId>,
    /// The files, by their paths in the archive or the folder.
    pub files: Vec<File>,
}

impl Session {
    /// Keeps the files that were opened together with bundles.
    pub fn keep_beside(&self, name: &str, bundles: &[Bundle], files: Vec<File>) {
        if files.is_empty() || bundles.is_empty() {
            return;
        }
        let is_configured =
            files.iter().any(|file| archive::folder_of(&file.path, CONFIGURATION).is_some());
        if is_configured {
            self.silence.hold(bundles);
        }
        let bundles = bundles.iter().map(|bundle| bundle.id).collect();
        let beside = Beside { name: name.to_owned(), bundles, files };
        let id = self.ids.try_update_value(Ids::make).unwrap_or_default();
        self.stored.beside.update(|all| drop(all.insert(id, beside)));
        if is_configured {
            // The running analysis may lack the configuration.
            self.revisions.requested.update(|count| *count += 1);
        }
    }
}
