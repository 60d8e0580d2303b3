//! Searches the palette's sources: commands, files, inputs, problems and help pages.

mod hits;

use std::cmp::Reverse;
use std::ops::Range;

use cyclotron_core::explain::HelpPage;
use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Analysis, Diagnostic, FileId, Target, Workspace};

use self::hits::{Hit, actions, files, help, inputs, problems};
use super::ranking::Query;
use super::{COMMANDS, Command};

/// The maximum number of items in the list.
pub const LIMIT: usize = 50;
/// The maximum number of recent choices in the list.
const RECENT: usize = 6;

/// A group of the palette's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// The recent choices.
    Recent,
    /// The commands.
    Actions,
    /// The files of all bundles.
    Files,
    /// The fields of all forms.
    Inputs,
    /// The problems.
    Problems,
    /// The help pages.
    Help,
}

impl Group {
    /// The searched groups, each with the prefix that restricts the search to it, and its maximum number of
    /// items in a search of all groups.
    pub const ALL: [(Self, char, usize); 5] = [
        (Self::Actions, '>', 12),
        (Self::Files, '/', 14),
        (Self::Inputs, '@', 8),
        (Self::Problems, '!', 8),
        (Self::Help, '?', 8),
    ];

    /// Splits the query into the group of its prefix, if it has one, and the rest.
    fn read(typed: &str) -> (Option<Self>, &str) {
        let begun = typed.trim_start();
        let found = Self::ALL.iter().find(|(_, sign, _)| begun.starts_with(*sign));
        found.map_or((None, begun), |(group, sign, _)| (Some(*group), &begun[sign.len_utf8()..]))
    }
}

/// The target of a palette item.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A command to run.
    Command(&'static Command),
    /// A file to open.
    File(FileId),
    /// A form field to focus.
    Input {
        /// The bundle's name.
        bundle: String,
        /// The target of the form; `None` for outputs, which are always shown.
        target: Option<Target>,
        /// The id of its element.
        id: String,
    },
    /// A problem to show.
    Problem(Box<Diagnostic>),
    /// A help page, by its code.
    Help(String),
}

impl Item {
    /// The key that stores this item among the recent choices; `None` for inputs and problems, which don't last.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::Command(command) => Some(format!(">{}", command.id)),
            Self::File(file) => Some(file_key(&file.bundle, &file.path)),
            Self::Help(code) => Some(format!("?{code}")),
            Self::Input { .. } | Self::Problem(_) => None,
        }
    }
}

/// A match in the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct PaletteMatch {
    /// The target.
    pub item: Item,
    /// The label.
    pub label: String,
    /// The matched byte ranges of the label.
    pub marks: Vec<Range<usize>>,
    /// The location of the item, or its second name.
    pub detail: String,
    /// The name of its kind.
    pub kind: &'static str,
    /// Why the command is unavailable; `None` if it can run.
    pub hindrance: Option<&'static str>,
}

/// The listed matches of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The group.
    pub group: Group,
    /// The best matches.
    pub found: Vec<PaletteMatch>,
    /// The number of all matches.
    pub count: usize,
}

/// The listed groups.
pub type Results = Vec<Listed>;

/// The data that a search reads.
pub struct Sources<'a> {
    /// The open workspace.
    pub workspace: &'a Workspace,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// The help pages.
    pub pages: &'a [HelpPage],
    /// The recent choices: [`Item::key`].
    pub recent: &'a [String],
    /// The selected file. Matches in its bundle rank higher, and commands act on it.
    pub file: Option<&'a FileId>,
    /// Returns why a command is unavailable.
    pub hindrance: &'a dyn Fn(&Command) -> Option<&'static str>,
}

impl Sources<'_> {
    /// The bundle of the selected file.
    fn shown(&self) -> Option<&str> {
        self.file.map(|file| file.bundle.as_str())
    }
}

/// Finds the matches of a query, in groups, the group with the best match first. For an empty query: the recent
/// choices, and the available commands.
pub fn search(typed: &str, sources: &Sources) -> Results {
    let (only, words) = Group::read(typed);
    let query = Query::new(words);
    if query.is_empty() && only.is_none() {
        let recent = recent(sources);
        let count = recent.len();
        let recent = (count > 0).then_some(Listed { group: Group::Recent, count, found: recent });
        let actions =
            listed(Group::Actions, &query, sources, LIMIT - count).map(|(_, listed)| listed);
        return recent.into_iter().chain(actions).collect();
    }
    let found = find(only, &query, sources);
    // Scattered letters are searched only if nothing else matches.
    if found.is_empty() { find(only, &query.loose(), sources) } else { found }
}

/// Finds the matches in one group, or in all.
fn find(only: Option<Group>, query: &Query, sources: &Sources) -> Results {
    let wanted = Group::ALL.iter().filter(|(group, ..)| only.is_none_or(|only| only == *group));
    let mut groups: Vec<(u32, Listed)> = wanted
        .filter_map(|(group, _, most)| {
            listed(*group, query, sources, if only.is_some() { LIMIT } else { *most })
        })
        .collect();
    groups.compact_sort_by_key(|(best, _)| Reverse(*best));
    groups.into_iter().map(|(_, listed)| listed).collect()
}

/// The best matches of a group, with the rank of the first; `None` if nothing matches.
fn listed(group: Group, query: &Query, sources: &Sources, most: usize) -> Option<(u32, Listed)> {
    let mut hits = match group {
        Group::Recent => vec![],
        Group::Actions => actions(query, sources),
        Group::Files => files(query, sources),
        Group::Inputs => inputs(query, sources),
        Group::Problems => problems(query, sources),
        Group::Help => help(query, sources),
    };
    let count = hits.len();
    // The sort is stable, so equal matches keep the order of their source.
    hits.compact_sort_by_key(|(rank, _)| Reverse(*rank));
    hits.truncate(most);
    let best = hits.first()?.0;
    let found = hits.into_iter().map(|(_, hit)| hit.found(query)).collect();
    Some((best, Listed { group, found, count }))
}

/// The recent choices that still exist and are available.
fn recent(sources: &Sources) -> Vec<PaletteMatch> {
    let query = Query::default();
    let find = |key: &String| {
        let command =
            COMMANDS.iter().find(|command| Item::Command(command).key().as_ref() == Some(key));
        if let Some(command) = command {
            let can_be = (sources.hindrance)(command).is_none();
            return can_be.then(|| hits::command(command, sources));
        }
        let page = sources.pages.iter().find(|page| key.strip_prefix('?') == Some(&page.code));
        page.map(Hit::Help).or_else(|| {
            let (bundle, path) = key.strip_prefix('/')?.split_once('\n')?;
            let bundle = sources.workspace.bundle(bundle)?;
            Some(Hit::File(bundle, bundle.file(path)?))
        })
    };
    sources.recent.iter().filter_map(find).take(RECENT).map(|hit| hit.found(&query)).collect()
}

fn file_key(bundle: &str, path: &str) -> String {
    format!("/{bundle}\n{path}")
}

#[cfg(test)]
mod tests;
