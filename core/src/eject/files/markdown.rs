//! Text of bundles in Markdown: it is never markup.

/// The maximum number of characters of a text that is shown.
const MAX_SHOWN: usize = 200;

/// `text` as code within a line.
pub(super) fn code(text: &str) -> String {
    let mut shown: String = text.chars().take(MAX_SHOWN).map(in_line).collect();
    if text.chars().count() > MAX_SHOWN {
        shown.push('…');
    }
    if shown.trim().is_empty() {
        return "(empty)".to_owned();
    }
    // A fence is longer than each run of backticks in the code. Blanks beside it are not part of the code.
    let longest = shown.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// `text` as code within a cell of a table, where `|` ends the cell even in code.
pub(super) fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A sentence of the report, which may quote a bundle, as text.
pub(super) fn plain(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for letter in text.chars().map(in_line) {
        if letter.is_ascii_punctuation()
            && !matches!(letter, '.' | ',' | ':' | ';' | '-' | '/' | '\'')
        {
            result.push('\\');
        }
        result.push(letter);
    }
    result
}

/// A character on one line.
fn in_line(letter: char) -> char {
    if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') { ' ' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::{cell, code, plain};

    #[test]
    fn texts_are_no_markup() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code("a\n| b"), "`a | b`");
        assert_eq!(cell("a\n| b"), "`a \\| b`");
        assert_eq!(code(" \n"), "(empty)");
        assert_eq!(
            plain("<b> [x](y) *z* `q`\n# a"),
            "\\<b\\> \\[x\\]\\(y\\) \\*z\\* \\`q\\` \\# a"
        );
    }
}
