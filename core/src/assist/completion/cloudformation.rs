//! CloudFormation's keys and resource types, outside the tags of a template.
//!
//! The sections and the resource attributes are listed here (user guide, "Template anatomy" and "Resource attribute
//! reference"). Resource types and their properties are not: a [`Wanted`] asks the caller to look them up in the
//! catalog of CloudFormation's rules.

use serde::{Deserialize, Serialize};

use super::{Completion, CompletionKind, Completions, key};
use crate::assist::rows::{Row, Slot, nesting, rows, unquoted};
use crate::assist::scene::Scene;
use crate::render::references::Step;
use crate::tags::{tag_at, tags};

/// The names that only the catalog of CloudFormation's rules has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// The resource types.
    ResourceTypes,
    /// The properties of a resource type.
    Properties {
        /// The type: `AWS::SQS::Queue`.
        of: String,
        /// Whether a colon already follows.
        has_colon: bool,
    },
}

const SECTIONS: [(&str, &str); 10] = [
    ("AWSTemplateFormatVersion", "`\"2010-09-09\"`, the only version there is."),
    ("Description", "A description of the stack."),
    ("Metadata", "Anything about the template; `cfn-lint` below it says which rules do not count."),
    ("Parameters", "What is given when the stack is made. Proton gave none: inputs come by Jinja."),
    ("Mappings", "Values by two keys, for `Fn::FindInMap`."),
    ("Conditions", "What is true or false when the stack is made."),
    ("Rules", "What parameters have to be like together."),
    ("Transform", "Macros of CloudFormation that change the template, such as SAM's."),
    ("Resources", "What the stack is made of. The one section that has to be there."),
    ("Outputs", "What others can read of the stack: in Proton, `outputs`."),
];

const ATTRIBUTES: [(&str, &str); 9] = [
    ("Type", "What it is, such as `AWS::SQS::Queue`."),
    ("Properties", "What it is like."),
    ("DependsOn", "What has to be made before it."),
    ("Condition", "The condition that has to hold for it to be made."),
    ("DeletionPolicy", "What becomes of it with the stack: `Delete`, `Retain` or `Snapshot`."),
    ("UpdateReplacePolicy", "What becomes of it when another takes its place."),
    ("Metadata", "Anything about it."),
    ("CreationPolicy", "What the stack waits for once it is made."),
    ("UpdatePolicy", "How it is updated."),
];

pub(super) fn completions(scene: &Scene<'_>, at: usize) -> Option<Completions> {
    let text = scene.text;
    if tag_at(&tags(text), at).is_some() {
        return None;
    }
    let rows = rows(text);
    let place = nesting(text, &rows, at);
    let names: Vec<&str> = place.path.iter().map_while(Step::as_name).collect();
    if names.len() < place.path.len() {
        return None;
    }
    let keys = |word, known: &[(&str, &str)]| {
        known.iter().map(|(name, help)| key(text, word, name, help)).collect()
    };
    let (from, options, wanted) = match (names.as_slice(), place.slot) {
        ([], Slot::Key(word)) => (word.start, keys(word, &SECTIONS), None),
        (["Resources", _], Slot::Key(word)) => (word.start, keys(word, &ATTRIBUTES), None),
        (["Resources", _, "Type"], Slot::Value(value)) => {
            (value.start, vec![], Some(Wanted::ResourceTypes))
        }
        (["Resources", resource, "Properties"], Slot::Key(word)) => {
            let of = type_of(text, &rows, resource)?;
            let has_colon = text[word.end..].trim_start_matches(' ').starts_with(':');
            (word.start, vec![], Some(Wanted::Properties { of: of.to_owned(), has_colon }))
        }
        _ => return None,
    };
    Some(Completions { from, options, wanted })
}

/// The value of `Type` of the resource with this logical id.
fn type_of<'t>(text: &'t str, rows: &[Row], resource: &str) -> Option<&'t str> {
    rows.iter().find_map(|row| {
        let key = row.key.filter(|key| key.of(text) == "Type")?;
        let path = nesting(text, rows, key.start).path;
        let is_its =
            matches!(path.as_slice(), [section, id] if section.is("Resources") && id.is(resource));
        is_its.then(|| unquoted(row.value.of(text)))
    })
}

impl Completion {
    /// Completes a resource type.
    pub(crate) fn resource_type(name: &str) -> Self {
        Self::new(CompletionKind::Type, name, "")
    }

    /// Completes a property of a resource; `detail` is the type of its value.
    pub(crate) fn resource_property(name: &str, detail: &str, has_colon: bool) -> Self {
        let insert = (!has_colon).then(|| format!("{name}: "));
        Self { insert, ..Self::new(CompletionKind::Key, name, detail) }
    }
}
