use std::fmt::Write as _;

use super::*;

/// The rows as text: ` ` equal, `-` removed, `+` added, `~` changed, `@` between hunks.
fn shown(before: &str, after: &str) -> String {
    let mut text = String::new();
    for hunk in texts(before, after).hunks {
        text.push_str("@\n");
        for row in hunk.rows {
            let side = |line: &Option<Line>| {
                line.as_ref().map(|line| format!("{} {}", line.number, line.text))
            };
            let sign = match (&row.before, &row.after) {
                (Some(_), Some(_)) => {
                    if row.is_changed {
                        '~'
                    } else {
                        ' '
                    }
                }
                (Some(_), None) => '-',
                _ => '+',
            };
            let sides: Vec<_> =
                [side(&row.before), side(&row.after)].into_iter().flatten().collect();
            let _ = writeln!(text, "{sign}{}", sides.join(" | "));
        }
    }
    text
}

fn numbered(range: std::ops::RangeInclusive<usize>) -> String {
    range.fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "line {number}");
        text
    })
}

#[test]
fn changes_are_side_by_side_with_their_context() {
    let before = numbered(1..=20);
    let after = before
        .replace("line 2\n", "line two\n")
        .replace("line 18\n", "")
        .replace("line 19\n", "line 19\nmore\n");
    assert_eq!(
        shown(&before, &after),
        "@\n 1 line 1 | 1 line 1\n~2 line 2 | 2 line two\n 3 line 3 | 3 line 3\n 4 line 4 | 4 line 4\n 5 line 5 | 5 line 5\n\
         @\n 15 line 15 | 15 line 15\n 16 line 16 | 16 line 16\n 17 line 17 | 17 line 17\n-18 line 18\n 19 line 19 | 18 line 19\n\
         +19 more\n 20 line 20 | 20 line 20\n"
    );
    let found = texts(&before, &after);
    assert_eq!((found.removed, found.added, found.notes.len()), (2, 2, 0));
}

#[test]
fn near_changes_are_in_one_hunk() {
    let before = numbered(1..=9);
    let after = before.replace("line 2\n", "").replace("line 9\n", "");
    assert_eq!(shown(&before, &after).matches('@').count(), 1);
    let before = numbered(1..=10);
    let after = before.replace("line 2\n", "").replace("line 10\n", "");
    assert_eq!(shown(&before, &after).matches('@').count(), 2);
}

#[test]
fn all_of_a_new_text_is_added() {
    assert_eq!(shown("", "a\nb"), "@\n+1 a\n+2 b\n");
    assert_eq!(shown("a\n", ""), "@\n-1 a\n");
    assert!(texts("a", "a").is_empty());
}

#[test]
fn invisible_changes_have_a_note() {
    let notes = |before: &str, after: &str| {
        let found = texts(before, after);
        assert!(!found.is_empty());
        (found.hunks.len(), found.notes.join(" "))
    };
    assert_eq!(
        notes("a\nb\n", "a\r\nb\r\n"),
        (0, "All lines end with CRLF now, not with LF.".into())
    );
    assert_eq!(
        notes("a\nb\nc\n", "a\nb\r\nc\r\n"),
        (0, "Only the end of lines 2, 3 has changed: LF before, CRLF now.".into())
    );
    assert_eq!(
        notes("a\nb\nc\nd\n", "a\nx\nc\r\nd\n"),
        (1, "Only the end of line 3 has changed: LF before, CRLF now.".into())
    );
    assert_eq!(notes("a\n", "a"), (0, "The line end after the last line was removed.".into()));
    assert_eq!(notes("a", "a\n"), (0, "A line end was added after the last line.".into()));
    assert_eq!(
        notes("\u{feff}a", "a"),
        (0, "The byte-order mark at the beginning was removed.".into())
    );
    assert_eq!(
        notes("a", "\u{feff}a"),
        (0, "A byte-order mark was added at the beginning.".into())
    );
}

#[test]
fn of_a_long_line_the_part_with_the_change_is_shown() {
    let long = "é".repeat(5000);
    let found = texts(&format!("{long}ä{long}"), &format!("{long}ö{long}"));
    let Line { text, changed, .. } = found.hunks[0].rows[0].after.clone().expect("a line");
    assert!(text.starts_with('…') && text.ends_with('…') && text.len() < 1100, "{text}");
    assert_eq!(changed[0].of(&text), "ö");
}

#[test]
fn huge_texts_are_different_and_not_shown() {
    for (before, after) in
        [(numbered(1..=20_001), numbered(2..=20_001)), ("a".repeat(2_000_001), "b".to_owned())]
    {
        let found = texts(&before, &after);
        assert!(found.is_too_large && !found.is_empty() && found.hunks.is_empty());
    }
}
