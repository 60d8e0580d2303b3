//! Applies the worker's replies to the session.

use std::collections::HashMap;

use cyclotron_core::text::Edit;
use cyclotron_core::{Analysis, FileId, Workspace};
use leptos::prelude::*;

use super::{Session, rendering_key};

impl Session {
    /// Records the ids of the bundles in a request for analysis: they may be renamed or closed before the reply.
    pub fn ask_about(&self, open: &Workspace) {
        let names = open.bundles.iter().map(|bundle| (bundle.name.clone(), bundle.id));
        self.asked_about.set_value(names.collect());
    }

    /// Translates the bundle names of an analysis to the current names, and drops the findings of closed bundles.
    fn call_as_now(&self, analysis: &mut Analysis) {
        let renamed: HashMap<String, Option<String>> = self.asked_about.with_value(|asked| {
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
        analysis.diagnostics.retain_mut(|found| call(&mut found.file.bundle));
        analysis.bundles.retain_mut(|bundle| {
            for form in bundle.inputs.iter_mut().chain(&mut bundle.outputs) {
                call(&mut form.file.bundle);
            }
            for rendering in &mut bundle.renderings {
                call(&mut rendering.template.bundle);
            }
            call(&mut bundle.name)
        });
    }

    /// Applies an analysis, and the edits for the pending form entries. `text_revision` is the revision of the
    /// analyzed text: if the user has typed since, the edits don't fit, so the entries are sent again with the
    /// next analysis.
    pub fn analyzed(
        &self,
        mut analysis: Analysis,
        edits: Vec<Result<(FileId, Edit), String>>,
        text_revision: u64,
    ) {
        if self.text_revision.get_untracked() == text_revision {
            self.forget_sent_changes();
            self.apply(edits);
        } else {
            self.sent.set_value(0);
        }
        self.analyzed_revision.set(Some(text_revision));
        self.call_as_now(&mut analysis);
        self.keep_last_good(&mut analysis);
        self.silence.all.set_value(std::mem::take(&mut analysis.diagnostics));
        self.release_without_rules(&analysis);
        self.add_findings(&mut analysis);
        self.analysis.set(analysis);
    }

    /// Drops the form entries that the worker has turned into edits, or rejected.
    pub fn forget_sent_changes(&self) {
        let sent = self.sent.get_value();
        if sent > 0 {
            self.changes.update(|changes| drop(changes.drain(..sent.min(changes.len()))));
        }
        self.sent.set_value(0);
    }

    fn apply(&self, edits: Vec<Result<(FileId, Edit), String>>) {
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
                    self.send_replaced([(file, before)]);
                }
                Err(reason) => self.tell(reason, None),
            }
        }
    }

    /// Remembers the previous text of each rendering, and forgets it if the rendering succeeds in `analysis`.
    fn keep_last_good(&self, analysis: &mut Analysis) {
        self.last_good.update(|last_good| {
            self.analysis.update_untracked(|before| {
                let old = before.bundles.iter_mut().flat_map(|bundle| {
                    let name = &bundle.name;
                    bundle.renderings.iter_mut().filter_map(move |rendering| {
                        let text = rendering.text.take()?;
                        Some((rendering_key(name, rendering), text))
                    })
                });
                last_good.extend(old);
            });
            // A rendering that succeeded needs no older text.
            for bundle in &analysis.bundles {
                for rendering in bundle.renderings.iter().filter(|one| one.text.is_some()) {
                    last_good.remove(&rendering_key(&bundle.name, rendering));
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::analyze;

    use super::*;

    #[test]
    fn an_analysis_under_way_is_of_the_bundle_that_it_was_asked_about() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let open = session.workspace.get_untracked();
            session.ask_about(&open);
            // Before the reply, one bundle is renamed, and the other is replaced by a new one of the same name.
            session.rename_bundle("item-api-service", "renamed");
            session.close("item-api-environment");
            session.duplicate("renamed");
            session.rename_bundle("renamed-copy", "item-api-environment");
            session.analyzed(analyze(&open), vec![], 0);
            let names = session.analysis.with_untracked(|analysis| {
                analysis.bundles.iter().map(|bundle| bundle.name.clone()).collect::<Vec<_>>()
            });
            assert_eq!(names, ["renamed"]);
        });
    }
}
