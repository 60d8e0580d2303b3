//! The findings of CloudFormation's rules, and the state of their worker.

use std::collections::HashMap;
use std::sync::Arc;

use cyclotron_core::cloudformation::{Catalog, Rules, carry, merge};
use cyclotron_core::{Analysis, Diagnostic, FileId};
use leptos::prelude::*;

use super::Session;

/// CloudFormation's rules: their settings, their worker's state and their findings. Cheap to copy.
#[derive(Clone, Copy)]
pub struct CloudFormationChecks {
    /// The settings of the rules.
    pub rules: RwSignal<Rules>,
    /// The state of the worker that checks them.
    pub state: RwSignal<CloudFormationState>,
    /// The resource types; empty until the worker has started.
    pub catalog: StoredValue<Catalog>,
    /// The findings, and the texts they are based on. Those that still apply are in the analysis too.
    pub findings: StoredValue<(Vec<Diagnostic>, Texts)>,
}

impl CloudFormationChecks {
    /// The state before the worker is started.
    pub(super) fn new(rules: Rules) -> Self {
        Self {
            rules: RwSignal::new(rules),
            state: RwSignal::new(CloudFormationState::Off),
            catalog: StoredValue::default(),
            findings: StoredValue::default(),
        }
    }
}

/// The state of the worker that checks CloudFormation's rules.
#[derive(Clone, Debug, PartialEq)]
pub enum CloudFormationState {
    /// The rules are off, or nothing is rendered.
    Off,
    /// The check starts when the user pauses typing.
    Waiting,
    /// The worker's code is loading.
    Loading {
        /// The loaded bytes.
        loaded: f64,
        /// The total bytes; 0 if unknown.
        total: f64,
    },
    /// The rules are starting, which takes seconds. Happens once per worker.
    Starting,
    /// A check is running.
    Checking,
    /// The findings are up to date; the check took this many milliseconds.
    Done(f64),
    /// The worker failed or was stopped, for this reason.
    Failed(String),
}

/// The texts of the checked bundles' files when a check started.
pub type Texts = HashMap<FileId, Arc<str>>;

impl Session {
    /// Replaces the findings by those of a check of `texts`.
    pub fn checked(&self, findings: Vec<Diagnostic>, texts: Texts) {
        let unchanged = findings.is_empty()
            && self.cloudformation.findings.with_value(|(old, _)| old.is_empty());
        self.cloudformation.findings.set_value((findings, texts));
        if !unchanged {
            self.analysis.update(|analysis| self.add_findings(analysis));
        }
    }

    /// Adds the findings about the shown rendering, which are known before the others, to the earlier ones that still
    /// apply to `texts`.
    pub fn checked_first(&self, findings: Vec<Diagnostic>, texts: Texts) {
        let is_news = self.cloudformation.findings.try_update_value(|(known, since)| {
            *known = held(known, since, |file| texts.get(file).map(|text| &**text)).collect();
            let news = without_known(findings, known);
            let is_news = !news.is_empty();
            known.extend(news);
            *since = texts;
            is_news
        });
        if is_news == Some(true) {
            self.analysis.update(|analysis| self.add_findings(analysis));
        }
    }

    /// Merges the findings that still apply into an analysis.
    pub(super) fn add_findings(&self, analysis: &mut Analysis) {
        self.workspace.with_untracked(|workspace| {
            self.cloudformation.findings.with_value(|(findings, texts)| {
                let held = held(findings, texts, |file| workspace.file(file)?.text());
                self.silence.all.update_value(|all| merge(workspace, all, held));
            });
        });
        self.apply_rules(analysis);
    }
}

/// The findings about `before` that still apply, at their places in the texts that `after` returns.
fn held<'t>(
    findings: &[Diagnostic],
    before: &Texts,
    after: impl Fn(&FileId) -> Option<&'t str>,
) -> impl Iterator<Item = Diagnostic> {
    findings.iter().filter_map(move |finding| {
        carry(finding, before.get(&finding.file)?, after(&finding.file)?)
    })
}

/// The findings that are not known from an earlier check. Of one that is, the earlier message names all renderings
/// that had it.
fn without_known(findings: Vec<Diagnostic>, known: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_known = |finding: &Diagnostic| {
        known.iter().any(|one| {
            (&one.file, one.span, &one.code) == (&finding.file, finding.span, &finding.code)
        })
    };
    findings.into_iter().filter(|finding| !is_known(finding)).collect()
}

#[cfg(test)]
mod tests {
    use cyclotron_core::codes::rule;
    use cyclotron_core::text::Span;

    use super::*;

    #[test]
    fn a_finding_that_is_known_is_no_news() {
        let file = FileId { bundle: "a".into(), path: "b".into() };
        let finding = |message: &str, start| {
            Diagnostic::new(rule("undefined-name").unwrap(), file.clone(), message)
                .at(Span::new(start, start + 1))
        };
        let known = [finding("For dev and prod: wrong", 3)];
        let first = vec![finding("For dev: wrong", 3), finding("For dev: wrong", 5)];
        assert_eq!(without_known(first.clone(), &known), [first[1].clone()]);
        assert_eq!(without_known(first.clone(), &[]), first);
    }
}
