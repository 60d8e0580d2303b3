//! The environment variables of a CodeBuild project.

use super::Deployed;
use crate::eject::parameter::Parameter;
use crate::yaml::Node;

/// The variables of a project.
#[derive(Debug, Default)]
pub(super) struct Variables {
    /// The name of each with its value: a text, or the input behind the parameter that it refers to.
    values: Vec<(String, Named)>,
    /// The parameters of the template with the inputs behind them.
    parameters: Vec<(String, String)>,
}

#[derive(Debug)]
enum Named {
    Text(String),
    Input(String),
}

impl Variables {
    /// The variables of a project's properties in a template with these parameters.
    pub(super) fn of(properties: &Node, parameters: &[Parameter]) -> Self {
        let own =
            parameters.iter().map(|parameter| (parameter.name.clone(), parameter.from.clone()));
        let parameters: Vec<(String, String)> = own.collect();
        let items = properties
            .get("Environment")
            .and_then(|environment| environment.get("EnvironmentVariables"))
            .map(Node::items)
            .unwrap_or_default();
        let value = |item: &Node| {
            let name = item.get("Name")?.text()?.to_owned();
            let value = item.get("Value")?;
            let reference = match value.tag.as_deref() {
                Some("!Ref") => value.text(),
                _ => value.get("Ref").and_then(Node::text),
            };
            Some((
                name,
                match reference {
                    Some(reference) => Named::Input(behind(&parameters, reference)?.to_owned()),
                    None => Named::Text(value.text().filter(|_| value.tag.is_none())?.to_owned()),
                },
            ))
        };
        Self { values: items.iter().filter_map(value).collect(), parameters }
    }

    /// The index in `instances` of the one that a command names: literally, by a variable of the shell, or by a parameter in
    /// the text of `Fn::Sub`.
    pub(super) fn instance(&self, name: &str, instances: &[Deployed]) -> Option<usize> {
        let of_text = |text: &str| instances.iter().position(|instance| instance.name == text);
        let of_input = |input: &str| {
            let is_it = |instance: &Deployed| {
                input == format!("service_instances[{}].name", instance.index)
            };
            instances.iter().position(is_it)
        };
        let Some(variable) = name.strip_prefix('$') else { return of_text(name) };
        let variable = match variable.strip_prefix('{') {
            Some(variable) => variable.strip_suffix('}')?,
            None => variable,
        };
        let variable = variable.strip_prefix('!').unwrap_or(variable);
        match self.values.iter().find(|(own, _)| own == variable) {
            Some((_, Named::Text(text))) => of_text(text),
            Some((_, Named::Input(input))) => of_input(input),
            None => of_input(behind(&self.parameters, variable)?),
        }
    }
}

/// The input behind a parameter.
fn behind<'p>(parameters: &'p [(String, String)], name: &str) -> Option<&'p str> {
    let found = parameters.iter().find(|(own, _)| own == name);
    found.map(|(_, from)| from.as_str())
}
