//! Removes findings that repeat another problem.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{Within, rule};

/// Pairs of rules that report the same mistake at the same place: the first one is kept.
const PAIRS: [(&str, &str); 1] = [("cfn-e1156", "cfn-e3511")];

/// Removes `findings` that another finding or one of our `own` problems explains better.
pub(super) fn without_duplicates(own: &[Diagnostic], findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_pair = |finding: &Diagnostic| {
        findings.iter().any(|other| {
            let is_pair =
                |(kept, left): &(&str, &str)| *kept == other.code.0 && *left == finding.code.0;
            PAIRS.iter().any(is_pair) && is_in_line(other, finding)
        })
    };
    let is_known = |finding: &Diagnostic| {
        own.iter().filter(|problem| problem.file == finding.file).any(|problem| {
            let rule = rule(&problem.code.0);
            let mut superseded = rule.iter().flat_map(|rule| rule.supersedes);
            superseded.any(|(code, within)| {
                *code == finding.code.0
                    && match within {
                        Within::Line => is_in_line(problem, finding),
                        Within::File => true,
                    }
            })
        })
    };
    let kept: Vec<bool> =
        findings.iter().map(|finding| !is_pair(finding) && !is_known(finding)).collect();
    findings.into_iter().zip(kept).filter_map(|(finding, kept)| kept.then_some(finding)).collect()
}

/// Whether two problems begin in the same line of the same file.
fn is_in_line(a: &Diagnostic, b: &Diagnostic) -> bool {
    let line = |diagnostic: &Diagnostic| diagnostic.range.map(|(start, _)| start.line);
    a.file == b.file && line(a) == line(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::FileId;
    use crate::diagnostic::{Code, codes};
    use crate::text::Position;

    fn at(code: &'static str, path: &str, line: usize) -> Diagnostic {
        let file = FileId { bundle: "b".into(), path: path.into() };
        let place = Position { line, column: 0 };
        let range = Some((place, place));
        Diagnostic { range, code: Code(code.into()), ..Diagnostic::new(codes::CFN, file, "") }
    }

    fn kept(own: &[Diagnostic], findings: &[(&'static str, usize)]) -> Vec<String> {
        let findings = findings.iter().map(|(code, line)| at(code, "t", *line)).collect();
        let kept = without_duplicates(own, findings).into_iter();
        kept.map(|diagnostic| format!("{} {}", diagnostic.code.0, diagnostic.range.unwrap().0.line))
            .collect()
    }

    #[test]
    fn of_a_pair_at_one_place_one_is_kept() {
        assert_eq!(
            kept(&[], &[("cfn-e1156", 3), ("cfn-e3511", 3), ("cfn-e3511", 4)]),
            ["cfn-e1156 3", "cfn-e3511 4"]
        );
    }

    #[test]
    fn what_our_own_problems_say_is_not_repeated() {
        let own = [at("rendered-duplicate-key", "t", 9), at("logical-id", "t", 5)];
        let findings = [("cfn-f0000", 2), ("cfn-f0006", 5), ("cfn-f0006", 6), ("cfn-f0001", 1)];
        assert_eq!(kept(&own, &findings), ["cfn-f0006 6", "cfn-f0001 1"]);
        let elsewhere = [at("no-resources", "other", 1)];
        assert_eq!(kept(&elsewhere, &[("cfn-f0001", 1)]), ["cfn-f0001 1"]);
        assert_eq!(
            kept(&[at("no-resources", "t", 7)], &[("cfn-f0001", 1), ("cfn-e1101", 1)]),
            [""; 0]
        );
    }
}
