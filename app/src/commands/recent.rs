//! What was chosen in the palette last, over a reload too.

use leptos::prelude::*;

use crate::browser::local_storage as kept;

/// Where it is kept.
const PLACE: &str = "recent";
/// So many are kept: some may be of other workspaces.
const MOST: usize = 24;

/// What was chosen last, the newest first, each by its key. Copy it freely.
#[derive(Clone, Copy)]
pub struct Recent(RwSignal<Vec<String>>);

impl Recent {
    /// As it was left.
    pub fn kept() -> Self {
        let recent = RwSignal::new(kept::read(PLACE).unwrap_or_default());
        kept::follow(PLACE, recent);
        Self(recent)
    }

    /// Reads it.
    pub fn with<T>(&self, read: impl FnOnce(&[String]) -> T) -> T {
        self.0.with_untracked(|all| read(all))
    }

    /// Puts something first.
    pub fn note(&self, key: String) {
        self.0.update(|all| put_first(all, key));
    }
}

fn put_first(all: &mut Vec<String>, key: String) {
    all.retain(|one| *one != key);
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
