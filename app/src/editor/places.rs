//! Places to go to in the editor.

use leptos::prelude::*;

use crate::session::Reveal;

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

/// The list of places; `None` while it is closed. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct OpenListing(pub RwSignal<Option<Listing>>);

impl OpenListing {
    /// Opens the list with these places.
    pub fn open(self, listing: Listing) {
        self.0.set(Some(listing));
    }

    /// Closes the list.
    pub fn close(self) {
        self.0.set(None);
    }
}

/// The list of places. Must be called below the root component.
pub fn use_listing() -> OpenListing {
    expect_context()
}
