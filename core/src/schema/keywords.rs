//! The keywords of a Schema Object, each with one line of help.

use super::{KEYWORDS, Takes};

/// The keywords of a definition, each with its help.
pub(crate) fn keywords() -> impl Iterator<Item = (&'static str, &'static str)> {
    let reference = ("$ref", "A reference to another type of this file: `\"#/Name\"`.");
    KEYWORDS.iter().map(|(name, takes)| (*name, keyword(name, *takes))).chain([reference])
}

/// The help of a keyword. Source: OpenAPI 3.0.3, section 4.7.24, and JSON Schema.
fn keyword(name: &str, takes: Takes) -> &'static str {
    match name {
        "type" => "The data type of the value.",
        "title" => "The label of the field in the form.",
        "description" => "A description of the value, in CommonMark.",
        "default" => "The value to use if none is given.",
        "enum" => "The allowed values.",
        "properties" => "The properties of an object, each with its definition.",
        "required" => "The names of the required properties.",
        "items" => "The definition of each item of a list.",
        "pattern" => "A regular expression that must match somewhere in the string.",
        "format" => "The format of the string, such as `date`.",
        "minLength" => "The minimum length, in characters.",
        "maxLength" => "The maximum length, in characters.",
        "minimum" => "The minimum value.",
        "maximum" => "The maximum value.",
        "exclusiveMinimum" => "Whether `minimum` itself is not allowed.",
        "exclusiveMaximum" => "Whether `maximum` itself is not allowed.",
        "multipleOf" => "The value must be a multiple of this number.",
        "minItems" => "The minimum number of items.",
        "maxItems" => "The maximum number of items.",
        "uniqueItems" => "Whether all items must be different.",
        "additionalProperties" => {
            "The definition of properties that `properties` doesn't list, or `false` to reject them."
        }
        "nullable" => "Whether the value may also be null.",
        "allOf" => "The value must match all of these definitions.",
        "anyOf" => "The value must match at least one of these definitions.",
        "oneOf" => "The value must match exactly one of these definitions.",
        "not" => "The value must not match this definition.",
        "example" => "An example of a value.",
        "deprecated" => "Whether the property is deprecated.",
        "readOnly" => "Whether the property is shown but cannot be filled in.",
        "discriminator" => "The property that selects the variant.",
        _ if takes == Takes::Flag => "True or false.",
        _ if takes == Takes::Count => "A whole number.",
        _ => "Allowed, but ignored.",
    }
}
