//! The proofs of a conversion, without which its result is refused.

use super::conversion::Conversion;
use super::insert::INTERFACE;
use super::model::{
    Model, ParameterValue, ParameterValues, difference, output_key, template_model,
};
use super::parameter::{Parameter, declared, value_text};
use crate::render::Undefined;
use crate::render::symbolic::{SymbolSource, Symbolic};
use crate::schema::accepts;
use crate::value::Value;
use crate::yaml;

/// How many other values of one input are tried.
const MAX_TRIED: usize = 6;
/// The same for all inputs of a template.
const MAX_TRIED_IN_ALL: usize = 200;

/// The parts of a template that its rendering lacks.
pub(super) struct Additions<'a> {
    /// With their values.
    pub(super) parameters: &'a [Parameter],
    /// The outputs that are read from the stack of the environment, with their values.
    pub(super) outputs: &'a [(String, String)],
    /// The name of the output with the origin.
    pub(super) origin: Option<&'a str>,
}

/// The first part in which a template with the values of its parameters means something else than the
/// rendering, but for the parameters themselves, their labels and the conditions of that name. None where there is no such part. Fails
/// where the template cannot be read.
pub(super) fn model_difference(
    template: &str,
    rendering: &str,
    additions: &Additions<'_>,
    conditions: &[String],
) -> Result<Option<Vec<String>>, String> {
    let read = |text: &str, values: &ParameterValues| {
        let document = yaml::parse(text);
        match (document.root, document.error) {
            (Some(root), None) => Ok(template_model(&root, values, conditions)),
            _ => Err("The result would not be well-formed YAML.".to_owned()),
        }
    };
    let Additions { parameters, outputs, origin } = additions;
    let own = parameters.iter().map(|parameter| (parameter.name.clone(), value(parameter)));
    let outputs =
        outputs.iter().map(|(name, value)| (output_key(name), ParameterValue::Text(value.clone())));
    let own = own.chain(outputs);
    let mut converted = read(template, &own.collect())?;
    without_additions(&mut converted, parameters);
    without_origin(&mut converted, *origin);
    let mut rendered = read(rendering, &ParameterValues::new())?;
    without_additions(&mut rendered, &[]);
    Ok(difference(&converted, &rendered))
}

fn value(parameter: &Parameter) -> ParameterValue {
    let is_list = parameter.definition.get("Type") == Some(&"CommaDelimitedList".into());
    if is_list {
        ParameterValue::List(parameter.value.split(',').map(str::to_owned).collect())
    } else {
        ParameterValue::Text(parameter.value.clone())
    }
}

/// Takes out what a conversion adds. A section that is left without entries goes, too.
fn without_additions(template: &mut Model, parameters: &[Parameter]) {
    let Model::Map(sections) = template else { return };
    if let Some(Model::Map(own)) = sections.get_mut("Parameters") {
        own.retain(|name, _| parameters.iter().all(|parameter| parameter.name != *name));
    }
    if let Some(Model::Map(metadata)) = sections.get_mut("Metadata")
        && !parameters.is_empty()
    {
        let is_ours = |interface: &Model| match interface {
            Model::Map(interface) => interface.contains_key("ParameterGroups"),
            _ => false,
        };
        if metadata.get(INTERFACE).is_some_and(is_ours) {
            metadata.remove(INTERFACE);
        }
    }
    for section in ["Parameters", "Metadata"] {
        let is_empty = |section: &Model| {
            matches!(section, Model::Null) || matches!(section, Model::Map(map) if map.is_empty())
        };
        if sections.get(section).is_some_and(is_empty) {
            sections.remove(section);
        }
    }
}

/// Takes out the output that names the origin.
fn without_origin(template: &mut Model, origin: Option<&str>) {
    let (Model::Map(sections), Some(origin)) = (template, origin) else { return };
    if let Some(Model::Map(outputs)) = sections.get_mut("Outputs") {
        outputs.remove(origin);
        if outputs.is_empty() {
            sections.remove("Outputs");
        }
    }
}

/// A parameter whose other values change more of the rendering than the places where it is printed, with
/// the reason as a clause. Each value is rendered as Proton would have.
pub(super) fn dependence(
    conversion: &mut Conversion<'_>,
    symbolic: &Symbolic,
    numbers: &[usize],
) -> Option<(usize, String)> {
    let subject = conversion.subject;
    let mut tried = 0;
    for number in numbers {
        let SymbolSource::Value(path) = conversion.symbols.sources[*number].clone() else {
            continue;
        };
        if conversion.is_choice(&path) {
            continue;
        }
        let Some(value) = subject.value(&path) else { continue };
        let declared = declared(&subject.reading.schema, &path);
        for other in others(value, declared) {
            let is_valid = declared.is_none_or(|declared| {
                !is_constrained(declared) || accepts(&subject.reading.schema, declared, &other)
            });
            if !is_valid || tried >= MAX_TRIED_IN_ALL {
                continue;
            }
            tried += 1;
            let context = subject.context_with(&path, &other);
            let ordinary = subject.template.render(&context, Undefined::Strict);
            if !ordinary.errors.is_empty() {
                continue;
            }
            let again = conversion.render_with(&context);
            let is_same = again.rendered.text == symbolic.rendered.text;
            if !is_same || again.filled() != ordinary.text {
                let shown = yaml::flow(&other);
                return Some((*number, format!("the value {shown} changes the template itself")));
            }
        }
    }
    None
}

/// Whether a definition may refuse a value of its type: preparing it to find out takes time.
fn is_constrained(declared: &Value) -> bool {
    const CONSTRAINTS: [&str; 13] = [
        "pattern",
        "format",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "multipleOf",
        "minItems",
        "maxItems",
        "uniqueItems",
        "allOf",
        "anyOf",
        "oneOf",
    ];
    let has = |key: &&str| declared.get(key).is_some();
    CONSTRAINTS.iter().any(has) || declared.get("not").is_some()
}

/// Other values for an input.
fn others(value: &Value, declared: Option<&Value>) -> Vec<Value> {
    let options = declared.and_then(|declared| declared.get("enum")?.as_list());
    let all = match (options, value) {
        (Some(options), _) => options.to_vec(),
        (None, Value::Bool(value)) => vec![Value::Bool(!value)],
        (None, Value::Int(number)) => {
            [1, -1, 100].iter().map(|step| Value::Int(number.saturating_add(*step))).collect()
        }
        (None, Value::Float(number)) => {
            vec![Value::Float(number + 1.0), Value::Float(number - 1.0)]
        }
        (None, Value::String(text)) => {
            vec![Value::String(format!("{text}x")), Value::String(format!("{text}1")), "x".into()]
        }
        (None, Value::List(items)) => {
            let more = items.iter().cloned().chain(items.last().cloned());
            vec![Value::List(more.collect()), Value::List(items[..items.len().min(1)].to_vec())]
        }
        _ => vec![],
    };
    let is_other = |other: &Value| other != value && value_text(other).is_some();
    all.into_iter().filter(is_other).take(MAX_TRIED).collect()
}
