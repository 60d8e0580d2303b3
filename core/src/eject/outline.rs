//! The report of an ejected bundle: as text for people, and as JSON.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use super::parameter::Parameter;
use super::report::{Fate, Input};
use super::{Ejected, Stack};
use crate::bundle::Target;
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
        for stack in &self.stacks {
            stack_report(&mut text, stack);
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
            })
        });
        json!({
            "version": 1,
            "bundle": self.bundle,
            "refusals": self.refusals,
            "templates": templates.collect::<Vec<_>>(),
            "stacks": stacks.collect::<Vec<_>>(),
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
        "line": input.decision.as_ref().map(|decision| decision.line),
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
    for parameter in &stack.parameters {
        let how = if parameter.is_computed { "computed by" } else { "from" };
        line(text, format_args!("  {} {how} {}", parameter.name, parameter.from));
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

fn kind(target: Target) -> &'static str {
    match target {
        Target::Environment => "environment",
        Target::Instance(_) => "instance",
        Target::Pipeline => "pipeline",
        Target::Component => "component",
    }
}

/// Appends a line; a string takes everything.
fn line(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
    text.push('\n');
}
