//! The names that Proton passes to a template, by part of the bundle. Checks, the editor's completion and the help use
//! this table. Source: the lists of parameters of environments, services and components in the AWS Proton user guide.

use crate::bundle::Part;
use crate::render::references::Step;
use crate::schema::Role;

/// A name that exists in every bundle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fixed {
    pub(crate) name: &'static str,
    /// The help, as a sentence.
    pub(crate) help: &'static str,
    pub(crate) is: Is,
}

/// The value of a name.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Is {
    /// Text that Proton fills in.
    Value,
    /// A mapping with exactly these names.
    Members(&'static [Fixed]),
    /// A mapping with these names; the guide leaves open whether there are others.
    Some(&'static [Fixed]),
    /// A list whose items have these names.
    Each(&'static [Fixed]),
    /// The inputs of a role.
    Inputs(Role),
    /// The outputs of a stack.
    Outputs(Owner),
}

/// The stack that supplies outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Environment,
    Service,
    Component,
}

const fn value(name: &'static str, help: &'static str) -> Fixed {
    Fixed { name, help, is: Is::Value }
}

const fn members(name: &'static str, help: &'static str, members: &'static [Fixed]) -> Fixed {
    Fixed { name, help, is: Is::Members(members) }
}

/// A mapping that may have more names than the known ones.
const fn some(name: &'static str, help: &'static str, known: &'static [Fixed]) -> Fixed {
    Fixed { name, help, is: Is::Some(known) }
}

const fn inputs(role: Role) -> Fixed {
    Fixed { name: "inputs", help: "Its inputs.", is: Is::Inputs(role) }
}

const fn outputs(owner: Owner) -> Fixed {
    Fixed { name: "outputs", help: "The outputs of its stack.", is: Is::Outputs(owner) }
}

const NAME: Fixed = value("name", "Its name in Proton.");
const ACCOUNT: Fixed = value("account_id", "Its AWS account.");
const OWN_ENVIRONMENT: &[Fixed] = &[NAME, ACCOUNT, inputs(Role::Environment)];
const ENVIRONMENT: &[Fixed] = &[NAME, ACCOUNT, outputs(Owner::Environment)];
const SERVICE: &[Fixed] = &[
    NAME,
    value("branch_name", "The branch of the linked repository."),
    value("repository_id", "The linked repository, such as `owner/name`."),
    value("repository_connection_arn", "The ARN of the connection to the repository."),
];
const COMPONENT: &[Fixed] = &[NAME, outputs(Owner::Component)];
const COMPONENTS: Fixed = members(
    "components",
    "The components attached to it.",
    &[members("default", "The attached component, or `false` if none is attached.", COMPONENT)],
);
const ITS_ENVIRONMENT: Fixed =
    members("environment", "The environment that it runs in.", ENVIRONMENT);
const INSTANCE: &[Fixed] = &[NAME, inputs(Role::Service), COMPONENTS, ITS_ENVIRONMENT];
const LISTED_INSTANCE: &[Fixed] =
    &[NAME, inputs(Role::Service), outputs(Owner::Service), COMPONENTS, ITS_ENVIRONMENT];

const OF_ENVIRONMENT: &[Fixed] = &[members("environment", "This environment.", OWN_ENVIRONMENT)];
const OF_INSTANCE: &[Fixed] = &[
    members("service_instance", "The rendered service instance.", INSTANCE),
    members("service", "The service of the instance.", SERVICE),
    ITS_ENVIRONMENT,
];
const OF_PIPELINE: &[Fixed] = &[
    members("pipeline", "The pipeline of the service.", &[inputs(Role::Pipeline)]),
    members("service", "The service that the pipeline delivers.", SERVICE),
    Fixed {
        name: "service_instances",
        help: "All instances of the service.",
        is: Is::Each(LISTED_INSTANCE),
    },
];
const OF_COMPONENT: &[Fixed] = &[
    members("component", "This component.", &[NAME]),
    some("service_instance", "The service instance that the component is attached to.", INSTANCE),
    some("service", "The service that the component is attached to.", SERVICE),
    some("environment", "The environment of the component.", ENVIRONMENT),
];

/// The top-level names of a template of `part`.
pub(crate) const fn names(part: Part) -> &'static [Fixed] {
    match part {
        Part::Environment => OF_ENVIRONMENT,
        Part::Instance => OF_INSTANCE,
        Part::Pipeline => OF_PIPELINE,
        Part::Component => OF_COMPONENT,
    }
}

impl Is {
    /// The names directly below, or below each item of a list.
    pub(crate) const fn below(self) -> &'static [Fixed] {
        match self {
            Is::Members(names) | Is::Some(names) | Is::Each(names) => names,
            Is::Value | Is::Inputs(_) | Is::Outputs(_) => &[],
        }
    }
}

/// The paths of all names that a template of `part` can read.
pub(crate) fn paths(part: Part) -> Vec<(Vec<Step>, &'static Fixed)> {
    fn add(before: &[Step], names: &'static [Fixed], all: &mut Vec<(Vec<Step>, &'static Fixed)>) {
        for name in names {
            let mut path = [before, &[Step::Name(name.name.to_owned())]].concat();
            all.push((path.clone(), name));
            if matches!(name.is, Is::Each(_)) {
                path.push(Step::Each);
            }
            add(&path, name.is.below(), all);
        }
    }
    let mut all = vec![];
    add(&[], names(part), &mut all);
    all
}

/// A path in the notation of templates, with `[…]` for an item of a list: `service_instances[…].name`.
pub(crate) fn written(path: &[Step]) -> String {
    let mut written = String::new();
    for step in path {
        match step {
            Step::Each => written.push_str("[…]"),
            Step::Name(name) => {
                if !written.is_empty() {
                    written.push('.');
                }
                written.push_str(name);
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Kind;
    use crate::render::{Inputs, contexts};
    use crate::sort::CompactSort;
    use crate::value::{Map, Value};
    use crate::yaml;

    /// Collects the paths in mappings and lists, each in the notation of templates.
    fn read(value: &Value, names: &[Fixed], before: &str, all: &mut Vec<String>) {
        for (key, value) in value.as_map().into_iter().flat_map(Map::iter) {
            let Some(name) = names.iter().find(|name| name.name == key) else {
                all.push(format!("{before}{key}, which is not in the table"));
                continue;
            };
            let path = format!("{before}{key}");
            all.push(path.clone());
            match (value, name.is) {
                (Value::List(items), Is::Each(below)) => {
                    read(&items[0], below, &format!("{path}[…]."), all);
                }
                (_, is) => read(value, is.below(), &format!("{path}."), all),
            }
        }
    }

    /// The table contains exactly the names that templates are rendered with.
    #[test]
    fn a_template_gets_the_names_of_the_table() {
        let value =
            |text: &str| yaml::parse(text).root.map(|root| root.value()).unwrap_or_default();
        let spec = value("instances: [{name: dev, environment: env}]");
        let outputs = value("components: {default: {name: c, outputs: {}}}");
        let none = Map::default();
        for kind in [Kind::Environment, Kind::Service, Kind::Component] {
            let inputs = Inputs {
                kind,
                has_pipeline: true,
                spec: &spec,
                outputs: &outputs,
                defaults: &none,
                pipeline_defaults: &none,
            };
            for (target, _, context) in contexts(&inputs) {
                let part = target.part();
                let mut got = vec![];
                read(&context.0, names(part), "", &mut got);
                let mut wanted: Vec<_> = paths(part)
                    .into_iter()
                    .map(|(path, _)| written(&path))
                    // A component's rendering has only those names of its service instance that are certain.
                    .filter(|path| part != Part::Component || got.contains(path))
                    .collect();
                got.compact_sort();
                wanted.compact_sort();
                assert_eq!(got, wanted, "{part:?}");
            }
        }
    }
}
