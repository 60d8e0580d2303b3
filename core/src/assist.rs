//! What helps somebody who edits a file: completion, what is to be said about a name, where it comes
//! from, another name for it, and what the file is made of.
//!
//! [`assist`] is the one entry: a [`Question`] about a place as editors count it, and its [`Answer`].
//! Text that is being typed can mostly be read by nobody, so tags are looked at word by word
//! ([`words`]) and YAML line by line ([`rows`]); what a template reads is [`crate::render::references`].

mod blocks;
mod completion;
mod definition;
mod describe;
mod hover;

mod names;
mod outline;
mod properties;
mod rename;
mod rows;
mod scene;
mod subject;
mod uses;
mod words;

use serde::{Deserialize, Serialize};

pub use completion::{Completion, CompletionKind, Completions, Wanted, completions};
pub use definition::{Location, definition, references};
pub use hover::{Hover, hover};

pub use outline::{OutlineItem, OutlineKind, outline};
pub use rename::{Renamable, Renaming, apply, renamable, rename};

use crate::bundle::{FileId, Target};
use crate::prose::Prose;
use crate::text::{Edit, Lines, Position, Span};
use crate::workspace::Workspace;

/// A question about a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub at: Position,
    /// What.
    pub about: About,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// What can be written here.
    Completions,
    /// What is to be said about what stands here, with values for a target.
    Hover(Target),
    /// Where it is declared; on a declaration, where it is read.
    Definition,
    /// Where it is read.
    References,
    /// Whether it can be renamed.
    Renamable,
    /// The edits that rename it.
    Rename(String),
    /// What the file is made of, wherever in it.
    Outline,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`About::Completions`]: where what is replaced begins, what can be written, and what of
    /// CloudFormation's own words besides.
    Completions(Position, Vec<Completion>, Option<Wanted>),
    /// To [`About::Hover`].
    Hover(Option<Said>),
    /// To [`About::Definition`] and [`About::References`].
    Places(Vec<Place>),
    /// To [`About::Renamable`]: what and where it is, and `input` or `output`; or why it cannot be.
    Renamable(Result<(Range, String, String), String>),
    /// To [`About::Rename`].
    Renamed(Result<Vec<(FileId, Vec<Edit>)>, String>),
    /// To [`About::Outline`].
    Outline(Vec<Part>),
}

/// Where something begins and ends.
pub type Range = (Position, Position);

/// What is to be said about a name: a [`Hover`] at the editor's edge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// What it is about.
    pub range: Range,
    /// The name in full.
    pub title: String,
    /// What kind of value it is.
    pub facts: String,
    /// The description.
    pub help: Vec<Prose>,
    /// What it is at the moment.
    pub value: Option<String>,
    /// Whether there is a place where it is declared.
    pub is_declared: bool,
    /// `input` or `output`, where it can be called otherwise.
    pub noun: Option<String>,
    /// The code of the page of the help about it.
    pub page: Option<String>,
}

/// A [`Location`] at the editor's edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub range: Range,
    /// The line, without blanks around.
    pub line: String,
}

/// An [`OutlineItem`] at the editor's edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// What it is besides.
    pub detail: String,
    /// What it is.
    pub kind: OutlineKind,
    /// Where its name is.
    pub range: Range,
    /// How deep it is within others, from 0.
    pub depth: usize,
}

/// Answers a question about an open file.
///
/// Never fails: where nothing is known, the answer is empty. Equal arguments give equal answers.
pub fn assist(workspace: &Workspace, question: &Question) -> Answer {
    let Question { file, about, .. } = question;
    let text = text_of(workspace, file);
    let lines = Lines::new(text);
    let at = lines.byte(question.at);
    match about {
        About::Completions => {
            let found = completions(workspace, file, at);
            Answer::Completions(lines.position(found.from), found.options, found.wanted)
        }
        About::Hover(target) => {
            let said = hover(workspace, file, at, *target).map(|hover| Said {
                range: range(&lines, hover.span),
                title: hover.title,
                facts: hover.facts,
                help: hover.help,
                value: hover.value,
                is_declared: hover.is_declared,
                noun: hover.noun.map(str::to_owned),
                page: hover.page,
            });
            Answer::Hover(said)
        }
        About::Definition => Answer::Places(places(workspace, definition(workspace, file, at))),
        About::References => Answer::Places(places(workspace, references(workspace, file, at))),
        About::Renamable => Answer::Renamable(
            renamable(workspace, file, at)
                .map(|one| (range(&lines, one.span), one.name, one.noun.to_owned())),
        ),
        About::Rename(name) => Answer::Renamed(rename(workspace, file, at, name)),
        About::Outline => {
            let items = outline(workspace, file).into_iter();
            let part = |item: OutlineItem| Part {
                range: range(&lines, item.span),
                name: item.name,
                detail: item.detail,
                kind: item.kind,
                depth: item.depth,
            };
            Answer::Outline(items.map(part).collect())
        }
    }
}

fn text_of<'w>(workspace: &'w Workspace, file: &FileId) -> &'w str {
    workspace.bundle(&file.bundle).and_then(|bundle| bundle.text(&file.path)).unwrap_or("")
}

fn range(lines: &Lines<'_>, span: Span) -> Range {
    (lines.position(span.start), lines.position(span.end))
}

fn places(workspace: &Workspace, found: Vec<Location>) -> Vec<Place> {
    let place = |Location { file, span }: Location| {
        let text = text_of(workspace, &file);
        let lines = Lines::new(text);
        let range = range(&lines, span);
        let line = lines.span(range.0.line).of(text).trim().to_owned();
        Place { file, range, line }
    };
    found.into_iter().map(place).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
