//! The commands of a pipeline that work without Proton.

use std::collections::HashSet;

use super::Deployed;
use super::call::{Call, call};
use super::shell::{ShellLine, chains};
use super::variables::Variables;

/// The program for jq that makes the request to update a stack: with the new values, and the previous ones of all other
/// parameters. `CAPABILITIES` and `TEMPLATE` in it are replaced.
const REQUEST: &str = r#"$values[0] as $new | .Stacks[0] as $stack | [$stack.Parameters[]? | .ParameterKey] as $known | if ($new | keys) - $known != [] then error("The stack has no parameter " + (($new | keys) - $known | join(", ")) + ". Run bin/adopt first.") else {StackName: $stack.StackName, TEMPLATE, Capabilities: CAPABILITIES, Parameters: [$stack.Parameters[]? | $new[.ParameterKey] as $value | if $value == null or $value == .ParameterValue then {ParameterKey, UsePreviousValue: true} else {ParameterKey, ParameterValue: $value} end]} + (if (env.instance_role // "") == "" then {} else {RoleARN: env.instance_role} end) end"#;
/// Whether a request has a new value.
const HAS_CHANGES: &str = r#"any(.Parameters[]; has("ParameterValue"))"#;

/// The rewritten commands of one project.
pub(super) struct Commands<'p> {
    instances: &'p [Deployed],
    variables: &'p Variables,
    /// The files with a spec, which contain only the new values now.
    specs: HashSet<String>,
    /// The instances that are deployed, in the order of their variables.
    pub(super) deployed: Vec<usize>,
    /// The inputs that are set.
    pub(super) edited: Vec<String>,
}

impl<'p> Commands<'p> {
    pub(super) fn new(instances: &'p [Deployed], variables: &'p Variables) -> Self {
        let (specs, deployed, edited) = (HashSet::new(), vec![], vec![]);
        Self { instances, variables, specs, deployed, edited }
    }

    /// A line without Proton; `None` if it has no command of Proton, or one that is unknown.
    pub(super) fn rewritten(&mut self, line: &str) -> Option<String> {
        if line.trim_start().starts_with('#') {
            return None;
        }
        let has_call = |code: &str| {
            chains(code).is_some_and(|chains| chains.iter().any(|one| call(one).is_some()))
        };
        let found = ShellLine::find(line, has_call)?;
        let mut commands = vec![];
        let mut is_changed = false;
        for chain in chains(&found.code)? {
            match call(&chain) {
                Some(call) => {
                    commands.extend(self.replaced(call)?);
                    is_changed = true;
                }
                None => commands.push(chain.raw.to_owned()),
            }
        }
        is_changed.then(|| found.with(&commands))
    }

    /// The commands in place of a call.
    fn replaced(&mut self, call: Call<'_>) -> Option<Vec<String>> {
        Some(match call {
            Call::GetSpec { file } => {
                self.specs.insert(file.text.clone());
                vec![format!("echo '{{}}' > {}", file.raw)]
            }
            Call::Edit { file, input, value, output } => {
                if !self.specs.contains(&file.text) {
                    return None;
                }
                let parameter = parameter_of(self.instances, &input)?;
                self.edited.push(input);
                let value = quoted(value.raw);
                let edit = format!("jq --arg value {value} '.{parameter} = $value' {}", file.raw);
                if let Some(output) = output {
                    self.specs.insert(output.text.clone());
                    vec![format!("{edit} > {}", output.raw)]
                } else {
                    let file = file.raw;
                    vec![format!("{edit} > {file}.new"), format!("mv {file}.new {file}")]
                }
            }
            Call::Update { instance, file, options } => {
                let (variable, instance) = self.stack(&instance.text)?;
                update(&variable, &self.instances[instance], file, &options)
            }
            Call::Wait { instance, options } => {
                let index = self.variables.instance(&instance.text, self.instances)?;
                let is_updated = self.deployed.contains(&index);
                let (variable, _) = self.stack(&instance.text)?;
                let wait = format!(
                    "aws cloudformation wait stack-update-complete{options} --stack-name ${variable}"
                );
                // Without a change, the stack is not updated, and the state may be that of its creation.
                let guarded = format!(
                    "if jq -e '{HAS_CHANGES}' ${variable}-update.json > /dev/null; then {wait}; fi"
                );
                vec![if is_updated { guarded } else { wait }]
            }
        })
    }

    /// The environment variable with the name of an instance's stack, and the instance, which a command names `name`.
    fn stack(&mut self, name: &str) -> Option<(String, usize)> {
        let instance = self.variables.instance(name, self.instances)?;
        let known = self.deployed.iter().position(|known| *known == instance);
        let at = known.unwrap_or_else(|| {
            self.deployed.push(instance);
            self.deployed.len() - 1
        });
        Some((variable(at), instance))
    }
}

/// The commands that update the stack of an instance with the values in a file.
fn update(variable: &str, instance: &Deployed, values: &str, options: &str) -> Vec<String> {
    let stack = format!("--stack-name ${variable}");
    let capabilities: Vec<String> =
        instance.capabilities.iter().map(|name| format!("\"{name}\"")).collect();
    let (template, file) = if instance.has_transform {
        let body = "TemplateBody: ($template[0].TemplateBody | if type == \"string\" then . else tojson end)";
        (body, format!(" --slurpfile template ${variable}-template.json"))
    } else {
        ("UsePreviousTemplate: true", String::new())
    };
    let request = REQUEST
        .replace("CAPABILITIES", &format!("[{}]", capabilities.join(", ")))
        .replace("TEMPLATE", template);
    let mut commands = vec![format!(
        "aws cloudformation describe-stacks{options} {stack} --output json > ${variable}.json"
    )];
    if instance.has_transform {
        commands.push(format!(
            "aws cloudformation get-template{options} {stack} --template-stage Original --output json > ${variable}-template.json"
        ));
    }
    commands.push(format!(
        "jq --slurpfile values {values}{file} '{request}' ${variable}.json > ${variable}-update.json"
    ));
    commands.push(format!(
        "if jq -e '{HAS_CHANGES}' ${variable}-update.json > /dev/null; then aws cloudformation update-stack{options} --cli-input-json file://${variable}-update.json; else echo 'No changes.'; fi"
    ));
    commands
}

/// The environment variable with the name of the stack of the instance that a project deploys at `at`.
pub(super) fn variable(at: usize) -> String {
    if at == 0 { "instance_stack".to_owned() } else { format!("instance_stack_{}", at + 1) }
}

/// The parameter for an input of instances, if it has the same name in each template that has it.
pub(super) fn parameter_of(instances: &[Deployed], input: &str) -> Option<String> {
    let own = instances.iter().flat_map(|instance| &instance.inputs);
    let mut names = own.filter(|(name, _)| name == input).map(|(_, parameter)| parameter);
    let first = names.next()?;
    names.all(|name| name == first).then(|| first.clone())
}

/// A word that is one argument for any value of its variable.
fn quoted(raw: &str) -> String {
    if raw.starts_with('$') && !raw.contains(['"', '\'']) {
        format!("\"{raw}\"")
    } else {
        raw.to_owned()
    }
}
