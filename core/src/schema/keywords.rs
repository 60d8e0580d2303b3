//! The keywords of a Schema Object, each with one line of help.

use super::{KEYWORDS, Takes};

/// The keywords of a definition, each with its help.
pub(crate) fn keywords() -> impl Iterator<Item = (&'static str, &'static str)> {
    let reference = ("$ref", "Another type of the file: `\"#/Name\"`.");
    KEYWORDS.iter().map(|(name, takes)| (*name, keyword(name, *takes))).chain([reference])
}

/// The help of a keyword. Source: OpenAPI 3.0.3, section 4.7.24, and JSON Schema.
fn keyword(name: &str, takes: Takes) -> &'static str {
    match name {
        "type" => "What kind of value it is.",
        "title" => "What the form calls it.",
        "description" => "What it is for, in CommonMark.",
        "default" => "What counts where nothing is given.",
        "enum" => "The values to choose from.",
        "properties" => "The names of a mapping, and what each is.",
        "required" => "The names that have to be given.",
        "items" => "What each item of a list is.",
        "pattern" => "A regular expression that the text has to match, anywhere in it.",
        "format" => "The meaning of the text, such as `date`.",
        "minLength" => "The fewest characters.",
        "maxLength" => "The most characters.",
        "minimum" => "The least number.",
        "maximum" => "The greatest number.",
        "exclusiveMinimum" => "Whether `minimum` itself is too little.",
        "exclusiveMaximum" => "Whether `maximum` itself is too much.",
        "multipleOf" => "The number has to be a multiple of this one.",
        "minItems" => "The fewest items.",
        "maxItems" => "The most items.",
        "uniqueItems" => "Whether no item may be there twice.",
        "additionalProperties" => {
            "What names are that `properties` does not have; `false` for none."
        }
        "nullable" => "Whether null is a value of it, too.",
        "allOf" => "All of these hold.",
        "anyOf" => "At least one of these holds.",
        "oneOf" => "Exactly one of these holds.",
        "not" => "This does not hold.",
        "example" => "What a value may look like.",
        "deprecated" => "Whether it is on its way out.",
        "readOnly" => "Whether it is shown and not filled in.",
        "discriminator" => "The property that selects the variant.",
        _ if takes == Takes::Flag => "True or false.",
        _ if takes == Takes::Count => "A whole number.",
        _ => "Allowed here; nothing is made of it.",
    }
}
