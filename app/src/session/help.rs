//! The help: a page for each code.

use cyclotron_core::explain::family;
use cyclotron_worker::HelpPage;
use leptos::prelude::*;

use super::Session;

/// What the help shows while it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HelpView {
    /// The code of the page; none for the list of all.
    pub code: Option<String>,
}

impl Session {
    /// Opens the help at the page about a code, or at the list of all.
    pub fn open_help(&self, code: Option<&str>) {
        self.help.set(Some(HelpView { code: code.map(str::to_owned) }));
    }
}

/// The place of the page about `code`.
pub fn page_of(pages: &[HelpPage], code: &str) -> Option<usize> {
    let at = |code: &str| pages.iter().position(|page| page.code == code);
    at(code).or_else(|| at(family(code)?))
}
