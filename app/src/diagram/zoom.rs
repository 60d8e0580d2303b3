//! How large a picture is shown, and which part of it: it lies in a place that scrolls.

use leptos::html;
use leptos::prelude::*;
use leptos::task::tick;

use crate::browser::lifetime::Lifetime;

/// The least and the most.
const LEAST: f64 = 0.15;
const MOST: f64 = 3.0;
/// What can still be read, where all of it would be smaller than that.
const READABLE: f64 = 0.62;
/// What one step makes of it.
const STEP: f64 = 1.25;

/// How large a picture is. Copy it freely: it holds signals only.
#[derive(Clone, Copy)]
pub struct Zoom {
    /// How many pixels a unit of the picture has.
    pub scale: RwSignal<f64>,
    /// What scrolls.
    pub place: NodeRef<html::Div>,
    /// How large the picture is, in its own units.
    pub size: RwSignal<(f64, f64)>,
    /// Whether it has been made to fit, once.
    begun: StoredValue<bool>,
}

impl Zoom {
    /// As it is until it is known how much room there is.
    pub fn new() -> Self {
        let (scale, size) = (RwSignal::new(1.0), RwSignal::new((1.0, 1.0)));
        Self { scale, place: NodeRef::new(), size, begun: StoredValue::new(false) }
    }

    /// One step larger, or smaller.
    pub fn step(&self, by: i32) {
        self.to(self.scale.get_untracked() * STEP.powi(by), None);
    }

    /// To a scale. What is at a point of the place stays there: by default, in its middle.
    pub fn to(&self, scale: f64, at: Option<(f64, f64)>) {
        let Some(place) = self.place.get_untracked() else { return };
        let before = self.scale.get_untracked();
        let after = scale.clamp(LEAST, MOST);
        let (x, y) = at.unwrap_or((
            f64::from(place.client_width()) / 2.0,
            f64::from(place.client_height()) / 2.0,
        ));
        let kept = |scrolled: i32, at: f64| (f64::from(scrolled) + at) / before * after - at;
        let (left, top) = (kept(place.scroll_left(), x), kept(place.scroll_top(), y));
        self.scale.set(after);
        // Once it has its new size.
        Lifetime::current().run(tick(), move |()| {
            place.set_scroll_left(round(left));
            place.set_scroll_top(round(top));
        });
    }

    /// So that all of it is seen.
    pub fn fit(&self) {
        self.to(self.whole(), None);
    }

    /// The first time, so that all of it is seen, or as much as can be read.
    pub fn begin(&self) {
        let place = self.place.get_untracked();
        let is_shown = place.is_some_and(|place| place.client_width() > 0);
        if is_shown && !self.begun.get_value() {
            self.begun.set_value(true);
            self.scale.set(self.whole().clamp(READABLE, 1.0));
        }
    }

    fn whole(&self) -> f64 {
        let Some(place) = self.place.get_untracked() else { return 1.0 };
        let (width, height) = self.size.get_untracked();
        let room = |pixels: i32, units: f64| f64::from(pixels - 2).max(1.0) / units.max(1.0);
        room(place.client_width(), width).min(room(place.client_height(), height)).min(MOST / 2.0)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a picture is no billion pixels wide")]
fn round(pixels: f64) -> i32 {
    pixels.round() as i32
}
