//! Applies the fixes of problems, one or all at once.

use cyclotron_core::{Diagnostic, FileId, apply_fixes};
use leptos::prelude::*;

use super::{ProblemsState, place};
use crate::problems::rows::ProblemRow;
use crate::session::Reveal;
use crate::words::commands::names::NO_FIX;
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
            // The range of the problem belongs to the text before.
            let (start, _) = place(diagnostic);
            let range = Some((start, start));
            session.go(Reveal { file: diagnostic.file.clone(), range, focus: true });
        }
    }

    /// Applies the fixes of equal problems in one step.
    pub fn fix_row(self, row: &ProblemRow) {
        if row.is_silenced {
            return;
        }
        let fixable: Vec<_> = row.problems.iter().filter(|one| one.fix.is_some()).collect();
        match fixable.as_slice() {
            [] => self.session.say(NO_FIX),
            [problem] => self.fix(problem),
            several => self.fix_several(several),
        }
    }

    /// Applies all safe fixes of the shown problems in one step.
    pub fn fix_all(self) {
        let listed = untrack(|| self.listed());
        let safe: Vec<_> = listed.iter().filter(|problem| is_safe(problem)).collect();
        self.fix_several(&safe);
    }

    /// Applies the fixes of problems in one step, only to the text that they were found in.
    fn fix_several(self, problems: &[&Diagnostic]) {
        let session = self.session;
        let is_known = session.analysis.with_untracked(|analysis| {
            problems.iter().all(|problem| analysis.diagnostics.contains(problem))
        });
        if !session.is_fresh() || !is_known {
            return session.look_again();
        }
        let mut files: Vec<&FileId> = vec![];
        for problem in problems {
            if !files.contains(&&problem.file) {
                files.push(&problem.file);
            }
        }
        let (mut texts, mut made) = (vec![], 0);
        session.workspace.with_untracked(|workspace| {
            for file in files {
                let Some(text) = workspace.file(file).and_then(|file| file.text()) else {
                    continue;
                };
                let own = problems.iter().filter(|problem| problem.file == *file);
                let (text, count) = apply_fixes(text, own.filter_map(|one| one.fix.as_ref()));
                texts.push((file.clone(), text));
                made += count;
            }
        });
        let message = words::fixed(made, texts.len());
        session.replace_all(texts, message);
    }
}
