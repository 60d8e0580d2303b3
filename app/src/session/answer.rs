//! Applies the worker's replies to the session.

use std::collections::HashMap;

#[cfg(test)]
use cyclotron_core::Analyzer;
use cyclotron_core::text::Edit;
use cyclotron_core::{Analysis, AnalysisUpdate, BundleResult, FileId, Rendering, Workspace};
use cyclotron_worker::calls::{Analyzed, Change};
use leptos::prelude::*;

use super::{EditStep, Session, rendering_key};

impl Session {
    /// Records the ids of the bundles in a request for analysis: they may be renamed or closed before the reply.
    pub fn record_request(&self, open: &Workspace) {
        let names = open.bundles.iter().map(|bundle| (bundle.name.clone(), bundle.id));
        self.revisions.requested_bundles.set_value(names.collect());
    }

    /// Translates the bundle names of an update to the current names, and drops the results of closed bundles.
    fn call_as_now(&self, update: &mut AnalysisUpdate, shown: &mut Option<Rendering>) {
        let renamed: HashMap<String, Option<String>> =
            self.revisions.requested_bundles.with_value(|asked| {
                let now = asked.iter().map(|(name, id)| (name.clone(), self.name_of(*id)));
                now.filter(|(name, now)| now.as_ref() != Some(name)).collect()
            });
        if renamed.is_empty() {
            return;
        }
        let call = |name: &mut String| match renamed.get(name) {
            Some(Some(now)) => {
                now.clone_into(name);
                true
            }
            Some(None) => false,
            None => true,
        };
        shown.take_if(|rendering| !call(&mut rendering.template.bundle));
        update.bundles.retain_mut(call);
        update.changed.retain_mut(|BundleResult { analysis, diagnostics, .. }| {
            for found in diagnostics {
                call(&mut found.file.bundle);
            }
            for form in analysis.inputs.iter_mut().chain(&mut analysis.outputs) {
                call(&mut form.file.bundle);
            }
            for rendering in &mut analysis.renderings {
                call(&mut rendering.template.bundle);
            }
            call(&mut analysis.name)
        });
    }

    /// Applies a reply to a request for analysis, and the edits for the pending form entries. `text_revision` is the
    /// revision of the analyzed text: if the user has typed since, the edits don't fit, so the entries are sent again
    /// with the next analysis. Returns false if the result of an open bundle is missing that is not on the way.
    pub fn analyzed(&self, reply: Analyzed, text_revision: u64) -> bool {
        let Analyzed { mut shown, mut update, edits, around, problems } = reply;
        if self.revisions.text.get_untracked() == text_revision {
            let entries = self.entries.forget_sent();
            self.apply(edits, &entries);
        } else {
            self.entries.sent.set_value(0);
        }
        let has_rest = shown.is_none() || !update.changed.is_empty();
        self.call_as_now(&mut update, &mut shown);
        if let Some(rendering) = shown {
            self.show_first(rendering);
        }
        // The rest of the page isn't drawn again for the shown rendering alone.
        if !has_rest {
            return true;
        }
        let is_last = update.waiting == 0;
        if self.revisions.waiting.get_untracked() != update.waiting {
            self.revisions.waiting.set(update.waiting);
        }
        if is_last {
            self.revisions.analyzed.set(Some(text_revision));
        }
        let count = update.bundles.len();
        self.silence.set_around(around, problems);
        self.analysis.update(|analysis| {
            self.keep_last_good(analysis, &update);
            self.silence.apply(analysis, update);
            self.release_without_rules(analysis);
            self.add_findings(analysis);
        });
        !is_last || self.analysis.with_untracked(|analysis| analysis.bundles.len() == count)
    }

    /// Applies the edits for form entries, which have the messages of notices that offer to undo them.
    fn apply(
        &self,
        edits: Vec<Result<(FileId, Edit), String>>,
        entries: &[(Change, Option<String>)],
    ) {
        let mut texts: Vec<(FileId, String)> = vec![];
        for edit in edits {
            match edit {
                Ok((file, edit)) => {
                    self.touch_one(&file.bundle);
                    let mut before = String::new();
                    self.workspace.update(|workspace| {
                        let text = workspace.file(&file).and_then(|file| file.text());
                        if let Some(text) = text {
                            text.clone_into(&mut before);
                            let after = edit.apply(text);
                            self.put_text(workspace, &file, after);
                        }
                    });
                    if texts.iter().all(|(known, _)| *known != file) {
                        texts.push((file, before));
                    }
                }
                Err(reason) => self.warn(reason, None),
            }
        }
        for (file, before) in texts {
            let own = || entries.iter().rev().filter(|(change, _)| change.file == file);
            let message = own().find_map(|(_, message)| message.as_ref());
            let edit = message.and_then(|message| self.keep_edit(&file, &before, message));
            if let Some((change, _)) = own().next().filter(|_| message.is_none()) {
                self.keep_form_edit(&file, &change.path, before.clone());
            }
            self.send_replaced([(file, before)], edit.map(|id| (id, EditStep::Apply)));
        }
    }

    /// Replaces a rendering by its new state, before the rest of its bundle's result.
    fn show_first(&self, rendering: Rendering) {
        self.analysis.update_untracked(|analysis| {
            let bundles = &mut analysis.bundles;
            let bundle = bundles.iter_mut().find(|one| one.name == rendering.template.bundle);
            let old = bundle.and_then(|bundle| {
                bundle.renderings.iter_mut().find(|one| one.file_name == rendering.file_name)
            });
            let Some(old) = old else { return };
            let key = rendering_key(&rendering.template.bundle, &rendering);
            self.last_good.update(|last_good| {
                if rendering.text.is_some() {
                    last_good.remove(&key);
                } else if let Some(text) = old.text.take() {
                    last_good.insert(key, text);
                }
            });
            *old = rendering;
        });
        self.revisions.rendered_first.update(|count| *count += 1);
    }

    /// Remembers the text of each rendering that an update replaces, and forgets it if the rendering succeeds in the
    /// update.
    fn keep_last_good(&self, before: &mut Analysis, update: &AnalysisUpdate) {
        if update.changed.is_empty() {
            return;
        }
        let changed = || update.changed.iter().map(|result| &result.analysis);
        self.last_good.update(|last_good| {
            for bundle in &mut before.bundles {
                if changed().all(|other| other.name != bundle.name) {
                    continue;
                }
                for rendering in &mut bundle.renderings {
                    if let Some(text) = rendering.text.take() {
                        last_good.insert(rendering_key(&bundle.name, rendering), text);
                    }
                }
            }
            // A rendering that succeeded needs no older text.
            for bundle in changed() {
                for rendering in
                    bundle.renderings.iter().filter(|rendering| rendering.text.is_some())
                {
                    last_good.remove(&rendering_key(&bundle.name, rendering));
                }
            }
        });
    }
}

/// The reply of a new worker to a request for the analysis of a workspace.
#[cfg(test)]
pub fn reply_about(open: &Workspace) -> Analyzed {
    let mut analyzer = Analyzer::default();
    analyzer.set_workspace(open);
    let update = analyzer.update(0, None, usize::MAX);
    Analyzed { shown: None, update, edits: vec![], around: vec![], problems: vec![] }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{Key, yaml};

    use super::super::Event;
    use super::*;

    #[test]
    fn an_analysis_under_way_is_of_the_bundle_that_it_was_asked_about() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let open = session.workspace.get_untracked();
            session.record_request(&open);
            // Before the reply, one bundle is renamed, and the other is replaced by a new one of the same name.
            session.rename_bundle("item-api-service", "renamed");
            session.close("item-api-environment");
            session.duplicate("renamed");
            session.rename_bundle("renamed-copy", "item-api-environment");
            session.analyzed(reply_about(&open), 0);
            let names = session.analysis.with_untracked(|analysis| {
                analysis.bundles.iter().map(|bundle| bundle.name.clone()).collect::<Vec<_>>()
            });
            assert_eq!(names, ["renamed"]);
        });
    }

    #[test]
    fn a_removal_in_a_form_can_be_undone() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let open = session.workspace.get_untracked();
            session.record_request(&open);
            let file = open.bundle("item-api-service").unwrap().id("spec/spec.yaml");
            let before = session.text_of(&file).unwrap();
            let events = session.events.record();
            let path = [Key::from("instances"), Key::from(0)];
            session.remove(&file, &path, "Removed instance dev.".to_owned());
            session.entries.sent.set_value(1);
            let edit = yaml::set(&before, &path, None).unwrap();
            let reply = Analyzed { edits: vec![Ok((file.clone(), edit))], ..reply_about(&open) };
            session.analyzed(reply, 0);
            assert_ne!(session.text_of(&file), Some(before.clone()));
            let edit = Some((0, EditStep::Apply));
            let replaced = Event::Replaced { file: file.clone(), before: before.clone(), edit };
            assert!(events.borrow().contains(&replaced));
            session.undo_last();
            assert_eq!(session.text_of(&file), Some(before));
        });
    }

    #[test]
    fn the_shown_rendering_comes_before_the_rest_and_changes_nothing_else() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let open = session.workspace.get_untracked();
            session.record_request(&open);
            session.analyzed(reply_about(&open), 0);
            session.selected.set(Some(FileId {
                bundle: "item-api-service".into(),
                path: "instance_infrastructure/cloudformation.yaml".into(),
            }));
            let before = session.rendering().unwrap();
            let (problems, revision) = (session.analysis.get_untracked().diagnostics, 7);
            let update =
                AnalysisUpdate { revision: 1, bundles: vec![], changed: vec![], waiting: 1 };
            let reply = |text: Option<&str>| Analyzed {
                shown: Some(Rendering { text: text.map(str::to_owned), ..before.clone() }),
                update: update.clone(),
                edits: vec![],
                around: vec![],
                problems: vec![],
            };
            assert!(session.analyzed(reply(Some("new")), revision));
            assert_eq!(session.rendering().unwrap().text.as_deref(), Some("new"));
            let after = session.analysis.get_untracked();
            assert_eq!((after.bundles.len(), after.diagnostics), (2, problems));
            assert_eq!(session.revisions.analyzed.get_untracked(), Some(0));
            // A rendering that fails leaves its last text.
            session.analyzed(reply(None), revision);
            let key = rendering_key("item-api-service", &before);
            let last_good = || session.last_good.with_untracked(|all| all.get(&key).cloned());
            assert_eq!(last_good().as_deref(), Some("new"));
            session.analyzed(reply(Some("newer")), revision);
            assert_eq!(last_good(), None);
            // A reply about a bundle that was closed since is dropped.
            session.close("item-api-service");
            assert!(session.analyzed(reply(Some("late")), revision));
            assert_ne!(session.rendering().and_then(|one| one.text).as_deref(), Some("late"));
        });
    }
}
