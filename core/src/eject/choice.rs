//! Inputs with few values, each of which renders a template of its own: they become conditions.

use super::parameter::{declared, value_text};
use super::password::is_secret;
use super::report::Decision;
use super::subject::Subject;
use crate::render::Context;
use crate::schema::{accepts, kind};
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
        texts.sort();
        texts.dedup();
        let is_scalar = !matches!(own, Value::List(_));
        let fits = (2..=MAX_VALUES).contains(&values.len()) && texts.len() == values.len();
        let (path, decision) = (path.to_vec(), decision.clone());
        (is_scalar && fits).then_some(Self { path, values, own: own_at, decision })
    }
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
