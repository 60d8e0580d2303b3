//! The files that differ from what their bundle last read or wrote in its folder.

use std::collections::{HashMap, HashSet};

use cyclotron_core::{BundleId, Content, FileId};
use leptos::prelude::*;

use super::Folders;
use super::plan::{Seen, differs, hash};
use crate::files::marks::with_folders;

/// The hashes of contents, by bundle and path. A hash is reused as long as the content is the same in memory, so that
/// typing hashes only the text that changes.
type Hashes = HashMap<(BundleId, String), (Content, u64)>;

impl Folders {
    /// The files that are not saved to the folder of their bundle, and the folders and bundles around them. A bundle
    /// without a folder has none.
    pub fn unsaved(self) -> Memo<HashSet<FileId>> {
        let hashes = StoredValue::new(Hashes::new());
        Memo::new(move |_| {
            let seen: Vec<(BundleId, Seen)> = self.links.with(|links| {
                links.iter().map(|(bundle, link)| (*bundle, link.seen.clone())).collect()
            });
            if seen.is_empty() {
                return HashSet::new();
            }
            let mut known = hashes.try_update_value(std::mem::take).unwrap_or_default();
            let mut current = Hashes::new();
            let mut found = HashSet::new();
            self.session.workspace.track();
            self.session.stored.beside.track();
            for (id, seen) in &seen {
                let Some(bundle) = self.files_of(*id) else { continue };
                for file in &bundle.files {
                    let key = (*id, file.path.clone());
                    let known = known.remove(&key).filter(|(old, _)| is_same(old, &file.content));
                    let entry = known.unwrap_or_else(|| (file.content.clone(), hash(file.bytes())));
                    if differs(&bundle, file, seen, entry.1) {
                        found.extend(with_folders(&bundle.id(file.path.clone())));
                    }
                    current.insert(key, entry);
                }
            }
            hashes.set_value(current);
            found
        })
    }
}

/// Whether two contents are the same in memory.
fn is_same(old: &Content, new: &Content) -> bool {
    match (old, new) {
        (Content::Text(old), Content::Text(new)) => std::ptr::eq(old.as_ptr(), new.as_ptr()),
        (Content::Binary(old), Content::Binary(new)) => std::ptr::eq(old.as_ptr(), new.as_ptr()),
        _ => false,
    }
}
