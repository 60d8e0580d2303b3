//! The sides of a comparison, and the compared ones.

use cyclotron_core::compare::{Number, Version};
use cyclotron_core::{Bundle, BundleId};
use leptos::prelude::*;

use crate::browser::dates;
use crate::session::Session;
use crate::words::session as words;

/// One side of a comparison: a state of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Side {
    /// The id of the bundle.
    pub id: BundleId,
    /// The name of the bundle.
    pub bundle: String,
    /// The state of the bundle.
    pub state: SideState,
}

/// A state of a bundle that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SideState {
    /// The open bundle.
    Now,
    /// A marked version.
    Version(Number),
    /// A state in the history of the workspace, by its time in milliseconds since 1970.
    Earlier(u64),
}

impl Side {
    /// An open bundle in its current state.
    pub fn now(id: BundleId, bundle: impl Into<String>) -> Self {
        Self { id, bundle: bundle.into(), state: SideState::Now }
    }

    /// A marked version of a bundle.
    pub fn marked(id: BundleId, bundle: impl Into<String>, version: Number) -> Self {
        Self { id, bundle: bundle.into(), state: SideState::Version(version) }
    }

    /// A bundle in a state of the history.
    pub fn earlier(id: BundleId, bundle: impl Into<String>, time: u64) -> Self {
        Self { id, bundle: bundle.into(), state: SideState::Earlier(time) }
    }

    /// The label for the user, such as `my-template 1.0`.
    pub fn label(&self) -> String {
        match self.state {
            SideState::Now => words::side_now(&self.bundle),
            SideState::Version(number) => words::side(&self.bundle, number),
            SideState::Earlier(time) => words::side_earlier(&self.bundle, &dates::shown(time)),
        }
    }
}

/// The compared sides. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Comparison {
    session: Session,
    /// The two sides, the older one first; `None` while the dialog is closed.
    pub sides: RwSignal<Option<(Side, Side)>>,
    /// The bundle of the history that is compared, with the time of its state.
    earlier: RwSignal<Option<(u64, Bundle)>>,
}

/// The compared sides. Must be called below the root component.
pub fn use_comparison() -> Comparison {
    expect_context()
}

impl Comparison {
    /// Creates the state, with the dialog closed.
    pub fn new(session: Session) -> Self {
        Self { session, sides: RwSignal::default(), earlier: RwSignal::default() }
    }

    /// Compares the selected bundle with its newest version, or else with another open bundle.
    pub fn open(self) {
        self.sides.set(Some(untrack(|| self.session.comparison())));
    }

    /// Compares a bundle of a state in the history with the open bundle.
    pub fn open_earlier(self, time: u64, bundle: Bundle, now: &str) {
        let id = bundle.id;
        let sides = (Side::earlier(id, &bundle.name, time), Side::now(id, now));
        self.earlier.set(Some((time, bundle)));
        self.sides.set(Some(sides));
    }

    /// The bundle of the history, if it is one of the compared sides, with the time of its state.
    pub fn shown_earlier(self) -> Option<(u64, Bundle)> {
        let is_shown = self.sides.with(|sides| {
            let is_earlier = |side: &Side| matches!(side.state, SideState::Earlier(_));
            sides.as_ref().is_some_and(|(before, after)| is_earlier(before) || is_earlier(after))
        });
        self.earlier.get().filter(|_| is_shown)
    }

    /// Closes the dialog.
    pub fn close(self) {
        self.sides.set(None);
        self.earlier.set(None);
    }

    /// All sides that can be compared: the open bundles, then the versions, then the bundle of the history.
    pub fn all_sides(self) -> Vec<Side> {
        let earlier = self.earlier.with(|earlier| {
            let (time, bundle) = earlier.as_ref()?;
            Some(Side::earlier(bundle.id, &bundle.name, *time))
        });
        self.session.sides().into_iter().chain(earlier).collect()
    }

    /// The bundle of a side; `None` if the side no longer exists.
    pub fn bundle(self, side: &Side) -> Option<Bundle> {
        match side.state {
            SideState::Earlier(at) => self.earlier.with_untracked(|earlier| {
                let (time, bundle) = earlier.as_ref()?;
                (*time == at && bundle.id == side.id).then(|| bundle.clone())
            }),
            SideState::Now | SideState::Version(_) => self.session.side(side),
        }
    }
}

impl Session {
    /// The sides that the session has: the open bundles, then the versions.
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

    /// The bundle of one of these sides; `None` if the side no longer exists.
    pub fn side(&self, side: &Side) -> Option<Bundle> {
        match side.state {
            SideState::Now => {
                self.workspace.with_untracked(|open| open.bundle_by_id(side.id).cloned())
            }
            SideState::Earlier(_) => None,
            SideState::Version(number) => self.stored.versions.with_untracked(|all| {
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
        let is_own = |side: &&Side| side.id == after.id && side.state != SideState::Now;
        let mut own = sides.iter().filter(is_own);
        let other = || sides.iter().find(|side| side.id != after.id);
        let before = own.next_back().or_else(other).unwrap_or(&after).clone();
        (before, after)
    }

    /// Whether a side is an open bundle with this file, so that the editor can show it.
    pub fn has(&self, side: &Side, path: &str) -> bool {
        let file = self.file_of(side.id, path);
        side.state == SideState::Now && file.is_some_and(|file| self.has_file(&file))
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
