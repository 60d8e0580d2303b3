//! Patterns that need backtracking: those with back-references and look-around. All other patterns are matched in
//! linear time.
//!
//! The validator does not report that it gave up on a pattern if there are other errors, so each of these patterns has
//! a validator of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Keyword, PatternOptions, ValidationError, Validator};
use serde_json::Value as Json;

/// The keyword that replaces `pattern` in the schema passed to the validator.
pub(super) const KEYWORD: &str = "x-backtracking-pattern";
/// The message of the error for a text that was too costly to match.
pub(super) const GIVEN_UP: &str = "cannot be checked";
/// Backtracking limit of one pattern on one text.
const MAX_STEPS: usize = 50_000;
/// Maximum length of a text in bytes: from each byte, the pattern may scan the whole rest.
const MAX_TEXT: usize = 4_000;
/// Number of texts given up on after which no more texts are tried.
const MAX_GIVEN_UP: usize = 500;

/// Whether a pattern contains a construct that cannot be matched in linear time.
pub(super) fn backtracks(pattern: &str) -> bool {
    let refers_back = pattern
        .as_bytes()
        .windows(2)
        .any(|two| two[0] == b'\\' && (matches!(two[1], b'1'..=b'9') || two[1] == b'k'));
    refers_back || ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| pattern.contains(look))
}

/// The validator of one such pattern.
pub(super) struct Backtracking {
    validator: Validator,
    pattern: String,
    given_up: GivenUp,
}

/// The number of texts that the patterns of a validator have given up on.
pub(super) type GivenUp = Arc<AtomicUsize>;

impl Backtracking {
    pub(super) fn new(pattern: &Json, given_up: GivenUp) -> Result<Self, ValidationError<'static>> {
        let validator = jsonschema::options()
            .with_draft(Draft::Draft4)
            .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(MAX_STEPS))
            .build(&serde_json::json!({ "pattern": pattern }))?;
        Ok(Self { validator, pattern: pattern.as_str().unwrap_or_default().to_owned(), given_up })
    }

    /// Whether matching is not attempted at all.
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
