//! The marked versions of bundles, and the sides of a comparison.

use cyclotron_core::compare::{Number, Version};
use cyclotron_core::{Bundle, BundleId};
use leptos::prelude::*;

use super::{Session, Undo};
use crate::words::session as words;

/// One side of a comparison: an open bundle, or a marked version.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Side {
    /// The id of the bundle.
    pub id: BundleId,
    /// The name of the bundle.
    pub bundle: String,
    /// The number of the version; none for the open bundle.
    pub version: Option<Number>,
}

impl Side {
    /// An open bundle in its current state.
    pub fn now(id: BundleId, bundle: impl Into<String>) -> Self {
        Self { id, bundle: bundle.into(), version: None }
    }

    /// A marked version of a bundle.
    pub fn marked(id: BundleId, bundle: impl Into<String>, version: Number) -> Self {
        Self { id, bundle: bundle.into(), version: Some(version) }
    }

    /// The label for the user, such as `my-template 1.0`.
    pub fn label(&self) -> String {
        match self.version {
            Some(number) => words::side(&self.bundle, number),
            None => words::side_now(&self.bundle),
        }
    }
}

impl Session {
    /// The versions of the open bundle called `name`, in order of the number.
    pub fn versions_of(&self, name: &str) -> Vec<Version> {
        let bundle = self.workspace.with(|open| open.id_of(name)).unwrap_or_default();
        self.versions.with(|versions| versions.get(&bundle).cloned().unwrap_or_default())
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
        self.versions.update(|all| {
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
    pub(super) fn put_version(&self, bundle: BundleId, version: Version) {
        self.versions.update(|all| {
            let versions = all.entry(bundle).or_default();
            if versions.iter().all(|other| other.number != version.number) {
                versions.push(version);
                versions.sort_by_key(|version| version.number);
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

    /// All sides that can be compared: the open bundles, then the versions.
    pub fn sides(&self) -> Vec<Side> {
        let open = self.workspace.with(|open| {
            let now = open.bundles.iter().map(|bundle| Side::now(bundle.id, &bundle.name));
            now.collect::<Vec<_>>()
        });
        let marked = self.versions.with(|all| {
            let of = |(id, versions): (&BundleId, &Vec<Version>)| -> Vec<Side> {
                let now = open.iter().find(|side| side.id == *id);
                let side = |version: &Version| {
                    // For a closed bundle, use the name that it had in this version.
                    let name = now.map_or(&version.bundle.name, |now| &now.bundle);
                    Side::marked(*id, name, version.number)
                };
                versions.iter().map(side).collect()
            };
            all.iter().flat_map(of).collect::<Vec<_>>()
        });
        [open, marked].concat()
    }

    /// The bundle of a side; none if the side no longer exists.
    pub fn side(&self, side: &Side) -> Option<Bundle> {
        match side.version {
            None => self.workspace.with_untracked(|open| open.bundle_by_id(side.id).cloned()),
            Some(number) => self.versions.with_untracked(|all| {
                let versions = all.get(&side.id)?;
                let version = versions.iter().find(|version| version.number == number)?;
                Some(version.bundle.clone())
            }),
        }
    }

    /// The initial sides of a comparison: the newest version of the selected bundle, or else another open
    /// bundle, and the selected bundle in its current state.
    pub fn comparison(&self) -> (Side, Side) {
        let name = self.bundle_name().unwrap_or_default();
        let after = Side::now(self.id_of(&name).unwrap_or_default(), name);
        let sides = self.sides();
        let mut own = sides.iter().filter(|side| side.id == after.id && side.version.is_some());
        let other = || sides.iter().find(|side| side.id != after.id);
        let before = own.next_back().or_else(other).unwrap_or(&after).clone();
        (before, after)
    }

    /// Whether a side is an open bundle with this file, so that the editor can show it.
    pub fn has(&self, side: &Side, path: &str) -> bool {
        let file = self.file_of(side.id, path);
        side.version.is_none() && file.is_some_and(|file| self.is_file(&file))
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{File, FileId, Workspace};

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

    #[test]
    fn what_is_compared_to_begin_with_is_the_newest_version_with_now() {
        Owner::new().with(|| {
            let session = session();
            let now = Side::now(session.id_of("queue").unwrap(), "queue");
            assert_eq!(session.comparison(), (now.clone(), now));
            session.mark_version("queue", Number::new(1, 0), "", 1);
            session.mark_version("queue", Number::new(2, 0), "", 1);
            let (before, after) = session.comparison();
            assert_eq!((before.label(), after.label()), ("queue 2.0".into(), "queue now".into()));
        });
    }
}
