//! The outputs of a stack whose values are known without an AWS account, because the template contains them, such
//! as `Value: "{{ service_instance.inputs.runtime }}"`.

use crate::bundle::{Bundle, Kind, Part};
use crate::manifest::{Template as Named, manifest};
use crate::render::{Allowance, Context, Inputs, Template, Undefined, contexts};
use crate::schema::{Extent, Role, Schema, schema};
use crate::spec::{self, Spec};
use crate::value::{Map, Value};
use crate::yaml::{self, Node};

/// The name of an output and its value.
pub(super) type WrittenOut = (String, String);

/// The output values that the template of an environment contains, rendered with the sample of its inputs, except
/// values that depend on a made-up input.
pub(super) fn of_environment(environment: &Bundle) -> Vec<WrittenOut> {
    let Some(text) = template(environment, Part::Environment).filter(|text| writes_out(text))
    else {
        return vec![];
    };
    let (schema, _) = schema(environment);
    let sample = match environment.text(environment.spec()) {
        Some(text) => text.into(),
        None => std::borrow::Cow::Owned(spec::sample(environment, &schema, "", Extent::Required)),
    };
    let Some(spec) = spec::spec(environment, &schema, &sample).0 else { return vec![] };
    let contexts = own_contexts(environment, &schema, &spec, &Value::Null);
    let mut allowance = Allowance::default();
    let Ok(template) = Template::compile(text) else { return vec![] };
    let outputs = contexts.iter().flat_map(|context| rendered(&template, context, &mut allowance));
    let made_up = schema.made_up_texts();
    let is_given = |(_, text): &WrittenOut| !made_up.iter().any(|made_up| text.contains(made_up));
    outputs.filter(is_given).collect()
}

/// The output values that the template of the service instances contains, rendered with these `outputs` of others,
/// for each instance that has a name.
pub(super) fn of_instances(
    bundle: &Bundle,
    schema: &Schema,
    spec: &Spec,
    outputs: &Value,
) -> Vec<(String, Vec<WrittenOut>)> {
    let Some(text) = template(bundle, Part::Instance).filter(|text| writes_out(text)) else {
        return vec![];
    };
    let Ok(template) = Template::compile(text) else { return vec![] };
    let mut allowance = Allowance::default();
    let contexts = own_contexts(bundle, schema, spec, outputs);
    let instances = spec.instances().iter().zip(&contexts);
    let named = instances.filter_map(|(instance, context)| {
        let name = instance.get("name").and_then(Value::as_str)?;
        let outputs = rendered(&template, context, &mut allowance);
        (!outputs.is_empty()).then(|| (name.to_owned(), outputs))
    });
    named.collect()
}

/// Whether the value of any output may be a literal; this avoids rendering for nothing.
fn writes_out(template: &str) -> bool {
    let below = template.split_once("\nOutputs:").map_or("", |(_, below)| below);
    below.lines().any(|line| {
        let value = line.split_once("Value:").map_or("", |(_, value)| value.trim());
        !value.is_empty() && !value.starts_with(['!', '{'])
    })
}

/// The contexts with which the environment's or the instances' template is rendered.
fn own_contexts(bundle: &Bundle, schema: &Schema, spec: &Spec, outputs: &Value) -> Vec<Context> {
    let kind = bundle.kind();
    let role = if kind == Kind::Service { Role::Service } else { Role::Environment };
    let inputs = Inputs {
        kind,
        has_pipeline: false,
        spec: &spec.value,
        outputs,
        defaults: &schema.defaults(role),
        pipeline_defaults: &Map::default(),
    };
    contexts(&inputs).into_iter().map(|(_, _, context)| context).collect()
}

fn template(bundle: &Bundle, part: Part) -> Option<&str> {
    match manifest(bundle, part).0.template? {
        Named::CloudFormation(path) => bundle.text(&path),
        _ => None,
    }
}

fn rendered(template: &Template, context: &Context, allowance: &mut Allowance) -> Vec<WrittenOut> {
    if allowance.is_spent() {
        return vec![];
    }
    let rendered = template.render_within(context, Undefined::Strict, allowance);
    let text = rendered.text.filter(|_| rendered.errors.is_empty());
    text.map(|text| written_out(&text)).unwrap_or_default()
}

/// The outputs of a rendered template whose values are literals.
fn written_out(text: &str) -> Vec<WrittenOut> {
    let root = yaml::parse(text).root;
    let outputs = root.as_ref().and_then(|root| root.get("Outputs"));
    let outputs = outputs.map(Node::entries).unwrap_or_default().iter();
    let texts = outputs.filter_map(|output| {
        let value = output.value.get("Value")?;
        let is_text = value.tag.as_ref().is_none_or(|tag| !tag.starts_with('!'));
        Some((output.name().to_owned(), value.text().filter(|_| is_text)?.to_owned()))
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_not_written_out() {
        let text = "Outputs:\n  A: {Value: nodejs20.x}\n  B: {Value: !Ref X}\n  C: {Value: {Ref: X}}\n  D:\n    Description: d\n    Value: '80'\n";
        let expected = [("A", "nodejs20.x"), ("D", "80")];
        assert_eq!(written_out(text), expected.map(|(name, value)| (name.into(), value.into())));
    }

    #[test]
    fn only_a_template_with_such_an_output_is_rendered() {
        assert!(writes_out("A: b\nOutputs:\n  A:\n    Value: \"{{ a }}\"\n"));
        assert!(!writes_out("A:\n  Value: b\nOutputs:\n  A:\n    Value: !Ref B\n"));
    }
}
