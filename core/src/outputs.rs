//! `sample-outputs.yaml`: sample values for the outputs of other stacks, and for the names that Proton would fill in.
//!
//! Every scalar in it is text, as outputs are. Missing sections are made up, so that templates can be rendered before
//! the user has looked up the values.

mod declared;
mod environments;
mod made_up;
mod name;
mod need;
mod open_environments;
mod stack;

pub(crate) use declared::Declared;
pub(crate) use environments::{
    Basis, Demands, Surroundings, environments, fits_engine, likely_environment, surroundings,
};
pub(crate) use made_up::MadeUp;
pub(crate) use name::{OutputNames, environment_outputs, instance_outputs};
pub(crate) use need::{declared_outputs, template_outputs};
pub(crate) use open_environments::{OpenEnvironment, OpenEnvironments};

use crate::bundle::{Bundle, Kind, Part, SAMPLE_OUTPUTS, Target};
use crate::diagnostic::{Diagnostic, Fix, codes, yaml_syntax};
use crate::examples::names_of;
use crate::fields;
use crate::form::{Field, Form};
use crate::nearest::nearest;
use crate::prose::prose;
use crate::schema::Schema;
use crate::spec::Spec;
use crate::value::{Key, Map, Value};
use crate::yaml;
use made_up::take_instances;
use need::{Need, Needs, needs};

/// The possible sections of a sample of outputs.
const SECTIONS: [&str; 6] =
    ["environment", "service", "components", "environments", "service_instances", "resources"];

/// The values that a bundle gets from other stacks and from Proton.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outputs {
    /// The sample, completed with made-up values.
    pub value: Value,
    /// The values that are made up.
    pub(crate) made_up: MadeUp,
    /// The forms that edit the sample.
    pub forms: Vec<Form>,
}

/// Reads the sample of outputs `text` of `bundle`. Missing values are taken from the templates that declare them, if
/// these contain literal values, and are otherwise made up if `make_up` is set.
pub(crate) fn outputs(
    surroundings: &Surroundings,
    bundle: &Bundle,
    schema: &Schema,
    spec: Option<&Spec>,
    text: &str,
    make_up: bool,
) -> (Outputs, Vec<Diagnostic>) {
    let mut found = vec![];
    let document = yaml::parse(text);
    if let Some(error) = document.error {
        found.push(yaml_syntax(bundle.id(SAMPLE_OUTPUTS), error));
    }
    let mut warn = |span, rule, message, help: String, fix| {
        let file = bundle.id(SAMPLE_OUTPUTS);
        let diagnostic = Diagnostic::new(rule, file, message);
        found.push(diagnostic.at(span).help(help).fix(fix));
    };
    for duplicate in &document.duplicates {
        let message = format!("`{}` is repeated; only this value is read.", duplicate.name);
        warn(duplicate.span, codes::DUPLICATE_KEY, message, "Remove one of them.".into(), None);
    }
    let sections = document.root.as_ref().map(yaml::Node::entries).unwrap_or_default();
    for entry in
        sections.iter().filter(|entry| !entry.is_merge() && !SECTIONS.contains(&entry.name()))
    {
        let name = entry.name();
        let message = format!("A sample of outputs has no section `{name}`, so nothing reads it.");
        // A section that the sample already has is unlikely to be intended.
        let is_there = |section: &&str| sections.iter().any(|entry| entry.name() == *section);
        let near = nearest(name, SECTIONS.into_iter().filter(|section| !is_there(section)));
        let help = near.map_or_else(
            || format!("The sections are {}.", SECTIONS.join(", ")),
            |near| format!("Did you mean `{near}`?"),
        );
        let fix = near.map(|near| Fix::rename(entry.key.span, name, near));
        warn(entry.key.span, codes::UNKNOWN_KEY, message, help, fix);
    }
    let given = document.root.map(|root| root.strings()).unwrap_or_default();
    let mut needs = needs(surroundings, bundle);
    let mut value = if make_up { filled(&given, &needs) } else { given.clone() };
    let mut invented = MadeUp::of(&value, &needs);
    if make_up && !needs.service.is_empty() {
        let instances = spec.map(|spec| stack::of_instances(bundle, schema, spec, &value));
        let instances = instances.unwrap_or_default();
        for (name, text) in instances.first().into_iter().flat_map(|(_, outputs)| outputs) {
            if let Some(need) = needs.service.iter_mut().find(|need| need.name == *name) {
                need.example.clone_from(text);
            }
        }
        take_instances(&mut value, &mut invented, schema, instances);
    }
    let forms = forms(bundle, &given, &needs);
    (Outputs { value, made_up: invented, forms }, found)
}

/// A sample of outputs for a bundle that has none.
pub(crate) fn sample(surroundings: &Surroundings, bundle: &Bundle) -> String {
    let mut needs = needs(surroundings, bundle);
    // A value that a template contains literally would become outdated with the next change of that template.
    needs.environment.retain(|need| !need.is_known);
    let mut sample = filled(&Value::Null, &needs).as_map().cloned().unwrap_or_default();
    let mut resources = Map::default();
    let has_repository = bundle.kind() != Kind::Service || bundle.parts().contains(&Part::Pipeline);
    for resource in named_resources(bundle) {
        // A service whose template has no pipeline is not linked to a repository.
        let is_given = |name: &str| name == "name" || *resource != "service" || has_repository;
        let names = names_of(resource).filter(|&(name, _)| is_given(name));
        let names = names.map(|(name, value)| (name.to_owned(), value.into()));
        resources.insert(*resource, Value::Map(names.collect()));
    }
    sample.insert("resources", Value::Map(resources));
    yaml::document(&Value::Map(sample))
}

/// `given`, completed with made-up values.
fn filled(given: &Value, needs: &Needs) -> Value {
    let mut filled = given.as_map().cloned().unwrap_or_default();
    for (section, needs) in [("environment", &needs.environment), ("service", &needs.service)] {
        let made_up = needs
            .iter()
            .filter(|need| need.make_up)
            .map(|need| (need.name.clone(), Value::String(need.example.clone())));
        let own = given.get(section).and_then(Value::as_map).into_iter().flat_map(Map::iter);
        let all: Map =
            made_up.chain(own.map(|(name, value)| (name.to_owned(), value.clone()))).collect();
        if !all.is_empty() {
            filled.insert(section, Value::Map(all));
        }
    }
    Value::Map(filled)
}

fn named_resources(bundle: &Bundle) -> &'static [&'static str] {
    match bundle.kind() {
        Kind::Environment => &["environment"],
        Kind::CustomerManagedEnvironment => &[],
        Kind::Service => &["environment", "service"],
        Kind::Component => &["environment", "service", "component"],
    }
}

fn forms(bundle: &Bundle, given: &Value, needs: &Needs) -> Vec<Form> {
    let form = |target, title: &str, help: &str, fields: Vec<Field>| Form {
        target,
        title: title.to_owned(),
        help: prose(help),
        file: bundle.id(SAMPLE_OUTPUTS),
        fields,
    };
    let target = match bundle.kind() {
        Kind::Service => Target::Instance(0),
        Kind::Component => Target::Component,
        _ => Target::Environment,
    };
    let mut forms = vec![
        form(
            target,
            "Environment outputs",
            "The outputs of the environment's stack, read as `environment.outputs`.",
            section(given, &["environment"], &needs.environment),
        ),
        form(
            Target::Pipeline,
            "Service outputs",
            "The outputs of each service instance's stack, read by the pipeline as `outputs` of each item of `service_instances`.",
            section(given, &["service"], &needs.service),
        ),
        form(
            target,
            "Component outputs",
            "The outputs of a component, read by the service instance as `service_instance.components.default.outputs`. A component is attached if any value is set.",
            section(given, &["components", "default", "outputs"], &needs.component),
        ),
    ];
    let names = named_resources(bundle).iter().flat_map(|resource| {
        names_of(resource).map(move |(name, default)| (*resource, name, default))
    });
    let names = names.map(|(resource, name, default)| {
        let value = given.get("resources").and_then(|resources| resources.get(resource)?.get(name));
        let path = vec!["resources".into(), resource.into(), name.into()];
        fields::text(path, format!("{resource}.{name}"), None, value, Some(default))
    });
    forms.push(form(
        target,
        "Names",
        "The values that Proton filled in when a developer created the resource.",
        names.collect(),
    ));
    forms.retain(|form| !form.fields.is_empty());
    forms
}

fn section(given: &Value, section: &[&str], needs: &[Need]) -> Vec<Field> {
    let own = section.iter().try_fold(given, |at, name| at.get(name)).and_then(Value::as_map);
    let value = |name: &str| own.and_then(|own| own.get(name));
    let field = |name: &str, help: Option<&str>, default: Option<&str>| {
        let path: Vec<Key> = section.iter().copied().chain([name]).map(Key::from).collect();
        fields::text(path, name, help, value(name), default)
    };
    let needed = needs.iter().map(|need| {
        let default = need.make_up.then_some(need.example.as_str());
        let mut field = field(&need.name, Some(&need.help), default);
        field.example = Some(need.example.as_str().into());
        field
    });
    let more = own.into_iter().flat_map(Map::iter).map(|(name, _)| name);
    let more = more.filter(|name| needs.iter().all(|need| need.name != *name));
    needed.chain(more.map(|name| field(name, None, None))).collect()
}
