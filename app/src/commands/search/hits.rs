//! Matches of the palette's search, borrowed from the data they are found in.

use cyclotron_core::explain::HelpPage;
use cyclotron_core::{Bundle, BundleAnalysis, Diagnostic, Field, File, Form, Severity, Target};

use super::{Item, PaletteMatch, Sources};
use crate::commands::ranking::Query;
use crate::commands::{COMMANDS, Command, Object};
use crate::form::section::field_id;
use crate::ui::prose::plain;
use crate::words::commands::{names, palette as words};

/// A match. It borrows its data: of thousands of matches, only the best are converted to [`PaletteMatch`].
pub enum Hit<'a> {
    /// A command, its label, the location of its target, and why it is unavailable.
    Command(&'static Command, String, String, Option<&'static str>),
    File(&'a Bundle, &'a File),
    Input(&'a BundleAnalysis, &'a Form, Option<Target>, &'a Field),
    Problem(&'a Diagnostic),
    Help(&'a HelpPage),
}

/// Matches, each with its rank.
pub type Hits<'a> = Vec<(u32, Hit<'a>)>;

/// The rank of a match plus a bonus, `more`, that is smaller than the difference between two qualities of
/// matches.
fn rank(query: &Query, label: &str, beside: &[&str], more: u32) -> Option<u32> {
    let rank = query.rank(label, beside)?;
    Some(if query.is_empty() { more } else { rank + more })
}

pub fn actions<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let fitting = COMMANDS.iter().filter_map(|entry| {
        let hindrance = (sources.hindrance)(entry);
        let (label, place) = match hindrance {
            None => named(entry, sources),
            Some(_) => (entry.name.to_owned(), String::new()),
        };
        let rank = rank(query, &label, &[entry.name, entry.also], 1000)?;
        // An unavailable command is only listed if the query matches it, with the reason.
        match hindrance {
            None => Some((rank + 1000, Hit::Command(entry, label, place, None))),
            Some(_) if query.is_empty() => None,
            Some(why) => Some((rank, Hit::Command(entry, label, place, Some(why)))),
        }
    });
    fitting.collect()
}

/// The match for an available command.
pub fn command<'a>(command: &'static Command, sources: &Sources) -> Hit<'a> {
    let (label, place) = named(command, sources);
    Hit::Command(command, label, place, None)
}

/// The label of an available command, which names its target, and the location of that.
fn named(command: &Command, sources: &Sources) -> (String, String) {
    let target = sources.file.and_then(|file| match command.object()? {
        Object::Bundle => Some((file.bundle.as_str(), String::new())),
        Object::File => {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            Some((name, words::beside(&file.path, &file.bundle)))
        }
    });
    let of_target = target.and_then(|(name, place)| Some((names::on(command.id, name)?, place)));
    of_target.unwrap_or_else(|| (command.name.to_owned(), String::new()))
}

pub fn files<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let mut hits = vec![];
    for bundle in &sources.workspace.bundles {
        let more = if sources.shown() == Some(bundle.name.as_str()) { 500 } else { 0 };
        for file in &bundle.files {
            if let Some(rank) = rank(query, &file.path, &[&bundle.name], more) {
                hits.push((rank, Hit::File(bundle, file)));
            }
        }
    }
    hits
}

pub fn inputs<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let mut hits = vec![];
    for bundle in &sources.analysis.bundles {
        let more = if sources.shown() == Some(bundle.name.as_str()) { 500 } else { 0 };
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

/// Calls `add` for the fields and all fields inside them, with the labels of the fields around each.
fn walk<'a>(
    fields: &[&'a Field],
    around: &mut Vec<&'a str>,
    add: &mut dyn FnMut(&'a Field, &[&str]),
) {
    for field in fields {
        add(field, around);
        let inner = field.inner();
        // A field with the same path is a variant of this field, so list its inner fields instead.
        let (same, inside): (Vec<_>, Vec<_>) =
            inner.into_iter().partition(|other| other.path == field.path);
        let inside = same.into_iter().flat_map(Field::inner).chain(inside).collect::<Vec<_>>();
        if !inside.is_empty() {
            around.push(&field.label);
            walk(&inside, around, add);
            around.pop();
        }
    }
}

pub fn problems<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let fitting = sources.analysis.diagnostics.iter().filter_map(|diagnostic| {
        let more = match diagnostic.severity {
            Severity::Error => 600,
            Severity::Warning => 300,
            Severity::Info => 0,
        };
        let beside =
            [&*diagnostic.code.0, diagnostic.file.path.as_str(), diagnostic.file.bundle.as_str()];
        let message = plain(&diagnostic.message);
        Some((rank(query, &message, &beside, more)?, Hit::Problem(diagnostic)))
    });
    fitting.collect()
}

pub fn help<'a>(query: &Query, sources: &Sources<'a>) -> Hits<'a> {
    let fitting = sources
        .pages
        .iter()
        .filter_map(|page| Some((rank(query, &page.title, &[&page.code], 0)?, Hit::Help(page))));
    fitting.collect()
}

impl Hit<'_> {
    /// Converts the match into a palette item.
    pub fn found(self, query: &Query) -> PaletteMatch {
        let mut hindrance = None;
        let (item, label, detail, kind) = match self {
            Self::Command(command, label, place, why) => {
                hindrance = why;
                (Item::Command(command), label, place, words::ACTION)
            }
            Self::File(bundle, file) => {
                let id = bundle.id(file.path.clone());
                (Item::File(id), file.path.clone(), bundle.name.clone(), words::FILE)
            }
            Self::Input(bundle, form, target, field) => {
                let id = field_id(&form.file, field);
                let item = Item::Input { bundle: bundle.name.clone(), target, id };
                let detail = words::beside(&form.title, &bundle.name);
                let kind = if target.is_some() { words::INPUT } else { words::OUTPUT };
                (item, field.label.clone(), detail, kind)
            }
            Self::Problem(one) => {
                let kind = match one.severity {
                    Severity::Error => words::ERROR,
                    Severity::Warning => words::WARNING,
                    Severity::Info => words::NOTE,
                };
                let line = one.range.map(|(from, _)| from.line);
                let detail = words::beside(&words::place(&one.file.path, line), &one.file.bundle);
                (Item::Problem(Box::new(one.clone())), plain(&one.message), detail, kind)
            }
            Self::Help(page) => {
                let item = Item::Help(page.code.clone());
                (item, page.title.clone(), page.code.clone(), words::HELP)
            }
        };
        let marks = query.marks(&label);
        PaletteMatch { item, label, marks, detail, kind, hindrance }
    }
}
