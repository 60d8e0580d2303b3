//! The theme of the page: light, dark, that of the system, or high contrast.

use gloo::events::EventListener;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::local_storage as kept;

const KEY: &str = "theme";

/// A theme of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// The theme of the system, with more contrast where it asks for that.
    #[default]
    System,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
    /// Light or dark as in the system, with more contrast.
    Contrast,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The next theme, for the command that cycles through them.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Contrast,
            Self::Contrast => Self::System,
        }
    }

    /// Its name in `style/tokens.css`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// The chosen theme, which is stored and applied to the page.
pub fn use_theme() -> RwSignal<Theme> {
    if let Some(theme) = use_context() {
        return theme;
    }
    let theme: RwSignal<Theme> = RwSignal::new(kept::read(KEY).unwrap_or_default());
    provide_context(theme);
    kept::follow(KEY, theme);
    let wants_contrast = wants_contrast();
    Effect::new(move || {
        let theme = theme.get();
        let Some(root) = gloo::utils::document().document_element() else { return };
        let _ = root.set_attribute("data-theme", theme.name());
        let is_more = match theme {
            Theme::System => wants_contrast.get(),
            Theme::Contrast => true,
            Theme::Light | Theme::Dark => false,
        };
        let _ = root.set_attribute("data-contrast", if is_more { "more" } else { "normal" });
    });
    theme
}

/// Whether the system asks for more contrast; follows later changes.
fn wants_contrast() -> RwSignal<bool> {
    let wanted = RwSignal::new(false);
    if let Ok(Some(query)) = window().match_media("(prefers-contrast: more)") {
        wanted.set(query.matches());
        let asked = query.clone();
        // The listener is added once, and lives as long as the page.
        EventListener::new(&query, "change", move |_| wanted.set(asked.matches())).forget();
    }
    wanted
}
