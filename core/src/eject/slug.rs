//! Names in the result. A name from a bundle can contain any character, and becomes the name of a file, a stack or a
//! key of `stacks.env` only in a safe form.

/// The maximum length of a name of a file or folder, without an ending: file systems allow 255 bytes.
const MAX_FILE: usize = 100;
/// The maximum length of a stack's name. Source: CloudFormation's API reference, `CreateStack`.
const MAX_STACK: usize = 128;

/// `name` as the name of a file: ASCII letters and digits, `-` and `_`, and it doesn't begin with `-`.
pub(super) fn slug(name: &str) -> String {
    let safe = |letter: char| {
        if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' }
    };
    let text: String = name.chars().map(safe).take(MAX_FILE).collect();
    let text = text.trim_matches('-');
    if text.is_empty() { "unnamed".to_owned() } else { text.to_owned() }
}

/// `name` as the name of a stack: ASCII letters, digits and `-`, and it begins with a letter.
pub(super) fn stack_name(name: &str) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let text: String = name.chars().map(safe).collect();
    let text = text.trim_matches('-');
    let begins_with_letter = text.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let text = if begins_with_letter { text.to_owned() } else { format!("stack-{text}") };
    let text: String = text.chars().take(MAX_STACK).collect();
    text.trim_end_matches('-').to_owned()
}

/// Whether CloudFormation accepts `name` as the name of a stack.
pub(super) fn is_stack_name(name: &str) -> bool {
    name.len() <= MAX_STACK
        && name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_safe() {
        for (name, file, stack) in [
            ("items", "items", "items"),
            ("my_env.v1", "my_env-v1", "my-env-v1"),
            ("--execute", "execute", "execute"),
            ("$(touch x)`'\"\n", "touch-x", "touch-x"),
            ("../..", "unnamed", "stack"),
            ("1a", "1a", "stack-1a"),
            ("é", "unnamed", "stack"),
        ] {
            assert_eq!((slug(name).as_str(), stack_name(name).as_str()), (file, stack), "{name}");
            assert!(is_stack_name(stack), "{stack}");
        }
        assert_eq!(stack_name(&"a".repeat(300)).len(), 128);
        for name in ["", "-a", "a_b", "1", "a b", "a\n", "--execute"] {
            assert!(!is_stack_name(name), "{name}");
        }
    }
}
