//! The help: a page for each code, in `explain/<code>.md`, and in a folder for each other group what
//! people need to know besides. The title of a page is its first line.
//!
//! A message says what is wrong in one place; its page says what the check is for, shows the mistake
//! and the way out, and where the rule comes from. What the engine itself knows (names, keywords, which
//! filters there are) is written into the pages from there, see [`lists`] and [`names`].

pub(crate) mod language;
mod lists;
mod names;
mod search;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use search::{Found, Piece, search};

pub(crate) use names::page_of as page_of_name;

use crate::diagnostic::codes::rule;
use crate::prose::{Prose, page as read};

/// Folders, codes and pages in order, listed by `build.rs`.
const PAGES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// What belongs together, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Group {
    /// For whoever is here for the first time.
    Begin,
    /// What templates are written with.
    Terms,
    /// What a bundle is made of.
    Files,
    /// What can be wrong.
    Checks,
    /// What can be done with a bundle now.
    AfterProton,
    /// What can be done without a mouse.
    Keys,
}

/// What has a name in templates, and a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Term {
    /// It stands behind `|`.
    Filter,
    /// It stands behind `is`.
    Test,
    /// It is called.
    Function,
    /// It begins `{% … %}`.
    Tag,
    /// Proton fills it in.
    Name,
}

/// A page about a code, a family of codes, a term or something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The code, such as `undefined-name`.
    pub code: Cow<'static, str>,
    /// What it belongs to.
    pub group: Group,
    /// One line, written as messages are; of a term its names: `length, count`.
    pub title: Cow<'static, str>,
    /// CommonMark, without the title. `page:` links to other pages.
    pub text: Cow<'static, str>,
}

/// A page as it is read on a screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HelpPage {
    /// [`Page::code`].
    pub code: String,
    /// [`Page::group`].
    pub group: Group,
    /// [`Page::title`].
    pub title: String,
    /// What kind of term it is about. Such pages are found by their names and from others, and not listed.
    pub term: Option<Term>,
    /// The rest.
    pub text: Vec<Prose>,
}

impl Group {
    /// All, in order.
    pub const ALL: [Self; 6] =
        [Self::Begin, Self::Terms, Self::Files, Self::Checks, Self::AfterProton, Self::Keys];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Begin => "Begin",
            Self::Terms => "Names and filters",
            Self::Files => "Files",
            Self::Checks => "Checks",
            Self::AfterProton => "After Proton",
            Self::Keys => "Keys",
        }
    }

    const fn folder(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Terms => "terms",
            Self::Files => "files",
            Self::Checks => "",
            Self::AfterProton => "after-proton",
            Self::Keys => "keys",
        }
    }
}

impl Term {
    const ALL: [Self; 5] = [Self::Filter, Self::Test, Self::Function, Self::Tag, Self::Name];

    /// What it is called.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Filter => "Filter",
            Self::Test => "Test",
            Self::Function => "Function",
            Self::Tag => "Tag",
            Self::Name => "Name",
        }
    }

    /// How the codes of its pages begin.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Filter => "filter-",
            Self::Test => "test-",
            Self::Function => "function-",
            Self::Tag => "tag-",
            Self::Name => "name-",
        }
    }

    fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| code.starts_with(kind.prefix()))
    }
}

impl Page {
    fn new(&(folder, code, page): &(&'static str, &'static str, &'static str)) -> Option<Self> {
        let group = Group::ALL.into_iter().find(|group| group.folder() == folder)?;
        let (title, text) = page.split_once('\n').unwrap_or((page, ""));
        let title = title.trim_start_matches("# ").trim().into();
        let text = lists::completed(code, text.trim());
        Some(Self { code: code.into(), group, title, text })
    }

    /// What kind of term it is about.
    pub fn term(&self) -> Option<Term> {
        Term::of(&self.code).filter(|_| self.group == Group::Terms)
    }

    /// Whether it is about the term `name`.
    fn is_about(&self, name: &str) -> bool {
        self.term().is_some() && self.title.split(", ").any(|own| own == name)
    }

    /// The text as people read it.
    pub fn prose(&self) -> Vec<Prose> {
        read(&self.text)
    }

    /// The text for readers that have no other pages: a link is its text, and the code to ask for.
    pub fn markdown(&self) -> String {
        let mut plain = String::new();
        let mut rest = &*self.text;
        while let Some((before, after)) = rest.split_once("](page:") {
            let Some((code, after)) = after.split_once(')') else { break };
            let (before, text) = before.split_at(opening(before));
            let text = text.strip_prefix('[').unwrap_or(text);
            plain.push_str(before);
            plain.push_str(text);
            if text.trim_matches('`') != code {
                plain.push_str(" (`");
                plain.push_str(code);
                plain.push_str("`)");
            }
            rest = after;
        }
        plain + rest
    }
}

/// Where the bracket stands that is not closed within `text`.
fn opening(text: &str) -> usize {
    let mut closed = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            ']' => closed += 1,
            '[' if closed == 0 => return at,
            '[' => closed -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The page about a code or a term; none where there is no such.
pub fn explain(code: &str) -> Option<Page> {
    let page = |code: &str| {
        let listed = PAGES.iter().find(|(_, known, _)| *known == code).and_then(Page::new);
        listed.or_else(|| names::pages().into_iter().find(|page| page.code == code))
    };
    let rule = rule(code).map(|rule| rule.code);
    page(rule.unwrap_or(code)).or_else(|| pages().into_iter().find(|page| page.is_about(code)))
}

/// All pages, by group and code.
pub fn pages() -> Vec<Page> {
    let mut all: Vec<Page> = PAGES.iter().filter_map(Page::new).chain(names::pages()).collect();
    all.sort_by(|one, other| (one.group, &one.code).cmp(&(other.group, &other.code)));
    all
}

/// All pages as they are read on a screen, in the same order.
pub fn help() -> Vec<HelpPage> {
    let page = |page: Page| HelpPage {
        group: page.group,
        term: page.term(),
        text: page.prose(),
        title: page.title.into_owned(),
        code: page.code.into_owned(),
    };
    pages().into_iter().map(page).collect()
}

/// All terms of a kind that are in files, by name, and what each does in a line.
pub(crate) fn terms(kind: Term) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = written(kind)
        .flat_map(|(_, title, lead)| title.split(", ").map(move |name| (name, lead)))
        .collect();
    all.sort_unstable();
    all
}

/// What the term `name` does, in a line.
pub(crate) fn lead(kind: Term, name: &str) -> Option<&'static str> {
    about(kind, name).map(|(.., lead)| lead)
}

/// The code of the page about the term `name`.
pub(crate) fn page_of(kind: Term, name: &str) -> Option<&'static str> {
    about(kind, name).map(|(code, ..)| code)
}

/// Code, title and first paragraph of a page.
type Written = (&'static str, &'static str, &'static str);

fn about(kind: Term, name: &str) -> Option<Written> {
    written(kind).find(|(_, title, _)| title.split(", ").any(|own| own == name))
}

/// The pages in files about terms of a kind.
fn written(kind: Term) -> impl Iterator<Item = Written> {
    let own = PAGES.iter().filter(move |(folder, code, _)| {
        *folder == Group::Terms.folder() && code.starts_with(kind.prefix())
    });
    own.map(|&(_, code, page)| {
        let (title, text) = page.split_once('\n').unwrap_or((page, ""));
        let lead = text.trim().split("\n\n").next().unwrap_or_default();
        (code, title.trim_start_matches("# "), lead)
    })
}

#[cfg(test)]
mod tests;
