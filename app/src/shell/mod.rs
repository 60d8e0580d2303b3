//! The frame of the page: toolbar, status bar, banners, notices, the layout of the panes, theme and onboarding.
//!
//! It arranges the panes, which [`panes`] lists, and knows nothing of their contents. [`dialogs`] stores which dialog of the page is open,
//! and [`empty_reasons`] finds why a pane is empty. Local storage has the layout, the theme, the progress of the
//! onboarding, and the appearance for the next start. The commands move between panes, reset the layout and change the theme. Invariant: the banner of a
//! panic works without Leptos.

pub mod banners;
pub mod crash;
pub mod dialogs;
pub mod empty_reasons;
pub mod empty_state;
pub mod first_paint;
pub mod first_steps;
pub mod fold;
pub mod layout;
pub mod notices;
pub mod onboarding;
pub mod pane_switch;
pub mod panes;
pub mod splitter;
pub mod status;
pub mod theme;
pub mod theme_choice;
pub mod toolbar;
pub mod update;
