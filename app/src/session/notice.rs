//! What the person has to be told.

use cyclotron_core::Bundle;
use leptos::prelude::*;

use super::Session;

/// Something the person has to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: usize,
    /// What happened.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// A bundle that was closed and can come back, with its place.
    pub undo: Option<(usize, Bundle)>,
}

impl Session {
    /// Tells the person something.
    pub fn tell(&self, message: impl Into<String>, help: Option<String>) {
        self.tell_with(message.into(), help, None);
    }

    /// The same, with a bundle that can be brought back.
    pub fn tell_with(&self, message: String, help: Option<String>, undo: Option<(usize, Bundle)>) {
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
