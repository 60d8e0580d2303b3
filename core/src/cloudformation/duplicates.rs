//! Removes findings that repeat another problem.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{Within, rule};

/// Rules that report the same mistake at the same place as other rules, which are left out: a value in a wrong
/// format also breaks the pattern and the length of that format, a value of a wrong type is no option either, and
/// `Fn::ForEach` without its transform looks like a wrong logical id.
const PAIRS: [(&str, &[&str]); 13] = [
    ("cfn-e1032", &["cfn-f0006"]),
    ("cfn-e1150", FORMAT),
    ("cfn-e1151", FORMAT),
    ("cfn-e1152", FORMAT),
    ("cfn-e1153", FORMAT),
    ("cfn-e1154", FORMAT),
    ("cfn-e1155", FORMAT),
    ("cfn-e1156", FORMAT),
    ("cfn-e1157", FORMAT),
    ("cfn-e1158", FORMAT),
    ("cfn-e3012", &["cfn-e3030", "cfn-w3030"]),
    ("cfn-e3031", &["cfn-e3033"]),
    ("cfn-e3048", &["cfn-e3047"]),
];
/// The rules about the pattern and the length of a text.
const FORMAT: &[&str] = &["cfn-e3031", "cfn-e3033", "cfn-e3511"];

/// Removes `findings` that another finding or one of our `own` problems explains better.
pub(super) fn without_duplicates(own: &[Diagnostic], findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_pair = |finding: &Diagnostic| {
        findings.iter().any(|other| {
            let is_pair = |(kept, left): &(&str, &[&str])| {
                *kept == other.code.0 && left.contains(&&*finding.code.0)
            };
            PAIRS.iter().any(is_pair) && begin_together(other, finding)
        })
    };
    let is_known =
        |finding: &Diagnostic| own.iter().any(|problem| supersedes(problem, finding).is_some());
    let kept: Vec<bool> =
        findings.iter().map(|finding| !is_pair(finding) && !is_known(finding)).collect();
    findings.into_iter().zip(kept).filter_map(|(finding, kept)| kept.then_some(finding)).collect()
}

/// Removes those of our `own` warnings that a value in the sample has proved: a finding about the same line is an
/// error. The finding takes the fix.
pub(super) fn without_proved(own: &mut Vec<Diagnostic>, findings: &mut [Diagnostic]) {
    own.retain_mut(|problem| {
        let proof = findings.iter_mut().find(|finding| {
            finding.severity < problem.severity
                && supersedes(problem, finding) == Some(Within::Line)
        });
        let Some(proof) = proof else { return true };
        proof.fix = proof.fix.take().or(problem.fix.take());
        false
    });
}

/// Whether one of our own problems is the mistake that a finding reports, and where the two have to be.
fn supersedes(own: &Diagnostic, finding: &Diagnostic) -> Option<Within> {
    let superseded = rule(&own.code.0)?.supersedes.iter().find(|(code, within)| {
        *code == finding.code.0
            && own.file == finding.file
            && (*within == Within::File || is_in_line(own, finding))
    });
    superseded.map(|(_, within)| *within)
}

/// Whether two problems begin at the same position of the same file.
fn begin_together(a: &Diagnostic, b: &Diagnostic) -> bool {
    let start = |diagnostic: &Diagnostic| diagnostic.range.map(|(start, _)| start);
    a.file == b.file && start(a) == start(b)
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
    use crate::diagnostic::{Code, Severity, codes};
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
    fn a_value_of_another_property_in_the_line_keeps_its_finding() {
        let mut found = [at("cfn-e1150", "t", 3), at("cfn-e3031", "t", 3)];
        found[1].range = found[1].range.map(|(start, end)| (Position { column: 9, ..start }, end));
        assert_eq!(without_duplicates(&[], found.to_vec()).len(), 2);
    }

    #[test]
    fn an_error_in_the_sample_replaces_our_warning_about_it() {
        let own = || vec![at("logical-id", "t", 5).severity(Severity::Warning)];
        let (mut warning, mut error) = (own(), [at("cfn-f0006", "t", 5)]);
        without_proved(&mut warning, &mut error);
        assert_eq!(warning, []);
        let (mut warning, mut note) = (own(), [at("cfn-f0006", "t", 5).severity(Severity::Info)]);
        without_proved(&mut warning, &mut note);
        assert_eq!(warning.len(), 1);
        assert_eq!(without_duplicates(&warning, note.to_vec()), []);
    }

    #[test]
    fn findings_that_a_check_reports_are_dropped() {
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
