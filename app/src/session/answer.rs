//! What the worker's answer changes.

use cyclotron_core::text::Edit;
use cyclotron_core::{Analysis, Content, FileId};
use leptos::prelude::*;

use super::{Session, rendering_key};

impl Session {
    /// Takes over an analysis and the edits that form entries became. `text_revision` is that of
    /// the text they were made for: if the person typed meanwhile, the entries are made again on
    /// the new text.
    pub fn analyzed(
        &self,
        mut analysis: Analysis,
        edits: Vec<Result<(FileId, Edit), String>>,
        text_revision: u64,
    ) {
        if self.text_revision.get_value() == text_revision {
            self.forget_sent_changes();
            self.apply(edits);
        } else {
            self.sent.set_value(0);
        }
        self.analyzed_revision.set_value(Some(text_revision));
        self.keep_last_good(&mut analysis);
        self.add_findings(&mut analysis);
        self.analysis.set(analysis);
    }

    /// Drops the form entries that the worker has made, or could not.
    pub fn forget_sent_changes(&self) {
        let sent = self.sent.get_value();
        self.changes.update_value(|changes| drop(changes.drain(..sent.min(changes.len()))));
        self.sent.set_value(0);
    }

    fn apply(&self, edits: Vec<Result<(FileId, Edit), String>>) {
        for edit in edits {
            match edit {
                Ok((file, edit)) => {
                    let mut before = String::new();
                    self.workspace.update(|workspace| {
                        if let Some(file) = workspace.file_mut(&file)
                            && let Some(text) = file.text()
                        {
                            text.clone_into(&mut before);
                            file.content = Content::Text(edit.apply(text));
                        }
                    });
                    self.replaced.update(|files| files.push((file, before)));
                }
                Err(reason) => self.tell(reason, None),
            }
        }
    }

    /// Where a rendering fails now, what it was before stays at hand.
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
            // What rendered now needs no stand-in.
            for bundle in &analysis.bundles {
                for rendering in bundle.renderings.iter().filter(|one| one.text.is_some()) {
                    last_good.remove(&rendering_key(&bundle.name, rendering));
                }
            }
        });
    }
}
