//! Applies the fixes of problems, one or all at once.

use cyclotron_core::{Diagnostic, FileId, mend};
use leptos::prelude::*;

use super::Session;
use crate::words::session as words;

/// Whether the fix of a problem can be applied together with others.
pub fn is_safe(diagnostic: &Diagnostic) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.is_safe)
}

impl Session {
    /// Whether the analysis is based on the current text, so that its ranges fit.
    pub(in crate::session) fn is_fresh(&self) -> bool {
        self.analyzed_revision.get_value() == Some(self.text_revision.get_value())
    }

    /// Requests a new analysis and announces it. A worker that was given up doesn't start without a request.
    pub(in crate::session) fn look_again(&self) {
        self.revision.update(|count| *count += 1);
        self.say(words::LOOK_AGAIN);
    }

    /// Applies the fix of a problem, only to the text that the problem was found in.
    pub fn fix(&self, diagnostic: &Diagnostic) {
        let is_known =
            self.analysis.with_untracked(|analysis| analysis.diagnostics.contains(diagnostic));
        if !self.is_fresh() || !is_known {
            return self.look_again();
        }
        let Some(fix) = &diagnostic.fix else { return };
        let text = self.workspace.with_untracked(|workspace| {
            Some(mend(workspace.file(&diagnostic.file)?.text()?, [fix]))
        });
        if let Some((text, 1..)) = text {
            self.replace(&diagnostic.file, text);
            self.show(diagnostic);
        }
    }

    /// Applies all safe fixes of the shown problems in one step.
    pub fn fix_all(&self) {
        if !self.is_fresh() {
            return self.look_again();
        }
        let (texts, made) = untrack(|| {
            let problems = self.problems();
            self.workspace.with(|workspace| {
                let mut files: Vec<&FileId> = vec![];
                for file in problems.iter().filter(|one| is_safe(one)).map(|one| &one.file) {
                    if !files.contains(&file) {
                        files.push(file);
                    }
                }
                let (mut texts, mut made) = (vec![], 0);
                for file in files {
                    let mine = problems.iter().filter(|one| one.file == *file && is_safe(one));
                    let Some(text) = workspace.file(file).and_then(|file| file.text()) else {
                        continue;
                    };
                    let (text, count) = mend(text, mine.filter_map(|one| one.fix.as_ref()));
                    texts.push((file.clone(), text));
                    made += count;
                }
                (texts, made)
            })
        });
        let message = words::mended(made, texts.len());
        self.replace_all(texts, message);
    }
}
