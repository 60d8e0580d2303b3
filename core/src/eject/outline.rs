//! The report of an ejected bundle: as text for people, and as JSON.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use super::files::kind;
use super::parameter::Parameter;
use super::report::{Fate, Input};
use super::{Ejected, Ejection, Module, Stack, Tool};
use crate::schema::json as json_of;
use crate::value::Value;

impl Ejected {
    /// The report as text: for each stack its parameters, then each input that is written out, with the line
    /// that decided it and the way to a parameter.
    pub fn report(&self) -> String {
        let mut text = String::new();
        for reason in &self.refusals {
            line(&mut text, format_args!("{}: not ejected. {reason}", self.bundle));
        }
        if self.refusals.is_empty() && self.stacks.is_empty() && self.modules.is_empty() {
            line(
                &mut text,
                format_args!("{}: nothing to eject, as the bundle has no template.", self.bundle),
            );
        }
        for stack in &self.stacks {
            stack_report(&mut text, stack);
        }
        for module in &self.modules {
            module_report(&mut text, module);
        }
        for template in self.templates.iter().filter(|template| template.stacks.len() > 1) {
            let labels: Vec<&str> =
                template.stacks.iter().map(|at| self.stacks[*at].label.as_str()).collect();
            line(&mut text, format_args!("One template serves {}.", labels.join(", ")));
        }
        text
    }

    /// The report as JSON. Compatible changes keep `version`.
    pub fn report_json(&self) -> Json {
        let templates = self.templates.iter().map(|template| {
            let stacks = template.stacks.iter().map(|at| self.stacks[*at].label.as_str());
            json!({ "stacks": stacks.collect::<Vec<_>>(), "bytes": template.text.len() })
        });
        let stacks = self.stacks.iter().map(|stack| {
            json!({
                "name": stack.label,
                "kind": kind(stack.target),
                "source": stack.file.path,
                "template": stack.template.as_ref().ok(),
                "refusal": stack.template.as_ref().err(),
                "parameters": stack.parameters.iter().map(parameter_json).collect::<Vec<_>>(),
                "inputs": stack.inputs.iter().map(input_json).collect::<Vec<_>>(),
                "owned": stack.owned,
                "changes": stack.changes,
            })
        });
        json!({
            "version": 1,
            "bundle": self.bundle,
            "refusals": self.refusals,
            "templates": templates.collect::<Vec<_>>(),
            "stacks": stacks.collect::<Vec<_>>(),
            "modules": self.modules.iter().map(module_json).collect::<Vec<_>>(),
        })
    }
}

impl Ejection {
    /// The report as text: that of each bundle, then the values that are unknown, and the lines that still use Proton.
    pub fn report(&self) -> String {
        let mut text: String = self.bundles.iter().map(Ejected::report).collect();
        for planned in &self.stacks {
            for name in &planned.missing {
                let parameters = &planned.parameters;
                line(
                    &mut text,
                    format_args!("{parameters}: add a value for {name}, no sample sets it."),
                );
            }
        }
        for other in &self.others {
            line(
                &mut text,
                format_args!(
                    "stacks.env: name the stack of {}, outputs of it are parameters.",
                    other.id
                ),
            );
        }
        for (path, leftover) in self.leftovers() {
            line(
                &mut text,
                format_args!("{path}:{}: still uses Proton: {}", leftover.line, leftover.text),
            );
        }
        text
    }

    /// The report as JSON. Compatible changes keep `version`.
    pub fn report_json(&self) -> Json {
        let stacks = self.stacks.iter().map(|planned| {
            json!({
                "id": planned.id,
                "bundle": self.bundles[planned.bundle].bundle,
                "name": self.stack(planned).label,
                "template": planned.template,
                "parameters": planned.parameters,
                "deployment": planned.deployment,
                "rendering": planned.rendering,
                "stack": planned.name,
                "new_name": planned.new_name,
                "capabilities": planned.capabilities,
                "missing": planned.missing,
                "secrets": planned.secrets,
                "outputs": planned.wires.iter().map(|wire| json!({
                    "parameter": wire.parameter, "stack": wire.stack, "output": wire.output,
                })).collect::<Vec<_>>(),
            })
        });
        let leftovers = self.leftovers();
        let leftovers = leftovers.iter().map(
            |(path, leftover)| json!({"path": path, "line": leftover.line, "text": leftover.text}),
        );
        json!({
            "version": 1,
            "bundles": self.bundles.iter().map(Ejected::report_json).collect::<Vec<_>>(),
            "stacks": stacks.collect::<Vec<_>>(),
            "others": self.others.iter().map(|other| json!({"id": other.id, "of": other.of})).collect::<Vec<_>>(),
            "uses_of_proton": leftovers.collect::<Vec<_>>(),
        })
    }

    /// Whether every stack of every bundle has a template.
    pub fn is_complete(&self) -> bool {
        self.bundles.iter().all(|bundle| {
            bundle.refusals.is_empty() && bundle.stacks.iter().all(|stack| stack.template.is_ok())
        })
    }
}

fn parameter_json(parameter: &Parameter) -> Json {
    let value = (!parameter.is_secret).then_some(&parameter.value);
    json!({
        "name": parameter.name,
        "from": parameter.from,
        "computed": parameter.is_computed,
        "secret": parameter.is_secret,
        "value": value,
        "definition": json_of(&Value::Map(parameter.definition.clone())),
        "lost": parameter.lost,
    })
}

fn module_json(module: &Module) -> Json {
    json!({
        "name": module.label,
        "kind": kind(module.target),
        "tool": module.tool.folder(),
        "source": module.manifest,
        "files": module.files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "missing": module.missing,
        "secrets": module.secrets,
        "omitted": module.omitted,
    })
}

fn module_report(text: &mut String, module: &Module) {
    let Module { label, manifest, inputs, files, .. } = module;
    let tool = match module.tool {
        Tool::Terraform => "Terraform",
        Tool::CodeBuild => "CodeBuild",
    };
    let noun = if files.len() == 1 { "file" } else { "files" };
    line(text, format_args!("{label} ({manifest}): {} {noun} for {tool}", files.len()));
    for name in &module.missing {
        line(text, format_args!("  {inputs}: add a value for {name}, no sample sets it."));
    }
    for name in &module.secrets {
        line(text, format_args!("  {inputs}: {name} is a secret, which is left out."));
    }
    for name in &module.omitted {
        line(text, format_args!("  {name} contains a secret, and is left out."));
    }
}

fn input_json(input: &Input) -> Json {
    let (fate, parameter, computed) = match &input.fate {
        Fate::Parameter { name, computed } => ("parameter", Some(name), computed.as_slice()),
        Fate::Derived { computed } => ("derived", None, computed.as_slice()),
        Fate::Frozen => ("frozen", None, &[][..]),
        Fate::Split => ("split", None, &[][..]),
        Fate::Unread => ("unread", None, &[][..]),
    };
    json!({
        "name": input.name,
        "fate": fate,
        "parameter": parameter,
        "computed": computed,
        "value": input.value,
        "line": input.decision.as_ref().map(|decision| decision.line).or(input.line),
        "expression": input.decision.as_ref().map(|decision| &decision.text),
        "reason": input.decision.as_ref().map(|decision| &decision.reason),
        "advice": input.advice,
    })
}

fn stack_report(text: &mut String, stack: &Stack) {
    let Stack { label, file, .. } = stack;
    if let Err(reason) = &stack.template {
        line(text, format_args!("{label} ({}): not ejected. {reason}", file.path));
        return;
    }
    let count = stack.parameters.len();
    let noun = if count == 1 { "parameter" } else { "parameters" };
    line(text, format_args!("{label} ({}): {count} {noun}", file.path));
    if !stack.owned.is_empty() {
        line(text, format_args!("  The pipeline sets {}.", stack.owned.join(", ")));
    }
    if !stack.changes.is_empty() {
        let names = stack.changes.join(", ");
        line(text, format_args!("  The commands of Proton are replaced in {names}."));
    }
    for parameter in &stack.parameters {
        let how = if parameter.is_computed { "computed by" } else { "from" };
        let is_own = |input: &&Input| matches!(&input.fate, Fate::Parameter { name, .. } if *name == parameter.name);
        let read = stack.inputs.iter().find(is_own).and_then(|input| input.line);
        let place = read.map_or(String::new(), |at| format!(" ({}:{at})", file.path));
        line(text, format_args!("  {} {how} {}{place}", parameter.name, parameter.from));
        if !parameter.lost.is_empty() {
            let lost = parameter.lost.join(", ");
            line(text, format_args!("    CloudFormation does not check: {lost}"));
        }
    }
    for input in &stack.inputs {
        let what = match input.fate {
            Fate::Frozen => "is written out",
            Fate::Split => "differs between the templates and is written out in each",
            _ => continue,
        };
        match &input.value {
            Some(value) => line(text, format_args!("  {} {what}: {value}", input.name)),
            None => line(text, format_args!("  {} is left out", input.name)),
        }
        if let Some(decision) = &input.decision {
            let first = decision.text.lines().next().unwrap_or_default();
            let (path, at) = (&file.path, decision.line);
            line(text, format_args!("    {path}:{at}: `{first}`: {}.", decision.reason));
        }
        if let Some(advice) = &input.advice {
            line(text, format_args!("    {advice}"));
        }
    }
}

/// Appends a line; a string takes everything.
fn line(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
    text.push('\n');
}
