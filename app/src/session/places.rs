//! Places to go to in the editor.

use leptos::prelude::*;

use super::{Reveal, Session};

/// A list of places to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The title of the list, such as `Outline`.
    pub title: String,
    /// The places, in the order to show.
    pub items: Vec<Listed>,
}

/// A place in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The name of the place.
    pub name: String,
    /// A short detail beside the name.
    pub detail: String,
    /// The nesting depth, from 0.
    pub depth: usize,
    /// The place in the editor.
    pub reveal: Reveal,
}

impl Session {
    /// Opens a file at a place.
    pub fn go(&self, reveal: Reveal) {
        // Selects the file first, so that its text and marks are there when the editor goes to the place.
        self.select(&reveal.file);
        self.reveal.set(Some(reveal));
    }
}
