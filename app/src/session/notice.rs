//! What the person has to be told.

use std::collections::HashMap;

use cyclotron_core::compare::Version;
use cyclotron_core::{Bundle, BundleId, File};
use leptos::prelude::*;

use super::{Replaced, Session};
use crate::words::session as words;

/// Something the person has to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: usize,
    /// What happened.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// What happened to the files and can be undone.
    pub undo: Option<Undo>,
}

/// Something that was done to bundles or files, with what it takes to undo it.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// A bundle was closed: its place, and all of it.
    Bundle(usize, Bundle),
    /// Files were deleted.
    Files {
        /// Their bundle.
        bundle: BundleId,
        /// The deleted files.
        files: Vec<File>,
        /// The path of the file that was shown.
        selected: Option<String>,
    },
    /// Texts were replaced in one step.
    Texts(Vec<Replaced>),
    /// Bundles that were opened together: these are taken away again.
    Opened(Vec<Bundle>),
    /// A version of this bundle was deleted.
    Version(BundleId, Box<Version>),
    /// Files have other paths.
    Moved {
        /// Their bundle.
        bundle: BundleId,
        /// Each path, and the one before.
        back: Vec<(String, String)>,
    },
    /// A bundle has another name.
    Renamed {
        /// The bundle.
        bundle: BundleId,
        /// The name before.
        from: String,
        /// The top folder before.
        top_folder: Option<String>,
    },
    /// A bundle was converted from the layout of Proton's preview.
    Converted {
        /// The bundle before.
        before: Box<Bundle>,
        /// The bundle after.
        after: Box<Bundle>,
        /// The path since of each file that was moved, and the one before.
        back: HashMap<String, String>,
    },
    /// A bundle was made, and was this.
    NewBundle(Bundle),
    /// A file of this bundle was made, and was this.
    NewFile(BundleId, File),
}

impl Undo {
    /// Whether it can be undone by hand as well, as nothing was taken away or replaced.
    fn is_slight(&self) -> bool {
        matches!(
            self,
            Self::Moved { .. } | Self::Renamed { .. } | Self::NewBundle(_) | Self::NewFile(..)
        )
    }
}

impl Session {
    /// Tells the person something.
    pub fn tell(&self, message: impl Into<String>, help: Option<String>) {
        self.tell_with(message.into(), help, None);
    }

    /// The same, with something that can be undone.
    pub fn tell_with(&self, message: String, help: Option<String>, undo: Option<Undo>) {
        let is_slight = |undo: &Option<Undo>| undo.as_ref().is_some_and(Undo::is_slight);
        self.notices.update(|notices| {
            let id = notices.last().map_or(0, |last| last.id + 1);
            // The same again says nothing new. Of what can be undone by hand, the newest is enough.
            notices.retain(|notice| {
                let is_same = notice.message == message && notice.undo == undo;
                !(is_same || is_slight(&undo) && is_slight(&notice.undo))
            });
            notices.push(Notice { id, message, help, undo });
        });
    }

    /// Undoes what a notice tells of. Where that cannot be, it says why, and the notice stays.
    pub fn undo(&self, id: usize) {
        let undo = self.notices.with_untracked(|notices| {
            notices.iter().find(|notice| notice.id == id).and_then(|notice| notice.undo.clone())
        });
        if undo.is_none_or(|undo| self.bring_back(undo)) {
            self.dismiss(id);
        }
    }

    /// Undoes what was done last, of all that can be undone.
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

    /// Takes a notice away.
    pub fn dismiss(&self, id: usize) {
        self.notices.update(|notices| notices.retain(|notice| notice.id != id));
    }
}
