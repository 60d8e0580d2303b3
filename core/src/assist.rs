//! Editor assistance: completion, hover, go to definition, references, rename, and the outline of a file.
//!
//! [`assist`] is the only entry point: it takes a [`AssistRequest`] about an editor position and returns an [`Answer`].
//! Text that is being typed rarely parses, so tags are split into tokens ([`words`]) and YAML is read line by line
//! ([`rows`]); [`crate::render::references`] finds the names that a template reads.

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

/// A request about a position in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssistRequest {
    /// The file.
    pub file: FileId,
    /// The position in it.
    pub at: Position,
    /// The kind of request.
    pub about: About,
}

/// The kinds of requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// The completions at the position.
    Completions,
    /// The hover text for the name at the position, with its value for a target.
    Hover(Target),
    /// The declaration of the name at the position; on a declaration, its references.
    Definition,
    /// The references to the name at the position.
    References,
    /// Whether the name at the position can be renamed.
    Renamable,
    /// The edits that rename it.
    Rename(String),
    /// The outline of the whole file; the position is ignored.
    Outline,
}

/// The result of [`assist`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The reply to [`About::Completions`]: the start of the word that a completion replaces, the completions, and
    /// the CloudFormation names to add from the catalog.
    Completions(Position, Vec<Completion>, Option<Wanted>),
    /// The reply to [`About::Hover`].
    Hover(Option<Said>),
    /// The reply to [`About::Definition`] and [`About::References`].
    Places(Vec<EditorLocation>),
    /// The reply to [`About::Renamable`]: the range, the name, and `input` or `output`; or why it can't be renamed.
    Renamable(Result<(Range, String, String), String>),
    /// The reply to [`About::Rename`]: the edits of each file, or why the name can't be used.
    Renamed(Result<Vec<(FileId, Vec<Edit>)>, String>),
    /// The reply to [`About::Outline`].
    Outline(Vec<OutlineEntry>),
}

/// The start and the end of a range, as editor positions.
pub type Range = (Position, Position);

/// The hover text for a name: a [`Hover`] with editor positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The range of the name.
    pub range: Range,
    /// The full name.
    pub title: String,
    /// The type of the value, as a sentence.
    pub facts: String,
    /// The description.
    pub help: Vec<Prose>,
    /// Its current value, and the target that it is for.
    pub value: Option<String>,
    /// Whether it has a declaration to go to.
    pub is_declared: bool,
    /// `input` or `output`; `None` if it can't be renamed.
    pub noun: Option<String>,
    /// The code of its help page.
    pub page: Option<String>,
}

/// A [`Location`] with editor positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorLocation {
    /// The file.
    pub file: FileId,
    /// The range in it.
    pub range: Range,
    /// The text of the line, trimmed.
    pub line: String,
}

/// An [`OutlineItem`] with editor positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineEntry {
    /// Its name.
    pub name: String,
    /// A detail, such as the type of a resource.
    pub detail: String,
    /// Its kind.
    pub kind: OutlineKind,
    /// The range of its name.
    pub range: Range,
    /// Its nesting depth, from 0.
    pub depth: usize,
}

/// Answers a request about an open file.
///
/// Never fails: without a result, the answer is empty. Equal arguments give equal answers.
pub fn assist(workspace: &Workspace, question: &AssistRequest) -> Answer {
    let AssistRequest { file, about, .. } = question;
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
        About::Renamable => Answer::Renamable(renamable(workspace, file, at).map(|reference| {
            (range(&lines, reference.span), reference.name, reference.noun.to_owned())
        })),
        About::Rename(name) => Answer::Renamed(rename(workspace, file, at, name)),
        About::Outline => {
            let items = outline(workspace, file).into_iter();
            let part = |item: OutlineItem| OutlineEntry {
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

fn places(workspace: &Workspace, found: Vec<Location>) -> Vec<EditorLocation> {
    let place = |Location { file, span }: Location| {
        let text = text_of(workspace, &file);
        let lines = Lines::new(text);
        let range = range(&lines, span);
        let line = lines.span(range.0.line).of(text).trim().to_owned();
        EditorLocation { file, range, line }
    };
    found.into_iter().map(place).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
