//! The fate of each input, and the expression that decided it.

use serde::{Deserialize, Serialize};

use super::conversion::Converted;
use super::parameter::written;
use super::password::contains_secret;
use super::subject::Subject;
use crate::bundle::Target;
use crate::render::symbolic::SymbolSource;
use crate::render::{Read, Step};
use crate::schema::Role;
use crate::text::Span;
use crate::value::{Key, Value};
use crate::yaml;

/// One value that the template can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// As templates write it: `service_instance.inputs.port`.
    pub name: String,
    /// Its fate.
    pub fate: Fate,
    /// The first line of the template that reads it, from 1; `None` if it is read under another name.
    pub line: Option<usize>,
    /// The value that is written into the template, as YAML; `None` for other fates.
    pub value: Option<String>,
    /// The expression because of which the value is frozen, or because of which its parameter has conditions or always needs a
    /// value; `None` for others.
    pub decision: Option<Decision>,
    /// How to change the template so that it becomes a parameter, as a sentence.
    pub advice: Option<String>,
}

impl Input {
    /// Whether its value is written out in the template.
    pub const fn is_frozen(&self) -> bool {
        matches!(self.fate, Fate::Frozen | Fate::Split)
    }
}

/// The fate of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is the parameter of this name, and others may be computed from it.
    Parameter {
        /// The parameter.
        name: String,
        /// The parameters that are computed from it.
        computed: Vec<String>,
    },
    /// Only parameters that are computed from it are left.
    Derived {
        /// These parameters.
        computed: Vec<String>,
    },
    /// Its value is written out in the template.
    Frozen,
    /// The same, and the stacks of the template differ in it, so that they have several templates.
    Split,
    /// The template prints it nowhere and does not depend on it.
    Unread,
}

/// The place of a template that decided what became of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The line in the template, from 1.
    pub line: usize,
    /// The expression there.
    pub text: String,
    /// Why, as a clause.
    pub reason: String,
}

/// Why an optional input always has a value in a template.
pub(super) const REQUIRED: &str =
    "the template may be rendered otherwise without a value, and that cannot become a condition";

/// All inputs, in the order of the context.
pub(super) fn inputs(subject: &Subject<'_>, converted: &Converted) -> Vec<Input> {
    let mut paths = vec![];
    leaves(&subject.scope.context.0, &mut vec![], &mut paths);
    let present = paths.iter().map(|path| input(subject, converted, path));
    present.chain(absent(subject, converted)).collect()
}

/// The name in the context that has the inputs of a stack itself, with their role; `None` for components.
pub(super) fn own_inputs(target: Target) -> Option<(&'static str, Role)> {
    match target {
        Target::Environment => Some(("environment", Role::Environment)),
        Target::Instance(_) => Some(("service_instance", Role::Service)),
        Target::Pipeline => Some(("pipeline", Role::Pipeline)),
        Target::Component => None,
    }
}

/// Where a template first reads the value at a path, or a value in it.
pub(super) fn read_of(subject: &Subject<'_>, path: &[Key]) -> Option<Span> {
    let mut reads = subject.template.references().reads.iter();
    reads.find(|read| leads_to(read, path)).map(|read| read.span)
}

/// The inputs that the sample does not give and the template asks for: it is rendered without them.
fn absent(subject: &Subject<'_>, converted: &Converted) -> Vec<Input> {
    let Some((owner, role)) = own_inputs(subject.scope.target) else { return vec![] };
    let mut found = vec![];
    for (name, _) in subject.reading.schema.properties(role) {
        let path = [Key::from(owner), Key::from("inputs"), Key::from(name)];
        let Some(read) = read_of(subject, &path) else { continue };
        if subject.value(&path).is_some() {
            continue;
        }
        if converted.conditioned.contains_key(path.as_slice()) {
            found.push(input(subject, converted, &path));
            continue;
        }
        let decision = Decision {
            line: subject.line(read),
            text: read.of(subject.source.text).to_owned(),
            reason: "the sample does not give it, and the template is rendered without it".into(),
        };
        found.push(Input {
            name: written(&path),
            fate: Fate::Frozen,
            line: Some(decision.line),
            value: None,
            decision: Some(decision),
            advice: Some("Give it in the spec, or a default in the schema.".into()),
        });
    }
    found
}

fn input(subject: &Subject<'_>, converted: &Converted, path: &[Key]) -> Input {
    let name = written(path);
    let line = read_of(subject, path).map(|read| subject.line(read));
    let frozen = |decision: Decision| {
        let advice = Some(advice(&decision));
        let value = subject.value(path).map(|value| {
            let has_secret = contains_secret(&subject.reading.schema, path, value);
            if has_secret { "(contains a secret)".to_owned() } else { yaml::flow(value) }
        });
        let decision = Some(decision);
        Input { name: name.clone(), fate: Fate::Frozen, line, value, decision, advice }
    };
    let decision = converted.frozen.get(path).cloned().or_else(|| list_decision(subject, path));
    if let Some(decision) = decision {
        return frozen(decision);
    }
    let mut own = None;
    let mut computed = vec![];
    for (number, parameter) in converted.numbers.iter().zip(&converted.parameters) {
        match &converted.symbols.sources[*number] {
            SymbolSource::Value(known) if known == path => own = Some(parameter.name.clone()),
            SymbolSource::Value(_) => {}
            SymbolSource::Computed { from, .. } => {
                let is_from = |number: &usize| matches!(&converted.symbols.sources[*number], SymbolSource::Value(known) if known == path);
                if from.iter().any(is_from) {
                    computed.push(parameter.name.clone());
                }
            }
        }
    }
    if converted.reads.iter().any(|read| read == path) {
        own = converted.parameters.last().map(|parameter| parameter.name.clone());
    }
    let required = converted.required.get(path).cloned();
    let (fate, decision) = match (own, required) {
        (Some(parameter), required) => {
            let decision = converted.conditioned.get(path).cloned().or(required);
            (Fate::Parameter { name: parameter, computed }, decision)
        }
        (None, required) if !computed.is_empty() => (Fate::Derived { computed }, required),
        (None, Some(required)) => return frozen(required),
        (None, None) => (Fate::Unread, None),
    };
    Input { name, fate, line, value: None, decision, advice: None }
}

/// The decision about a list of mappings, which is never a parameter.
fn list_decision(subject: &Subject<'_>, path: &[Key]) -> Option<Decision> {
    let Some(Value::List(items)) = subject.value(path) else { return None };
    if !items.iter().any(|item| matches!(item, Value::List(_) | Value::Map(_))) {
        return None;
    }
    let read = read_of(subject, path)?;
    Some(Decision {
        line: subject.line(read),
        text: read.of(subject.source.text).to_owned(),
        reason: "a parameter cannot hold a list of mappings or lists".into(),
    })
}

/// Whether a template reads the value at a path, or a value in it.
fn leads_to(read: &Read, path: &[Key]) -> bool {
    let is_step = |(step, key): (&Step, &Key)| match (step, key) {
        (Step::Name(name), Key::Name(key)) => name == key,
        (Step::Each, _) => true,
        (Step::Name(_), Key::Index(_)) => false,
    };
    read.path.len() >= path.len() && read.path.iter().zip(path).all(is_step)
}

fn advice(decision: &Decision) -> String {
    if decision.reason.starts_with("the result of this expression") {
        return "Print the value instead of comparing or looping over it, or deploy a template of its own for each value.".into();
    }
    if decision.reason.contains("no function in") {
        return "Print the value in a property instead, or remove it from this place.".into();
    }
    if decision.reason == REQUIRED {
        return "Require the input in the schema, or give it a default there.".into();
    }
    "Print the value alone, or in a text without other expressions.".into()
}

/// The paths of all scalars and lists, each once. `service_instances` is gone through.
fn leaves(value: &Value, path: &mut Vec<Key>, paths: &mut Vec<Vec<Key>>) {
    let names: Vec<&str> = path
        .iter()
        .filter_map(|key| match key {
            Key::Name(name) => Some(name.as_str()),
            Key::Index(_) => None,
        })
        .collect();
    // The same as `environment`.
    if names == ["service_instance", "environment"] {
        return;
    }
    match value {
        Value::Null => {}
        Value::Map(map) => {
            for (name, value) in map.iter() {
                path.push(Key::from(name));
                leaves(value, path, paths);
                path.pop();
            }
        }
        Value::List(items) if names == ["service_instances"] => {
            for (index, value) in items.iter().enumerate() {
                path.push(Key::from(index));
                leaves(value, path, paths);
                path.pop();
            }
        }
        _ => paths.push(path.clone()),
    }
}
