//! Patterns of JSON Schema as `AllowedPattern`.
//!
//! JSON Schema searches for a match with ECMA's syntax; CloudFormation matches the whole value with Java's. Only
//! syntax that both read alike is taken over.

/// The `AllowedPattern` that accepts the same texts as `pattern`; `None` if that is not certain.
pub(super) fn allowed_pattern(pattern: &str) -> Option<String> {
    let (at_start, rest) = match pattern.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let (at_end, body) = match rest.strip_suffix('$') {
        Some(body) if !ends_in_escape(body) => (true, body),
        _ => (false, rest),
    };
    let alternatives = portable(body)?;
    if alternatives && (at_start || at_end) {
        // `^a|b$` anchors each of the two at one end only.
        return None;
    }
    let any = |anchored: bool| if anchored { "" } else { "[\\s\\S]*" };
    Some(match (at_start, at_end) {
        (true, true) => format!("^{body}$"),
        _ => format!("^{}(?:{body}){}$", any(at_start), any(at_end)),
    })
}

fn ends_in_escape(body: &str) -> bool {
    let backslashes = body.len() - body.trim_end_matches('\\').len();
    backslashes % 2 == 1
}

/// Whether there are alternatives outside of groups; `None` if a part may have another meaning in Java.
fn portable(body: &str) -> Option<bool> {
    let mut alternatives = false;
    let mut depth = 0_usize;
    let mut letters = body.chars().peekable();
    let mut can_repeat = false;
    while let Some(letter) = letters.next() {
        let mut repeats = false;
        match letter {
            '\\' => {
                escape(letters.next()?)?;
            }
            '[' => class(&mut letters)?,
            '(' => {
                depth += 1;
                if letters.peek() == Some(&'?') {
                    letters.next();
                    if letters.next() != Some(':') {
                        return None;
                    }
                }
            }
            ')' => depth = depth.checked_sub(1)?,
            '|' => alternatives |= depth == 0,
            '*' | '+' | '?' if can_repeat => repeats = true,
            '{' if can_repeat => {
                let count: String = letters.by_ref().take_while(|letter| *letter != '}').collect();
                let is_count =
                    |part: &str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
                let (least, most) = count.split_once(',').unwrap_or((&count, ""));
                if least.is_empty() || !is_count(least) || !is_count(most) {
                    return None;
                }
                repeats = true;
            }
            '^' | '$' | '*' | '+' | '?' | '{' | '}' | ']' | '.' => return None,
            letter if letter.is_ascii() && !letter.is_ascii_control() => {}
            _ => return None,
        }
        // A second quantifier is possessive in Java; a group or alternative begins without one.
        can_repeat = !repeats && !matches!(letter, '(' | '|');
    }
    (depth == 0).then_some(alternatives)
}

/// A character after a backslash, outside or within a class.
fn escape(letter: char) -> Option<()> {
    let is_portable = letter.is_ascii_punctuation() || matches!(letter, 'n' | 't' | 'r');
    is_portable.then_some(())
}

fn class(letters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<()> {
    letters.next_if_eq(&'^');
    let mut before = None;
    loop {
        let letter = letters.next()?;
        match letter {
            ']' => return before.map(drop),
            '\\' => escape(letters.next()?)?,
            // Java has classes within classes, and `&&`.
            '[' => return None,
            '&' if before == Some('&') => return None,
            letter if letter.is_ascii() && !letter.is_ascii_control() => {}
            _ => return None,
        }
        before = Some(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::allowed_pattern;

    #[test]
    fn patterns_that_both_read_alike_are_taken_over() {
        for (pattern, allowed) in [
            ("^[a-z]+$", "^[a-z]+$"),
            ("^(a|b)-[0-9]{1,3}$", "^(a|b)-[0-9]{1,3}$"),
            ("^10\\.0\\.", "^(?:10\\.0\\.)[\\s\\S]*$"),
            ("a|b", "^[\\s\\S]*(?:a|b)[\\s\\S]*$"),
            ("^cost\\$$", "^cost\\$$"),
        ] {
            assert_eq!(allowed_pattern(pattern).as_deref(), Some(allowed), "{pattern}");
        }
    }

    #[test]
    fn patterns_that_java_may_read_otherwise_are_left_out() {
        for pattern in [
            "^a|b$",
            "\\d+",
            "^\\w$",
            "a.b",
            "[a-z&&[^b]]",
            "(?=a)b",
            "a++",
            "a$b",
            "[é]",
            "[]",
            "(a",
            "^a{,3}$",
            "\\p{L}",
        ] {
            assert_eq!(allowed_pattern(pattern), None, "{pattern}");
        }
    }
}
