//! Completions at a position of a file.

mod cloudformation;
mod manifest;
mod schema;
mod spec;
mod template;

use serde::{Deserialize, Serialize};

pub use cloudformation::Wanted;

use super::scene::{FileRole, Scene};
use crate::bundle::FileId;
use crate::prose::{Prose, prose};
use crate::text::Span;
use crate::workspace::Workspace;

/// The completions at a position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completions {
    /// The byte offset of the start of the word that a completion replaces, up to the cursor.
    pub from: usize,
    /// The completions, the most relevant first.
    pub options: Vec<Completion>,
    /// Further names to complete, which only the catalog knows.
    pub wanted: Option<Wanted>,
}

/// A completion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// The text in the list.
    pub label: String,
    /// The text that is inserted, if it differs from the label.
    pub insert: Option<String>,
    /// A short note beside the label: type and default.
    pub detail: String,
    /// The description.
    pub help: Vec<Prose>,
    /// Its kind.
    pub kind: CompletionKind,
}

/// The kind of a completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompletionKind {
    /// A property that the schema declares.
    Input,
    /// An output of another stack.
    Output,
    /// A name that Proton fills in, such as `environment`.
    Name,
    /// A variable that the template sets.
    Variable,
    /// A Jinja filter.
    Filter,
    /// A Jinja test.
    Test,
    /// A Jinja tag.
    Tag,
    /// A Jinja function.
    Function,
    /// A YAML key.
    Key,
    /// A value.
    Value,
    /// A type that the schema declares.
    Type,
    /// A file of the bundle.
    File,
}

/// Returns the completions at byte `at` of a file. They are not filtered by the word that is typed so far: the
/// editor does that.
pub fn completions(workspace: &Workspace, file: &FileId, at: usize) -> Completions {
    let Some(scene) = Scene::new(workspace, file) else { return Completions::default() };
    let at = scene.text.floor_char_boundary(at.min(scene.text.len()));
    let found = match scene.role {
        FileRole::Template(part) => template::completions(&scene, part, at)
            .or_else(|| cloudformation::completions(&scene, at)),
        FileRole::Schema => schema::completions(&scene, at),
        FileRole::Spec => spec::completions(&scene, at),
        FileRole::Manifest(part) => Some(manifest::completions(&scene, part, at)),
        FileRole::Other => None,
    };
    found.unwrap_or(Completions { from: at, ..Completions::default() })
}

impl Completion {
    fn new(kind: CompletionKind, label: impl Into<String>, detail: impl Into<String>) -> Self {
        let (label, detail) = (label.into(), detail.into());
        Self { label, insert: None, detail, help: vec![], kind }
    }

    /// Adds a description.
    fn help(self, help: &str) -> Self {
        Self { help: prose(help), ..self }
    }
}

/// Completes a YAML key, with a colon if none follows yet.
fn key(text: &str, word: Span, label: &str, help: &str) -> Completion {
    let has_colon = text[word.end..].trim_start_matches(' ').starts_with(':');
    let insert = (!has_colon).then(|| format!("{label}: "));
    Completion { insert, ..Completion::new(CompletionKind::Key, label, "") }.help(help)
}

/// Completes values. Strings that YAML would read as another type come with their quotes.
fn values<'v>(known: impl IntoIterator<Item = (&'v str, &'v str)>) -> Vec<Completion> {
    let value = |(name, help)| Completion::new(CompletionKind::Value, name, "").help(help);
    known.into_iter().map(value).collect()
}

#[cfg(test)]
mod tests;
