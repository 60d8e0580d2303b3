//! `README.md` of the result.

use std::fmt::Write;

use super::markdown::{cell, code, plain};
use super::modules::modules;
use super::targets;
use crate::eject::origin::STACK_NAME;
use crate::eject::report::{Fate, Input};
use crate::eject::{Ejection, MAX_REQUEST, PlannedStack, Stack, Tool};

/// The maximum number of parameters for Git sync. Source: CloudFormation user guide, "Git sync".
const MAX_GIT_SYNC: usize = 50;

const FREE: &str = "# CloudFormation stacks without AWS Proton\n";
const NOT_FREE: &str = "# CloudFormation stacks that still use AWS Proton\n";

const HEAD: &str = "
Cyclotron made these files from template bundles of AWS Proton. They are yours: the scripts need neither Proton nor
Cyclotron.

| path | contents |
|---|---|
";

const TERRAFORM: &str = "\
| `terraform/` | the files of Terraform, with the inputs in a file that Terraform reads by itself |
";
const CODEBUILD: &str = "\
| `codebuild/` | the commands that CodeBuild ran, as scripts, with the file of inputs that they read |
";
const BUNDLES: &str = "\
| `proton/` | the bundles and specs |
";

const PIPELINES: &str = "
## Pipelines

Proton's commands are replaced: a pipeline updates the stack of each service instance with its previous template, the new
values, and the previous values of all other parameters.

- Run a pipeline only after its instances are adopted or deployed: Proton's templates lack the parameters.
- The role of the pipeline's deployment project needs permissions for the resources of these stacks. It needs none if the stacks
  have a service role of CloudFormation already, or if you enter the ARN of one as the parameter `InstanceRole`.
- The stacks have to be in the account and region of the pipeline.
";

/// The text of `README.md`.
pub(super) fn readme(ejection: &Ejection) -> String {
    let is_free = ejection.is_complete() && ejection.leftovers().is_empty();
    let mut text = format!("{}{HEAD}", if is_free { FREE } else { NOT_FREE });
    let has_tool =
        |tool| ejection.modules.iter().any(|planned| ejection.module(planned).tool == tool);
    let has_stacks = !ejection.stacks.is_empty();
    targets::rows(&mut text, ejection);
    for (is_there, rows) in [
        (has_tool(Tool::Terraform), TERRAFORM),
        (has_tool(Tool::CodeBuild), CODEBUILD),
        (true, BUNDLES),
    ] {
        if is_there {
            text.push_str(rows);
        }
    }
    not_ejected(&mut text, ejection);
    leftovers(&mut text, ejection);
    if has_stacks {
        targets::sections(&mut text, ejection);
        stacks(&mut text, ejection);
    }
    for planned in &ejection.stacks {
        stack(&mut text, ejection, planned);
    }
    let has_changes = |planned| !ejection.stack(planned).changes.is_empty();
    if ejection.stacks.iter().any(has_changes) {
        text.push_str(PIPELINES);
    }
    modules(&mut text, ejection);
    secrets(&mut text, ejection);
    if has_stacks {
        targets::limits(&mut text, ejection);
    }
    text
}

/// Appends a line. Writing to a string does not fail.
pub(super) fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(line);
    text.push('\n');
}

fn not_ejected(text: &mut String, ejection: &Ejection) {
    let mut reasons = vec![];
    for bundle in &ejection.bundles {
        reasons.extend(bundle.refusals.iter().map(|reason| (bundle.bundle.clone(), reason)));
        let stacks = bundle.stacks.iter().filter_map(|stack| {
            let reason = stack.template.as_ref().err()?;
            Some((format!("{}, {}", bundle.bundle, stack.label), reason))
        });
        reasons.extend(stacks);
    }
    if reasons.is_empty() {
        return;
    }
    text.push_str("\n## Not ejected\n\nThese still need Proton:\n\n");
    for (of, reason) in reasons {
        line(text, format_args!("- {}: {}", code(&of), plain(reason)));
    }
}

fn leftovers(text: &mut String, ejection: &Ejection) {
    let found = ejection.leftovers();
    if found.is_empty() {
        return;
    }
    text.push_str(
        "\n## Uses of Proton that are left\n\nThese lines call Proton, and fail since it has ended. Replace the commands by \
         `aws cloudformation update-stack --use-previous-template` with the parameter that changes and `UsePreviousValue` for \
         the others (if the template has a `Transform`, pass it again instead), and the permissions by those for the stack:\n\n",
    );
    for (path, leftover) in found {
        line(text, format_args!("- `{path}`, line {}: {}", leftover.line, code(&leftover.text)));
    }
}

fn stacks(text: &mut String, ejection: &Ejection) {
    text.push_str("\n## Stacks\n\n| stack | template | name if it is new |\n|---|---|---|\n");
    for planned in &ejection.stacks {
        let PlannedStack { id, template, new_name, .. } = planned;
        line(text, format_args!("| `{id}` | `{template}` | `{new_name}` |"));
    }
    if !ejection.others.is_empty() {
        text.push_str("\nThese stacks have no template here, and supply values of parameters:\n\n");
        for other in &ejection.others {
            line(text, format_args!("- `{}`: {}", other.id, code(&other.of)));
        }
    }
}

fn stack(text: &mut String, ejection: &Ejection, planned: &PlannedStack) {
    let stack = ejection.stack(planned);
    line(text, format_args!("\n### `{}`\n\nTemplate: {}", planned.id, code(&stack.file.path)));
    let bytes = stack
        .template
        .as_ref()
        .map_or(0, |at| ejection.bundles[planned.bundle].templates[*at].text.len());
    if bytes > MAX_REQUEST {
        line(
            text,
            format_args!("\nThe template has {bytes} bytes, so the scripts need `--bucket`."),
        );
    }
    if stack.parameters.len() > MAX_GIT_SYNC {
        let count = stack.parameters.len();
        line(
            text,
            format_args!("\nThe template has {count} parameters, which is too many for Git sync."),
        );
    }
    parameters(text, planned, stack);
    pipeline(text, stack);
    let frozen: Vec<&Input> = stack.inputs.iter().filter(|input| input.is_frozen()).collect();
    if !frozen.is_empty() {
        text.push_str("\nThe values of these inputs are in the template:\n\n");
    }
    for input in frozen {
        let value = input.value.as_deref().map_or("left out".to_owned(), code);
        let split = if input.fate == Fate::Split {
            " Stacks with other values have a template of their own."
        } else {
            ""
        };
        line(text, format_args!("- {}: {value}.{split}", code(&input.name)));
        if let Some(decision) = &input.decision {
            let place = format!("{}:{}", stack.file.path, decision.line);
            let (expression, reason) = (code(&decision.text), plain(&decision.reason));
            line(text, format_args!("  {}: {expression}: {reason}.", code(&place)));
        }
        if let Some(advice) = &input.advice {
            line(text, format_args!("  {}", plain(advice)));
        }
    }
}

fn parameters(text: &mut String, planned: &PlannedStack, stack: &Stack) {
    if stack.parameters.is_empty() {
        text.push_str("\nThe template has no parameters.\n");
        return;
    }
    text.push_str("\n| parameter | input or expression | value |\n|---|---|---|\n");
    for parameter in &stack.parameters {
        let wire = planned.wires.iter().find(|wire| wire.parameter == parameter.name);
        let value = match wire {
            Some(wire) if wire.output == STACK_NAME => {
                format!("the name of the stack `{}`", wire.stack)
            }
            Some(wire) => format!("output {} of `{}`", cell(&wire.output), wire.stack),
            None if parameter.is_secret => "a secret, which the scripts ask for".to_owned(),
            None if parameter.is_made_up => "**unknown**".to_owned(),
            None => cell(&parameter.value),
        };
        line(text, format_args!("| `{}` | {} | {value} |", parameter.name, cell(&parameter.from)));
    }
    if !planned.missing.is_empty() {
        let names: Vec<String> = planned.missing.iter().map(|name| format!("`{name}`")).collect();
        line(
            text,
            format_args!(
                "\nThe values of {} are unknown, because no sample sets them. To adopt the stack, set them in the sample and eject again: \
                 `rendered/` has made-up values in their place. For a new stack, it is enough to enter them in `{}`. While one is missing, \
                 the scripts stop at this stack.",
                names.join(", "),
                planned.parameters
            ),
        );
    }
    let lost: Vec<_> =
        stack.parameters.iter().filter(|parameter| !parameter.lost.is_empty()).collect();
    if !lost.is_empty() {
        text.push_str("\nCloudFormation does not check these constraints of the schema:\n\n");
    }
    for parameter in lost {
        line(text, format_args!("- `{}`: {}", parameter.name, code(&parameter.lost.join(", "))));
    }
}

/// The resources and parameters that differ because Proton's commands are replaced.
fn pipeline(text: &mut String, stack: &Stack) {
    if !stack.changes.is_empty() {
        let names: Vec<String> = stack.changes.iter().map(|name| format!("`{name}`")).collect();
        line(
            text,
            format_args!(
                "\nThe commands of Proton are replaced, so these resources change: {}.",
                names.join(", ")
            ),
        );
    }
    if !stack.owned.is_empty() {
        let names: Vec<String> = stack.owned.iter().map(|name| format!("`{name}`")).collect();
        line(
            text,
            format_args!(
                "\nThe pipeline sets {}. So `bin/deploy` keeps the value of an adopted stack, and the file in `deployments/` does not have it. \
                 Proton's pipeline changed the value in Proton's copy of the spec. Before you adopt the stack, set it in your spec to the one that \
                 is deployed (`aws cloudformation get-template` shows it), and eject again.",
                names.join(", ")
            ),
        );
    }
}

fn secrets(text: &mut String, ejection: &Ejection) {
    let omitted: Vec<String> = ejection
        .originals
        .iter()
        .flat_map(|original| {
            original.omitted.iter().map(|path| format!("proton/{}/{path}", original.folder))
        })
        .collect();
    let has_secret = ejection.stacks.iter().any(|planned| !planned.secrets.is_empty());
    if !has_secret && omitted.is_empty() {
        return;
    }
    text.push_str(
        "\n## Secrets\n\nValues of inputs with `format: password` are in none of these files. In `proton/`, they are replaced \
         by `(secret)`. The scripts ask for them.\n",
    );
    if !omitted.is_empty() {
        text.push_str("\nThese files contain a secret elsewhere, and are left out:\n\n");
    }
    for path in omitted {
        line(text, format_args!("- {}", code(&path)));
    }
}
