//! Media queries.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Calls `act` with whether the window matches a media query: now, and after each change. It lasts as long as the page.
pub fn follow(query: &str, act: impl Fn(bool) + 'static) {
    let Ok(Some(list)) = window().match_media(query) else { return };
    act(list.matches());
    let now = list.clone();
    let changed = Closure::<dyn Fn()>::new(move || act(now.matches()));
    list.set_onchange(Some(changed.as_ref().unchecked_ref()));
    // The page keeps the listener to its end.
    changed.forget();
}
