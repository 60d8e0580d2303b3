//! Stores the appearance of the page for its next start: `app/start.js` applies it to the static frame of `index.html`,
//! which is shown until the page's code runs.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Serialize;

use super::first_steps::Onboarding;
use super::layout::Layout;
use super::theme::Theme;
use crate::browser::local_storage as kept;

const KEY: &str = "first-paint";

/// The appearance, as attributes and CSS properties of the root element.
#[derive(Serialize)]
struct FirstPaint {
    attributes: BTreeMap<&'static str, &'static str>,
    properties: BTreeMap<&'static str, String>,
}

/// Removes the static frame, and stores the appearance now and after each change.
pub fn follow(layout: RwSignal<Layout>, theme: RwSignal<Theme>, onboarding: Onboarding) {
    Effect::new(remove_frame);
    Effect::new(move || {
        let steps = if onboarding.is_shown() { "shown" } else { "hidden" };
        let attributes =
            [("data-theme", theme.get().name()), ("data-first-steps", steps)].into_iter().collect();
        let properties = layout.with(Layout::properties).into_iter().collect();
        kept::write(KEY, &FirstPaint { attributes, properties });
    });
}

/// Removes the static frame. Effects run before the browser paints.
fn remove_frame() {
    if let Some(frame) = document().query_selector(".shell").ok().flatten() {
        frame.remove();
    }
}
