//! Light, dark, or as the system has it.

use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const KEY: &str = "theme";

/// Which colours the page has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The next one when the button is pressed.
    pub const fn next(self) -> Self {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }

    /// As the button says it.
    pub const fn label(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// The chosen theme, kept over a reload and put on the page.
pub fn use_theme() -> RwSignal<Theme> {
    let theme: RwSignal<Theme> = RwSignal::new(LocalStorage::get(KEY).unwrap_or_default());
    Effect::new(move || {
        let theme = theme.get();
        // A browser that keeps nothing still shows the choice until the reload.
        let _ = LocalStorage::set(KEY, theme);
        if let Some(root) = gloo::utils::document().document_element() {
            let _ = root.set_attribute("data-theme", theme.label());
        }
    });
    theme
}
