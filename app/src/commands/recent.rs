//! The recent choices in the palette, which survive a reload.

use leptos::prelude::*;

use crate::browser::local_storage as kept;

/// The key in local storage.
const PLACE: &str = "recent";
/// The number of choices to keep. Some may belong to other workspaces.
const MOST: usize = 24;

/// The keys of the recent choices, the newest first. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Recent(RwSignal<Vec<String>>);

impl Recent {
    /// Loads the choices from local storage, and saves every change there.
    pub fn kept() -> Self {
        let recent = RwSignal::new(kept::read(PLACE).unwrap_or_default());
        kept::follow(PLACE, recent);
        Self(recent)
    }

    /// Reads the choices without tracking them.
    pub fn with<T>(&self, read: impl FnOnce(&[String]) -> T) -> T {
        self.0.with_untracked(|all| read(all))
    }

    /// Moves a choice to the front.
    pub fn note(&self, key: String) {
        self.0.update(|all| put_first(all, key));
    }
}

fn put_first(all: &mut Vec<String>, key: String) {
    all.retain(|recent| *recent != key);
    all.insert(0, key);
    all.truncate(MOST);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_and_once() {
        let mut all = vec![];
        for key in ["a", "b", "a", "c"] {
            put_first(&mut all, key.to_owned());
        }
        assert_eq!(all, ["c", "a", "b"]);
        (0..99).for_each(|at| put_first(&mut all, at.to_string()));
        assert_eq!(all.len(), MOST);
    }
}
