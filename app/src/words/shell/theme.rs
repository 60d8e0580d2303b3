//! The colours of the page.

use crate::shell::theme::Theme;

/// What is chosen.
pub const LABEL: &str = "Theme";

/// A theme, as the choice calls it.
pub const fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "System",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
        Theme::Contrast => "High contrast",
    }
}
