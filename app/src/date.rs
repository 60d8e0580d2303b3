//! Moments as the reader writes them.

use gloo::utils::window;
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

/// A moment in milliseconds since 1970 as the reader's language writes day and time.
// Exact as a number for longer than there are computers.
#[allow(clippy::cast_precision_loss)]
pub fn shown(time: u64) -> String {
    let options = Object::new();
    for (name, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Cannot fail: the object is new and open.
        let _ = Reflect::set(&options, &name.into(), &style.into());
    }
    let language = window().navigator().language().unwrap_or_else(|| "en".to_owned());
    let date = Date::new(&JsValue::from(time as f64));
    date.to_locale_string(&language, &options).into()
}
