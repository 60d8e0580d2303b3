//! Checks whether a command is available.

use cyclotron_core::Diagnostic;
use leptos::prelude::*;

use super::Commands;
use crate::commands::{Command, Object, Scope};
use crate::problems::scope::is_safe;
use crate::transfer::folder;
use crate::words::commands::names as words;

impl Commands {
    /// Returns why a command is unavailable now; none if it can run.
    pub fn hindrance(&self, command: Command) -> Option<&'static str> {
        use Command as C;
        let session = &self.session;
        let unless = |is: bool, why: &'static str| (!is).then_some(why);
        let has_bundle = || session.selected.with_untracked(Option::is_some);
        let has_problem = |wanted: fn(&Diagnostic) -> bool| {
            let shown = session.bundle_name();
            session.filter.with_untracked(|filter| {
                session.analysis.with_untracked(|analysis| {
                    analysis.diagnostics.iter().any(|one| {
                        let is_here =
                            !filter.this_bundle || Some(&one.file.bundle) == shown.as_ref();
                        is_here && filter.shows(one.severity) && wanted(one)
                    })
                })
            })
        };
        match command.object() {
            _ if command == C::Save && !folder::can_pick() => return Some(words::NO_FOLDERS),
            Some(Object::Bundle) => return unless(has_bundle(), words::NO_BUNDLE),
            Some(Object::File) => return unless(has_bundle(), words::NO_FILE),
            None => {}
        }
        match command {
            C::Workspaces => unless(self.storage.with_value(Option::is_some), words::NO_STORAGE),
            C::UndoFiles => {
                let has_undo = session
                    .notices
                    .with_untracked(|all| all.iter().any(|notice| notice.undo.is_some()));
                unless(has_undo, words::NOTHING_UNDONE)
            }
            C::Fix => {
                let fixable = self.at_cursor(|problem| problem.fix.is_some());
                unless(fixable.is_some(), words::NO_FIX)
            }
            C::Ignore => {
                let ignorable = self.at_cursor(|problem| session.can_ignore(problem));
                unless(ignorable.is_some(), words::NO_IGNORE)
            }
            C::FixAll => unless(has_problem(is_safe), words::NO_SAFE_FIX),
            C::NextProblem | C::PreviousProblem => unless(has_problem(|_| true), words::NO_PROBLEM),
            C::Render => unless(session.safe.get_untracked(), words::RENDERED),
            C::SafeStart => unless(!session.safe.get_untracked(), words::SAFE),
            _ if command.entry().scope == Scope::Editor => {
                unless(self.text().is_some(), words::NO_TEXT)
            }
            _ => None,
        }
    }
}
