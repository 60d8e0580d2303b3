//! Dates and times in the user's language.

use gloo::utils::window;
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

/// A time, given in milliseconds since 1970, as date and time in the user's language.
// An `f64` is exact for all times of the next 280,000 years.
#[allow(clippy::cast_precision_loss)]
pub fn shown(time: u64) -> String {
    let options = Object::new();
    for (name, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Cannot fail: the object is new and extensible.
        let _ = Reflect::set(&options, &name.into(), &style.into());
    }
    let date = Date::new(&JsValue::from(time as f64));
    date.to_locale_string(&language(), &options).into()
}

/// The user's language, as the browser reports it.
pub fn language() -> String {
    window().navigator().language().filter(|tag| is_tag(tag)).unwrap_or_else(|| "en".to_owned())
}

/// Whether the browser accepts a text as a language. Some browsers report the system's locale, such as
/// `en-US@posix` or `C`, and then throw on it.
fn is_tag(text: &str) -> bool {
    let is_part = |part: &str| (2..=8).contains(&part.len()) || part == "x" || part == "u";
    text.split('-').all(|part| is_part(part) && part.bytes().all(|c| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn a_language_is_one_that_browsers_take() {
        for tag in ["en", "de-DE", "zh-Hant-TW", "es-419", "de-u-nu-latn"] {
            assert!(is_tag(tag), "{tag}");
        }
        for text in ["", "C", "en-US@posix", "en_US", "c.utf8", "en-"] {
            assert!(!is_tag(text), "{text}");
        }
    }
}
