//! Secrets, inputs with `format: password`: no part of a result holds one.

use super::conversion::{Conversion, Converted};
use super::parameter::{value_text, written};
use super::password::is_secret;
use crate::value::{Key, Value};

impl Conversion<'_> {
    /// Whether the value at a path is a secret.
    pub(super) fn is_secret(&self, path: &[Key]) -> bool {
        is_secret(&self.subject.reading.schema, path)
    }

    /// Whether a symbol is a secret, or computed from one.
    pub(super) fn is_of_secret(&self, symbol: usize) -> bool {
        self.paths(&[symbol]).iter().any(|path| self.is_secret(path))
    }

    /// Refuses a template that would hold a secret, and takes secrets out of the rest.
    pub(super) fn without_secrets(&self, converted: Converted) -> Result<Converted, String> {
        let written_out = converted.frozen.iter().find(|(path, _)| self.is_secret(path));
        if let Some((path, decision)) = written_out {
            return Err(format!(
                "The template would hold the secret `{}`: line {}, {}.",
                written(path),
                decision.line,
                decision.reason
            ));
        }
        let in_lists = secrets_in_lists(&self.subject.scope.context.0, &mut vec![], &|path| {
            self.is_secret(path)
        });
        if let Some(path) = in_lists.into_iter().find(|path| {
            let text = self.subject.value(path).and_then(value_text).unwrap_or_default();
            !text.is_empty() && converted.text.contains(&text)
        }) {
            return Err(format!(
                "The template would hold the secret `{}`, which is in a list.",
                written(&path)
            ));
        }
        let mut converted = converted;
        let parameters = converted.parameters.iter_mut().zip(&converted.numbers);
        for (parameter, _) in parameters.filter(|(_, number)| self.is_of_secret(**number)) {
            parameter.is_secret = true;
            parameter.value = String::new();
            converted.rendering = None;
        }
        Ok(converted)
    }
}

/// The paths of secrets within lists: these are no symbols.
fn secrets_in_lists(
    value: &Value,
    path: &mut Vec<Key>,
    is_secret: &dyn Fn(&[Key]) -> bool,
) -> Vec<Vec<Key>> {
    let is_in_list = path.iter().skip(2).any(|key| matches!(key, Key::Index(_)));
    let below: Vec<(Key, &Value)> = match value {
        Value::Map(map) => map.iter().map(|(name, value)| (Key::from(name), value)).collect(),
        Value::List(items) => {
            items.iter().enumerate().map(|(at, value)| (at.into(), value)).collect()
        }
        _ if is_in_list && is_secret(path) => return vec![path.clone()],
        _ => return vec![],
    };
    let mut found = vec![];
    for (key, value) in below {
        path.push(key);
        found.extend(secrets_in_lists(value, path, is_secret));
        path.pop();
    }
    found
}
