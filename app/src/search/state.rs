//! The search in all files: the query, the new text and the matches.

use cyclotron_core::{FileId, Workspace};
use leptos::prelude::*;

use super::matches::{LineMatch, Query, find, in_lines, replace};
use crate::browser::lifetime::Lifetime;
use crate::browser::sleep::sleep;
use crate::session::{Pane, Reveal, Session};
use crate::shell::layout::{Layout, Region};
use crate::ui::await_element::focus_when_there;
use crate::words::search as words;

/// The id of the field for the text to search.
pub const FIELD: &str = "search-text";
/// The id of the field for the new text.
pub const REPLACE_FIELD: &str = "search-replace";
/// The most matches that are listed.
const LISTED: usize = 2_000;
/// The milliseconds without a change after which the search begins.
const REST: u32 = 120;
/// The bytes of text that are searched before the page gets a turn.
const CHUNK: usize = 1_000_000;

/// The matches in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileMatches {
    /// The file.
    pub file: FileId,
    /// The matches, at least one.
    pub matches: Vec<LineMatch>,
}

/// The matches of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The files that have matches.
    pub files: Vec<FileMatches>,
    /// The number of matches.
    pub count: usize,
    /// Whether there may be more matches than are listed.
    pub is_cut: bool,
}

/// The search in all files. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SearchState {
    session: Session,
    layout: RwSignal<Layout>,
    /// Whether the search is shown in place of the problems.
    pub is_open: RwSignal<bool>,
    /// Whether the field for the new text is shown.
    pub replaces: RwSignal<bool>,
    /// The query.
    pub query: RwSignal<Query>,
    /// The new text.
    pub new_text: RwSignal<String>,
    /// The matches of the last search.
    pub found: RwSignal<Found>,
}

impl SearchState {
    /// Creates the state, which searches again whenever the query or the workspace changes.
    pub fn new(session: Session, layout: RwSignal<Layout>) -> Self {
        let this = Self {
            session,
            layout,
            is_open: RwSignal::default(),
            replaces: RwSignal::default(),
            query: RwSignal::default(),
            new_text: RwSignal::default(),
            found: RwSignal::default(),
        };
        Effect::new(move || {
            let query = this.query.get();
            if !this.is_open.get() {
                return;
            }
            session.workspace.track();
            if query.text.is_empty() {
                return this.found.set(Found::default());
            }
            // The next run of the effect cancels this.
            let lifetime = Lifetime::current();
            lifetime.after(REST, move || {
                let workspace = session.workspace.get_untracked();
                lifetime.run(search(workspace, query), move |found| this.found.set(found));
            });
        });
        this
    }

    /// Opens the search, for a text if there is one.
    pub fn open(self, text: Option<String>, replaces: bool) {
        if let Some(text) = text.filter(|text| !text.is_empty() && !text.contains('\n')) {
            self.query.update(|query| query.text = text);
        }
        self.is_open.set(true);
        self.replaces.update(|is| *is |= replaces);
        self.layout.update(|layout| layout.fold(Region::Problems, false));
        self.session.pane.set(Pane::Problems);
        let has_text = self.query.with_untracked(|query| !query.text.is_empty());
        focus_when_there(if replaces && has_text { REPLACE_FIELD } else { FIELD }, || {});
    }

    /// Closes the search, and shows the problems again.
    pub fn close(self) {
        self.is_open.set(false);
    }

    /// Goes to a match.
    pub fn show(self, file: &FileId, found: &LineMatch) {
        let (from, to) = found.columns;
        let range = Some(((found.line, from), (found.line, to)));
        self.session.go(Reveal { file: file.clone(), range, focus: true });
    }

    /// Replaces all matches in one step: those of a file, or of all files.
    pub fn replace(self, only: Option<&FileId>) {
        let (query, with) = (self.query.get_untracked(), self.new_text.get_untracked());
        let (mut texts, mut count) = (vec![], 0);
        self.session.workspace.with_untracked(|workspace| {
            let wanted =
                texts_of(workspace).filter(|(file, _)| only.is_none_or(|only| only == file));
            for (file, text) in wanted {
                let matches = find(text, &query, usize::MAX);
                if !matches.is_empty() {
                    count += matches.len();
                    texts.push((file, replace(text, &matches, &with)));
                }
            }
        });
        let message = words::replaced(count, texts.len());
        self.session.replace_all(texts, message);
        // The buttons beside the matches disappear.
        focus_when_there(FIELD, || {});
    }
}

/// The text files of a workspace.
fn texts_of(workspace: &Workspace) -> impl Iterator<Item = (FileId, &str)> {
    workspace.bundles.iter().flat_map(|bundle| {
        let files = bundle.files.iter();
        files.filter_map(|file| Some((bundle.id(&file.path), file.text()?)))
    })
}

/// Searches all texts. The page gets a turn after each chunk.
async fn search(workspace: Workspace, query: Query) -> Found {
    let mut found = Found::default();
    let mut searched = 0;
    for (file, text) in texts_of(&workspace) {
        let matches = find(text, &query, LISTED - found.count);
        if !matches.is_empty() {
            found.count += matches.len();
            found.files.push(FileMatches { file, matches: in_lines(text, &matches) });
        }
        if found.count == LISTED {
            found.is_cut = true;
            break;
        }
        searched += text.len();
        if searched > CHUNK {
            searched = 0;
            sleep(0).await;
        }
    }
    found
}
