//! What a provisioning repository got for Terraform: the `.tf` files as they are, beside them
//! `proton.<resource>.variables.tf` and `proton.auto.tfvars.json`.
//!
//! Proton put a comment with the resource's ARN at the top of each file; it is left out here.

use super::notation::{Notation, document};
use super::variables::variables;
use super::{File, values};
use crate::bundle::{Bundle, SAMPLE_OUTPUTS, SCHEMA, Target};
use crate::render::Context;
use crate::schema::Schema;
use crate::value::{Map, Value};

/// The files for `target`: what Proton wrote first.
pub(super) fn files(
    bundle: &Bundle,
    schema: &Schema,
    paths: &[String],
    target: Target,
    context: &Context,
) -> Vec<File> {
    let mut values = values(target, context);
    if matches!(target, Target::Instance(_))
        && let Some(Value::Map(mut instance)) = values.remove("service_instance")
    {
        instance.insert("components", components(context));
        values.insert("service_instance", Value::Map(instance));
    }
    let variables = variables(schema, target, &values);
    values.insert("proton_tags", Value::Map(tags(bundle, target, context)));
    let source = if bundle.file(SCHEMA).is_some() { SCHEMA } else { SAMPLE_OUTPUTS };
    let mut files = vec![
        (
            "proton.auto.tfvars.json".to_owned(),
            source.to_owned(),
            document(&values, Notation::Json),
        ),
        (format!("proton.{}.variables.tf", resource(target)), source.to_owned(), variables),
    ];
    for path in paths {
        // What is not UTF-8 is reported with the files.
        if let Some(text) = bundle.text(path) {
            let name = path.rsplit('/').next().unwrap_or(path);
            files.push((name.to_owned(), path.clone(), text.to_owned()));
        }
    }
    files
}

/// The names of `proton.environment.variables.tf`, `proton.service_instance.variables.tf` and
/// `proton.component.variables.tf` are documented; that of a pipeline follows from them.
const fn resource(target: Target) -> &'static str {
    match target {
        Target::Environment => "environment",
        Target::Instance(_) => "service_instance",
        Target::Pipeline => "pipeline",
        Target::Component => "component",
    }
}

/// Empty where none is attached, as in public files.
fn components(context: &Context) -> Value {
    let components = context.0.get("service_instance").and_then(|one| one.get("components"));
    match components {
        Some(components) if components.get("default") != Some(&Value::Null) => components.clone(),
        _ => Value::Map(Map::default()),
    }
}

/// The tags of everything that is provisioned: ARNs of Proton's. Those of environment and service
/// instance are as in public files; which a pipeline and a component got besides is unknown.
/// The region, the template's name and the account are samples.
fn tags(bundle: &Bundle, target: Target, context: &Context) -> Map {
    let at = |path: &[&str]| {
        let value = path.iter().try_fold(&context.0, |value, name| value.get(name));
        value.and_then(Value::as_str)
    };
    let instances = context.0.get("service_instances").and_then(Value::as_list);
    let first = instances.and_then(<[Value]>::first).and_then(|one| one.get("environment"));
    let account = at(&["environment", "account_id"])
        .or_else(|| first?.get("account_id")?.as_str())
        .unwrap_or("123456789012");
    let arn = |resource: String| format!("arn:aws:proton:us-east-1:{account}:{resource}");
    let kind = if target == Target::Environment { "environment" } else { "service" };
    let template =
        (target != Target::Component).then(|| arn(format!("{kind}-template/{}", bundle.name)));
    let service = at(&["service", "name"]);
    let instance = service.zip(at(&["service_instance", "name"]));
    let tags = [
        ("proton:account", Some(account.to_owned())),
        ("proton:template", template),
        ("proton:service", service.map(|name| arn(format!("service/{name}")))),
        (
            "proton:environment",
            at(&["environment", "name"]).map(|name| arn(format!("environment/{name}"))),
        ),
        (
            "proton:service-instance",
            instance
                .map(|(service, name)| arn(format!("service/{service}/service-instance/{name}"))),
        ),
    ];
    let given = tags.into_iter().filter_map(|(name, arn)| Some((name.to_owned(), arn?)));
    given.map(|(name, arn)| (name, Value::String(arn))).collect()
}
