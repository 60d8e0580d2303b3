//! Methods that convert case and classify characters.

use super::super::text::{capitalize, is_printable, is_space, title_case};

pub(super) fn cased(text: &str, name: &str) -> String {
    match name {
        "upper" => text.to_uppercase(),
        "lower" => text.to_lowercase(),
        "casefold" => text.replace(['ß', 'ẞ'], "ss").to_lowercase().replace('ς', "σ"),
        "capitalize" => capitalize(text),
        "swapcase" => text
            .chars()
            .flat_map(|c| match c.is_uppercase() {
                true => c.to_lowercase().collect::<Vec<_>>(),
                false => c.to_uppercase().collect(),
            })
            .collect(),
        _ => {
            let mut titled = String::with_capacity(text.len());
            let mut in_word = false;
            for c in text.chars() {
                if in_word {
                    titled.extend(c.to_lowercase());
                } else {
                    titled.push_str(&title_case(c));
                }
                in_word = is_cased(c);
            }
            titled
        }
    }
}

fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
}

pub(super) fn is(text: &str, name: &str) -> bool {
    let all = |test: fn(char) -> bool| !text.is_empty() && text.chars().all(test);
    let cased = |upper: bool| {
        let mut any = false;
        text.chars().filter(|&c| is_cased(c)).all(|c| {
            any = true;
            c.is_uppercase() == upper
        }) && any
    };
    match name {
        "isalnum" => all(char::is_alphanumeric),
        "isalpha" => all(|c| c.is_alphabetic() && !c.is_numeric()),
        "isascii" => text.is_ascii(),
        "isdecimal" => all(|c| c.is_numeric() && c.is_ascii_digit()),
        "isdigit" => all(|c| c.is_ascii_digit() || matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹')),
        "isnumeric" => all(char::is_numeric),
        "isspace" => all(is_space),
        "isprintable" => text.chars().all(is_printable),
        "islower" => cased(false),
        "isupper" => cased(true),
        "isidentifier" => {
            text.chars().all(|c| c.is_alphanumeric() || c == '_')
                && text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        }
        _ => {
            let mut any = false;
            let mut in_word = false;
            for c in text.chars() {
                if is_cased(c) && c.is_uppercase() == in_word {
                    return false;
                }
                in_word = is_cased(c);
                any = any || in_word;
            }
            any
        }
    }
}
