//! Places to choose from.

use super::Reveal;

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
