//! Proton's own filters for the outputs of other stacks. Source: the AWS Proton user guide.

use super::super::arguments::Args;
use super::super::failure::{Failure, Outcome};
use super::super::iteration::truth;
use super::super::object::{Flavor, Object};
use super::super::printing::string;
use super::super::run::Run;
use crate::value::Value;
use crate::yaml;

/// Names and values as a list of mappings with `Name` and `Value`.
pub(super) fn ecs_variables(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let name = "proton_cfn_ecs_task_definition_formatted_env_vars";
    let pairs = variables(run, name, &value, args)?;
    let lines = pairs
        .iter()
        .map(|(name, value)| format!("- Name: {}\n  Value: {}", scalar(name), scalar(value)));
    block(run, lines.collect())
}

/// Names and values as a mapping.
pub(super) fn lambda_variables(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let name = "proton_cfn_lambda_function_formatted_env_vars";
    let pairs = variables(run, name, &value, args)?;
    let lines = pairs.iter().map(|(name, value)| format!("{}: {}", scalar(name), scalar(value)));
    block(run, lines.collect())
}

/// The values that are ARNs of customer-managed policies, as a list.
pub(super) fn policy_arns(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let name = "proton_cfn_iam_policy_arns";
    let [] = args.bind(name, [], 0)?;
    let lines = pairs(run, name, &value)?
        .into_iter()
        .filter(|(_, value)| is_policy_arn(value))
        .map(|(_, value)| format!("- {}", scalar(&value)));
    block(run, lines.collect())
}

/// The value itself, if it is safe to insert into a template.
pub(super) fn sanitize(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("proton_cfn_sanitize", [], 0)?;
    let text = string(run, &value)?;
    if is_safe(&text) || is_arn(&text) {
        return run.text(text);
    }
    Err(illegal(&text, " or be a valid ARN")
        .help("Give a value of letters, digits, `_` and `-`, or an ARN."))
}

fn variables(run: &Run, name: &str, value: &Object, args: Args) -> Outcome<Vec<(String, String)>> {
    let [raw] = args.bind(name, ["raw"], 0)?;
    let pairs = pairs(run, name, value)?;
    if raw.is_none_or(|raw| truth(&raw)) {
        return Ok(pairs);
    }
    match pairs.iter().find(|(_, value)| !is_safe(value)) {
        Some((_, value)) => {
            Err(illegal(value, "").help("Remove `raw=False` if the value is correct as it is."))
        }
        None => Ok(pairs),
    }
}

fn pairs(run: &Run, name: &str, value: &Object) -> Outcome<Vec<(String, String)>> {
    match value {
        Object::Undefined(missing) => {
            missing.touch();
            Ok(Vec::new())
        }
        Object::Dict(mapping) => {
            let entries = mapping.entries.borrow();
            entries
                .iter()
                .map(|(name, value)| Ok((string(run, name)?, string(run, value)?)))
                .collect()
        }
        _ => Err(Failure::other(format!(
            "`{name}` takes a mapping of outputs, not {}",
            value.kind()
        ))
        .help("Use it on all outputs, as in `environment.outputs`.")),
    }
}

fn block(run: &Run, lines: Vec<String>) -> Outcome<Object> {
    run.flavored(lines.join("\n"), Flavor::Block)
}

fn illegal(value: &str, or: &str) -> Box<Failure> {
    Failure::other(format!(
        "Illegal character(s) detected in \"{value}\". Must match regex ^[a-zA-Z0-9_-]*${or}"
    ))
}

/// Whether the text matches `^[a-zA-Z0-9_-]*$`.
fn is_safe(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn is_partition(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text matches `^arn:[a-zA-Z-]+:iam::\d{12}:policy/`.
fn is_policy_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    matches!(parts[..], ["arn", partition, "iam", "", account, resource]
        if is_partition(partition) && is_account(account) && resource.starts_with("policy/"))
}

/// Whether the text is an ARN: `arn:partition:service:region:account:resource`.
fn is_arn(text: &str) -> bool {
    let is_name = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_resource = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+=,.@:/*?$-".contains(&b))
    };
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    matches!(parts[..], ["arn", partition, service, region, account, resource]
        if is_partition(partition)
            && !service.is_empty() && is_name(service)
            && is_name(region)
            && (account.is_empty() || account == "aws" || is_account(account))
            && is_resource(resource))
}

/// A string as a one-line YAML scalar that reads back as the same string.
fn scalar(text: &str) -> String {
    yaml::scalar(&Value::from(text))
}
