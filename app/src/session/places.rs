//! Places to go to.

use leptos::prelude::*;

use super::{Reveal, Session};

/// Places to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// What they are: `Outline`.
    pub title: String,
    /// In order.
    pub items: Vec<Listed>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What it is called.
    pub name: String,
    /// A few words beside it.
    pub detail: String,
    /// How deep it is within others, from 0.
    pub depth: usize,
    /// Where it is.
    pub reveal: Reveal,
}

impl Session {
    /// Opens a file at a place.
    pub fn go(&self, reveal: Reveal) {
        // First, so that the file and its marks are there when its place is gone to.
        self.select(&reveal.file);
        self.reveal.set(Some(reveal));
    }
}
