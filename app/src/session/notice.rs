//! Notices to the user, and the actions that they can undo.

use std::collections::HashMap;

use cyclotron_core::compare::Version;
use cyclotron_core::{Bundle, BundleId, File};
use leptos::prelude::*;

use super::{Replaced, Session};
use crate::words::session as words;

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
    Texts(Vec<Replaced>),
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
    /// A bundle was converted from the layout of Proton's preview.
    Converted {
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
        self.tell_with(message.into(), help, None);
    }

    /// Shows a notice, optionally with Undo.
    pub fn tell_with(&self, message: String, help: Option<String>, undo: Option<Undo>) {
        let is_slight = |undo: &Option<Undo>| undo.as_ref().is_some_and(Undo::is_slight);
        self.notices.update(|notices| {
            let id = notices.last().map_or(0, |last| last.id + 1);
            // A repeated notice replaces the older one. Of the actions that can be undone by hand, only the
            // newest keeps its notice.
            notices.retain(|notice| {
                let is_same = notice.message == message && notice.undo == undo;
                !(is_same || is_slight(&undo) && is_slight(&notice.undo))
            });
            notices.push(Notice { id, message, help, undo });
        });
    }

    /// Undoes the action of a notice and removes the notice. If Undo is impossible, shows why and keeps the
    /// notice.
    pub fn undo(&self, id: usize) {
        let undo = self.notices.with_untracked(|notices| {
            notices.iter().find(|notice| notice.id == id).and_then(|notice| notice.undo.clone())
        });
        if undo.is_none_or(|undo| self.bring_back(undo)) {
            self.dismiss(id);
        }
    }

    /// Undoes the newest action that can be undone.
    pub fn undo_last(&self) {
        let last = self.notices.with_untracked(|notices| {
            let mut undoable = notices.iter().rev().filter(|notice| notice.undo.is_some());
            undoable.next().map(|notice| notice.id)
        });
        match last {
            Some(id) => self.undo(id),
            None => self.say(words::NOTHING),
        }
    }

    /// Removes a notice.
    pub fn dismiss(&self, id: usize) {
        self.notices.update(|notices| notices.retain(|notice| notice.id != id));
    }
}
