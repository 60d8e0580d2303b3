//! The parts of one line: keys, scalars, flow collections, comments. Each function reads one part at the beginning of a
//! text, and returns none if it uses syntax that the quick reader does not support.

use super::Found;

/// Reads a simple key, and returns it with the text after its `:`.
pub(super) fn key(text: &str) -> Option<(&str, &str)> {
    let after = if text.starts_with(['"', '\'']) {
        quoted(text)?
    } else {
        let bytes = text.as_bytes();
        let is_end =
            |at: usize| bytes[at] == b':' && matches!(bytes.get(at + 1), None | Some(b' '));
        let end = (0..bytes.len()).find(|&at| is_end(at))?;
        let key = &text[..end];
        let fits = |byte: u8| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'-' | b'.' | b'/' | b':' | b'$' | b'+')
        };
        if !key.bytes().all(fits) || !key.bytes().next()?.is_ascii_alphanumeric() {
            return None;
        }
        &text[end..]
    };
    // YAML limits a key to 1024 characters.
    if text.len() - after.len() > 1000 {
        return None;
    }
    let value = after.strip_prefix(':')?;
    let name = &text[..text.len() - after.len()];
    (value.is_empty() || value.starts_with(' ')).then(|| (name, value.trim_matches(' ')))
}

/// Reads a tag such as `!Ref`, and returns the text after it.
pub(super) fn untagged(text: &str) -> Option<&str> {
    let name = text.strip_prefix('!')?;
    let end = name.find(' ').unwrap_or(name.len());
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b':';
    (end > 0 && name[..end].bytes().all(fits)).then(|| name[end..].trim_start_matches(' '))
}

/// Reads a quoted scalar that ends in this line, and returns the text after it.
pub(super) fn quoted(text: &str) -> Option<&str> {
    let quote = text.bytes().next()?;
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' && quote == b'"' {
            let (_, escaped) = bytes.next()?;
            if !matches!(escaped, b'"' | b'\\' | b'/' | b'n' | b't' | b'r' | b' ') {
                return None;
            }
        } else if byte == quote {
            if quote == b'\'' && text.as_bytes().get(at + 1) == Some(&quote) {
                bytes.next();
                continue;
            }
            return Some(&text[at + 1..]);
        }
    }
    None
}

/// Reads a flow collection that ends in this line, and returns the text after it.
pub(super) fn collection<'t>(text: &'t str, depth: usize, found: &mut Found) -> Option<&'t str> {
    let mapping = text.starts_with('{');
    found.builder.begin(mapping);
    let close = if mapping { '}' } else { ']' };
    let mut rest = text[1..].trim_start_matches(' ');
    if depth > 20 {
        return None;
    }
    loop {
        if let Some(after) = rest.strip_prefix(close) {
            found.builder.end();
            return Some(after);
        }
        if mapping {
            let after = word(rest)?;
            found.key(&rest[..rest.len() - after.len()]);
            rest = after.strip_prefix(": ")?.trim_start_matches(' ');
        }
        rest = item(rest, depth, found)?.trim_start_matches(' ');
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start_matches(' '),
            None if rest.starts_with(close) => {}
            None => return None,
        }
    }
}

/// Reads an item of a flow collection, and returns the text after it.
fn item<'t>(text: &'t str, depth: usize, found: &mut Found) -> Option<&'t str> {
    let value = untagged(text).unwrap_or(text);
    if value.starts_with(['[', '{']) {
        return collection(value, depth + 1, found);
    }
    let after = word(value)?;
    let is_plain = value.len() == text.len() && !value.starts_with(['"', '\'']);
    found.value(&value[..value.len() - after.len()], is_plain);
    Some(after)
}

/// Reads a scalar in a flow collection, and returns the text after it.
fn word(text: &str) -> Option<&str> {
    match text.bytes().next()? {
        b'"' | b'\'' => quoted(text),
        first if first.is_ascii_alphanumeric() => {
            let fits = |byte: u8| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'$')
            };
            // A colon within a word is part of it.
            let bytes = text.as_bytes();
            let mut end = 0;
            while end < bytes.len()
                && (fits(bytes[end])
                    || bytes[end] == b':'
                        && bytes.get(end + 1).is_some_and(|&next| {
                            fits(next)
                                || next == b':'
                                    && bytes.get(end + 2).is_some_and(u8::is_ascii_alphanumeric)
                        }))
            {
                end += 1;
            }
            Some(&text[end..])
        }
        _ => None,
    }
}

/// Whether the rest of the line is empty or a comment.
pub(super) fn ends(rest: &str) -> bool {
    let text = rest.trim_start_matches(' ');
    text.is_empty() || text.starts_with('#') && text.len() < rest.len()
}

/// Whether `text` is a plain scalar, optionally followed by a comment.
pub(super) fn plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = match bytes {
        [b'-' | b':', next, ..] => !matches!(next, b' ' | b'#'),
        [first, ..] => {
            first.is_ascii_alphanumeric()
                || matches!(first, b'/' | b'.' | b'$' | b'(' | b'_' | b'+')
        }
        [] => false,
    };
    let text = &bytes[..comment(bytes).unwrap_or(bytes.len())];
    let is_key = |at: usize| text[at] == b':' && matches!(text.get(at + 1), None | Some(b' '));
    starts && !(0..text.len()).any(is_key)
}

/// A plain scalar without the comment after it.
pub(super) fn uncommented(text: &str) -> &str {
    text[..comment(text.as_bytes()).unwrap_or(text.len())].trim_end_matches(' ')
}

/// The offset of the blank before a comment.
pub(super) fn comment(text: &[u8]) -> Option<usize> {
    (1..text.len()).find(|&at| text[at] == b'#' && text[at - 1] == b' ').map(|at| at - 1)
}
