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

    /// Merges the findings that still apply into an analysis.
    pub(super) fn add_findings(&self, analysis: &mut Analysis) {
        self.workspace.with_untracked(|workspace| {
            self.cloudformation.findings.with_value(|(findings, texts)| {
                let held = findings.iter().filter_map(|finding| {
                    carry(
                        finding,
                        texts.get(&finding.file)?,
                        workspace.file(&finding.file)?.text()?,
                    )
                });
                self.silence.all.update_value(|all| merge(workspace, all, held));
            });
        });
        self.apply_rules(analysis);
    }
}
