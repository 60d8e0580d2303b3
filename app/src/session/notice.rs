//! Notices to the user, and the actions that they can undo.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use cyclotron_core::compare::Version;
use cyclotron_core::{Bundle, BundleId, File};
use leptos::prelude::*;

use super::{EditId, Session};
use crate::words::session as words;

/// The number of notices that the log keeps.
const KEPT: usize = 100;
/// The number of notices that are shown at once, besides those about risks.
const SHOWN: usize = 4;

/// A notice to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Identifies the notice.
    pub id: usize,
    /// The message: what happened.
    pub message: String,
    /// The way out: a hint at the next step.
    pub help: Option<String>,
    /// The action that the notice can undo.
    pub undo: Option<Undo>,
    /// Whether the user may lose something, or has to act. Such a notice is shown until the user dismisses it.
    pub is_risk: bool,
    /// Whether it is shown. Afterwards, only the log has it.
    pub is_shown: bool,
}

/// An action on bundles or files, with the data to undo it.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// A bundle was closed: its index and contents.
    Bundle(usize, Bundle),
    /// Files were deleted.
    Files {
        /// The bundle of the files.
        bundle: BundleId,
        /// The deleted files.
        files: Vec<File>,
        /// The path of the selected file, if it was deleted.
        selected: Option<String>,
    },
    /// Texts were replaced in one step.
    Edit(EditId),
    /// Bundles were opened together. Undo removes them.
    Opened(Vec<Bundle>),
    /// A version of this bundle was deleted.
    Version(BundleId, Box<Version>),
    /// Files were moved.
    Moved {
        /// The bundle of the files.
        bundle: BundleId,
        /// The new path of each file, and its old one.
        back: Vec<(String, String)>,
    },
    /// A bundle was renamed.
    Renamed {
        /// The bundle.
        bundle: BundleId,
        /// The old name.
        from: String,
        /// The old top folder.
        top_folder: Option<String>,
    },
    /// A bundle was replaced by another state of it: converted from the layout of Proton's preview, or restored
    /// from the history.
    BundleState {
        /// The bundle before.
        before: Box<Bundle>,
        /// The bundle after.
        after: Box<Bundle>,
        /// The old path of each moved file, by its new one.
        back: HashMap<String, String>,
    },
    /// A bundle was created, with these contents.
    NewBundle(Bundle),
    /// A file of this bundle was created, with these contents.
    NewFile(BundleId, File),
}

/// An id that no notice has had before. With the id of a removed notice, the list would show the new notice as that one.
pub(super) fn next_id() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Undo {
    /// Whether the user can also undo it by hand, as nothing was removed or replaced.
    fn is_slight(&self) -> bool {
        matches!(
            self,
            Self::Moved { .. } | Self::Renamed { .. } | Self::NewBundle(_) | Self::NewFile(..)
        )
    }
}

impl Session {
    /// Shows a notice.
    pub fn tell(&self, message: impl Into<String>, help: Option<String>) {
        self.notify(message.into(), help, None, false);
    }

    /// Shows a notice that something failed, or that work is at risk.
    pub fn warn(&self, message: impl Into<String>, help: Option<String>) {
        self.notify(message.into(), help, None, true);
    }

    /// Shows a notice, optionally with Undo.
    pub fn tell_with(&self, message: String, help: Option<String>, undo: Option<Undo>) {
        self.notify(message, help, undo, false);
    }

    fn notify(&self, message: String, help: Option<String>, undo: Option<Undo>, is_risk: bool) {
        let is_slight = |undo: &Option<Undo>| undo.as_ref().is_some_and(Undo::is_slight);
        let id = next_id();
        self.notices.update(|notices| {
            // A repeated notice replaces the older one. Of the actions that can be undone by hand, only the
            // newest keeps its notice.
            notices.retain(|notice| {
                let is_same = notice.message == message && notice.undo == undo;
                !(is_same || is_slight(&undo) && is_slight(&notice.undo))
            });
            notices.push(Notice { id, message, help, undo, is_risk, is_shown: true });
            let shown =
                notices.iter_mut().rev().filter(|notice| notice.is_shown && !notice.is_risk);
            shown.skip(SHOWN).for_each(|notice| notice.is_shown = false);
            // The oldest leave the log, except those that are still shown.
            while notices.len() > KEPT
                && let Some(at) = notices.iter().position(|notice| !notice.is_shown)
            {
                notices.remove(at);
            }
        });
    }

    /// Undoes the action of a notice and removes the notice. If Undo is impossible, shows why and keeps the
    /// notice.
    pub fn undo(&self, id: usize) {
        let undo = self.notices.with_untracked(|notices| {
            notices.iter().find(|notice| notice.id == id).and_then(|notice| notice.undo.clone())
        });
        if undo.is_none_or(|undo| self.bring_back(undo)) {
            self.notices.update(|notices| notices.retain(|notice| notice.id != id));
        }
    }

    /// Whether an action can be undone: that of a notice, or an entry in a form.
    pub fn can_undo(&self) -> bool {
        let has_undo = |all: &Vec<Notice>| all.iter().any(|notice| notice.undo.is_some());
        self.notices.with_untracked(has_undo) || self.form_edits.newest().is_some()
    }

    /// Undoes the newest action that can be undone: that of a notice, or an entry in a form.
    pub fn undo_last(&self) {
        let last = self.notices.with_untracked(|notices| {
            let mut undoable = notices.iter().rev().filter(|notice| notice.undo.is_some());
            undoable.next().map(|notice| notice.id)
        });
        let newest_entry = self.form_edits.newest();
        match last {
            Some(id) if newest_entry.is_none_or(|entry| entry < id) => self.undo(id),
            _ if newest_entry.is_some() => self.undo_form_edit(),
            _ => self.say(words::NOTHING),
        }
    }

    /// Stops showing a notice. The log keeps it.
    pub fn dismiss(&self, id: usize) {
        self.notices.update(|notices| {
            let found = notices.iter_mut().find(|notice| notice.id == id);
            if let Some(notice) = found {
                notice.is_shown = false;
            }
        });
    }

    /// Empties the log.
    pub fn clear_notices(&self) {
        self.notices.update(Vec::clear);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dismissed_notice_stays_in_the_log_and_can_be_undone() {
        Owner::new().with(|| {
            let session = Session::new(None);
            session.close("item-api-environment");
            let notice = session.notices.with_untracked(|notices| notices[0].clone());
            assert!(notice.is_shown && !notice.is_risk);
            session.dismiss(notice.id);
            assert!(session.notices.with_untracked(|notices| !notices[0].is_shown));
            session.undo_last();
            assert!(session.notices.with_untracked(Vec::is_empty));
            assert_eq!(session.workspace.with_untracked(|open| open.bundles.len()), 2);
        });
    }

    #[test]
    fn a_new_notice_does_not_get_the_id_of_a_removed_one() {
        Owner::new().with(|| {
            let session = Session::new(None);
            session.close("item-api-environment");
            let removed = session.notices.with_untracked(|notices| notices[0].id);
            session.undo_last();
            session.tell("Another", None);
            assert_ne!(session.notices.with_untracked(|notices| notices[0].id), removed);
        });
    }

    #[test]
    fn only_the_newest_notices_are_shown_and_kept() {
        Owner::new().with(|| {
            let session = Session::new(None);
            session.warn("Not saved.", None);
            (0..KEPT + 20).for_each(|at| session.tell(at.to_string(), None));
            session.notices.with_untracked(|notices| {
                assert_eq!(notices.len(), KEPT);
                let shown = notices.iter().filter(|notice| notice.is_shown);
                // The risk, which the user has not dismissed, and the newest ones.
                assert_eq!(shown.count(), SHOWN + 1);
                assert!(notices[0].is_risk && notices[0].is_shown);
                assert!(notices[KEPT - SHOWN..].iter().all(|notice| notice.is_shown));
            });
        });
    }
}
