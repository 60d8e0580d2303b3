//! `format: int32` and `format: int64`: integers of 32 and 64 bits.
//!
//! Source: OpenAPI 3.0.3, section 4.4, "Data Types".

use jsonschema::{Keyword, ValidationError};
use serde_json::Value as Json;

/// The keyword that replaces such a `format` in the schema passed to the validator.
pub(super) const KEYWORD: &str = "x-integer-format";

/// One of the two integer formats.
pub(super) struct IntegerFormat {
    bits: u32,
}

impl IntegerFormat {
    /// Whether `name` is one of the two formats.
    pub(super) fn is_one(name: &str) -> bool {
        matches!(name, "int32" | "int64")
    }

    pub(super) fn new(name: &Json) -> Self {
        Self { bits: if name.as_str() == Some("int64") { 64 } else { 32 } }
    }

    /// Whether a number has no more bits than the format; values that are not numbers pass.
    fn fits(&self, value: &Json) -> bool {
        let Json::Number(number) = value else { return true };
        match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => self.bits == 64 || i32::try_from(number).is_ok(),
            // 2^31 and 2^63 are exact as floats.
            (None, Some(number)) => {
                let most = 2_f64.powi(self.bits.cast_signed() - 1);
                (-most..most).contains(&number)
            }
            (None, None) => true,
        }
    }
}

impl<'i> Keyword<'i> for IntegerFormat {
    fn validate(&self, instance: &'i Json) -> Result<(), ValidationError<'i>> {
        if self.fits(instance) {
            return Ok(());
        }
        let bits = self.bits;
        Err(ValidationError::custom(format!(
            "should be a whole number of {bits} bits (`int{bits}`) (now {instance})"
        )))
    }

    fn is_valid(&self, instance: &'i Json) -> bool {
        self.fits(instance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_bits() {
        let fits = |format: &str, value: Json| IntegerFormat::new(&format.into()).fits(&value);
        for (value, in_32, in_64) in [
            (serde_json::json!(2_147_483_647), true, true),
            (serde_json::json!(2_147_483_648_i64), false, true),
            (serde_json::json!(-2_147_483_648_i64), true, true),
            (serde_json::json!(9_223_372_036_854_775_807_i64), false, true),
            (serde_json::json!(9_223_372_036_854_775_808_u64), false, false),
            (serde_json::json!(1e10), false, true),
            (serde_json::json!("text"), true, true),
        ] {
            assert_eq!(
                (fits("int32", value.clone()), fits("int64", value.clone())),
                (in_32, in_64),
                "{value}"
            );
        }
    }
}
