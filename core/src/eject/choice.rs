//! Inputs with few values, each of which renders a template of its own: they become conditions. For an optional input, that
//! can be the presence of a value.

use super::parameter::{declared, value_text};
use super::password::is_secret;
use super::report::{Decision, own_inputs, read_of};
use super::subject::Subject;
use crate::render::{Context, Undefined};
use crate::schema::{Extent, accepts, kind, sample};
use crate::sort::CompactSort;
use crate::value::{Key, Value};

/// The most combinations of values that are rendered.
const MAX_COMBINATIONS: usize = 16;
/// The most values of one input: CloudFormation's `Fn::Or` takes ten.
const MAX_VALUES: usize = 10;

/// An input whose value decides what is rendered, with all values that it can have.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) path: Vec<Key>,
    /// In the order of the schema, so that every sample gives the same template.
    pub(super) values: Vec<Value>,
    /// The index of the sample's value.
    pub(super) own: usize,
    /// The expression that depends on it.
    pub(super) decision: Decision,
    /// Whether it decides only between some value, the first one, and none, the second one.
    pub(super) is_presence: bool,
}

impl Choice {
    /// The input at a path, where its schema allows few values.
    pub(super) fn of(subject: &Subject<'_>, path: &[Key], decision: &Decision) -> Option<Self> {
        let schema = &subject.reading.schema;
        let own = subject.value(path)?;
        let declared = declared(schema, path)?;
        // A condition would contain the values.
        if is_secret(schema, path) {
            return None;
        }
        let options = match declared.get("enum").and_then(Value::as_list) {
            Some(options) => options.to_vec(),
            None if kind(declared) == Some("boolean") => {
                vec![Value::Bool(true), Value::Bool(false)]
            }
            None => return None,
        };
        let mut values = vec![];
        for option in options {
            if !values.contains(&option) && accepts(schema, declared, &option) {
                values.push(option);
            }
        }
        let own_at = values.iter().position(|value| value == own)?;
        let mut texts: Vec<_> = values.iter().map(value_text).collect::<Option<_>>()?;
        texts.compact_sort();
        texts.dedup();
        let is_scalar = !matches!(own, Value::List(_));
        let fits = (2..=MAX_VALUES).contains(&values.len()) && texts.len() == values.len();
        let (path, decision) = (path.to_vec(), decision.clone());
        let is_presence = false;
        (is_scalar && fits).then_some(Self { path, values, own: own_at, decision, is_presence })
    }

    /// The presence of each input that may be left out, and that the template reads. Only texts: `""` is the parameter's value
    /// for none.
    pub(super) fn presences(subject: &Subject<'_>) -> Vec<Self> {
        let Some((owner, role)) = own_inputs(subject.scope.target) else { return vec![] };
        let schema = &subject.reading.schema;
        let required = schema.definition(role).and_then(|definition| definition.get("required"));
        let required = required.and_then(Value::as_list).unwrap_or_default();
        let mut made_up = None;
        let mut all = vec![];
        for (name, definition) in schema.properties(role) {
            let path = vec![Key::from(owner), Key::from("inputs"), Key::from(name)];
            let declared = schema.resolve(definition);
            let is_optional = kind(declared) == Some("string")
                && !required.contains(&Value::from(name))
                && declared.get("default").is_none()
                && declared.get("enum").is_none()
                && !is_secret(schema, &path);
            let Some(read) = read_of(subject, &path).filter(|_| is_optional) else { continue };
            let made_up = made_up.get_or_insert_with(|| sample(schema, role, Extent::Everything));
            let own = subject.value(&path);
            let Some(given) = own.or(made_up.get(name)) else { continue };
            if own.is_some() && !renders_without(subject, &path) {
                continue;
            }
            let decision = Decision {
                line: subject.line(read),
                text: read.of(subject.source.text).to_owned(),
                reason: "the template is rendered otherwise without a value".into(),
            };
            let own = usize::from(own.is_none());
            let values = vec![given.clone(), Value::Null];
            all.push(Self { path, values, own, decision, is_presence: true });
        }
        all
    }

    /// The value of the parameter for one of the values.
    pub(super) fn text(&self, at: usize) -> Option<String> {
        match &self.values[at] {
            Value::Null => Some(String::new()),
            value => value_text(value),
        }
    }
}

/// Whether a template renders without an input.
fn renders_without(subject: &Subject<'_>, path: &[Key]) -> bool {
    let context = subject.context_with(path, &Value::Null);
    subject.template.render(&context, Undefined::Strict).errors.is_empty()
}

/// Whether one more choice leaves few enough combinations.
pub(super) fn is_bounded(choices: &[Choice], more: &Choice) -> bool {
    let count = choices.iter().map(|choice| choice.values.len()).product::<usize>();
    count * more.values.len() <= MAX_COMBINATIONS
}

/// All combinations: the index of each choice's value.
pub(super) fn combinations(choices: &[Choice]) -> Vec<Vec<usize>> {
    choices.iter().fold(vec![vec![]], |combinations, choice| {
        let longer = |combination: &Vec<usize>| {
            let combination = combination.clone();
            (0..choice.values.len())
                .map(move |value| combination.iter().copied().chain([value]).collect::<Vec<_>>())
        };
        combinations.iter().flat_map(longer).collect()
    })
}

/// The index of the sample's combination.
pub(super) fn own(choices: &[Choice]) -> usize {
    choices.iter().fold(0, |index, choice| index * choice.values.len() + choice.own)
}

/// The context of a combination.
pub(super) fn context(subject: &Subject<'_>, choices: &[Choice], combination: &[usize]) -> Context {
    let context = Context::clone(&subject.scope.context);
    choices.iter().zip(combination).fold(context, |context, (choice, value)| {
        super::subject::with_value(context, &choice.path, &choice.values[*value])
    })
}
