//! Keeps findings in place while their text is edited, until the next validation.

use super::PREFIX;
use super::duplicates::{without_duplicates, without_proved};
use crate::diagnostic::Diagnostic;
use crate::sort::CompactSort;
use crate::text::{Lines, Span};
use crate::workspace::Workspace;

/// Whether a diagnostic comes from [`super::findings`].
pub fn is_finding(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.0.starts_with(PREFIX)
}

/// The id of a finding's rule: `E3012`.
pub fn rule_of(diagnostic: &Diagnostic) -> Option<String> {
    Some(diagnostic.code.0.strip_prefix(PREFIX)?.to_uppercase())
}

/// Replaces the earlier findings in the diagnostics of an analysis.
pub fn merge(
    workspace: &Workspace,
    diagnostics: &mut Vec<Diagnostic>,
    findings: impl IntoIterator<Item = Diagnostic>,
) {
    diagnostics.retain(|diagnostic| !is_finding(diagnostic));
    let mut findings: Vec<Diagnostic> = findings.into_iter().collect();
    without_proved(diagnostics, &mut findings);
    let findings = without_duplicates(diagnostics, findings);
    diagnostics.extend(findings);
    diagnostics.compact_sort_by_cached_key(|diagnostic| {
        let bundle =
            workspace.bundles.iter().position(|bundle| bundle.name == diagnostic.file.bundle);
        (bundle, diagnostic.file.path.clone(), diagnostic.span, diagnostic.severity)
    });
}

/// Moves a finding from the text `before` to the text `after`; `None` if its own line has changed, since it may be
/// fixed.
pub fn carry(finding: &Diagnostic, before: &str, after: &str) -> Option<Diagnostic> {
    let Some(span) = finding.span else { return Some(finding.clone()) };
    if before == after {
        return Some(finding.clone());
    }
    let same = before.bytes().zip(after.bytes()).take_while(|(old, new)| old == new).count();
    let rest = (before.bytes().rev().zip(after.bytes().rev()))
        .take(before.len().min(after.len()) - same)
        .take_while(|(old, new)| old == new)
        .count();
    let start = if span.start < same {
        span.start
    } else if span.start >= before.len() - rest {
        span.start + after.len() - before.len()
    } else {
        return None;
    };
    let (old, new) = (Lines::new(before), Lines::new(after));
    let line = |lines: &Lines<'_>, byte| lines.span(lines.position(byte).line);
    if line(&old, span.start).of(before) != line(&new, start).of(after) {
        return None;
    }
    let span = Span::new(start, start + span.end - span.start);
    let range = Some((new.position(span.start), new.position(span.end)));
    Some(Diagnostic { span: Some(span), range, ..finding.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::FileId;
    use crate::diagnostic::codes;

    /// The text of `after` from the moved finding on, for a finding at the `b` of `before`.
    fn carried<'t>(before: &str, after: &'t str) -> Option<&'t str> {
        let file = FileId { bundle: "a".into(), path: "b".into() };
        let at = before.find('b').unwrap();
        let finding = Diagnostic::new(codes::CFN, file, "").at(Span::new(at, at + 1));
        let lines = Lines::new(before);
        let range = Some((lines.position(at), lines.position(at + 1)));
        let finding = Diagnostic { range, ..finding };
        let carried = carry(&finding, before, after)?;
        assert_eq!(
            carried.range.unwrap().0,
            Lines::new(after).position(carried.span.unwrap().start)
        );
        Some(&after[carried.span.unwrap().start..])
    }

    #[test]
    fn a_finding_moves_with_its_line() {
        assert_eq!(carried("a\nb\nc\n", "a\nb\nc\n"), Some("b\nc\n"));
        assert_eq!(carried("a\nb\nc\n", "a\nx\nb\nc\n"), Some("b\nc\n"));
        assert_eq!(carried("a\nb\nc\n", "b\nc\n"), Some("b\nc\n"));
        assert_eq!(carried("a\nb\nc\n", "a\nb\ncd\n"), Some("b\ncd\n"));
        assert_eq!(carried("a\nb\n\n\n", "a\nb\n\n"), Some("b\n\n"));
    }

    #[test]
    fn a_line_that_was_changed_has_to_be_looked_at_again() {
        assert_eq!(carried("a\nb\nc\n", "a\nxb\nc\n"), None);
        assert_eq!(carried("a\nb\nc\n", "a\nc\n"), None);
        assert_eq!(carried("é\nb\nc\n", "è\nb: é\nc\n"), None);
        assert_eq!(carried("b", ""), None);
    }
}
