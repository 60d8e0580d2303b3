//! The sides of a comparison, and the compared ones.

use cyclotron_core::compare::{Number, Version};
use cyclotron_core::{Bundle, BundleId};
use leptos::prelude::*;

use crate::session::Session;
use crate::words::session as words;

/// One side of a comparison: an open bundle, or a marked version.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Side {
    /// The id of the bundle.
    pub id: BundleId,
    /// The name of the bundle.
    pub bundle: String,
    /// The number of the version; `None` for the open bundle.
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

/// The compared sides. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Comparison {
    session: Session,
    /// The two sides, the older one first; `None` while the dialog is closed.
    pub sides: RwSignal<Option<(Side, Side)>>,
}

/// The compared sides. Must be called below the root component.
pub fn use_comparison() -> Comparison {
    expect_context()
}

impl Comparison {
    /// Creates the state, with the dialog closed.
    pub fn new(session: Session) -> Self {
        Self { session, sides: RwSignal::default() }
    }

    /// Compares the selected bundle with its newest version, or else with another open bundle.
    pub fn open(self) {
        self.sides.set(Some(untrack(|| self.session.comparison())));
    }

    /// Closes the dialog.
    pub fn close(self) {
        self.sides.set(None);
    }
}

impl Session {
    /// All sides that can be compared: the open bundles, then the versions.
    pub fn sides(&self) -> Vec<Side> {
        let open = self.workspace.with(|open| {
            let now = open.bundles.iter().map(|bundle| Side::now(bundle.id, &bundle.name));
            now.collect::<Vec<_>>()
        });
        let marked = self.stored.versions.with(|all| {
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

    /// The bundle of a side; `None` if the side no longer exists.
    pub fn side(&self, side: &Side) -> Option<Bundle> {
        match side.version {
            None => self.workspace.with_untracked(|open| open.bundle_by_id(side.id).cloned()),
            Some(number) => self.stored.versions.with_untracked(|all| {
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
    use cyclotron_core::{File, Workspace};

    use super::*;

    fn session() -> Session {
        let session = Session::new(None);
        let files = vec![File::new("schema/schema.yaml", "a: 1")];
        let bundle = Bundle { id: BundleId(7), name: "queue".into(), files, ..Bundle::default() };
        session.selected.set(Some(bundle.id("schema/schema.yaml")));
        session.workspace.set(Workspace { bundles: vec![bundle] });
        session
    }

    #[test]
    fn the_newest_version_is_compared_with_the_open_bundle_at_first() {
        Owner::new().with(|| {
            let session = session();
            let now = Side::now(session.id_of("queue").unwrap(), "queue");
            assert_eq!(session.comparison(), (now.clone(), now));
            session.mark_version("queue", Number::new(1, 0), "", 1);
            session.mark_version("queue", Number::new(2, 0), "", 1);
            let (before, after) = session.comparison();
            assert_eq!(
                (before.label(), after.label()),
                ("queue 2.0".into(), "queue (current)".into())
            );
        });
    }
}
