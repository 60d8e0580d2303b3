//! Numbers in the user's language. [`crate::words::common`] has the counts with their units.

#[cfg(target_family = "wasm")]
pub use self::browser::decimal;

/// A whole number, with separators: `12,345`.
#[expect(clippy::cast_precision_loss, reason = "exact for all that fits into a page")]
pub fn grouped(count: u64) -> String {
    decimal(count as f64, 0)
}

#[cfg(target_family = "wasm")]
mod browser {
    use js_sys::{Array, Function, Intl::NumberFormat, Object, Reflect};
    use wasm_bindgen::JsValue;

    thread_local! {
        // Created once, since a list may format a thousand numbers.
        static WHOLE: Function = format(0);
    }

    /// A number with a fixed count of digits after the decimal sign: `1,234.5`.
    pub fn decimal(number: f64, digits: u32) -> String {
        let write = |format: &Function| format.call1(&JsValue::UNDEFINED, &number.into());
        let text = if digits == 0 { WHOLE.with(write) } else { write(&format(digits)) };
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn format(digits: u32) -> Function {
        let options = Object::new();
        for name in ["minimumFractionDigits", "maximumFractionDigits"] {
            // Cannot fail: the object is new and extensible.
            let _ = Reflect::set(&options, &name.into(), &digits.into());
        }
        NumberFormat::new(&Array::of1(&crate::browser::dates::language().into()), &options).format()
    }
}

/// A number with a fixed count of digits after the decimal sign: `1,234.5`. Native tests have no browser to ask
/// for the language, so this is English.
#[cfg(not(target_family = "wasm"))]
pub fn decimal(number: f64, digits: u32) -> String {
    let text = format!("{number:.*}", digits as usize);
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        let texts = [0, 12, 999, 1000, 123_456, 1_234_567].map(grouped);
        assert_eq!(texts, ["0", "12", "999", "1,000", "123,456", "1,234,567"]);
        assert_eq!([decimal(0.04, 1), decimal(1234.56, 1)], ["0.0", "1,234.6"]);
    }
}
