//! Rewords the validator's messages: no Python terms, and no tense that depends on the current date.

use crate::renderings::sentence;

/// Replacements in messages. A date may have passed since the validator was built, so the message doesn't say
/// whether it has.
const PARTS: [(&str, &str); 8] = [
    (". Please consider updating to None", ""),
    ("Creation will be disabled on", "Creation is disabled from"),
    ("Creation was disabled on", "Creation is disabled from"),
    ("updates will be disabled on", "updates are disabled from"),
    ("updates were disabled on", "updates are disabled from"),
    ("that will be shut down on", "with the shutdown date"),
    ("that was shut down on", "with the shutdown date"),
    ("that has been shut down", "that is shut down"),
];

/// Rewords a message as a sentence.
pub(super) fn reworded(message: &str) -> String {
    let mut message = message.to_owned();
    for (part, instead) in PARTS {
        if message.contains(part) {
            message = message.replace(part, instead);
        }
    }
    sentence(&without_none(&message))
}

/// Replaces Python's `None` with `null`, unless it is quoted or part of a word.
fn without_none(message: &str) -> String {
    const NONE: &str = "None";
    let mut plain = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = rest.find(NONE) {
        let (before, after) = (&rest[..at], &rest[at + NONE.len()..]);
        let is_apart = |c: Option<char>| c.is_none_or(|c| " ,.:;([{)]}".contains(c));
        let is_value = is_apart(before.chars().next_back().or(plain.chars().next_back()))
            && is_apart(after.chars().next());
        plain.push_str(before);
        plain.push_str(if is_value { "null" } else { NONE });
        rest = after;
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_python_and_no_tense_is_left() {
        for (message, wanted) in [
            ("None is not of type 'string'", "Null is not of type 'string'."),
            ("'None' is not one of ['NoneOfIt', None]", "'None' is not one of ['NoneOfIt', null]."),
            (
                "Runtime 'go1.x' was deprecated on '2024-01-08'. Creation was disabled on '2026-09-01', and updates will be disabled on '2026-10-01'. Please consider updating to None",
                "Runtime 'go1.x' was deprecated on '2024-01-08'. Creation is disabled from '2026-09-01', and updates are disabled from '2026-10-01'.",
            ),
            (
                "Resource type 'A::B::C' is from a service that will be shut down on 2026-09-30. Plan to migrate to an alternative",
                "Resource type 'A::B::C' is from a service with the shutdown date 2026-09-30. Plan to migrate to an alternative.",
            ),
        ] {
            assert_eq!(reworded(message), wanted);
        }
    }
}
