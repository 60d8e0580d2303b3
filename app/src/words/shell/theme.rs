//! The theme of the page.

use crate::shell::theme::Theme;

/// The label of the choice of a theme.
pub const LABEL: &str = "Theme";

/// The name of a theme.
pub const fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "System",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
        Theme::Contrast => "High contrast",
    }
}
