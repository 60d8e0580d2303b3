//! The findings about one bundle.

use std::cell::OnceCell;
use std::rc::Rc;

use super::false_alarms::is_false_alarm;
use super::finding::Finding;
use super::merged::Merged;
use super::metadata::Metadata;
use super::rules::Rules;
use crate::analyze::arrange;
use crate::bundle::Bundle;
use crate::diagnostic::Diagnostic;
use crate::memo::Memo;
use crate::outputs::{Basis, OpenEnvironments};
use crate::preview_layout::preview_layout;
use crate::reading::{Reading, ReadingMemo};
use crate::trace::Traced;
use crate::yaml;

/// The results of the last check of a bundle that the next one reuses.
#[derive(Default)]
pub(crate) struct FindingsMemo {
    reading: ReadingMemo,
    /// The findings of the validator, by the rendered text.
    validated: Memo<String, Rc<[Finding]>>,
}

/// The findings about a bundle, with everything that they depend on besides it and the rules.
pub(crate) struct BundleFindings {
    pub(crate) found: Vec<Diagnostic>,
    pub(crate) basis: Basis,
}

/// Checks a bundle. Of other bundles, the result depends on nothing but `open`; `memo` is that of the same bundle, and
/// only saves calls of `validate`.
pub(crate) fn bundle_findings(
    open: &OpenEnvironments,
    bundle: &Bundle,
    rules: &Rules,
    validate: &mut dyn FnMut(&str) -> Rc<[Finding]>,
    memo: &mut FindingsMemo,
) -> BundleFindings {
    if preview_layout(bundle).is_some() {
        *memo = FindingsMemo::default();
        return BundleFindings { found: vec![], basis: Basis::of_all(open) };
    }
    let FindingsMemo { reading, validated } = memo;
    let read = Reading::among(open, bundle, true, reading);
    let mut merged = Merged::default();
    for traced in Traced::complete(&read) {
        check(&traced, rules, validate, validated, &mut merged);
    }
    reading.end_run();
    validated.end_run();
    let found = arrange(bundle, merged.diagnostics());
    BundleFindings { found, basis: read.into_basis(open) }
}

/// The findings about the rendering called `file_name`, before those about the others; [`bundle_findings`] with the same
/// memo reuses them. `None` if that has them as quickly: it is the only rendering, or its text was validated.
pub(crate) fn findings_first(
    open: &OpenEnvironments,
    bundle: &Bundle,
    file_name: &str,
    rules: &Rules,
    validate: &mut dyn FnMut(&str) -> Rc<[Finding]>,
    memo: &mut FindingsMemo,
) -> Option<Vec<Diagnostic>> {
    if preview_layout(bundle).is_some() {
        return None;
    }
    let FindingsMemo { reading, validated } = memo;
    let read = Reading::among(open, bundle, true, reading);
    if read.scopes().len() < 2 {
        return None;
    }
    let shown = Traced::complete_among(&read, |scope| scope.file_name() == file_name).pop()?;
    if validated.find(|text| *text == shown.text).is_some() {
        return None;
    }
    let mut merged = Merged::default();
    check(&shown, rules, validate, validated, &mut merged);
    Some(arrange(bundle, merged.diagnostics()))
}

/// Adds the findings about a rendering.
fn check(
    traced: &Traced<'_>,
    rules: &Rules,
    validate: &mut dyn FnMut(&str) -> Rc<[Finding]>,
    validated: &mut Memo<String, Rc<[Finding]>>,
    merged: &mut Merged,
) {
    let known = validated.find(|text| *text == traced.text);
    let findings =
        known.unwrap_or_else(|| validated.add(traced.text.clone(), validate(&traced.text)));
    let metadata = Metadata::of(&traced.text);
    let parsed = OnceCell::new();
    let root = || parsed.get_or_init(|| yaml::parse(&traced.text).root).as_ref();
    for finding in findings.iter() {
        let is_false = || {
            root().is_some_and(|root| is_false_alarm(finding, root, |span| traced.is_printed(span)))
        };
        if rules.want(finding, &metadata) && !is_false() {
            merged.add(finding, traced, root());
        }
    }
}
