//! Updates everything that refers to the name of a bundle or the path of a file when that changes.

use std::collections::HashMap;

use cyclotron_core::{Diagnostic, FileId};
use leptos::prelude::*;

use super::{Event, Session};

/// A change of names or paths.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// A bundle was renamed.
    Bundle {
        /// The old name.
        from: String,
        /// The new name.
        to: String,
    },
    /// Files of a bundle were moved.
    Files {
        /// The name of the bundle.
        bundle: String,
        /// The new paths by the old ones, of files and of moved folders.
        paths: HashMap<String, String>,
    },
}

impl Move {
    /// The new id of the file `id`; `None` if it doesn't change.
    pub fn of(&self, id: &FileId) -> Option<FileId> {
        match self {
            Self::Bundle { from, to } => {
                (id.bundle == *from).then(|| FileId { bundle: to.clone(), path: id.path.clone() })
            }
            Self::Files { bundle, paths } => {
                let path = paths.get(&id.path).filter(|_| id.bundle == *bundle)?;
                Some(FileId { bundle: bundle.clone(), path: path.clone() })
            }
        }
    }

    /// The old name of the bundle.
    fn bundle(&self) -> &str {
        match self {
            Self::Bundle { from: bundle, .. } | Self::Files { bundle, .. } => bundle,
        }
    }

    /// Updates the id of a file.
    pub fn follow(&self, id: &mut FileId) {
        if let Some(to) = self.of(id) {
            *id = to;
        }
    }

    /// Updates the name of a bundle.
    pub fn follow_bundle(&self, name: &mut String) {
        if let Self::Bundle { from, to } = self
            && name == from
        {
            to.clone_into(name);
        }
    }
}

impl Session {
    /// Updates everything in the session that refers to the old names. Must be called before the workspace
    /// changes, as that makes the engine read the session at once.
    pub(super) fn follow(&self, one: &Move) {
        let follow = |id: &mut FileId| one.follow(id);
        self.entries.all.update(|all| all.iter_mut().for_each(|change| follow(&mut change.file)));
        let follow_all = |all: &mut Vec<Diagnostic>| {
            for found in all {
                follow(&mut found.file);
            }
        };
        self.silence.own.update_value(follow_all);
        self.silence.all.update_value(follow_all);
        self.silence.silenced.update(|all| {
            for silenced in all {
                follow(&mut silenced.diagnostic.file);
            }
        });
        self.cloudformation.findings.update_value(|(findings, texts)| {
            for finding in findings.iter_mut() {
                follow(&mut finding.file);
            }
            *texts = std::mem::take(texts)
                .into_iter()
                .map(|(file, text)| (one.of(&file).unwrap_or(file), text))
                .collect();
        });
        self.last_good.update(|last_good| {
            *last_good = std::mem::take(last_good)
                .into_iter()
                .map(|((mut name, target, file), text)| {
                    one.follow_bundle(&mut name);
                    ((name, target, file), text)
                })
                .collect();
        });
        // The next analysis takes milliseconds; until then, the present one stays attached to its files.
        self.analysis.update(|analysis| {
            follow_all(&mut analysis.diagnostics);
            for bundle in &mut analysis.bundles {
                one.follow_bundle(&mut bundle.name);
                let forms = bundle.inputs.iter_mut().chain(&mut bundle.outputs);
                forms.for_each(|form| follow(&mut form.file));
                bundle.renderings.iter_mut().for_each(|it| follow(&mut it.template));
            }
        });
        let bundle = self.id_of(one.bundle()).unwrap_or_default();
        if let Move::Files { paths, .. } = one {
            self.edits.follow(bundle, |path| paths.get(path).cloned());
            self.form_edits.follow(bundle, |path| paths.get(path).cloned());
        }
        self.selected.update(|selected| selected.iter_mut().for_each(follow));
        self.events.send(Event::Moved(one.clone()));
    }
}
