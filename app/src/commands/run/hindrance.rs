//! Checks whether a command is available.

use cyclotron_core::Diagnostic;
use leptos::prelude::*;

use super::Commands;
use crate::commands::Command;
use crate::commands::registry::When;
use crate::editor::navigation::Visited;
use crate::problems::state::is_safe;
use crate::transfer::folder;
use crate::words::commands::names as words;

/// Why a command is unavailable; `None` if it can run.
type Reason = Option<&'static str>;

impl Commands {
    /// Returns why a command is unavailable now; `None` if it can run.
    pub fn hindrance(self, command: &Command) -> Reason {
        // A file beside bundles can only be edited and saved.
        let has_file = || self.bundle().is_some();
        match command.when {
            When::Always => None,
            When::Bundle => unless(has_file(), words::NO_BUNDLE),
            When::File => unless(has_file(), words::NO_FILE),
            When::Text => unless(self.text().is_some(), words::NO_TEXT),
            When::If(hindrance) => hindrance(self),
            When::BundleIf(hindrance) => {
                hindrance(self).or_else(|| unless(has_file(), words::NO_BUNDLE))
            }
        }
    }

    pub(in crate::commands) fn nothing_open(self) -> Reason {
        let is_open = self.session.workspace.with_untracked(|open| !open.bundles.is_empty());
        unless(is_open, words::NO_BUNDLE)
    }

    pub(in crate::commands) fn no_storage(self) -> Reason {
        unless(self.storage.with_value(Option::is_some), words::NO_STORAGE)
    }

    pub(in crate::commands) fn nothing_to_undo(self) -> Reason {
        unless(self.session.can_undo(), words::NOTHING_UNDONE)
    }

    pub(in crate::commands) fn nothing_to_redo(self) -> Reason {
        unless(self.session.can_redo(), words::NOTHING_TO_REDO)
    }

    pub(in crate::commands) fn no_place_back(self) -> Reason {
        unless(self.navigation.visited.with_untracked(Visited::has_back), words::NOTHING_BACK)
    }

    pub(in crate::commands) fn no_place_forward(self) -> Reason {
        unless(self.navigation.visited.with_untracked(Visited::has_forward), words::NOTHING_FORWARD)
    }

    pub(in crate::commands) fn no_fix(self) -> Reason {
        unless(self.at_cursor(|problem| problem.fix.is_some()).is_some(), words::NO_FIX)
    }

    pub(in crate::commands) fn not_ignorable(self) -> Reason {
        let ignorable = self.at_cursor(|problem| self.session.can_ignore(problem));
        unless(ignorable.is_some(), words::NO_IGNORE)
    }

    pub(in crate::commands) fn no_safe_fix(self) -> Reason {
        unless(self.lists_problem(is_safe), words::NO_SAFE_FIX)
    }

    pub(in crate::commands) fn no_problem(self) -> Reason {
        unless(self.lists_problem(|_| true), words::NO_PROBLEM)
    }

    pub(in crate::commands) fn is_rendered(self) -> Reason {
        unless(self.session.safe.get_untracked(), words::RENDERED)
    }

    pub(in crate::commands) fn is_not_rendered(self) -> Reason {
        unless(!self.session.safe.get_untracked(), words::NO_RENDERING)
    }

    pub(in crate::commands) fn nothing_to_eject(self) -> Reason {
        self.nothing_open().or_else(|| self.is_not_rendered())
    }

    pub(in crate::commands) fn is_safe(self) -> Reason {
        unless(!self.session.safe.get_untracked(), words::SAFE)
    }

    /// Whether a problem that fulfills `wanted` is listed.
    fn lists_problem(self, wanted: fn(&Diagnostic) -> bool) -> bool {
        let session = self.session;
        let shown = session.bundle_name();
        session.filter.with_untracked(|filter| {
            session.analysis.with_untracked(|analysis| {
                let mut problems = analysis.diagnostics.iter();
                problems.any(|problem| filter.lists(problem, shown.as_deref()) && wanted(problem))
            })
        })
    }
}

/// Why nothing can be saved to a folder in this browser.
pub(in crate::commands) fn no_folders() -> Reason {
    unless(folder::can_pick(), words::NO_FOLDERS)
}

fn unless(is: bool, why: &'static str) -> Reason {
    (!is).then_some(why)
}
