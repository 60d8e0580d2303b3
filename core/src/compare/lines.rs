//! A line diff with bounded time. The algorithm that finds the fewest changes needs time in proportion to the
//! product of the lengths if a few lines are repeated often.

use std::collections::HashMap;

use imara_diff::{Algorithm, Diff, InternedInput};

/// The maximum product of the lengths of two pieces for which the fewest changes are computed.
const MAX_PRODUCT: usize = 1_000_000;
/// The maximum depth of splitting pieces at unique lines.
const MAX_DEPTH: usize = 4;

/// A range of lines that replaces another: the first line, from 0, and one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// The older lines.
    pub before: (usize, usize),
    /// The newer lines.
    pub after: (usize, usize),
}

/// Returns the changes from top to bottom.
pub(super) fn changes(before: &[&str], after: &[&str]) -> Vec<Change> {
    let mut found = vec![];
    let (_, old, new) = middle(before, after);
    if old.len().saturating_mul(new.len()) <= MAX_PRODUCT {
        fewest(before, after, (0, 0), &mut found);
    } else {
        split(before, after, (0, 0), MAX_DEPTH, &mut found);
    }
    found
}

/// The number of equal lines at the start, and the lines left after removing them and the equal lines at the end.
fn middle<'l, 't>(
    before: &'l [&'t str],
    after: &'l [&'t str],
) -> (usize, &'l [&'t str], &'l [&'t str]) {
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    (start, &before[..before.len() - end], &after[..after.len() - end])
}

/// Adds the fewest changes between two pieces that start at the lines `at`.
fn fewest(before: &[&str], after: &[&str], at: (usize, usize), found: &mut Vec<Change>) {
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let shifted =
        |lines: std::ops::Range<u32>, by| (lines.start as usize + by, lines.end as usize + by);
    found.extend(diff.hunks().map(|hunk| Change {
        before: shifted(hunk.before, at.0),
        after: shifted(hunk.after, at.1),
    }));
}

/// Adds changes between two pieces that are too long for `fewest`, splitting them at unique lines.
fn split(
    before: &[&str],
    after: &[&str],
    at: (usize, usize),
    depth: usize,
    found: &mut Vec<Change>,
) {
    let (start, old, new) = middle(before, after);
    let at = (at.0 + start, at.1 + start);
    if old.is_empty() && new.is_empty() {
        return;
    }
    if old.len().saturating_mul(new.len()) <= MAX_PRODUCT {
        return fewest(old, new, at, found);
    }
    let kept = if depth == 0 { vec![] } else { kept(old, new) };
    if kept.is_empty() {
        return found
            .push(Change { before: (at.0, at.0 + old.len()), after: (at.1, at.1 + new.len()) });
    }
    let mut last = (0, 0);
    for next in kept.into_iter().chain([(old.len(), new.len())]) {
        let piece = (&old[last.0..next.0], &new[last.1..next.1]);
        split(piece.0, piece.1, (at.0 + last.0, at.1 + last.1), depth - 1, found);
        // The unique line itself is equal.
        last = ((next.0 + 1).min(old.len()), (next.1 + 1).min(new.len()));
    }
}

/// The longest sequence of lines that are unique on both sides and in the same order.
fn kept(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let (in_before, in_after) = (once(before), once(after));
    let places = before
        .iter()
        .filter_map(|line| Some((in_before.get(line).copied()??, in_after.get(line).copied()??)));
    let pairs: Vec<(usize, usize)> = places.collect();
    // For each length, the pair with the smallest second line that ends such a sequence; and the predecessor of
    // each pair.
    let mut ends: Vec<usize> = vec![];
    let mut previous: Vec<Option<usize>> = vec![];
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < pair.1);
        previous.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut row = vec![];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        row.push(pairs[index]);
        next = previous[index];
    }
    row.reverse();
    row
}

/// The index of each line; `None` if the line is repeated.
fn once<'t>(lines: &[&'t str]) -> HashMap<&'t str, Option<usize>> {
    let mut places = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        places.entry(*line).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies the changes to the older lines.
    fn applied(before: &[&str], after: &[&str]) -> Vec<String> {
        let mut made: Vec<&str> = vec![];
        let mut at = 0;
        for change in changes(before, after) {
            assert!(change.before.0 >= at, "from top to bottom");
            made.extend(&before[at..change.before.0]);
            made.extend(&after[change.after.0..change.after.1]);
            at = change.before.1;
        }
        made.extend(&before[at..]);
        made.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn the_changes_lead_from_one_text_to_the_other() {
        let numbers: Vec<String> = (0..3000).map(|number| number.to_string()).collect();
        let of = |pick: &dyn Fn(usize) -> usize| -> Vec<&str> {
            (0..3000).map(|at| numbers[pick(at) % 3000].as_str()).collect()
        };
        let texts = [
            of(&|at| at),
            of(&|at| at + 7),
            of(&|at| at * 7919),
            of(&|at| at % 5),
            of(&|at| at % 7),
            of(&|at| if at % 10 == 0 { at } else { at % 3 }),
            of(&|at| if at % 10 == 3 { at } else { at % 4 }),
            vec![],
            vec!["7"],
        ];
        for before in &texts {
            for after in &texts {
                assert_eq!(applied(before, after), *after);
            }
        }
    }

    #[test]
    fn far_apart_changes_of_a_long_text_are_few() {
        let lines: Vec<String> = (0..20_000).map(|number| format!("{}", number % 5000)).collect();
        let before: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut after = before.clone();
        after[10] = "new";
        after[19_990] = "new";
        after.insert(10_000, "more");
        let found = changes(&before, &after);
        let count: usize = found.iter().map(|change| change.after.1 - change.after.0).sum();
        assert!(count < 20_000, "{count}");
        assert_eq!(applied(&before, &after), after);
    }
}
