//! Whether long lines of the editor and of the rendered text are wrapped.

use leptos::prelude::*;

use crate::browser::local_storage as kept;

const KEY: &str = "word-wrap";

/// The setting, which is stored. Cheap to copy.
#[derive(Clone, Copy)]
pub struct WordWrap(pub RwSignal<bool>);

impl WordWrap {
    /// Restores the setting.
    pub fn start() -> Self {
        let wrap = RwSignal::new(kept::read(KEY).unwrap_or_default());
        kept::follow(KEY, wrap);
        Self(wrap)
    }

    /// Turns it on or off, and returns whether it is on now.
    pub fn toggle(self) -> bool {
        self.0.update(|wraps| *wraps = !*wraps);
        self.0.get_untracked()
    }
}

/// The setting. Must be called below the root component.
pub fn use_word_wrap() -> WordWrap {
    expect_context()
}
