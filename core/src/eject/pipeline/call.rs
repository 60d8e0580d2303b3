//! Calls of Proton in the commands of a pipeline.

use super::shell::{Chain, Word};

/// A command that works on a service or its spec in Proton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Call<'c> {
    /// Writes the spec of the service to a file: `aws proton get-service … | jq -r .service.spec > FILE`.
    GetSpec {
        /// The file.
        file: Word<'c>,
    },
    /// Sets an input of all instances in the spec: `yq w FILE 'instances[*].spec.INPUT' VALUE > OUTPUT`.
    Edit {
        /// The file with the spec.
        file: Word<'c>,
        /// The input, with dots between the names: `image`.
        input: String,
        /// The value.
        value: Word<'c>,
        /// The other file that the result is written to; `None` if it is the same one.
        output: Option<Word<'c>>,
    },
    /// Deploys an instance with the spec in a file: `aws proton update-service-instance … --spec file://FILE`.
    Update {
        /// The name of the instance.
        instance: Word<'c>,
        /// The file with the spec, without `file://`.
        file: &'c str,
        /// The options of the AWS CLI that stay.
        options: String,
    },
    /// Waits for the deployment of an instance.
    Wait {
        /// The name of the instance.
        instance: Word<'c>,
        /// The options of the AWS CLI that stay.
        options: String,
    },
}

/// The options of `update-service-instance` that choose what is updated, with their values for a change of the spec alone.
const SPEC_ONLY: [(&str, &str); 2] =
    [("--deployment-type", "CURRENT_VERSION"), ("--version-update-type", "UPDATE_SPEC")];
/// The names of the waiters, the second one in Proton's preview.
const WAITERS: [&str; 2] = ["service-instance-deployed", "service-instance-update-complete"];

/// The call that a chain of commands makes; `None` if it makes none, or an unknown one.
pub(super) fn call<'c>(chain: &Chain<'c>) -> Option<Call<'c>> {
    match chain.commands.as_slice() {
        [words] if words.first()?.text == "yq" => edit(words, chain.output.as_ref()),
        [words] => match arguments(words)? {
            Arguments { verb: ["get-service", ""], options, .. } => {
                let has = |name: &str, value: &str| {
                    options.iter().any(|(own, word)| *own == name && word.text == value)
                };
                let is_spec = has("--query", "service.spec") && has("--output", "text");
                is_spec.then(|| Some(Call::GetSpec { file: chain.output.clone()? }))?
            }
            arguments if chain.output.is_none() => on_instance(arguments),
            _ => None,
        },
        [words, filter] => {
            let Arguments { verb: ["get-service", ""], .. } = arguments(words)? else {
                return None;
            };
            let filter: Vec<&str> = filter.iter().map(|word| word.text.as_str()).collect();
            let is_spec =
                matches!(filter.as_slice(), ["jq", "-r" | "--raw-output", ".service.spec"]);
            is_spec.then(|| Some(Call::GetSpec { file: chain.output.clone()? }))?
        }
        _ => None,
    }
}

/// Whether a chain of commands only notifies Proton of a deployment.
pub(super) fn is_notification(chain: &Chain<'_>) -> bool {
    let [words] = chain.commands.as_slice() else { return false };
    chain.output.is_none()
        && arguments(words)
            .is_some_and(|own| own.verb == ["notify-resource-deployment-status-change", ""])
}

fn on_instance<'c>(arguments: Arguments<'_, 'c>) -> Option<Call<'c>> {
    let Arguments { verb, options, kept } = arguments;
    let option = |name: &str| {
        options.iter().find(|(own, _)| *own == name).map(|(_, word)| Word::clone(word))
    };
    let names: Vec<&str> = options.iter().map(|(name, _)| *name).collect();
    let instance = option("--name")?;
    let has_only =
        |known: &[&str]| names.iter().all(|name| known.contains(name) || GLOBAL.contains(name));
    match verb {
        ["update-service-instance", ""] => {
            let is_spec_only = SPEC_ONLY
                .iter()
                .any(|(name, value)| option(name).is_some_and(|word| word.text == *value));
            let known = [
                "--name",
                "--service-name",
                "--spec",
                "--deployment-type",
                "--version-update-type",
            ];
            let spec = options.iter().find(|(name, _)| *name == "--spec")?.1;
            let file = spec.raw.strip_prefix("file://")?;
            let is_known = is_spec_only && has_only(&known);
            is_known.then_some(Call::Update { instance, file, options: kept })
        }
        ["wait", waiter] if WAITERS.contains(&waiter) => has_only(&["--name", "--service-name"])
            .then_some(Call::Wait { instance, options: kept }),
        _ => None,
    }
}

/// `yq w FILE PATH VALUE`, in version 3 of yq.
fn edit<'c>(words: &[Word<'c>], output: Option<&Word<'c>>) -> Option<Call<'c>> {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let (arguments, is_in_place) = match texts.as_slice() {
        ["yq", "w" | "write", "-i" | "--inplace", ..] => (&words[3..], true),
        ["yq", "w" | "write", ..] => (&words[2..], false),
        _ => return None,
    };
    let [file, path, value] = arguments else { return None };
    if is_in_place == output.is_some() || file.text.starts_with('-') || value.text.starts_with('-')
    {
        return None;
    }
    let path = path.text.strip_prefix("instances")?;
    let path = path.strip_prefix("[*]").or_else(|| path.strip_prefix(".[*]"))?;
    let input = path.strip_prefix(".spec.")?;
    let is_plain =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    input.chars().all(is_plain).then(|| Call::Edit {
        file: file.clone(),
        input: input.to_owned(),
        value: value.clone(),
        output: output.cloned(),
    })
}

/// The arguments of `aws proton`.
struct Arguments<'w, 'c> {
    /// The command, and its second word for `wait`.
    verb: [&'w str; 2],
    /// The options with their values.
    options: Vec<(&'w str, &'w Word<'c>)>,
    /// The options that are the same for CloudFormation, as they are written.
    kept: String,
}

/// Options of the AWS CLI that each command has.
const GLOBAL: [&str; 6] =
    ["--region", "--profile", "--endpoint-url", "--output", "--query", "--cli-read-timeout"];

fn arguments<'w, 'c>(words: &'w [Word<'c>]) -> Option<Arguments<'w, 'c>> {
    let (program, mut rest) = words.split_first()?;
    if program.text != "aws" {
        return None;
    }
    let mut positional: Vec<&str> = vec![];
    let mut options = vec![];
    let mut kept = String::new();
    while let Some((word, after)) = rest.split_first() {
        rest = after;
        if !word.text.starts_with('-') {
            positional.push(&word.text);
            continue;
        }
        if word.text == "--no-cli-pager" {
            continue;
        }
        let (value, after) = rest.split_first()?;
        rest = after;
        if matches!(word.text.as_str(), "--region" | "--profile") {
            kept = format!("{kept} {} {}", word.text, value.raw);
        }
        options.push((word.text.as_str(), value));
    }
    match positional.as_slice() {
        ["proton", verb] => Some(Arguments { verb: [verb, ""], options, kept }),
        ["proton", verb, of] => Some(Arguments { verb: [verb, of], options, kept }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::shell::chains;
    use super::*;

    /// The call that a command makes, in short.
    fn short(code: &str) -> String {
        let chain = &chains(code).expect("chains")[0];
        match call(chain) {
            None => "unknown".into(),
            Some(Call::GetSpec { file }) => format!("get {}", file.raw),
            Some(Call::Edit { file, input, value, output }) => {
                let output = output.map_or("in place", |output| output.raw);
                format!("edit {} {input} {} {output}", file.raw, value.raw)
            }
            Some(Call::Update { instance, file, options }) => {
                format!("update {} {file}{options}", instance.raw)
            }
            Some(Call::Wait { instance, options }) => format!("wait {}{options}", instance.raw),
        }
    }

    #[test]
    fn notifications_are_recognized() {
        for (code, expected) in [
            (
                "aws proton notify-resource-deployment-status-change --resource-arn $R --status IN_PROGRESS --outputs file://o.json",
                true,
            ),
            ("aws proton get-service --name a", false),
            ("aws proton notify-resource-deployment-status-change --status A | cat", false),
        ] {
            assert_eq!(is_notification(&chains(code).expect("chains")[0]), expected, "{code}");
        }
    }

    #[test]
    fn calls_of_proton_are_recognized() {
        for (code, expected) in [
            (
                "aws proton --region $R get-service --name $S | jq -r .service.spec > s.yaml",
                "get s.yaml",
            ),
            (
                "aws proton --endpoint-url https://proton.$R.amazonaws.com get-service --name $S | jq -r '.service.spec' > s",
                "get s",
            ),
            ("aws proton get-service --name $S --query service.spec --output text > s", "get s"),
            ("aws proton get-service --name $S", "unknown"),
            ("aws proton get-service --name $S | jq -r .service.pipeline > s", "unknown"),
            (
                "yq w s.yaml 'instances[*].spec.image' \"$I\" > r.yaml",
                "edit s.yaml image \"$I\" r.yaml",
            ),
            (
                "yq write -i s.yaml 'instances[*].spec.code.bucket' $I",
                "edit s.yaml code.bucket $I in place",
            ),
            ("yq w s.yaml 'instances[0].spec.image' $I > r.yaml", "unknown"),
            ("yq w s.yaml 'pipeline.image' $I > r.yaml", "unknown"),
            ("yq e '.instances[].spec.image = \"a\"' s.yaml > r.yaml", "unknown"),
            (
                "aws proton --region $R update-service-instance --deployment-type CURRENT_VERSION --name $I --service-name $S --spec file://a/r.yaml",
                "update $I a/r.yaml --region $R",
            ),
            (
                "aws --profile p proton update-service-instance --version-update-type UPDATE_SPEC --name dev --service-name $S --spec file://r.yaml",
                "update dev r.yaml --profile p",
            ),
            (
                "aws proton update-service-instance --deployment-type MINOR_VERSION --name $I --service-name $S --spec file://r.yaml",
                "unknown",
            ),
            (
                "aws proton update-service-instance --deployment-type CURRENT_VERSION --name $I --service-name $S --spec $SPEC",
                "unknown",
            ),
            (
                "aws proton update-service-instance --deployment-type CURRENT_VERSION --name $I --service-name $S --spec file://r --template-minor-version 2",
                "unknown",
            ),
            ("aws proton wait service-instance-deployed --name $I --service-name $S", "wait $I"),
            (
                "aws proton wait service-instance-update-complete --name $I --service-name $S",
                "wait $I",
            ),
            ("aws proton wait environment-deployed --name $E", "unknown"),
            ("aws proton update-service-pipeline --service-name $S", "unknown"),
            ("aws s3 cp a b", "unknown"),
        ] {
            assert_eq!(short(code), expected, "{code}");
        }
    }
}
