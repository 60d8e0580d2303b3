//! Merges the findings of checks and of renderings about the same place.

use crate::diagnostic::codes::{self, rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::Undefined;

/// Merges the diagnostics of the renderings and of the checks. A check explains why a name is undefined, so it
/// replaces the rendering's diagnostic and becomes an error, since rendering fails. With `Undefined::Lenient`, such
/// checks are warnings at most.
pub(crate) fn joined(
    renderings: Vec<Diagnostic>,
    mut checks: Vec<Diagnostic>,
    undefined: Undefined,
) -> Vec<Diagnostic> {
    if undefined == Undefined::Lenient {
        let explains = |code: &str| rule(code).and_then(|rule| rule.explains);
        let is_undefined =
            |check: &&mut Diagnostic| explains(&check.code.0) == Some(codes::UNDEFINED_NAME);
        for check in checks.iter_mut().filter(is_undefined) {
            check.severity = check.severity.max(Severity::Warning);
        }
    }
    let mut found = renderings;
    found.retain(|failure| {
        let Some(cause) = checks.iter_mut().find(|check| is_cause(check, failure)) else {
            return true;
        };
        cause.severity = Severity::Error;
        false
    });
    checks.retain_mut(|check| {
        let Some(seen) = found.iter_mut().find(|seen| has_come_true(check, seen)) else {
            return true;
        };
        seen.fix = seen.fix.take().or(check.fix.take());
        false
    });
    found.append(&mut checks);
    found
}

fn has_come_true(check: &Diagnostic, seen: &Diagnostic) -> bool {
    let (Some(tag), Some(place)) = (check.span, seen.span) else { return false };
    rule(&check.code.0).is_some_and(|rule| rule.foretells)
        && seen.rendered.is_some()
        && check.file == seen.file
        && (tag.start..tag.end).contains(&place.start)
}

fn is_cause(check: &Diagnostic, failure: &Diagnostic) -> bool {
    let (Some(cause), Some(place)) = (check.span, failure.span) else { return false };
    let explained = rule(&check.code.0).and_then(|rule| rule.explains);
    let Some(explained) = explained.filter(|rule| rule.code == failure.code.0) else {
        return false;
    };
    check.file == failure.file
        && if explained == codes::UNDEFINED_NAME {
            // The two spans may end at different offsets: for `a['b'].c`, one is `a['b']` and the other `a['b`.
            cause.start == place.start
        } else if explained == codes::TEMPLATE_ERROR {
            cause == place
        } else {
            (cause.start..cause.end).contains(&place.start)
        }
}
