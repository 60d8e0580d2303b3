//! Applies the fixes of problems, one or all at once.

use cyclotron_core::{Diagnostic, FileId, apply_fixes};
use leptos::prelude::*;

use super::ProblemsState;
use crate::words::session as words;

/// Whether the fix of a problem can be applied together with others.
pub fn is_safe(diagnostic: &Diagnostic) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.is_safe)
}

impl ProblemsState {
    /// Applies the fix of a problem, only to the text that the problem was found in.
    pub fn fix(self, diagnostic: &Diagnostic) {
        let session = self.session;
        let is_known =
            session.analysis.with_untracked(|analysis| analysis.diagnostics.contains(diagnostic));
        if !session.is_fresh() || !is_known {
            return session.look_again();
        }
        let Some(fix) = &diagnostic.fix else { return };
        let text = session.workspace.with_untracked(|workspace| {
            Some(apply_fixes(workspace.file(&diagnostic.file)?.text()?, [fix]))
        });
        if let Some((text, 1..)) = text {
            session.replace(&diagnostic.file, text);
            self.show(diagnostic);
        }
    }

    /// Applies all safe fixes of the shown problems in one step.
    pub fn fix_all(self) {
        let session = self.session;
        if !session.is_fresh() {
            return session.look_again();
        }
        let (texts, made) = untrack(|| {
            let problems = self.listed();
            session.workspace.with(|workspace| {
                let mut files: Vec<&FileId> = vec![];
                for file in
                    problems.iter().filter(|problem| is_safe(problem)).map(|problem| &problem.file)
                {
                    if !files.contains(&file) {
                        files.push(file);
                    }
                }
                let (mut texts, mut made) = (vec![], 0);
                for file in files {
                    let mine =
                        problems.iter().filter(|problem| problem.file == *file && is_safe(problem));
                    let Some(text) = workspace.file(file).and_then(|file| file.text()) else {
                        continue;
                    };
                    let (text, count) =
                        apply_fixes(text, mine.filter_map(|problem| problem.fix.as_ref()));
                    texts.push((file.clone(), text));
                    made += count;
                }
                (texts, made)
            })
        });
        let message = words::fixed(made, texts.len());
        session.replace_all(texts, message);
    }
}
