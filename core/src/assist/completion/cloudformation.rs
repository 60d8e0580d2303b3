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
    (
        "AWSTemplateFormatVersion",
        "The version of the template format: `\"2010-09-09\"`, the only valid value.",
    ),
    ("Description", "A description of the stack."),
    (
        "Metadata",
        "Additional information about the template; `cfn-lint` below it lists the rules to ignore.",
    ),
    (
        "Parameters",
        "Values to pass to the template when the stack is created. Proton passed none: inputs are read with Jinja.",
    ),
    ("Mappings", "A table of constants, read by two keys with `Fn::FindInMap`."),
    ("Conditions", "Conditions that control whether resources are created."),
    ("Rules", "Rules that validate the parameters of a stack operation."),
    ("Transform", "CloudFormation macros that process the template, such as SAM's."),
    ("Resources", "The resources of the stack. The only required section."),
    ("Outputs", "Values that the stack exposes; Proton passed them on as `outputs`."),
];

const ATTRIBUTES: [(&str, &str); 9] = [
    ("Type", "The resource type, such as `AWS::SQS::Queue`."),
    ("Properties", "The settings of the resource."),
    ("DependsOn", "The resources to create before this one."),
    ("Condition", "The condition under which the resource is created."),
    (
        "DeletionPolicy",
        "The action when the resource leaves the stack or the stack is deleted: `Delete`, `Retain` or `Snapshot`.",
    ),
    ("UpdateReplacePolicy", "The action on the old resource when an update replaces it."),
    ("Metadata", "Additional information about the resource."),
    ("CreationPolicy", "The signals to wait for before the resource counts as created."),
    ("UpdatePolicy", "How CloudFormation updates the resource."),
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
