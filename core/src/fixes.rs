//! Applies several fixes to a text at once.

use crate::diagnostic::Fix;
use crate::sort::CompactSort;
use crate::text::Edit;

/// Applies fixes to `text`, all of which were made for it, and returns the result with the number of applied fixes.
/// A fix that overlaps another one is skipped: the next analysis offers it again.
pub fn apply_fixes<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut edits: Vec<&Edit> = vec![];
    let mut made = 0;
    for fix in fixes {
        let is_free = fix.edits.iter().all(|edit| edits.iter().all(|other| !meet(edit, other)));
        let fits = fix.edits.iter().all(|edit| text.get(edit.span.start..edit.span.end).is_some());
        if is_free && fits && !fix.edits.is_empty() {
            edits.extend(&fix.edits);
            made += 1;
        }
    }
    // Apply the last edit first, so that the spans of the others stay valid.
    edits.compact_sort_by_key(|edit| edit.span);
    let text = edits.iter().rev().fold(text.to_owned(), |text, edit| edit.apply(&text));
    (text, made)
}

/// Whether two edits touch; for insertions at the same offset, the order would be undefined.
fn meet(a: &Edit, b: &Edit) -> bool {
    a.span.start <= b.span.end && b.span.start <= a.span.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn fix(start: usize, end: usize, text: &str) -> Fix {
        Fix::safe("Correction", vec![Edit { span: Span::new(start, end), text: text.into() }])
    }

    #[test]
    fn fixes_are_made_together() {
        let fixes = [fix(4, 5, "longer"), fix(0, 1, ""), fix(2, 2, "i")];
        assert_eq!(apply_fixes("abcdefg", &fixes), ("bicdlongerfg".into(), 3));
    }

    #[test]
    fn of_two_that_meet_the_first_is_made() {
        assert_eq!(apply_fixes("abcd", &[fix(0, 2, "x"), fix(1, 3, "y")]), ("xcd".into(), 1));
        assert_eq!(apply_fixes("abcd", &[fix(1, 1, "x"), fix(1, 1, "y")]), ("axbcd".into(), 1));
        let two = Fix::safe("Correction", [fix(3, 4, "z").edits, fix(0, 1, "y").edits].concat());
        assert_eq!(apply_fixes("abcd", &[fix(0, 2, "x"), two]), ("xcd".into(), 1));
    }

    #[test]
    fn one_that_does_not_fit_is_left_out() {
        assert_eq!(apply_fixes("é", &[fix(1, 2, "x"), fix(9, 9, "y")]), ("é".into(), 0));
    }
}
