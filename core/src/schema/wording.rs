//! Messages for validation errors.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::LocationSegment;
use jsonschema::{JsonType, ValidationError};
use serde_json::{Map as JsonMap, Value as Json};

use super::backtracking::GIVEN_UP;
use super::number::meant;
use super::{Correction, Format, Problem, integer_format};
use crate::nearest::nearest;
use crate::text::shortened;
use crate::value::Key;

/// The message, help and change of a [`Problem`].
type Words = (String, Option<String>, Option<Correction>);

/// Converts an error of the validator into a problem. `root` is the validator's schema.
pub(super) fn problem(error: &ValidationError, root: &Json) -> Problem {
    let path = error.instance_path().into_iter().map(|segment| match segment {
        LocationSegment::Property(name) => Key::Name(name.into_owned()),
        LocationSegment::Index(index) => Key::Index(index),
    });
    let missing = match error.kind() {
        ValidationErrorKind::Required { property } => property.as_str().map(str::to_owned),
        _ => None,
    };
    let undeclared = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected.clone(),
        _ => vec![],
    };
    let (message, help, correction) = words(error, root);
    let kinds = match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            let problems = |errors: &Vec<ValidationError>| {
                errors.iter().map(|error| problem(error, root)).collect()
            };
            context.iter().map(problems).collect()
        }
        _ => vec![],
    };
    // Proton enforced `date`, according to a public test bundle of AWS; for other formats it is unknown.
    let is_warning = match error.kind() {
        ValidationErrorKind::Format { format } => format.as_str() != "date",
        ValidationErrorKind::Custom { keyword, .. } => keyword == integer_format::KEYWORD,
        _ => false,
    };
    let path = path.collect();
    Problem { path, missing, undeclared, message, help, correction, kinds, is_warning }
}

fn words(error: &ValidationError, root: &Json) -> Words {
    use ValidationErrorKind as Kind;
    let value: &Json = error.instance();
    let given = show(value);
    let limit =
        |limit: u64, what: &str| format!("{limit} {what}{}", if limit == 1 { "" } else { "s" });
    let length = || value.as_str().map_or(0, |text| text.chars().count());
    let items = || value.as_array().map_or(0, Vec::len);
    let names = || value.as_object().map_or(0, JsonMap::len);
    let message = match error.kind() {
        Kind::Type { kind } => return wrong_type(kind, value),
        Kind::Enum { options } => return no_option(options, value),
        Kind::Required { property } => {
            format!("needs a value for {}", show(property).replace('"', "`"))
        }
        Kind::MinLength { limit: least } => {
            format!("must be at least {} long (now {})", limit(*least, "character"), length())
        }
        Kind::MaxLength { limit: most } => {
            format!("must be at most {} long (now {})", limit(*most, "character"), length())
        }
        Kind::Minimum { limit } => format!("must be at least {limit} (now {given})"),
        Kind::Maximum { limit } => format!("must be at most {limit} (now {given})"),
        Kind::ExclusiveMinimum { limit } => format!("must be more than {limit} (now {given})"),
        Kind::ExclusiveMaximum { limit } => format!("must be less than {limit} (now {given})"),
        Kind::MinItems { limit: least } => {
            format!("must have at least {} (now {})", limit(*least, "item"), items())
        }
        Kind::MaxItems { limit: most } => {
            format!("must have at most {} (now {})", limit(*most, "item"), items())
        }
        Kind::MinProperties { limit } => {
            format!("must have at least {limit} entries (now {})", names())
        }
        Kind::MaxProperties { limit } => {
            format!("must have at most {limit} entries (now {})", names())
        }
        Kind::UniqueItems => "must not have duplicate items".into(),
        Kind::Pattern { pattern } => no_match(pattern, value),
        Kind::AdditionalProperties { unexpected } => {
            let names: Vec<_> = unexpected.iter().map(|name| format!("`{name}`")).collect();
            let message =
                format!("must not have {}, which the schema does not declare", names.join(", "));
            return (message, meant_names(error, unexpected, root), None);
        }
        Kind::AnyOf { .. } => {
            format!("matches none of the definitions under `anyOf` (now {given})")
        }
        Kind::OneOfNotValid { .. } => {
            format!("matches none of the definitions under `oneOf` (now {given})")
        }
        Kind::OneOfMultipleValid { .. } => {
            "matches more than one of the definitions under `oneOf`".into()
        }
        Kind::Format { format } => {
            let noun = Format::named(format).map_or("of its format", Format::noun);
            format!("should be {noun} (now {given})")
        }
        Kind::Custom { message, .. } if message == GIVEN_UP => {
            let help = "Its pattern tries too many ways to match. Write it without nested repetition, or without lookahead and backreferences.";
            return (message.clone(), Some(help.into()), None);
        }
        Kind::Custom { message, .. } => message.clone(),
        Kind::Not { .. } => format!("must not be {given}"),
        _ => format!("does not match the schema: {error}"),
    };
    (message, None, None)
}

/// The declared names that are most likely meant by undeclared ones.
fn meant_names(error: &ValidationError, unexpected: &[String], root: &Json) -> Option<String> {
    let (definition, _) = error.schema_path().as_str().rsplit_once('/')?;
    let declared = root.pointer(definition)?.get("properties")?.as_object()?;
    let near: Vec<_> = unexpected
        .iter()
        .filter_map(|name| nearest(name, declared.keys().map(String::as_str)))
        .map(|near| format!("`{near}`"))
        .collect();
    (!near.is_empty()).then(|| format!("Did you mean {}?", near.join(", ")))
}

fn wrong_type(kind: &TypeKind, value: &Json) -> Words {
    let wanted: Vec<JsonType> = match kind {
        TypeKind::Single(kind) => vec![*kind],
        TypeKind::Multiple(kinds) => kinds.iter().collect(),
    };
    let names: Vec<_> = wanted.iter().map(|kind| type_noun(*kind)).collect();
    let message = format!("must be {} (now {})", names.join(" or "), show(value));
    let wants = |kind| wanted.contains(&kind);
    let is_number = wants(JsonType::Number) || wants(JsonType::Integer);
    let (correction, help) = match value {
        Json::Bool(_) | Json::Number(_) if wants(JsonType::String) => (
            Correction::Quote,
            "Put it in quotes: without them YAML reads a number or a boolean.".into(),
        ),
        Json::String(text) if is_number => match meant(text, !wants(JsonType::Number)) {
            Some(correction) => correction,
            None => return (message, None, None),
        },
        Json::String(text)
            if matches!(text.as_str(), "true" | "false") && wants(JsonType::Boolean) =>
        {
            (Correction::Unquote, "Remove the quotes: with them YAML reads text.".into())
        }
        _ => return (message, None, None),
    };
    (message, Some(help), Some(correction))
}

fn no_option(options: &Json, value: &Json) -> Words {
    let options: &[Json] = options.as_array().map_or(&[], Vec::as_slice);
    let shown: Vec<_> = options.iter().take(12).map(show).collect();
    let more = if options.len() > 12 { ", …" } else { "" };
    let message = format!("must be one of {}{more} (now {})", shown.join(", "), show(value));
    let near =
        value.as_str().and_then(|text| nearest(text, options.iter().filter_map(Json::as_str)));
    let help = near.map(|near| format!("Did you mean \"{near}\"?"));
    (message, help, near.map(|near| Correction::Replace(near.to_owned())))
}

fn type_noun(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "null",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "text",
        JsonType::Array => "a list",
        JsonType::Object => "a mapping",
    }
}

/// The message for a text that does not match a pattern.
pub(super) fn no_match(pattern: &str, value: &Json) -> String {
    format!("must match the pattern `{pattern}` (now {})", show(value))
}

/// A value as it appears in a message.
fn show(value: &Json) -> String {
    match value {
        Json::Null => "empty".into(),
        Json::Bool(value) => format!("the boolean {value}"),
        Json::Number(number) => number.to_string(),
        Json::String(text) => format!("\"{}\"", shortened(text, 40)),
        Json::Array(_) => "a list".into(),
        Json::Object(_) => "a mapping".into(),
    }
}
