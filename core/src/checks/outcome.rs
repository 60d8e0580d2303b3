//! What checks and renderings say about the same place, said once.

use crate::diagnostic::{Diagnostic, Severity};
use crate::render::Undefined;

/// The checks whose findings are the cause of a failing rendering at the same place, and what
/// rendering calls that.
const CAUSES: &[(&str, &str)] = &[
    ("invisible-name", UNDEFINED),
    ("loop-over-scalar", "template-error"),
    ("undeclared-input", UNDEFINED),
    ("undeclared-output", UNDEFINED),
    ("unescaped-dynamic-reference", "template-syntax"),
    ("unguarded-input", UNDEFINED),
];

/// The checks that say what a value can do. Where the sample's value does it, what is rendered shows
/// it, and it is not said a second time.
const WARNINGS: &[&str] = &["multiline-value", "unquoted-value"];

/// What rendering calls a name that is not there.
const UNDEFINED: &str = "undefined-name";

/// The findings of the renderings and of the checks. A check knows why a name is not defined, so it
/// speaks for both; as rendering does fail, it is an error. Where undefined names are allowed, none
/// of these is.
pub(crate) fn joined(
    renderings: Vec<Diagnostic>,
    mut checks: Vec<Diagnostic>,
    undefined: Undefined,
) -> Vec<Diagnostic> {
    if undefined == Undefined::Lenient {
        let is_undefined = |code: &str| {
            CAUSES.iter().any(|(cause, failure)| *cause == code && *failure == UNDEFINED)
        };
        for check in checks.iter_mut().filter(|check| is_undefined(&check.code.0)) {
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
    WARNINGS.contains(&&*check.code.0)
        && seen.rendered.is_some()
        && check.file == seen.file
        && (tag.start..tag.end).contains(&place.start)
}

fn is_cause(check: &Diagnostic, failure: &Diagnostic) -> bool {
    let (Some(cause), Some(place)) = (check.span, failure.span) else { return false };
    if check.file != failure.file || !CAUSES.contains(&(&*check.code.0, &*failure.code.0)) {
        return false;
    }
    match &*failure.code.0 {
        // The two may end apart: of `a['b'].c` one means `a['b']` and the other `a['b`.
        UNDEFINED => cause.start == place.start,
        "template-error" => cause == place,
        _ => (cause.start..cause.end).contains(&place.start),
    }
}
