//! The open help page, and the pages to go back to.

use cyclotron_core::codes::rule;
use cyclotron_core::explain::HelpPage;
use cyclotron_worker::calls::Help;
use leptos::prelude::*;

use crate::app::SharedEngine;

/// The maximum number of pages to go back to.
const MAX_BEFORE: usize = 50;

/// The state of the help pane while it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HelpView {
    /// The code of the page; `None` for the index of all pages.
    pub code: Option<String>,
    /// The pages to go back to, the most recent last.
    pub before: Vec<Option<String>>,
}

impl HelpView {
    /// Goes to a page, or to the index.
    fn go(&mut self, code: Option<String>) {
        if code != self.code {
            if self.before.len() == MAX_BEFORE {
                self.before.remove(0);
            }
            self.before.push(std::mem::replace(&mut self.code, code));
        }
    }
}

/// The state of the help. Cheap to copy.
#[derive(Clone, Copy)]
pub struct HelpState {
    engine: SharedEngine,
    /// The shown page; `None` while the help is closed.
    pub view: RwSignal<Option<HelpView>>,
    /// The pages; empty until they are first needed.
    pub pages: RwSignal<Vec<HelpPage>>,
}

impl HelpState {
    /// Creates the state, with the help closed.
    pub fn new(engine: SharedEngine) -> Self {
        Self { engine, view: RwSignal::default(), pages: RwSignal::default() }
    }

    /// Loads the pages, unless they are loaded.
    pub fn load(self) {
        let pages = self.pages;
        if pages.with_untracked(Vec::is_empty) {
            let set = move |loaded: Option<Vec<HelpPage>>| pages.set(loaded.unwrap_or_default());
            self.engine.with_value(|engine| engine.call_then(Help, set));
        }
    }

    /// Whether the help is open.
    pub fn is_open(self) -> bool {
        self.view.with(Option::is_some)
    }

    /// Opens the help at the page for a code, or at the index. If it is already open, the present page can be
    /// gone back to.
    pub fn open(self, code: Option<&str>) {
        let code = code.map(str::to_owned);
        self.view.update(|view| match view {
            Some(view) => view.go(code),
            None => *view = Some(HelpView { code, before: vec![] }),
        });
    }

    /// Opens the help at the index, or closes it.
    pub fn toggle_index(self) {
        if untrack(|| self.is_open()) {
            self.close();
        } else {
            self.open(None);
        }
    }

    /// Closes the help.
    pub fn close(self) {
        self.view.set(None);
    }

    /// Goes back to the previous page.
    pub fn back(self) {
        self.view.update(|view| {
            if let Some(view) = view
                && let Some(before) = view.before.pop()
            {
                view.code = before;
            }
        });
    }

    /// Opens a help page for the code at the cursor. Closes the help if there is no page, or if it is already
    /// shown.
    pub fn toggle(self, page: Option<&str>) {
        let shown = self.view.with_untracked(|view| view.as_ref().map(|view| view.code.clone()));
        match shown {
            Some(shown) if page.is_none() || shown.as_deref() == page => self.close(),
            _ => self.open(page),
        }
    }
}

/// The state of the help. Must be called below the root component.
pub fn use_help() -> HelpState {
    expect_context()
}

/// The index of the page for `code`.
pub fn page_of(pages: &[HelpPage], code: &str) -> Option<usize> {
    let at = |code: &str| pages.iter().position(|page| page.code == code);
    at(code).or_else(|| at(rule(code)?.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_to_the_same_page_is_no_step() {
        let mut view = HelpView::default();
        view.go(Some("a".into()));
        view.go(Some("a".into()));
        view.go(Some("b".into()));
        assert_eq!(view.before, [None, Some("a".to_owned())]);
    }

    #[test]
    fn the_way_back_has_an_end() {
        let mut view = HelpView::default();
        for at in 0..200 {
            view.go(Some(at.to_string()));
        }
        assert_eq!(view.before.len(), MAX_BEFORE);
        assert_eq!(view.before.last(), Some(&Some("198".to_owned())));
    }
}
