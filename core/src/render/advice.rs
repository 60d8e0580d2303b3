//! Ways out of common mistakes.

/// The tags of Jinja.
pub(super) const TAGS: &[&str] = &[
    "for",
    "if",
    "elif",
    "else",
    "set",
    "with",
    "macro",
    "call",
    "filter",
    "block",
    "raw",
    "print",
    "autoescape",
    "include",
    "import",
    "from",
    "extends",
];

/// In longer names, and among more of them, nobody slips.
const MAX_NAME: usize = 100;
const MAX_NAMES: usize = 1000;

/// The one of `known` that `name` most probably was to be. It is not `name` itself: a template's own
/// names are known before they have a value.
pub(super) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    if name.len() > MAX_NAME {
        return None;
    }
    let lower = name.to_lowercase();
    let allowed = (lower.chars().count() / 3).min(3);
    known
        .iter()
        .filter(|known| **known != name && known.len() <= MAX_NAME)
        .take(MAX_NAMES)
        .map(|known| (distance(&lower, &known.to_lowercase()), *known))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// How many characters have to be added, removed or changed, swaps counted as two.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for j in 0..b.len() {
            let changed = diagonal + usize::from(c != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The way out of a syntax error that is known by what stands around it.
pub(super) fn for_syntax(source: &str, at: usize) -> Option<&'static str> {
    let at = source.floor_char_boundary(at.min(source.len()));
    let before = &source[..at];
    let here = &source[at..];
    let tag = before.rfind("{{").map(|open| &source[open + 2..]);
    if tag.is_some_and(|tag| tag.trim_start().starts_with("resolve:")) {
        return Some(
            "This is a dynamic reference of CloudFormation, which looks like Jinja. Write it \
             between `{% raw %}` and `{% endraw %}`, or as `{{ '{{resolve:…}}' }}`.",
        );
    }
    let known = [
        ("&", "Jinja writes `and` instead of `&&`."),
        ("||", "Jinja writes `or` instead of `||`."),
        ("!", "Jinja writes `not` instead of `!`, and `!=` for \"is not equal\"."),
        ("?", "Jinja writes a choice as `a if condition else b`."),
        ("$", "Jinja names have no `$`: write `{{ name }}`."),
        ("=", "Compare with `==`; `=` only belongs into `{% set %}` and calls."),
        ("#", "Comments stand between `{#` and `#}`."),
    ];
    if here.starts_with('|') && before.ends_with('|') {
        return Some(known[1].1);
    }
    if here.starts_with("if") && before.trim_end().ends_with("else") {
        return Some("Jinja writes `elif` instead of `else if`.");
    }
    known.iter().find(|(start, _)| here.starts_with(start)).map(|&(_, help)| help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_name() {
        let names = ["VpcId", "SubnetId", "ClusterArn"];
        assert_eq!(nearest("VPCId", &names), Some("VpcId"));
        assert_eq!(nearest("ClusterAnr", &names), Some("ClusterArn"));
        assert_eq!(nearest("Bucket", &names), None);
        assert_eq!(nearest("VpcId", &["VpcId"]), None);
    }
}
