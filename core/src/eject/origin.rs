//! The origin of a value: the output of another stack, a sample, or a made-up value.

use serde::{Deserialize, Serialize};

use super::subject::Subject;
use crate::bundle::Target;
use crate::reading::{Lookup, Reading, place};
use crate::value::{Key, Value};

/// The name in place of an output's where the value is the name of the stack itself, as in `Ref`.
pub(super) const STACK_NAME: &str = "AWS::StackName";

/// The output of another stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StackOutput {
    /// The stack.
    pub of: Owner,
    /// The name of the output, or `AWS::StackName` for the name of the stack.
    pub name: String,
}

/// The owner of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// The environment of this name.
    Environment(String),
    /// The instance of this service at this index.
    Instance(usize),
    /// The component of this name.
    Component(String),
}

/// The output that is the value at a path of the context.
pub(super) fn stack_output(subject: &Subject<'_>, path: &[Key]) -> Option<StackOutput> {
    let (name, owner) = path.split_last()?;
    let Key::Name(name) = name else { return None };
    let (outputs, owner) = owner.split_last()?;
    if *outputs != Key::from("outputs") {
        return None;
    }
    let text = |path: &[Key], name: &str| {
        let path: Vec<Key> = path.iter().cloned().chain([Key::from(name)]).collect();
        subject.value(&path).and_then(Value::as_str).map(str::to_owned)
    };
    let of = match owner.last()? {
        Key::Name(last) if last == "environment" => Owner::Environment(text(owner, "name")?),
        Key::Name(last) if last == "default" => Owner::Component(text(owner, "name")?),
        Key::Index(index) if owner.len() == 2 => Owner::Instance(*index),
        _ => return None,
    };
    Some(StackOutput { of, name: name.clone() })
}

/// Whether the value at a path of the context is made up because no sample sets it.
pub(super) fn is_made_up(reading: &Reading<'_>, target: Target, path: &[Key]) -> bool {
    let lookup = Lookup { target, reading };
    let Some((file, sample_path)) = place(&lookup, path) else { return false };
    if reading.made_up(&file, &sample_path).is_none() {
        return false;
    }
    // The made-up name of a branch is the usual one, so a sample that sets it may well know it.
    let is_branch = path == [Key::from("service"), Key::from("branch_name")];
    let sets = |text: &str| {
        let root = crate::yaml::parse(text).root;
        root.is_some_and(|root| root.at(&sample_path).is_some())
    };
    !(is_branch && reading.bundle.text(&file.path).is_some_and(sets))
}
