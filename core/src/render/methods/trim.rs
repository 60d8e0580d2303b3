//! Methods that split and trim text.

use super::super::text::is_space;

/// Trims the given characters, or whitespace by default.
pub(crate) fn strip<'t>(
    text: &'t str,
    characters: Option<&str>,
    start: bool,
    end: bool,
) -> &'t str {
    let matches = |c: char| characters.map_or_else(|| is_space(c), |set| set.contains(c));
    let text = if start { text.trim_start_matches(matches) } else { text };
    if end { text.trim_end_matches(matches) } else { text }
}

/// `split` at a separator, or at whitespace by default; at most `limit` times.
pub(crate) fn split<'t>(text: &'t str, separator: Option<&str>, limit: usize) -> Vec<&'t str> {
    if let Some(separator) = separator {
        return text.splitn(limit.saturating_add(1), separator).collect();
    }
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

/// `rsplit`: like `split`, but from the end.
pub(crate) fn split_back<'t>(text: &'t str, separator: Option<&str>, limit: usize) -> Vec<&'t str> {
    let mut parts: Vec<&str> = Vec::new();
    if let Some(separator) = separator {
        parts.extend(text.rsplitn(limit.saturating_add(1), separator));
    } else {
        let mut rest = text.trim_end_matches(is_space);
        while !rest.is_empty() {
            if parts.len() == limit {
                parts.push(rest);
                break;
            }
            let start = rest
                .char_indices()
                .rev()
                .find(|&(_, c)| is_space(c))
                .map_or(0, |(at, c)| at + c.len_utf8());
            parts.push(&rest[start..]);
            rest = rest[..start].trim_end_matches(is_space);
        }
    }
    parts.reverse();
    parts
}
