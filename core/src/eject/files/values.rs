//! The values of parameters, as files for the AWS CLI and for CloudFormation's Git sync.

use serde_json::{Value as Json, json};

use crate::eject::{Parameter, PlannedStack, Stack};
use crate::value::{Map, Value};
use crate::yaml;

const DEPLOYMENT: &str = "\
# The deployment file of this stack for CloudFormation's Git sync. Before you use it, complete `parameters` as README.md says,
# and add all tags of the stack: Git sync removes those that are missing here.
";

/// The parameters whose values are written: secrets and made-up values are not.
pub(super) fn written(stack: &Stack) -> impl Iterator<Item = &Parameter> {
    stack.parameters.iter().filter(|parameter| !parameter.is_secret && !parameter.is_made_up)
}

/// The file for `--parameters` of the AWS CLI.
pub(super) fn parameters(stack: &Stack) -> String {
    let all: Vec<Json> = written(stack)
        .map(|parameter| json!({"ParameterKey": parameter.name, "ParameterValue": parameter.value}))
        .collect();
    pretty(&Json::Array(all))
}

/// The deployment file for Git sync. Source: CloudFormation user guide, "Git sync", "Stack deployment file".
pub(super) fn deployment(planned: &PlannedStack, stack: &Stack) -> String {
    let is_owned = |parameter: &&Parameter| stack.owned.contains(&parameter.name);
    let parameters = written(stack)
        .filter(|parameter| !is_owned(parameter))
        .map(|parameter| (parameter.name.clone(), Value::from(parameter.value.as_str())));
    let file = Map::from_iter([
        ("template-file-path".to_owned(), planned.template.as_str().into()),
        ("parameters".to_owned(), Value::Map(parameters.collect())),
        ("tags".to_owned(), Value::Map(Map::default())),
    ]);
    format!("{DEPLOYMENT}{}", yaml::quoted(&Value::Map(file)))
}

/// JSON in lines.
pub(super) fn pretty(value: &Json) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
