//! The colours of the page: light, dark, as the system has it, and with more contrast.

use gloo::events::EventListener;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::local_storage as kept;

const KEY: &str = "theme";

/// Which colours the page has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it, its wish for more contrast included.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Light or dark as the system has it, with more contrast.
    Contrast,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The one after it, where they are gone through.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Contrast,
            Self::Contrast => Self::System,
        }
    }

    /// As `style/tokens.css` calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// The chosen theme, kept over a reload and put on the page.
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

/// Whether the system asks for more contrast, now and later.
fn wants_contrast() -> RwSignal<bool> {
    let wanted = RwSignal::new(false);
    if let Ok(Some(query)) = window().match_media("(prefers-contrast: more)") {
        wanted.set(query.matches());
        let asked = query.clone();
        // The page has one of it, as long as it lives.
        EventListener::new(&query, "change", move |_| wanted.set(asked.matches())).forget();
    }
    wanted
}
