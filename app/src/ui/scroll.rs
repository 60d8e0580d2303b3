//! Scrolls elements into view, without moving the focus.

use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Scrolls vertically until `element` is at `place` of its scrolling container.
pub fn bring_into_view(element: &Element, place: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(place);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls in both directions, as little as needed to show `element`.
pub fn bring_near(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls a list to the item that the arrow keys have reached.
pub fn bring_item_into_view(list: &Element, at: usize) {
    if let Some(item) = u32::try_from(at).ok().and_then(|at| list.children().item(at)) {
        bring_into_view(&item, ScrollLogicalPosition::Nearest);
    }
}
