//! The scale and the scroll position of a graph.

use leptos::html;
use leptos::prelude::*;
use leptos::task::tick;

use crate::browser::lifetime::Lifetime;

/// The least and the greatest scale.
const LEAST: f64 = 0.15;
const MOST: f64 = 3.0;
/// The least scale at which text is readable.
const READABLE: f64 = 0.62;
/// The factor of a zoom step.
const STEP: f64 = 1.25;

/// The zoom of a graph. Cheap to copy, since it holds only signals.
#[derive(Clone, Copy)]
pub struct Zoom {
    /// The pixels per unit of the graph.
    pub scale: RwSignal<f64>,
    /// The scrolling element.
    pub place: NodeRef<html::Div>,
    /// The size of the graph, in its own units.
    pub size: RwSignal<(f64, f64)>,
    /// The least of the first scales of a graph.
    least: f64,
    /// Whether the first scale is set.
    begun: StoredValue<bool>,
}

impl Zoom {
    /// Creates a zoom with scale 1. The first scale of a graph is at most 1. If `fits`, the graph fits its place;
    /// otherwise its text stays readable.
    pub fn new(fits: bool) -> Self {
        let (scale, size) = (RwSignal::new(1.0), RwSignal::new((1.0, 1.0)));
        let least = if fits { LEAST } else { READABLE };
        Self { scale, place: NodeRef::new(), size, least, begun: StoredValue::new(false) }
    }

    /// Zooms by a number of steps; a negative number zooms out.
    pub fn step(&self, by: i32) {
        self.to(self.scale.get_untracked() * STEP.powi(by), None);
    }

    /// Sets the scale. The point `at` of the scrolling element keeps its place; by default, its centre.
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
        // After the new size is applied.
        Lifetime::current().run(tick(), move |()| {
            place.set_scroll_left(round(left));
            place.set_scroll_top(round(top));
        });
    }

    /// Fits the graph into the visible area.
    pub fn fit(&self) {
        self.to(self.whole(), None);
    }

    /// Sets the first scale, once the graph is shown.
    pub fn begin(&self) {
        let place = self.place.get_untracked();
        let is_shown = place.is_some_and(|place| place.client_width() > 0);
        if is_shown && !self.begun.get_value() {
            self.begun.set_value(true);
            self.scale.set(self.whole().clamp(self.least, 1.0));
        }
    }

    /// Forgets the scale that the user has chosen, because another graph follows.
    pub fn restart(&self) {
        self.begun.set_value(false);
    }

    fn whole(&self) -> f64 {
        let Some(place) = self.place.get_untracked() else { return 1.0 };
        let (width, height) = self.size.get_untracked();
        let room = |pixels: i32, units: f64| f64::from(pixels - 2).max(1.0) / units.max(1.0);
        room(place.client_width(), width).min(room(place.client_height(), height)).min(MOST / 2.0)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a diagram is not a billion pixels wide")]
fn round(pixels: f64) -> i32 {
    pixels.round() as i32
}
