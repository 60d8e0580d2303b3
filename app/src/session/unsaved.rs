//! Tracks which bundles may have changed since the last save, and whether closing the page would lose work.

use std::collections::HashSet;
use std::sync::Arc;

use cyclotron_core::{BundleId, Content, FileId, Workspace};
use leptos::prelude::*;

use super::Session;

/// The changes that are not saved yet. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Unsaved {
    /// The bundles that may have changed since the last save.
    touched: StoredValue<Touched>,
    /// The previous texts of files that have changed since the journal was last written.
    noted: StoredValue<Noted>,
    /// Whether closing the page now would lose work.
    risk: StoredValue<Risk>,
}

/// The bundles that may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// The bundles with these ids.
    Some(HashSet<BundleId>),
    /// Any bundle.
    All,
}

/// The texts of files before changes, by the id of the bundle and the path.
pub type Noted = Vec<((BundleId, String), Arc<str>)>;

impl Default for Unsaved {
    fn default() -> Self {
        // Whatever is open at the start may not be stored yet.
        let touched = StoredValue::new(Touched::All);
        Self { touched, noted: StoredValue::default(), risk: StoredValue::default() }
    }
}

impl Default for Touched {
    fn default() -> Self {
        Self::Some(HashSet::new())
    }
}

impl From<BundleId> for Touched {
    fn from(bundle: BundleId) -> Self {
        Self::Some(HashSet::from([bundle]))
    }
}

impl Touched {
    /// Whether a bundle may have changed.
    pub fn contains(&self, bundle: BundleId) -> bool {
        match self {
            Self::Some(bundles) => bundles.contains(&bundle),
            Self::All => true,
        }
    }

    fn add(&mut self, more: Self) {
        match (&mut *self, more) {
            (Self::Some(bundles), Self::Some(more)) => bundles.extend(more),
            _ => *self = Self::All,
        }
    }
}

/// Whether there are changes that are neither saved nor in the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Risk {
    /// Changes since the last save began.
    now: bool,
    /// Changes in the running save.
    saving: bool,
    /// Form entries that are not in the text yet.
    entries: bool,
}

impl Session {
    /// Replaces the text of a file, and records the text before for the journal.
    pub(super) fn put_text(&self, open: &mut Workspace, file: &FileId, text: String) {
        let bundle = open.id_of(&file.bundle);
        if let (Some(bundle), Some(open)) = (bundle, open.file_mut(file)) {
            let before = std::mem::replace(&mut open.content, Content::Text(text.into()));
            match before {
                Content::Text(before) => {
                    let place = (bundle, file.path.clone());
                    self.unsaved.noted.update_value(|noted| noted.push((place, before)));
                }
                Content::Binary(_) => self.risk_more(),
            }
        }
    }

    /// Takes the recorded texts: those from before the changes since the last call.
    pub fn take_noted(&self) -> Noted {
        self.unsaved.noted.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Records a change that the journal does not hold.
    pub fn risk_more(&self) {
        self.unsaved.risk.update_value(|risk| risk.now = true);
    }

    /// Notes the start of a save of all changes so far.
    pub fn save_begins(&self) {
        self.unsaved.risk.update_value(|risk| {
            *risk = Risk { now: false, saving: risk.now, ..*risk };
        });
    }

    /// Notes the end of a save.
    pub fn save_ends(&self, is_saved: bool) {
        self.unsaved.risk.update_value(|risk| {
            *risk = Risk { now: risk.now || risk.saving && !is_saved, saving: false, ..*risk };
        });
    }

    /// Notes whether there are form entries that are neither in the text nor in the journal.
    pub fn risk_entries(&self, is_at_risk: bool) {
        self.unsaved.risk.update_value(|risk| risk.entries = is_at_risk);
    }

    /// Whether closing the page now would lose unsaved changes or form entries that the journal does not hold.
    pub fn is_at_risk(&self) -> bool {
        let risk = self.unsaved.risk.try_get_value().unwrap_or_default();
        risk.now || risk.saving || risk.entries
    }

    /// Records that bundles may have changed.
    pub(super) fn touch(&self, touched: Touched) {
        self.unsaved.touched.update_value(|all| all.add(touched));
    }

    /// Records that the open bundle called `name` may have changed.
    pub(super) fn touch_one(&self, name: &str) {
        self.touch(self.id_of(name).map(Touched::from).unwrap_or_default());
    }

    /// Records that any bundle may have changed.
    pub fn touch_all(&self) {
        self.touch(Touched::All);
    }

    /// Takes the bundles that may have changed since the last call.
    pub fn take_touched(&self) -> Touched {
        self.unsaved.touched.try_update_value(std::mem::take).unwrap_or(Touched::All)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> (Session, FileId) {
        let session = Session::new(None);
        let file = session.selected.get_untracked().unwrap();
        session.take_touched();
        (session, file)
    }

    #[test]
    fn a_text_that_is_typed_touches_its_bundle_and_is_noted_as_it_was() {
        Owner::new().with(|| {
            let (session, file) = session();
            let bundle = session.id_of(&file.bundle).unwrap();
            let text = |session: Session| {
                session
                    .workspace
                    .with_untracked(|open| open.file(&file).unwrap().text().unwrap().to_owned())
            };
            let before = text(session);
            session.typed(&file, "typed".to_owned());
            assert_eq!(session.take_touched(), Touched::from(bundle));
            assert_eq!(session.take_noted(), [((bundle, file.path.clone()), before.into())]);
            assert!(!session.is_at_risk());
        });
    }

    #[test]
    fn changes_outside_the_journal_are_at_risk_until_they_are_saved() {
        Owner::new().with(|| {
            let (session, file) = session();
            session.close(&file.bundle);
            assert_eq!(session.take_touched(), Touched::All);
            assert!(session.is_at_risk());
            session.save_begins();
            assert!(session.is_at_risk());
            session.save_ends(false);
            assert!(session.is_at_risk());
            session.save_begins();
            session.save_ends(true);
            assert!(!session.is_at_risk());
            // A save stores no form entries.
            session.risk_entries(true);
            session.save_begins();
            session.save_ends(true);
            assert!(session.is_at_risk());
            session.risk_entries(false);
            assert!(!session.is_at_risk());
        });
    }
}
