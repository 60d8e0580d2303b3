//! What CloudFormation's rules found, and how they stand.

use std::collections::HashMap;

use cyclotron_core::cloudformation::{carry, merge};
use cyclotron_core::{Analysis, Diagnostic, FileId};
use leptos::prelude::*;

use super::Session;

/// How the worker that holds CloudFormation's rules is.
#[derive(Clone, Debug, PartialEq)]
pub enum CloudFormationState {
    /// Not wanted, or there is nothing to check.
    Off,
    /// It begins once the person has stopped typing.
    Waiting,
    /// Its code is on its way.
    Loading {
        /// Bytes that are there.
        loaded: f64,
        /// Of how many; 0 where that is not known.
        total: f64,
    },
    /// The rules start, which takes seconds, once.
    Starting,
    /// The rules are at work.
    Checking,
    /// The findings are of the newest text, and took this many milliseconds.
    Done(f64),
    /// It was given up: why.
    Failed(String),
}

/// Templates as they were when their renderings were checked.
pub type Texts = HashMap<FileId, String>;

impl Session {
    /// The templates of everything that CloudFormation would get.
    pub fn templates(&self) -> Texts {
        self.analysis.with_untracked(|analysis| {
            let renderings = analysis.bundles.iter().flat_map(|bundle| &bundle.renderings);
            let complete = renderings.filter(|one| one.is_complete && one.is_cloudformation());
            self.workspace.with_untracked(|workspace| {
                let text = |id: &FileId| Some(workspace.file(id)?.text()?.to_owned());
                complete
                    .filter_map(|one| Some((one.template.clone(), text(&one.template)?)))
                    .collect()
            })
        })
    }

    /// Takes over what was found in renderings of `texts`.
    pub fn checked(&self, findings: Vec<Diagnostic>, texts: Texts) {
        let unchanged = findings.is_empty() && self.found.with_value(|(old, _)| old.is_empty());
        self.found.set_value((findings, texts));
        if !unchanged {
            self.analysis.update(|analysis| self.add_findings(analysis));
        }
    }

    /// Takes the findings into an analysis, as far as they still hold.
    pub(super) fn add_findings(&self, analysis: &mut Analysis) {
        self.workspace.with_untracked(|workspace| {
            self.found.with_value(|(findings, texts)| {
                let held = findings.iter().filter_map(|one| {
                    carry(one, texts.get(&one.file)?, workspace.file(&one.file)?.text()?)
                });
                merge(workspace, &mut analysis.diagnostics, held);
            });
        });
    }
}
