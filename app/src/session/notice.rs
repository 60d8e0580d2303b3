//! What the person has to be told.

use cyclotron_core::compare::Version;
use cyclotron_core::{Bundle, File};
use leptos::prelude::*;

use super::{Replaced, Session};

/// Something the person has to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: usize,
    /// What happened.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// What was taken away or replaced and can come back.
    pub undo: Option<Undo>,
}

/// Something that was taken away or replaced.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// A bundle, with its place.
    Bundle(usize, Bundle),
    /// A file of the bundle of this name.
    File(String, File),
    /// Texts that were replaced in one step.
    Texts(Vec<Replaced>),
    /// A version of the bundle of this name.
    Version(String, Box<Version>),
}

impl Session {
    /// Tells the person something.
    pub fn tell(&self, message: impl Into<String>, help: Option<String>) {
        self.tell_with(message.into(), help, None);
    }

    /// The same, with something that can be brought back.
    pub fn tell_with(&self, message: String, help: Option<String>, undo: Option<Undo>) {
        self.notices.update(|notices| {
            let id = notices.last().map_or(0, |last| last.id + 1);
            // The same again says nothing new.
            notices.retain(|notice| notice.message != message);
            notices.push(Notice { id, message, help, undo });
        });
    }

    /// Takes a notice away.
    pub fn dismiss(&self, id: usize) {
        self.notices.update(|notices| notices.retain(|notice| notice.id != id));
    }
}
