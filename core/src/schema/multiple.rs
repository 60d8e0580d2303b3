//! `multipleOf`, computed on the decimal notation of the numbers.
//!
//! The validator divides binary floats, which cannot represent 0.01: it would reject 600.03 as a multiple of it.

use jsonschema::{Keyword, ValidationError};
use num_bigint::BigInt;
use num_traits::Zero;
use serde_json::Value as Json;

/// The keyword that replaces `multipleOf` in the schema passed to the validator.
pub(super) const KEYWORD: &str = "x-multiple-of";

/// The `multipleOf` of one definition.
pub(super) struct Multiple {
    step: Decimal,
    written: String,
}

/// The decimal number `digits · 10^exponent`.
struct Decimal {
    digits: BigInt,
    exponent: i32,
}

impl Multiple {
    pub(super) fn new(step: &Json) -> Result<Self, ValidationError<'static>> {
        let written = step.to_string();
        match Decimal::read(&written).filter(|step| !step.digits.is_zero()) {
            Some(step) => Ok(Self { step, written }),
            None => Err(ValidationError::custom("`multipleOf` isn't a number above 0")),
        }
    }

    fn fits(&self, instance: &Json) -> bool {
        let Json::Number(number) = instance else { return true };
        Decimal::read(&number.to_string()).is_none_or(|number| number.is_multiple_of(&self.step))
    }
}

impl<'i> Keyword<'i> for Multiple {
    fn validate(&self, instance: &'i Json) -> Result<(), ValidationError<'i>> {
        if self.fits(instance) {
            return Ok(());
        }
        let step = &self.written;
        Err(ValidationError::custom(format!("must be a multiple of {step} (now {instance})")))
    }

    fn is_valid(&self, instance: &'i Json) -> bool {
        self.fits(instance)
    }
}

impl Decimal {
    /// Parses a number in JSON notation, such as `-12.5e-3`.
    fn read(written: &str) -> Option<Self> {
        let (number, power) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let power: i32 = power.parse().ok()?;
        let exponent = power.checked_sub(i32::try_from(fraction.len()).ok()?)?;
        Some(Self { digits: [whole, fraction].concat().parse().ok()?, exponent })
    }

    fn is_multiple_of(&self, step: &Self) -> bool {
        let exponent = self.exponent.min(step.exponent);
        let scaled = |decimal: &Self| {
            let zeros = u32::try_from(decimal.exponent - exponent).unwrap_or_default();
            &decimal.digits * BigInt::from(10).pow(zeros)
        };
        (scaled(self) % scaled(step)).is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multiple_is_one_of_the_numbers_as_they_are_written() {
        for (number, step, fits) in [
            ("600.03", "0.01", true),
            ("2.4", "0.1", true),
            ("5.1", "0.001", true),
            ("1070468.14", "0.01", true),
            ("600.035", "0.01", false),
            ("5", "2.5", true),
            ("3e-10", "1e-10", true),
            ("9007199254740993", "3", true),
            ("-7", "7", true),
            ("1e308", "1e-307", true),
            ("0", "3", true),
        ] {
            let json = |text: &str| serde_json::from_str::<Json>(text).unwrap();
            let multiple = Multiple::new(&json(step)).unwrap();
            assert_eq!(multiple.fits(&json(number)), fits, "{number} of {step}");
        }
    }
}
