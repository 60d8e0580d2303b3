//! The memory of an analyzer about one bundle.

use std::rc::Rc;

use crate::analysis::{BundleResult, Rendering};
use crate::analyze::{Analyzed, BundleMemo, Options, analyze_bundle};
use crate::bundle::Bundle;
use crate::cloudformation::{
    BundleFindings, Finding, FindingsMemo, Rules, bundle_findings, findings_first,
};
use crate::diagnostic::Diagnostic;
use crate::outputs::{OpenEnvironment, OpenEnvironments};
use crate::preview_layout::preview_layout;
use crate::reading::Reading;
use crate::renderings::rendering_first;

/// The memory about one bundle: the facts and the result that later analyses reuse.
#[derive(Default)]
pub(super) struct Memory {
    /// The bundle as others see it; `None` if it is not an environment, or before it was read.
    environment: Option<Rc<OpenEnvironment>>,
    /// Whether `environment` is that of the bundle as it is.
    is_environment_read: bool,
    /// The newest result; `None` before the first analysis.
    newest: Option<Newest>,
    /// Whether the newest result is that of the bundle as it is.
    progress: Progress,
    /// Whether the bundle is treated as if it were closed.
    pub(super) is_left_out: bool,
    /// The results within the bundle.
    memo: BundleMemo,
    /// The newest findings of CloudFormation's rules; `None` if the bundle has changed since.
    checked: Option<Checked>,
    findings: FindingsMemo,
}

/// The progress of the next analysis.
#[derive(Clone, Copy, Default, PartialEq)]
enum Progress {
    /// The bundle has changed since the newest result.
    #[default]
    Due,
    /// The bundle has changed, and a rendering was computed before the rest.
    Begun,
    /// The newest result is that of the bundle as it is.
    Done,
}

/// The findings of CloudFormation's rules about a bundle.
struct Checked {
    rules: Rules,
    found: BundleFindings,
}

/// The newest result of a bundle.
struct Newest {
    analyzed: Analyzed,
    /// The revision of the analyzer in which the result became what it is.
    revision: u64,
}

impl Memory {
    /// Marks everything as computed from an older state of the bundle.
    pub(super) fn set_edited(&mut self) {
        self.is_environment_read = false;
        if self.progress == Progress::Done {
            self.progress = Progress::Due;
        }
        self.checked = None;
    }

    /// The bundle as others see it; `None` if it is not an environment.
    pub(super) fn environment(&mut self, bundle: &Bundle) -> Option<Rc<OpenEnvironment>> {
        if !self.is_environment_read {
            let is_environment = bundle.kind().is_environment();
            let read = is_environment.then(|| Rc::new(OpenEnvironment::of(bundle)));
            // Equal facts stay the same allocation, so that later comparisons are quick.
            if self.environment != read {
                self.environment = read;
            }
            self.is_environment_read = true;
        }
        self.environment.clone()
    }

    /// Whether the newest result still holds among these environments.
    pub(super) fn is_current(&mut self, open: &OpenEnvironments) -> bool {
        let newest = self.newest.as_mut().filter(|_| self.progress == Progress::Done);
        newest.is_some_and(|newest| newest.analyzed.basis.holds(open))
    }

    /// Renders the file `file_name` of the bundle, whose result is out of date, before everything else. Returns `None` if
    /// the analysis gets it as quickly: it is the only rendering, or its text is known. Also returns `None` the second
    /// time since the newest result, so that the analysis is not put off again and again.
    pub(super) fn render_first(
        &mut self,
        open: &OpenEnvironments,
        bundle: &Bundle,
        options: Options,
        file_name: &str,
    ) -> Option<Rendering> {
        let others = self.result().map_or(0, |result| result.analysis.renderings.len());
        let is_begun = self.progress == Progress::Begun;
        if is_begun || self.is_left_out || others < 2 || preview_layout(bundle).is_some() {
            return None;
        }
        self.progress = Progress::Begun;
        let BundleMemo { reading, renderings } = &mut self.memo;
        let reading = Reading::among(open, bundle, options.make_up_outputs, reading);
        rendering_first(&reading, file_name, options.undefined, renderings)
    }

    /// Analyzes the bundle. Returns whether its result has changed; if so, `revision` is the revision of the change.
    pub(super) fn analyze(
        &mut self,
        open: &OpenEnvironments,
        bundle: &Bundle,
        options: Options,
        revision: u64,
    ) -> bool {
        let analyzed = analyze_bundle(open, bundle, options, &mut self.memo);
        let before = self.newest.as_ref();
        let unchanged = before.filter(|before| before.analyzed.result == analyzed.result);
        let since = unchanged.map(|before| before.revision);
        self.newest = Some(Newest { analyzed, revision: since.unwrap_or(revision) });
        self.progress = Progress::Done;
        since.is_none()
    }

    /// The findings of CloudFormation's rules; `validate` is called with the texts that the last check did not have.
    pub(super) fn findings(
        &mut self,
        open: &OpenEnvironments,
        bundle: &Bundle,
        rules: &Rules,
        validate: &mut dyn FnMut(&str) -> Rc<[Finding]>,
    ) -> &[Diagnostic] {
        let checked = self.checked.take();
        let known = checked
            .filter(|checked| checked.rules == *rules)
            .and_then(|mut checked| checked.found.basis.holds(open).then_some(checked));
        let checked = known.unwrap_or_else(|| Checked {
            rules: rules.clone(),
            found: bundle_findings(open, bundle, rules, validate, &mut self.findings),
        });
        &self.checked.insert(checked).found.found
    }

    /// The findings about one rendering, before [`Self::findings`]; see [`findings_first`].
    pub(super) fn findings_first(
        &mut self,
        open: &OpenEnvironments,
        bundle: &Bundle,
        file_name: &str,
        rules: &Rules,
        validate: &mut dyn FnMut(&str) -> Rc<[Finding]>,
    ) -> Option<Vec<Diagnostic>> {
        findings_first(open, bundle, file_name, rules, validate, &mut self.findings)
    }

    /// Reads the bundle as the analysis does.
    pub(super) fn read<'b>(&mut self, open: &OpenEnvironments, bundle: &'b Bundle) -> Reading<'b> {
        let Options { make_up_outputs, .. } = Options::default();
        let reading = Reading::among(open, bundle, make_up_outputs, &mut self.memo.reading);
        self.memo.reading.end_run();
        reading
    }

    /// The number of renderings that are kept for the next analysis.
    pub(super) fn renderings(&self) -> usize {
        self.memo.renderings.len()
    }

    /// The number of renderings so far that were not reused.
    pub(super) const fn rendered(&self) -> usize {
        self.memo.renderings.rendered()
    }

    /// The newest result.
    pub(super) fn result(&self) -> Option<&BundleResult> {
        self.newest.as_ref().map(|newest| &newest.analyzed.result)
    }

    /// The newest result if it has changed since a revision of the analyzer.
    pub(super) fn changed_since(&self, revision: u64) -> Option<&BundleResult> {
        let newest = self.newest.as_ref().filter(|newest| newest.revision > revision)?;
        Some(&newest.analyzed.result)
    }
}
