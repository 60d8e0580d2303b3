//! What fits what was typed into the palette: actions, files, inputs, problems, pages of the help.

use std::cmp::Reverse;
use std::ops::Range;

use cyclotron_core::{
    Analysis, Bundle, BundleAnalysis, Diagnostic, Field, File, FileId, Form, Severity, Target,
    Workspace,
};
use cyclotron_worker::HelpPage;

use super::ranking::Query;
use super::{Command, ENTRIES};
use crate::components::field_id;
use crate::words::{commands, palette as words};

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
    /// The bundle that is shown: what is of it comes first.
    pub shown: Option<&'a str>,
    /// Why a command cannot be done now.
    pub hindrance: &'a dyn Fn(Command) -> Option<&'static str>,
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

/// What may be listed, borrowed: of thousands, only the best are made into [`Found`].
enum Hit<'a> {
    Command(Command, Option<&'static str>),
    File(&'a Bundle, &'a File),
    Input(&'a BundleAnalysis, &'a Form, Option<Target>, &'a Field),
    Problem(&'a Diagnostic),
    Help(&'a HelpPage),
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

type Hits<'a> = Vec<(u32, Hit<'a>)>;

/// How well something fits, a little better by `more`: less than a word that stands better.
fn rank(query: &Query, label: &str, beside: &[&str], more: u32) -> Option<u32> {
    let rank = query.rank(label, beside)?;
    Some(if query.is_empty() { more } else { rank + more })
}

fn actions<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let fitting = ENTRIES.iter().filter_map(|entry| {
        let (label, also) = commands::name(entry.command);
        let rank = rank(query, label, &[also], 1000)?;
        let hindrance = (sources.hindrance)(entry.command);
        // Whoever looks for it is told why not; nobody else has to know.
        match hindrance {
            None => Some((rank + 1000, Hit::Command(entry.command, None))),
            Some(_) if query.is_empty() => None,
            Some(why) => Some((rank, Hit::Command(entry.command, Some(why)))),
        }
    });
    fitting.collect()
}

fn files<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let mut hits = vec![];
    for bundle in &sources.workspace.bundles {
        let more = if sources.shown == Some(&bundle.name) { 500 } else { 0 };
        for file in &bundle.files {
            if let Some(rank) = rank(query, &file.path, &[&bundle.name], more) {
                hits.push((rank, Hit::File(bundle, file)));
            }
        }
    }
    hits
}

fn inputs<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let mut hits = vec![];
    for bundle in &sources.analysis.bundles {
        let more = if sources.shown == Some(&bundle.name) { 500 } else { 0 };
        let inputs = bundle.inputs.iter().map(|form| (form, Some(form.target)));
        let outputs = bundle.outputs.iter().map(|form| (form, None));
        for (form, target) in inputs.chain(outputs) {
            let mut around = vec![form.title.as_str(), bundle.name.as_str()];
            let mut add = |field: &'a Field, around: &[&str]| {
                if let Some(rank) = rank(query, &field.label, around, more) {
                    hits.push((rank, Hit::Input(bundle, form, target, field)));
                }
            };
            walk(&form.fields.iter().collect::<Vec<_>>(), &mut around, &mut add);
        }
    }
    hits
}

/// Goes over fields and those in them, with what they are in.
fn walk<'a>(
    fields: &[&'a Field],
    around: &mut Vec<&'a str>,
    add: &mut dyn FnMut(&'a Field, &[&str]),
) {
    for field in fields {
        add(field, around);
        let inner = field.inner();
        // A value of one of several kinds stands in the place of the choice between them.
        let (same, inside): (Vec<_>, Vec<_>) =
            inner.into_iter().partition(|one| one.path == field.path);
        let inside = same.into_iter().flat_map(Field::inner).chain(inside).collect::<Vec<_>>();
        if !inside.is_empty() {
            around.push(&field.label);
            walk(&inside, around, add);
            around.pop();
        }
    }
}

fn problems<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let fitting = sources.analysis.diagnostics.iter().filter_map(|one| {
        let more = match one.severity {
            Severity::Error => 600,
            Severity::Warning => 300,
            Severity::Info => 0,
        };
        let beside = [&*one.code.0, one.file.path.as_str(), one.file.bundle.as_str()];
        Some((rank(query, &one.message, &beside, more)?, Hit::Problem(one)))
    });
    fitting.collect()
}

fn help<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let fitting = sources
        .pages
        .iter()
        .filter_map(|page| Some((rank(query, &page.title, &[&page.code], 0)?, Hit::Help(page))));
    fitting.collect()
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
            return can_be.then_some(Hit::Command(command, None));
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

impl Hit<'_> {
    fn found(self, query: &Query) -> Found {
        let (item, label, detail, kind, hindrance) = match self {
            Self::Command(command, hindrance) => {
                let (label, _) = commands::name(command);
                (Item::Command(command), label, String::new(), words::ACTION, hindrance)
            }
            Self::File(bundle, file) => {
                let id = bundle.id(file.path.clone());
                (Item::File(id), file.path.as_str(), bundle.name.clone(), words::FILE, None)
            }
            Self::Input(bundle, form, target, field) => {
                let id = field_id(&form.file, field);
                let item = Item::Input { bundle: bundle.name.clone(), target, id };
                let detail = words::beside(&form.title, &bundle.name);
                let kind = if target.is_some() { words::INPUT } else { words::OUTPUT };
                (item, field.label.as_str(), detail, kind, None)
            }
            Self::Problem(one) => {
                let kind = match one.severity {
                    Severity::Error => words::ERROR,
                    Severity::Warning => words::WARNING,
                    Severity::Info => words::NOTE,
                };
                let line = one.range.map(|(from, _)| from.line);
                let detail = words::beside(&words::place(&one.file.path, line), &one.file.bundle);
                (Item::Problem(Box::new(one.clone())), one.message.as_str(), detail, kind, None)
            }
            Self::Help(page) => {
                let item = Item::Help(page.code.clone());
                (item, page.title.as_str(), page.code.clone(), words::HELP, None)
            }
        };
        let marks = query.marks(label);
        Found { item, label: label.to_owned(), marks, detail, kind, hindrance }
    }
}

#[cfg(test)]
mod tests;
