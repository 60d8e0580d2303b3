//! `spec.yaml`: the inputs that a developer provides.

mod current;
mod frame;
mod memo;

pub use frame::{MAX_INSTANCES, MAX_READ_INSTANCES};
pub(crate) use memo::SpecMemo;

use std::collections::HashSet;

use crate::bundle::{Bundle, Kind, Part};
use crate::diagnostic::{Diagnostic, Findings, Fix, Severity, codes};
use crate::nearest::nearest;
use crate::schema::{self, Extent, Problem, Role, Schema};
use crate::text::{Edit, Span};
use crate::value::{Key, Map, Value};
use crate::yaml::{self, Entry, Node, NodeKind};

/// The rule for names, for messages. Source: `CreateService` and `CreateEnvironment` of Proton's API.
pub const NAME_RULE: &str =
    "Use 1 to 100 letters, digits, `-` and `_`, with a letter or a digit first.";

/// The content of a spec.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spec {
    /// The whole spec as PyYAML reads it, without the instances beyond [`MAX_READ_INSTANCES`].
    pub value: Value,
    /// The inputs of each environment, service instance and pipeline, in order.
    pub inputs: Vec<Inputs>,
}

/// The inputs of one environment, service instance or pipeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// The role of the inputs.
    pub role: Role,
    /// The index of the service instance, if the inputs are those of an instance.
    pub instance: Option<usize>,
    /// The path of the inputs in the spec.
    pub path: Vec<Key>,
    /// The inputs as they are given.
    pub given: Value,
    /// The problems that validation against the schema has found.
    pub problems: Vec<Problem>,
}

impl Spec {
    /// The items of `instances`.
    pub fn instances(&self) -> &[Value] {
        self.value.get("instances").and_then(Value::as_list).unwrap_or_default()
    }

    /// Whether the value at `path` is made up, or contains a made-up value. A value that comes from a default, an
    /// example or an option of the schema is not made up. `${Proton::CURRENT_VAL}` is, as the deployed value is
    /// unknown. A number only counts as made up while all inputs are those of a new sample, since a user may well choose
    /// the same number.
    pub(crate) fn is_made_up(&self, schema: &Schema, path: &[Key]) -> bool {
        let Some(inputs) = self.inputs.iter().find(|inputs| path.starts_with(&inputs.path)) else {
            return false;
        };
        let rest = &path[inputs.path.len()..];
        let value = rest.iter().try_fold(&inputs.given, |at, key| match key {
            Key::Name(name) => at.get(name),
            Key::Index(index) => at.as_list()?.get(*index),
        });
        let texts = schema.made_up_texts();
        let name = rest.iter().rev().find_map(|key| match key {
            Key::Name(name) => Some(name.as_str()),
            Key::Index(_) => None,
        });
        let is_new_sample = || {
            [Extent::Required, Extent::Everything].into_iter().any(|extent| {
                inputs.given.as_map() == Some(&schema::sample(schema, inputs.role, extent))
            })
        };
        let is_known = |value: &Value| match value.as_str() {
            Some(text) => texts.contains(text) || text.contains(current::CURRENT),
            None => name.is_some_and(|name| schema.makes_up(name, value)) && is_new_sample(),
        };
        !rest.is_empty()
            && value.is_some_and(|value| match value {
                Value::List(items) => items.iter().any(is_known),
                Value::Map(map) => map.iter().any(|(_, value)| is_known(value)),
                _ => is_known(value),
            })
    }
}

/// Reads the spec `text` of `bundle`; without a spec if the text is not well-formed.
pub fn spec(bundle: &Bundle, schema: &Schema, text: &str) -> (Option<Spec>, Vec<Diagnostic>) {
    let mut reader =
        Reader { bundle, schema, text, edits: 4, found: Findings::of(bundle.id(bundle.spec())) };
    let spec = reader.read(text);
    (spec, reader.found.into_list())
}

/// A sample spec for a bundle without a spec: a service instance `dev` in `environment`, or the environment itself. It has
/// the inputs of the `extent`, with sample values.
pub fn sample(bundle: &Bundle, schema: &Schema, environment: &str, extent: Extent) -> String {
    let inputs = |role| Value::Map(schema::sample(schema, role, extent));
    let mut spec = Map::default();
    match bundle.kind() {
        Kind::Environment | Kind::CustomerManagedEnvironment => {
            spec.insert("proton", "EnvironmentSpec".into());
            spec.insert("spec", inputs(Role::Environment));
        }
        Kind::Service | Kind::Component => {
            spec.insert("proton", "ServiceSpec".into());
            if bundle.parts().contains(&Part::Pipeline) {
                spec.insert("pipeline", inputs(Role::Pipeline));
            }
            let instance = Map::from_iter([
                ("name".to_owned(), "dev".into()),
                ("environment".to_owned(), environment.into()),
                ("spec".to_owned(), inputs(Role::Service)),
            ]);
            spec.insert("instances", Value::List(vec![Value::Map(instance)]));
        }
    }
    yaml::document(&Value::Map(spec))
}

/// Whether `text` is a valid name of an environment or a service instance, see [`NAME_RULE`].
pub fn is_name(text: &str) -> bool {
    let starts = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    starts && text.len() <= 100 && text.bytes().all(fits)
}

struct Reader<'r> {
    bundle: &'r Bundle,
    schema: &'r Schema,
    text: &'r str,
    /// The number of edits that may still be created.
    edits: usize,
    found: Findings,
}

impl Reader<'_> {
    fn read(&mut self, text: &str) -> Option<Spec> {
        let document = yaml::parse(text);
        if let Some(error) = document.error {
            self.found.malformed(error);
            return None;
        }
        for duplicate in document.duplicates {
            let message = format!("`{}` is repeated; only this value is read.", duplicate.name);
            self.found.report(duplicate.span, codes::DUPLICATE_KEY, message).help =
                Some("Remove one of them.".into());
        }
        let Some(root) = document.root else {
            self.found.report(Span::default(), codes::EMPTY_SPEC, "The spec is empty.").help =
                Some(format!("Begin with `proton: {}`.", self.header()));
            return Some(Spec::default());
        };
        if self.is_of_other_kind(&root) {
            return None;
        }
        let mut value = root.value();
        if let Some(Value::List(instances)) =
            value.as_map_mut().and_then(|map| map.get_mut("instances"))
        {
            instances.truncate(MAX_READ_INSTANCES);
        }
        self.frame(&root);
        let mut all = vec![];
        let mut add = |role, instance, path: Vec<Key>| {
            let given = path.iter().try_fold(&value, |value, key| match key {
                Key::Name(name) => value.get(name),
                Key::Index(index) => value.as_list()?.get(*index),
            });
            let given = given.cloned().unwrap_or_default();
            all.push(Inputs { role, instance, path, given, problems: vec![] });
        };
        match self.bundle.kind() {
            Kind::Environment | Kind::CustomerManagedEnvironment => {
                add(Role::Environment, None, vec!["spec".into()]);
            }
            Kind::Service | Kind::Component => {
                let count =
                    value.get("instances").and_then(Value::as_list).map_or(0, <[Value]>::len);
                for index in 0..count {
                    add(
                        Role::Service,
                        Some(index),
                        vec!["instances".into(), index.into(), "spec".into()],
                    );
                }
                if self.bundle.parts().contains(&Part::Pipeline) {
                    add(Role::Pipeline, None, vec!["pipeline".into()]);
                }
            }
        }
        for inputs in &mut all {
            self.inputs(inputs, &root);
        }
        Some(Spec { value, inputs: all })
    }

    fn header(&self) -> &'static str {
        match self.bundle.kind() {
            Kind::Environment | Kind::CustomerManagedEnvironment => "EnvironmentSpec",
            Kind::Service | Kind::Component => "ServiceSpec",
        }
    }

    /// Validates inputs against the schema, and reports names that the schema does not declare.
    fn inputs(&mut self, inputs: &mut Inputs, root: &Node) {
        let around = inputs.path.split_last().and_then(|(_, around)| root.at(around));
        if around.is_some_and(|around| !matches!(around.kind, NodeKind::Mapping { .. })) {
            return;
        }
        let node = root.at(&inputs.path);
        self.dates(inputs.role, node);
        if let Some(node) =
            node.filter(|node| !node.is_null() && !matches!(node.kind, NodeKind::Mapping { .. }))
        {
            let message = "The inputs must be a mapping from names to values.";
            self.found.report(node.span, codes::INVALID_INPUTS, message).help =
                Some("Write each input as `name: value`.".into());
            return;
        }
        let Some(input) = self.schema.input(inputs.role) else { return };
        let refused = self.unknown(inputs, node);
        let Some(validator) = &input.validator else { return };
        // A default that violates the schema is reported in the schema.
        let defaults = self.schema.defaults(inputs.role).into_iter();
        let given = inputs.given.as_map().cloned().unwrap_or_default();
        let filled = Value::Map(defaults.chain(given).collect());
        let given = |problem: &Problem| match problem.path.first() {
            Some(Key::Name(name)) => inputs.given.get(name).is_some(),
            _ => true,
        };
        let current = current::paths(&inputs.given);
        let is_current = |problem: &Problem| {
            let is_at = |path: &Vec<Key>| path.starts_with(&problem.path);
            problem.missing.is_none() && current.iter().any(is_at)
        };
        let mut problems: Vec<Problem> = validator
            .problems(&filled)
            .into_iter()
            .filter(|problem| given(problem) && !is_current(problem))
            .collect();
        for problem in &problems {
            let is_reported =
                |name: &String| problem.path.is_empty() && refused.contains(name.as_str());
            if !problem.undeclared.is_empty() && problem.undeclared.iter().all(is_reported) {
                continue;
            }
            let path = [inputs.path.as_slice(), &problem.path].concat();
            let undeclared = problem.undeclared.first().map(|name| Key::from(name.as_str()));
            let place: Vec<Key> = path.iter().cloned().chain(undeclared).collect();
            let span = root.place(&place);
            let message = match &problem.missing {
                Some(name) if problem.path.is_empty() => {
                    format!("The input `{name}` is missing: it is required and has no default.")
                }
                _ => format!("{} {}.", problem.label("spec"), problem.message),
            };
            let rule = match &problem.missing {
                Some(_) => codes::MISSING_INPUT,
                None if problem.is_warning => codes::INVALID_FORMAT,
                None => codes::INVALID_INPUT,
            };
            let add = |name: &String| format!("Add `{name}:` here, or a default to the schema.");
            let help = problem.help.clone().or_else(|| problem.missing.as_ref().map(add));
            let correction = problem.correction.as_ref().zip(root.at(&path));
            let fix = correction
                .and_then(|(correction, node)| correction.fix(node))
                .or_else(|| self.added(inputs.role, &path, problem));
            let found = self.found.report(span, rule, message);
            found.help = help;
            found.fix = fix;
            if let Some((name, node)) = problem.missing.as_ref().zip(root.at(&path)) {
                self.found.lacks(node.span, name);
            }
        }
        for path in current {
            self.current(inputs, &path, root);
            problems.push(current::problem(path));
        }
        inputs.problems = problems;
    }

    /// Reports a value that Proton would have taken from the deployed spec.
    fn current(&mut self, inputs: &Inputs, path: &[Key], root: &Node) {
        let whole = [inputs.path.as_slice(), path].concat();
        let sample = match path {
            [Key::Name(name)] => {
                let default = self.schema.defaults(inputs.role).get(name).cloned();
                default.or_else(|| {
                    let sample = schema::sample(self.schema, inputs.role, Extent::Everything);
                    sample.get(name).cloned()
                })
            }
            _ => None,
        };
        let fix = sample.and_then(|value| {
            let edit = self.edit(&whole, Some(&value))?;
            Some(Fix::suggestion(format!("Replace it with {}", yaml::flow(&value)), vec![edit]))
        });
        let found = self.found.report(
            root.place(&whole),
            codes::CURRENT_VALUE,
            format!(
                "`{}` keeps the deployed value. Proton replaced it before rendering. Here the value is unknown, so this text is rendered.",
                current::CURRENT
            ),
        );
        found.help = Some("Write the deployed value here to render with it.".into());
        found.fix = fix;
    }

    /// Reports unquoted dates given for text inputs: PyYAML reads them as dates, not as text.
    fn dates(&mut self, role: Role, node: Option<&Node>) {
        let is_text = |name: &str| {
            let mut properties = self.schema.properties(role);
            let property = properties.find(|(declared, _)| *declared == name);
            property.is_some_and(|(_, one)| {
                self.schema.resolve(one).get("type").and_then(Value::as_str) == Some("string")
            })
        };
        let entries = node.map(Node::entries).unwrap_or_default();
        let dates: Vec<&Node> = entries
            .iter()
            .filter(|entry| {
                entry.value.is_plain_time() && !entry.value.alias && is_text(entry.name())
            })
            .map(|entry| &entry.value)
            .collect();
        for value in dates {
            let text = value.text().unwrap_or_default();
            let message =
                format!("`{text}` without quotes is a date in YAML 1.1, but this input is text.");
            let found = self.found.report(value.span, codes::YAML_DATE, message);
            found.severity = Severity::Warning;
            found.help = Some(format!("Write it in quotes: `\"{text}\"`."));
            found.fix = schema::Correction::Quote.fix(value);
        }
    }

    /// Reports the names that the schema does not declare. Returns those that it does not allow.
    fn unknown<'n>(&mut self, inputs: &Inputs, node: Option<&'n Node>) -> HashSet<&'n str> {
        let definition = self.schema.definition(inputs.role);
        let say = |key| definition.and_then(|definition| definition.get(key));
        let is_closed = say("additionalProperties") == Some(&Value::Bool(false));
        // A name that is required but not declared is reported in the schema.
        let required = say("required").and_then(Value::as_list).unwrap_or_default();
        let required = required.iter().filter_map(Value::as_str);
        let declared = self.schema.properties(inputs.role).map(|(name, _)| name);
        let names: Vec<&str> = declared.chain(required).collect();
        let known: HashSet<&str> = names.iter().copied().collect();
        let mut refused = HashSet::new();
        for entry in node.map(Node::entries).unwrap_or_default() {
            if entry.is_merge() || known.contains(entry.name()) {
                continue;
            }
            if self.found.is_full() {
                break;
            }
            let (rule, effect) = if is_closed {
                refused.insert(entry.name());
                (codes::INVALID_INPUT, "and allows no others")
            } else {
                (codes::UNKNOWN_INPUT, "so its value is never checked")
            };
            let message = format!("The schema declares no input `{}`, {effect}.", entry.name());
            let near = nearest(entry.name(), names.iter().copied());
            let near = near.filter(|near| inputs.given.get(near).is_none());
            let mut path = inputs.path.clone();
            path.push(entry.name().into());
            let title = || format!("Remove {}", entry.name());
            let fix = match near {
                Some(near) => Some(rename(entry, near)),
                None => self.edit(&path, None).map(|edit| Fix::suggestion(title(), vec![edit])),
            };
            let about = schema::input_name(inputs.role, entry.name());
            let found = self.found.report(entry.key.span, rule, message);
            found.about = Some(about);
            found.help = Some(match near {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Remove it, or declare it in the schema.".into(),
            });
            found.fix = fix;
            if let Some((near, node)) = near.zip(node) {
                self.found.resembles(node.span, entry.name(), near);
            }
        }
        refused
    }

    /// The edit that sets the value at `path`. Each edit parses the file again, so the number of edits is limited; once
    /// they are applied, the next analysis offers the others.
    fn edit(&mut self, path: &[Key], value: Option<&Value>) -> Option<Edit> {
        self.edits = self.edits.checked_sub(1)?;
        yaml::set(self.text, path, value).ok()
    }

    /// The fix that adds a missing required input with a made-up value.
    fn added(&mut self, role: Role, path: &[Key], problem: &Problem) -> Option<Fix> {
        let name =
            problem.missing.as_ref().filter(|_| problem.path.is_empty() && self.edits > 0)?;
        let inputs = schema::sample(self.schema, role, Extent::Required);
        let path = [path, &[name.as_str().into()]].concat();
        let edit = self.edit(&path, Some(inputs.get(name)?))?;
        Some(Fix::suggestion(format!("Add {name} with a made-up value"), vec![edit]))
    }
}

fn rename(entry: &Entry, name: &str) -> Fix {
    Fix::rename(entry.key.span, entry.name(), name)
}
