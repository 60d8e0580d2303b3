//! The texts of the frame of the page.

pub mod banners;
pub mod crash;
pub mod empty_states;
pub mod notices;
pub mod onboarding;
pub mod page;
pub mod panes;
pub mod status;
pub mod theme;
pub mod toolbar;
