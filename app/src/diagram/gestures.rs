//! The gestures of pointers on a diagram: dragging, pinching, and zooming with the wheel.

use leptos::ev::{MouseEvent, PointerEvent, TouchEvent, WheelEvent};
use leptos::prelude::*;
use web_sys::Touch;

use super::zoom::Zoom;

/// The distance in pixels that the mouse has to move before it drags the diagram.
const SLACK: i32 = 4;

/// The gestures on a diagram. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Gestures {
    zoom: Zoom,
    /// The position of the mouse when its button went down, and the scroll offsets of that moment.
    held: StoredValue<Option<(i32, i32, i32, i32)>>,
    moved: StoredValue<bool>,
    /// The distance between two fingers when they touched, and the scale of that moment.
    pinch: StoredValue<Option<(f64, f64)>>,
}

impl Gestures {
    /// Creates the gestures of a diagram with this zoom.
    pub fn new(zoom: Zoom) -> Self {
        Self {
            zoom,
            held: StoredValue::new(None),
            moved: StoredValue::new(false),
            pinch: StoredValue::new(None),
        }
    }

    /// Zooms while Control or Command is held; browsers report a pinch on a touch pad with Control. The wheel alone
    /// scrolls.
    pub fn wheel(self, event: &WheelEvent) {
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let at = self.within(event.client_x(), event.client_y());
            let scale = self.zoom.scale.get_untracked();
            self.zoom.to(scale * (-event.delta_y() / 300.0).exp(), at);
        }
    }

    /// Handles the press of a pointer.
    pub fn down(self, event: &PointerEvent) {
        self.moved.set_value(false);
        if event.pointer_type() == "mouse" && event.button() == 0 {
            self.held.set_value(self.zoom.place.get_untracked().map(|place| {
                (event.client_x(), event.client_y(), place.scroll_left(), place.scroll_top())
            }));
        }
    }

    /// Handles the move of a pointer.
    pub fn drag(self, event: &PointerEvent) {
        let Some((x, y, left, top)) = self.held.get_value() else { return };
        if event.buttons() & 1 == 0 {
            return self.up();
        }
        let (by_x, by_y) = (event.client_x() - x, event.client_y() - y);
        if self.moved.get_value() || by_x.abs().max(by_y.abs()) > SLACK {
            self.moved.set_value(true);
            if let Some(place) = self.zoom.place.get_untracked() {
                place.set_scroll_left(left - by_x);
                place.set_scroll_top(top - by_y);
            }
        }
    }

    /// Handles the release of a pointer.
    pub fn up(self) {
        self.held.set_value(None);
    }

    /// Suppresses the click at the end of a drag.
    pub fn click(self, event: &MouseEvent) {
        if self.moved.get_value() {
            self.moved.set_value(false);
            event.stop_propagation();
            event.prevent_default();
        }
    }

    /// Handles the touch of fingers.
    pub fn touch(self, event: &TouchEvent) {
        let scale = self.zoom.scale.get_untracked();
        self.pinch.set_value(two(event).map(|(apart, _)| (apart, scale)));
    }

    /// Handles the move of fingers.
    pub fn spread(self, event: &TouchEvent) {
        let both = self.pinch.get_value().zip(two(event));
        let Some(((before, scale), (apart, (x, y)))) = both else { return };
        event.prevent_default();
        self.zoom.to(scale * apart / before.max(1.0), self.within(x, y));
    }

    /// Converts coordinates of the page to coordinates within the scrolling element.
    fn within(self, x: i32, y: i32) -> Option<(f64, f64)> {
        let rectangle = self.zoom.place.get_untracked()?.get_bounding_client_rect();
        Some((f64::from(x) - rectangle.left(), f64::from(y) - rectangle.top()))
    }
}

/// The distance between two fingers, and the point in the middle.
fn two(event: &TouchEvent) -> Option<(f64, (i32, i32))> {
    let touches = event.touches();
    if touches.length() != 2 {
        return None;
    }
    let at = |touch: Touch| (touch.client_x(), touch.client_y());
    let ((a, b), (c, d)) = (at(touches.get(0)?), at(touches.get(1)?));
    let apart = f64::from(a - c).hypot(f64::from(b - d));
    Some((apart, (i32::midpoint(a, c), i32::midpoint(b, d))))
}
