//! Suggests an existing name for a misspelled one.

/// Limits on the number of candidates and on the characters compared of each.
const MAX_CANDIDATES: usize = 400;
const MAX_LETTERS: usize = 50;

/// The candidate that `name` is most likely a misspelling of; `None` if no candidate is similar.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let plain = simplify(name);
    let limit = (plain.len() / 3).max(1);
    candidates
        .into_iter()
        .take(MAX_CANDIDATES)
        .filter_map(|candidate| Some((distance(&plain, &simplify(candidate), limit)?, candidate)))
        .filter(|(distance, candidate)| *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The name without the most common differences: case, `_` and `-`.
fn simplify(name: &str) -> Vec<char> {
    name.chars()
        .filter(|c| !matches!(c, '_' | '-'))
        .flat_map(char::to_lowercase)
        .take(MAX_LETTERS)
        .collect()
}

/// The Damerau–Levenshtein distance: the number of characters to insert, delete, replace or swap with a neighbor; `None`
/// if it exceeds `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = vec![];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &left) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &right) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(left != right);
            let mut best = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && left == b[j - 1] && a[i - 1] == right {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        // A swap refers to the row before the last, so both rows have to exceed the limit.
        let is_beyond = |row: &[usize]| row.iter().all(|cost| *cost > limit);
        if is_beyond(&row) && is_beyond(&above) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    Some(above[b.len()]).filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_found_and_a_different_name_is_not() {
        let names = ["desired_count", "container_port", "packaging_command"];
        assert_eq!(nearest("packaging_commands", names), Some("packaging_command"));
        assert_eq!(nearest("desiredCount", names), Some("desired_count"));
        assert_eq!(nearest("contianer_prot", names), Some("container_port"));
        assert_eq!(nearest("vpc_id", names), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("ClusterAnr", ["VpcId", "ClusterArn"]), Some("ClusterArn"));
        assert_eq!(nearest("VPCId", ["VpcId"]), Some("VpcId"));
    }
}
