//! A stack for Sceptre, which renders Proton's template itself: the template, and the values that it reads.
//!
//! Sceptre renders with the same engine as Proton did, but has its values in `sceptre_user_data`, and lacks Proton's filters.

use serde::{Deserialize, Serialize};

use super::origin::{StackOutput, stack_output};
use super::parameter::written;
use super::password::is_secret;
use super::subject::Subject;
use crate::render::{Read, Step};
use crate::value::{Key, Map, Value};

/// The start of the names of Proton's own filters.
const PROTON_FILTER: &str = "proton_cfn_";

/// A stack for Sceptre.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SceptreStack {
    /// Proton's template, after a prefix that gives its names their values.
    pub template: String,
    /// The values that the template reads: a mapping. Outputs of other stacks have the sample's values, secrets are null.
    pub user_data: Value,
    /// The outputs of other stacks, each with its place in the values, as templates write it.
    pub outputs: Vec<(String, StackOutput)>,
    /// The places of secrets.
    pub secrets: Vec<String>,
    /// The places of values that are missing, as no sample sets them.
    pub missing: Vec<String>,
}

/// A stack for Sceptre. Fails with the reason why it cannot render the template, as a sentence.
pub(super) fn sceptre_stack(subject: &Subject<'_>) -> Result<SceptreStack, String> {
    let text = subject.source.text;
    if let Some(at) = text.find(PROTON_FILTER) {
        let line = text[..at].matches('\n').count() + 1;
        return Err(format!(
            "Sceptre lacks Proton's filters, and line {line} of {} uses one.",
            subject.source.file.path
        ));
    }
    let context = &subject.scope.context.0;
    let names = context.as_map().into_iter().flat_map(Map::iter).map(|(name, _)| name);
    let assign = |name| format!("{{% set {name} = sceptre_user_data.{name} %}}");
    let prefix = names.map(assign).collect::<Vec<_>>().concat();
    let mut values = Values { subject, outputs: vec![], secrets: vec![], missing: vec![] };
    let mut user_data = Map::default();
    for (name, value) in context.as_map().into_iter().flat_map(Map::iter) {
        let kept = values.kept(value, &mut vec![Key::from(name)]);
        user_data.insert(name, kept.unwrap_or_else(|| Value::Map(Map::default())));
    }
    let Values { outputs, secrets, missing, .. } = values;
    let template = format!("{prefix}{text}");
    Ok(SceptreStack { template, user_data: Value::Map(user_data), outputs, secrets, missing })
}

/// The values of a context that a template reads.
struct Values<'s> {
    subject: &'s Subject<'s>,
    outputs: Vec<(String, StackOutput)>,
    secrets: Vec<String>,
    missing: Vec<String>,
}

impl Values<'_> {
    /// A value without the values in it that the template does not read; `None` if it reads none.
    fn kept(&mut self, value: &Value, path: &mut Vec<Key>) -> Option<Value> {
        let reads = &self.subject.template.references().reads;
        if !reads.iter().any(|read| is_related(read, path)) {
            return None;
        }
        match value {
            Value::Map(map) => {
                let mut kept = Map::default();
                for (name, value) in map.iter() {
                    path.push(Key::from(name));
                    if let Some(value) = self.kept(value, path) {
                        kept.insert(name, value);
                    }
                    path.pop();
                }
                return Some(Value::Map(kept));
            }
            Value::List(items) if items.iter().any(|item| item.as_map().is_some()) => {
                let mut kept = vec![];
                for (at, item) in items.iter().enumerate() {
                    path.push(at.into());
                    kept.push(self.kept(item, path).unwrap_or(Value::Null));
                    path.pop();
                }
                return Some(Value::List(kept));
            }
            _ => {}
        }
        // The same as `environment`, whose outputs have the name of the stack beside them.
        let source = path.strip_prefix(&[Key::from("service_instance")][..]);
        let source = source.filter(|rest| rest.first() == Some(&Key::from("environment")));
        if let Some(output) = stack_output(self.subject, source.unwrap_or(path)) {
            self.outputs.push((written(path), output));
            return Some(value.clone());
        }
        if is_secret(&self.subject.reading.schema, path) {
            self.secrets.push(written(path));
            return Some(Value::Null);
        }
        if self.subject.is_made_up(source.unwrap_or(path)) {
            self.missing.push(written(path));
            return None;
        }
        Some(value.clone())
    }
}

/// Whether a template reads the value at a path, a value in it, or one that contains it.
fn is_related(read: &Read, path: &[Key]) -> bool {
    read.path.iter().zip(path).all(|(step, key)| match (step, key) {
        (Step::Name(name), Key::Name(key)) => name == key,
        (Step::Each, _) => true,
        (Step::Name(_), Key::Index(_)) => false,
    })
}
