//! What fits what was typed into the palette: actions, files, inputs, problems, pages of the help.

mod hits;

use std::cmp::Reverse;
use std::ops::Range;

use cyclotron_core::{Analysis, Diagnostic, FileId, Target, Workspace};
use cyclotron_worker::HelpPage;

use self::hits::{Hit, actions, files, help, inputs, problems};
use super::ranking::Query;
use super::{Command, ENTRIES};

/// So many are listed at most.
pub const LIMIT: usize = 50;
/// So many of those that were chosen last are listed.
const RECENT: usize = 6;

/// What is listed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// What was chosen last.
    Recent,
    /// What can be done.
    Actions,
    /// The files of all bundles.
    Files,
    /// The fields of all forms.
    Inputs,
    /// What is wrong.
    Problems,
    /// The pages of the help.
    Help,
}

impl Group {
    /// Those that are searched, each with the sign that asks for it alone, and with how many of it are
    /// listed beside the others.
    pub const ALL: [(Self, char, usize); 5] = [
        (Self::Actions, '>', 12),
        (Self::Files, '/', 14),
        (Self::Inputs, '@', 8),
        (Self::Problems, '!', 8),
        (Self::Help, '?', 8),
    ];

    /// The group that what was typed begins with, and the rest.
    fn read(typed: &str) -> (Option<Self>, &str) {
        let begun = typed.trim_start();
        let found = Self::ALL.iter().find(|(_, sign, _)| begun.starts_with(*sign));
        found.map_or((None, begun), |(group, sign, _)| (Some(*group), &begun[sign.len_utf8()..]))
    }
}

/// What is gone to, or done.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An action.
    Command(Command),
    /// A file.
    File(FileId),
    /// A field of a form.
    Input {
        /// The bundle's name.
        bundle: String,
        /// What the form is for; none for outputs, which are always shown.
        target: Option<Target>,
        /// The id of its element.
        id: String,
    },
    /// A problem.
    Problem(Box<Diagnostic>),
    /// A page of the help, by its code.
    Help(String),
}

impl Item {
    /// What it is known by from one visit to the next, where it lasts that long.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::Command(command) => Some(format!(">{}", command.entry().id)),
            Self::File(file) => Some(file_key(&file.bundle, &file.path)),
            Self::Help(code) => Some(format!("?{code}")),
            Self::Input { .. } | Self::Problem(_) => None,
        }
    }
}

/// One that is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What.
    pub item: Item,
    /// What it is called.
    pub label: String,
    /// What of that was found: bytes.
    pub marks: Vec<Range<usize>>,
    /// Where it is, or what it is called besides.
    pub detail: String,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// Why it cannot be done now.
    pub hindrance: Option<&'static str>,
}

/// What is listed of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The group.
    pub group: Group,
    /// The best of it.
    pub found: Vec<Found>,
    /// How many there are in all.
    pub count: usize,
}

/// What fits.
pub type Results = Vec<Listed>;

/// Where it is looked for.
pub struct Sources<'a> {
    /// What is open.
    pub workspace: &'a Workspace,
    /// What is known of it.
    pub analysis: &'a Analysis,
    /// The pages of the help.
    pub pages: &'a [HelpPage],
    /// What was chosen last: [`Item::key`].
    pub recent: &'a [String],
    /// The file that is shown: what is of its bundle comes first, and commands act on it.
    pub file: Option<&'a FileId>,
    /// Why a command cannot be done now.
    pub hindrance: &'a dyn Fn(Command) -> Option<&'static str>,
}

impl Sources<'_> {
    /// The bundle that is shown.
    fn shown(&self) -> Option<&str> {
        self.file.map(|file| file.bundle.as_str())
    }
}

/// What fits, in groups, the best first. Where nothing is typed: what was chosen last, and what can be
/// done.
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
    // Letters here and there are worth a look only where there is nothing better.
    if found.is_empty() { find(only, &query.loose(), sources) } else { found }
}

/// What fits of one group, or of all.
fn find(only: Option<Group>, query: &Query, sources: &Sources) -> Results {
    let wanted = Group::ALL.iter().filter(|(group, ..)| only.is_none_or(|only| only == *group));
    let mut groups: Vec<(u32, Listed)> = wanted
        .filter_map(|(group, _, most)| {
            listed(*group, query, sources, if only.is_some() { LIMIT } else { *most })
        })
        .collect();
    groups.sort_by_key(|(best, _)| Reverse(*best));
    groups.into_iter().map(|(_, listed)| listed).collect()
}

/// The best of a group, with the rank of the first; none where nothing fits.
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
    // Stable: what fits alike stays in its own order.
    hits.sort_by_key(|(rank, _)| Reverse(*rank));
    hits.truncate(most);
    let best = hits.first()?.0;
    let found = hits.into_iter().map(|(_, hit)| hit.found(query)).collect();
    Some((best, Listed { group, found, count }))
}

/// What was chosen last and is still there.
fn recent(sources: &Sources) -> Vec<Found> {
    let query = Query::default();
    let find = |key: &String| {
        let command = ENTRIES
            .iter()
            .map(|entry| entry.command)
            .find(|command| Item::Command(*command).key().as_ref() == Some(key));
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
