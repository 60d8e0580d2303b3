//! What CloudFormation's rules found, and how they stand.

use std::collections::HashMap;

use cyclotron_core::cloudformation::{carry, merge};
use cyclotron_core::{Analysis, BundleAnalysis, Diagnostic, File, FileId};
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

/// Files as they were when what is rendered from them was checked.
pub type Texts = HashMap<FileId, String>;

impl Session {
    /// Whether CloudFormation would get anything.
    pub fn is_rendered(&self) -> bool {
        self.analysis.with_untracked(|analysis| analysis.bundles.iter().any(is_rendered))
    }

    /// The files of every bundle that CloudFormation would get something of: a finding may be about
    /// the template, and about a value that is given in the schema or the spec.
    pub fn rendered_files(&self) -> Texts {
        self.analysis.with_untracked(|analysis| {
            let rendered = analysis.bundles.iter().filter(|bundle| is_rendered(bundle));
            let names: Vec<_> = rendered.map(|bundle| bundle.name.as_str()).collect();
            self.workspace.with_untracked(|workspace| {
                let bundles = workspace.bundles.iter();
                let bundles = bundles.filter(|bundle| names.contains(&bundle.name.as_str()));
                let files = bundles.flat_map(|bundle| {
                    let text = |file: &File| Some((bundle.id(&file.path), file.text()?.to_owned()));
                    bundle.files.iter().filter_map(text).collect::<Vec<_>>()
                });
                files.collect()
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
                self.silence.all.update_value(|all| merge(workspace, all, held));
            });
        });
        self.apply_rules(analysis);
    }
}

fn is_rendered(bundle: &BundleAnalysis) -> bool {
    bundle.renderings.iter().any(|one| one.is_complete && one.is_cloudformation())
}
