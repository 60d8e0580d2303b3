//! Patterns that have to try one way after the other: those with references back and with looks
//! ahead or behind. All others are matched in linear time.
//!
//! What the validator gives up in the middle of other errors it does not mention, so each of these
//! patterns has a validator of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Keyword, PatternOptions, ValidationError, Validator};
use serde_json::Value as Json;

/// The keyword that stands for `pattern` in what is validated.
pub(super) const KEYWORD: &str = "x-backtracking-pattern";
/// What is said of a text that a pattern was given up on.
pub(super) const GIVEN_UP: &str = "cannot be checked";
/// How often one pattern may go back and try again on one text.
const MAX_STEPS: usize = 50_000;
/// Texts with more bytes are not tried: at each of them the pattern may look over all the others.
const MAX_TEXT: usize = 4_000;
/// After so many texts that were given up on, the others are as well.
const MAX_GIVEN_UP: usize = 500;

/// Whether a pattern has what cannot be matched in linear time.
pub(super) fn backtracks(pattern: &str) -> bool {
    let refers_back = pattern
        .as_bytes()
        .windows(2)
        .any(|two| two[0] == b'\\' && (matches!(two[1], b'1'..=b'9') || two[1] == b'k'));
    refers_back || ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| pattern.contains(look))
}

/// One such pattern.
pub(super) struct Backtracking {
    validator: Validator,
    pattern: String,
    given_up: GivenUp,
}

/// How many texts were given up on, by all patterns of a validator.
pub(super) type GivenUp = Arc<AtomicUsize>;

impl Backtracking {
    pub(super) fn new(pattern: &Json, given_up: GivenUp) -> Result<Self, ValidationError<'static>> {
        let validator = jsonschema::options()
            .with_draft(Draft::Draft4)
            .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(MAX_STEPS))
            .build(&serde_json::json!({ "pattern": pattern }))?;
        Ok(Self { validator, pattern: pattern.as_str().unwrap_or_default().to_owned(), given_up })
    }

    /// Whether a text is not even tried.
    fn is_hopeless(&self, instance: &Json) -> bool {
        instance.as_str().is_some_and(|text| text.len() > MAX_TEXT)
            || self.given_up.load(Ordering::Relaxed) >= MAX_GIVEN_UP
    }
}

impl<'i> Keyword<'i> for Backtracking {
    fn validate(&self, instance: &'i Json) -> Result<(), ValidationError<'i>> {
        if instance.is_string() && self.is_hopeless(instance) {
            return Err(ValidationError::custom(GIVEN_UP));
        }
        self.validator.validate(instance).map_err(|error| {
            ValidationError::custom(match error.kind() {
                ValidationErrorKind::BacktrackLimitExceeded { .. } => {
                    self.given_up.fetch_add(1, Ordering::Relaxed);
                    GIVEN_UP.to_owned()
                }
                _ => super::wording::no_match(&self.pattern, instance),
            })
        })
    }

    fn is_valid(&self, instance: &'i Json) -> bool {
        self.validate(instance).is_ok()
    }
}
