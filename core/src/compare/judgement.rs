//! Decides whether one state of a bundle can follow another as a minor version.

use serde::{Deserialize, Serialize};

use super::FileChange;
use super::inputs::inputs;
use crate::bundle::{Bundle, Kind, Part, SAMPLE_FOLDER, SCHEMA};
use crate::outputs::declared_outputs;
use crate::schema::{Role, Schema, schema};
use crate::sort::CompactSort;

/// The maximum number of reasons; the others are only counted.
const MAX_REASONS: usize = 100;
/// The maximum number of changed files that are listed.
const MAX_FILES: usize = 5;

/// The version step that a change needs, by its effect on existing specs.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Level {
    /// No change.
    #[default]
    Same,
    /// Every spec that was valid still is: Proton accepted the change as a minor version.
    Minor,
    /// A spec that was valid may no longer be, or validity could not be proved: Proton refused the change as a
    /// minor version.
    Major,
}

impl Level {
    /// The name of the level, in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Same => "same",
            Level::Minor => "minor",
            Level::Major => "major",
        }
    }
}

/// The version step that a change needs, with the reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The highest level of the reasons.
    pub level: Level,
    /// The reasons, the major ones first, then by path.
    pub reasons: Vec<Reason>,
}

/// A reason for a version step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Its subject: an input such as `service inputs: network.ports[]`, or a file.
    pub path: String,
    /// The change and its consequence, in sentences.
    pub message: String,
    /// The version step that this change needs.
    pub level: Level,
}

impl Reason {
    pub(super) fn new(level: Level, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), level }
    }
}

/// Judges the change from one state of a bundle to another.
///
/// A change is only minor if it is proved to be: every spec that was valid for `before`, and set no undeclared
/// input, is valid for `after`. Everything else is major. Source: Proton refused to register a minor version whose
/// schema is not backward compatible with the previous one.
pub fn compatibility(before: &Bundle, after: &Bundle) -> Judgement {
    let mut reasons = vec![];
    parts(before, after, &mut reasons);
    schemas(before, after, &mut reasons);
    outputs(before, after, &mut reasons);
    files(before, after, &mut reasons);
    reasons.compact_sort_by(|a, b| (b.level, &a.path).cmp(&(a.level, &b.path)));
    reasons.dedup();
    let level = reasons.iter().map(|reason| reason.level).max().unwrap_or_default();
    if reasons.len() > MAX_REASONS {
        let more = format!("There are {} more reasons.", reasons.len() - MAX_REASONS);
        reasons.truncate(MAX_REASONS);
        reasons.push(Reason::new(Level::Minor, "", more));
    }
    Judgement { level, reasons }
}

/// Compares the kinds of the bundles, and whether a service has a pipeline.
fn parts(before: &Bundle, after: &Bundle, reasons: &mut Vec<Reason>) {
    let (old, new) = (before.kind(), after.kind());
    if old != new {
        let message = format!("Another kind of bundle: {} before, {} now.", old.noun(), new.noun());
        reasons.push(Reason::new(Level::Major, "", message));
        return;
    }
    let has_pipeline = |bundle: &Bundle| bundle.parts().contains(&Part::Pipeline);
    let message = match (has_pipeline(before), has_pipeline(after)) {
        (true, false) => {
            "The pipeline was removed, but the specs of existing services have inputs for it."
        }
        (false, true) => {
            "A pipeline was added, but the specs of existing services have no inputs for it."
        }
        _ => return,
    };
    reasons.push(Reason::new(Level::Major, Part::Pipeline.folder(), message));
}

fn schemas(before: &Bundle, after: &Bundle, reasons: &mut Vec<Reason>) {
    if before.file(SCHEMA) == after.file(SCHEMA) && before.kind() == after.kind() {
        return;
    }
    if before.kind() == Kind::Component && after.kind() == Kind::Component {
        return;
    }
    let (old, new) = (schema(before).0, schema(after).0);
    let is_readable = |schema: &Schema| schema.written.is_some();
    for (schema, when) in [(&old, "before"), (&new, "now")] {
        if !is_readable(schema) {
            let message = format!(
                "The schema cannot be read {when}, so there is no proof that specs stay valid."
            );
            reasons.push(Reason::new(Level::Major, SCHEMA, message));
        }
    }
    if !is_readable(&old) || !is_readable(&new) {
        return;
    }
    let has_part = |bundle: &Bundle, role| match role {
        Role::Pipeline => bundle.parts().contains(&Part::Pipeline),
        _ => true,
    };
    let count = reasons.len();
    for role in Role::ALL {
        // An added or removed pipeline is already reported.
        if has_part(before, role) == has_part(after, role) {
            inputs(&old, &new, role, reasons);
        }
    }
    if reasons.len() == count && before.file(SCHEMA) != after.file(SCHEMA) {
        let message = "The schema is written differently, with the same meaning.";
        reasons.push(Reason::new(Level::Minor, SCHEMA, message));
    }
}

/// Reports removed outputs of an environment, since services may read them. Proton compared only the schemas.
fn outputs(before: &Bundle, after: &Bundle, reasons: &mut Vec<Reason>) {
    // The outputs of a customer-managed environment are its inputs.
    if (before.kind(), after.kind()) != (Kind::Environment, Kind::Environment) {
        return;
    }
    let new = declared_outputs(after);
    for (path, output) in declared_outputs(before) {
        if new.iter().all(|(_, other)| other.name != output.name) {
            let message = format!(
                "The output {} was removed. Proton did not check that, but a service that reads it no \
                 longer renders; if one may, make it a major version.",
                output.name
            );
            reasons.push(Reason::new(Level::Minor, path, message));
        }
    }
}

/// Reports the files other than the schema that differ. Samples are not part of a version.
fn files(before: &Bundle, after: &Bundle, reasons: &mut Vec<Reason>) {
    let counts = |path: &str| path != SCHEMA && !path.starts_with(SAMPLE_FOLDER);
    let (changes, _) = super::files::changes(before, after);
    let changes: Vec<_> = changes.iter().filter(|change| counts(change.path())).collect();
    for change in changes.iter().take(MAX_FILES) {
        let message = match change.change() {
            FileChange::Added => "The file is new.".to_owned(),
            FileChange::Removed => "The file was removed.".to_owned(),
            FileChange::Changed => "The file has changed.".to_owned(),
            FileChange::Renamed(from) => format!("The file was renamed from {from}."),
        };
        reasons.push(Reason::new(Level::Minor, change.path(), message));
    }
    if changes.len() > MAX_FILES {
        let message = format!("{} more files have changed.", changes.len() - MAX_FILES);
        reasons.push(Reason::new(Level::Minor, "", message));
    }
}

#[cfg(test)]
mod proof;
#[cfg(test)]
mod tests;
