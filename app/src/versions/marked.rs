//! The marked versions of bundles.

use cyclotron_core::BundleId;
use cyclotron_core::compare::{Number, Version};
use cyclotron_core::sort::CompactSort;
use leptos::prelude::*;

use crate::compare::sides::Side;
use crate::session::{Session, Undo};
use crate::words::session as words;

/// The bundle whose versions are shown. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct ShownVersions(RwSignal<Option<String>>);

/// The bundle whose versions are shown. Must be called below the root component.
pub fn use_shown_versions() -> ShownVersions {
    expect_context()
}

impl ShownVersions {
    /// Opens the dialog with the versions of a bundle; does nothing without one.
    pub fn open(self, bundle: Option<String>) {
        self.0.set(bundle);
    }

    /// Closes the dialog.
    pub fn close(self) {
        self.0.set(None);
    }

    /// The name of the bundle; `None` while the dialog is closed.
    pub fn bundle(self) -> Option<String> {
        self.0.get()
    }
}

impl Session {
    /// The versions of the open bundle called `name`, in order of the number.
    pub fn versions_of(&self, name: &str) -> Vec<Version> {
        let bundle = self.workspace.with(|open| open.id_of(name)).unwrap_or_default();
        self.stored.versions.with(|versions| versions.get(&bundle).cloned().unwrap_or_default())
    }

    /// Marks the current state of a bundle as a version. Does nothing if the number is taken.
    pub fn mark_version(&self, name: &str, number: Number, note: &str, time: u64) {
        let bundle = self.workspace.with_untracked(|open| open.bundle(name).cloned());
        if let Some(bundle) = bundle {
            self.put_version(bundle.id, Version { number, note: note.to_owned(), time, bundle });
        }
    }

    /// Deletes a version and shows a notice with Undo.
    pub fn delete_version(&self, name: &str, number: Number) {
        let Some(bundle) = self.id_of(name) else { return };
        let mut deleted = None;
        self.stored.versions.update(|all| {
            let Some(versions) = all.get_mut(&bundle) else { return };
            let at = versions.iter().position(|version| version.number == number);
            deleted = at.map(|at| Undo::Version(bundle, Box::new(versions.remove(at))));
            if versions.is_empty() {
                all.remove(&bundle);
            }
        });
        if deleted.is_some() {
            self.tell_with(words::deleted_version(name, number), None, deleted);
        }
    }

    /// Adds a version to a bundle unless the number is taken.
    pub(crate) fn put_version(&self, bundle: BundleId, version: Version) {
        self.stored.versions.update(|all| {
            let versions = all.entry(bundle).or_default();
            if versions.iter().all(|other| other.number != version.number) {
                versions.push(version);
                versions.compact_sort_by_key(|version| version.number);
            }
        });
    }

    /// Opens a version as another bundle.
    pub fn restore_version(&self, name: &str, number: Number) {
        let side = self.id_of(name).map(|id| Side::marked(id, name, number));
        let Some(mut bundle) = side.and_then(|side| self.side(&side)) else { return };
        // Proton allows no dots in names.
        bundle.name = format!("{name}-v{}-{}", number.major, number.minor);
        self.add(bundle);
        let opened =
            self.selected.with_untracked(|file| file.as_ref().map(|file| file.bundle.clone()));
        let opened = opened.unwrap_or_default();
        self.tell(words::restored(name, number, &opened), None);
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{Bundle, File, FileId, Workspace};

    use super::*;

    fn session() -> Session {
        let session = Session::new(None);
        let files = vec![File::new("schema/schema.yaml", "a: 1")];
        let id = BundleId(7);
        let bundle = Bundle { id, name: "queue".into(), files, ..Bundle::default() };
        session.workspace.set(Workspace { bundles: vec![bundle] });
        session
            .selected
            .set(Some(FileId { bundle: "queue".into(), path: "schema/schema.yaml".into() }));
        session
    }

    fn numbers(session: Session, name: &str) -> Vec<String> {
        session.versions_of(name).iter().map(|version| version.number.to_string()).collect()
    }

    #[test]
    fn versions_stay_as_they_were_marked() {
        Owner::new().with(|| {
            let session = session();
            session.mark_version("queue", Number::new(1, 1), "second", 2);
            session.mark_version("queue", Number::new(1, 0), "first", 1);
            session.mark_version("queue", Number::new(1, 0), "taken", 3);
            assert_eq!(numbers(session, "queue"), ["1.0", "1.1"]);
            assert_eq!(session.versions_of("queue")[0].note, "first");
            let file = FileId { bundle: "queue".into(), path: "schema/schema.yaml".into() };
            session.typed(&file, "b: 2".into());
            session.restore_version("queue", Number::new(1, 0));
            let text = |name: &str| {
                session.workspace.with_untracked(|open| {
                    open.bundle(name)
                        .and_then(|bundle| bundle.text("schema/schema.yaml"))
                        .map(str::to_owned)
                })
            };
            assert_eq!(text("queue").as_deref(), Some("b: 2"));
            assert_eq!(text("queue-v1-0").as_deref(), Some("a: 1"));
        });
    }

    #[test]
    fn a_deleted_version_comes_back() {
        Owner::new().with(|| {
            let session = session();
            session.mark_version("queue", Number::new(1, 0), "", 1);
            session.delete_version("queue", Number::new(1, 0));
            assert!(numbers(session, "queue").is_empty());
            let notice = session.notices.with_untracked(|notices| notices.last().cloned()).unwrap();
            session.bring_back(notice.undo.unwrap());
            assert_eq!(numbers(session, "queue"), ["1.0"]);
            session.rename_bundle("queue", "line");
            assert_eq!(numbers(session, "line"), ["1.0"]);
        });
    }
}
