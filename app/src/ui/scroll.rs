//! What has to be seen comes into view; the keyboard stays where it is.

use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Scrolls as far as it takes for `element` to stand at `place` of what scrolls.
pub fn bring_into_view(element: &Element, place: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(place);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls in both directions as far as it takes for `element` to be seen.
pub fn bring_near(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls a list to the item that is chosen by arrow keys.
pub fn bring_item_into_view(list: &Element, at: usize) {
    if let Some(item) = u32::try_from(at).ok().and_then(|at| list.children().item(at)) {
        bring_into_view(&item, ScrollLogicalPosition::Nearest);
    }
}
