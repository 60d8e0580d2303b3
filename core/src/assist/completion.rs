//! What can be written at a place.

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

/// What can be written, and what of it is there already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completions {
    /// Where the word begins that one of them replaces up to the cursor.
    pub from: usize,
    /// In the order in which they are of interest.
    pub options: Vec<Completion>,
    /// What can be written besides, and is known elsewhere.
    pub wanted: Option<Wanted>,
}

/// One thing that can be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// What people choose.
    pub label: String,
    /// What is written, where that is not the label.
    pub insert: Option<String>,
    /// A few words beside it: type and default.
    pub detail: String,
    /// The description.
    pub help: Vec<Prose>,
    /// What it is.
    pub kind: CompletionKind,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompletionKind {
    /// A property that the schema declares.
    Input,
    /// An output of another stack.
    Output,
    /// A name that Proton fills in.
    Name,
    /// A variable of the template.
    Variable,
    /// A filter.
    Filter,
    /// A test.
    Test,
    /// A tag.
    Tag,
    /// A function.
    Function,
    /// A key of YAML.
    Key,
    /// A value.
    Value,
    /// A type of the schema.
    Type,
    /// A file.
    File,
}

/// What can be written at byte `at` of a file. What fits the word that is there is for the editor to
/// choose from them.
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

    /// The same with a description.
    fn help(self, help: &str) -> Self {
        Self { help: prose(help), ..self }
    }
}

/// A key of YAML: with its colon, unless that is there.
fn key(text: &str, word: Span, label: &str, help: &str) -> Completion {
    let has_colon = text[word.end..].trim_start_matches(' ').starts_with(':');
    let insert = (!has_colon).then(|| format!("{label}: "));
    Completion { insert, ..Completion::new(CompletionKind::Key, label, "") }.help(help)
}

/// Values to choose from; text that YAML would read otherwise gets its quotes.
fn values<'v>(known: impl IntoIterator<Item = (&'v str, &'v str)>) -> Vec<Completion> {
    let value = |(name, help)| Completion::new(CompletionKind::Value, name, "").help(help);
    known.into_iter().map(value).collect()
}

#[cfg(test)]
mod tests;
