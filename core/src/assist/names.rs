//! The names that a template of each part can read, and what is below them. Source: the AWS Proton
//! user guide.

use super::properties::{Property, properties, step};
use super::scene::Scene;
use crate::bundle::{FileId, Kind, Part};
use crate::outputs::{Declared, declared_outputs, environments, template_outputs};
use crate::render::references::Step;
use crate::schema::Role;
use crate::yaml::Node;

/// What a path leads to.
#[derive(Clone)]
pub(super) enum Thing<'s> {
    /// Names that Proton fills in.
    Fixed(&'static [Fixed]),
    /// A list of service instances.
    Instances,
    /// The inputs of a role.
    Inputs(Role),
    /// Something that the schema defines, in one way or several.
    Defined(Vec<&'s Node>),
    /// The outputs of others.
    Outputs(Owner),
    /// One of them.
    Output(Owner, String),
    /// A name or a number that Proton fills in: what it is.
    Value(&'static str),
}

/// A name that is the same in every bundle.
#[derive(Clone, Copy)]
pub(super) struct Fixed {
    pub(super) name: &'static str,
    pub(super) help: &'static str,
    is: Is,
}

/// What such a name leads to.
#[derive(Clone, Copy)]
enum Is {
    Value,
    Members(&'static [Fixed]),
    Inputs(Role),
    Outputs(Owner),
    Instances,
}

/// Who supplies outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Environment,
    Service,
    Component,
}

/// An output where it is declared.
pub(super) struct Output {
    pub(super) file: FileId,
    pub(super) declared: Declared,
}

const fn value(name: &'static str, help: &'static str) -> Fixed {
    Fixed { name, help, is: Is::Value }
}

const fn members(name: &'static str, help: &'static str, members: &'static [Fixed]) -> Fixed {
    Fixed { name, help, is: Is::Members(members) }
}

const NAME: Fixed = value("name", "What Proton calls it.");
const ACCOUNT: Fixed = value("account_id", "The AWS account that it is in.");
const OWN_ENVIRONMENT: &[Fixed] = &[
    NAME,
    ACCOUNT,
    Fixed { name: "inputs", help: "What was filled in for it.", is: Is::Inputs(Role::Environment) },
];
const ENVIRONMENT: &[Fixed] = &[
    NAME,
    ACCOUNT,
    Fixed {
        name: "outputs",
        help: "What its stack supplies.",
        is: Is::Outputs(Owner::Environment),
    },
];
const SERVICE: &[Fixed] = &[
    NAME,
    value("branch_name", "The branch of the linked repository."),
    value("repository_id", "The linked repository, such as `owner/name`."),
    value("repository_connection_arn", "The ARN of the connection to the repository."),
];
const COMPONENT: &[Fixed] = &[
    NAME,
    Fixed { name: "outputs", help: "What its stack supplies.", is: Is::Outputs(Owner::Component) },
];
const COMPONENTS: &[Fixed] =
    &[members("default", "The component that is attached; false where none is.", COMPONENT)];
const INSTANCE_INPUTS: Fixed =
    Fixed { name: "inputs", help: "What was filled in for it.", is: Is::Inputs(Role::Service) };
const INSTANCE: &[Fixed] = &[
    NAME,
    INSTANCE_INPUTS,
    members("components", "The components that are attached to it.", COMPONENTS),
    members("environment", "The environment that it runs in.", ENVIRONMENT),
];
const LISTED_INSTANCE: &[Fixed] = &[
    NAME,
    INSTANCE_INPUTS,
    Fixed { name: "outputs", help: "What its stack supplies.", is: Is::Outputs(Owner::Service) },
    members("components", "The components that are attached to it.", COMPONENTS),
    members("environment", "The environment that it runs in.", ENVIRONMENT),
];
const PIPELINE: &[Fixed] =
    &[Fixed { name: "inputs", help: "What was filled in for it.", is: Is::Inputs(Role::Pipeline) }];
const COMPONENT_NAMES: &[Fixed] = &[NAME];

const OF_ENVIRONMENT: &[Fixed] = &[members("environment", "This environment.", OWN_ENVIRONMENT)];
const OF_INSTANCE: &[Fixed] = &[
    members("service_instance", "The service instance that is rendered.", INSTANCE),
    members("service", "The service that it is an instance of.", SERVICE),
    members("environment", "The environment that it runs in.", ENVIRONMENT),
];
const OF_PIPELINE: &[Fixed] = &[
    members("pipeline", "The pipeline of the service.", PIPELINE),
    members("service", "The service that the pipeline delivers.", SERVICE),
    Fixed { name: "service_instances", help: "All instances of the service.", is: Is::Instances },
];
const OF_COMPONENT: &[Fixed] = &[
    members("component", "This component.", COMPONENT_NAMES),
    members("service_instance", "The service instance that it is attached to.", INSTANCE),
    members("service", "The service that it is attached to.", SERVICE),
    members("environment", "The environment that it is in.", ENVIRONMENT),
];

/// The names that a template of `part` begins with.
pub(super) const fn roots(part: Part) -> &'static [Fixed] {
    match part {
        Part::Environment => OF_ENVIRONMENT,
        Part::Instance => OF_INSTANCE,
        Part::Pipeline => OF_PIPELINE,
        Part::Component => OF_COMPONENT,
    }
}

/// What a template of `part` finds at `path`; none where there is nothing known.
pub(super) fn thing<'s>(scene: &'s Scene<'_>, part: Part, path: &[Step]) -> Option<Thing<'s>> {
    path.iter().try_fold(Thing::Fixed(roots(part)), |at, next| down(scene, at, next))
}

/// What is said about a name that is the same in every bundle.
pub(super) fn help(part: Part, path: &[Step]) -> Option<&'static str> {
    let mut all = roots(part);
    let mut found = None;
    for step in path {
        if *step == Step::Each {
            all = LISTED_INSTANCE;
            continue;
        }
        let fixed = all.iter().find(|fixed| step.is(fixed.name))?;
        found = Some(fixed.help);
        all = match fixed.is {
            Is::Members(members) => members,
            _ => &[],
        };
    }
    found
}

/// The property that the schema declares at `path`, for all definitions that may count there.
pub(super) fn declared_at<'s>(
    scene: &'s Scene<'_>,
    part: Part,
    path: &[Step],
) -> Vec<Property<'s>> {
    let Some((last, around)) = path.split_last() else { return vec![] };
    let Step::Name(name) = last else { return vec![] };
    let definitions = match thing(scene, part, around) {
        Some(Thing::Inputs(role)) => inputs(scene, role).into_iter().collect(),
        Some(Thing::Defined(definitions)) => definitions,
        _ => vec![],
    };
    let all = definitions.into_iter().flat_map(|definition| properties(&scene.schema, definition));
    all.filter(|property| property.entry.name() == name).collect()
}

/// The definition of a role's inputs.
pub(super) fn inputs<'s>(scene: &'s Scene<'_>, role: Role) -> Option<&'s Node> {
    scene.schema.node(&scene.schema.input(role)?.name)
}

/// The outputs of others, as far as whoever declares them is open.
pub(super) fn outputs(scene: &Scene<'_>, owner: Owner) -> Vec<Output> {
    match owner {
        Owner::Environment => {
            let spec = scene.spec();
            let mut found = vec![];
            for environment in environments(scene.workspace, scene.bundle, spec.as_ref()) {
                for (path, declared) in declared_outputs(environment) {
                    found.push(Output { file: environment.id(path), declared });
                }
            }
            found
        }
        Owner::Service => {
            let own = template_outputs(scene.bundle, Part::Instance).into_iter();
            own.map(|(path, declared)| Output { file: scene.bundle.id(path), declared }).collect()
        }
        Owner::Component => {
            let open = scene.workspace.bundles.iter();
            let components = open.filter(|bundle| bundle.kind() == Kind::Component);
            let of = |bundle: &'_ crate::Bundle| {
                let all = template_outputs(bundle, Part::Component).into_iter();
                all.map(|(path, declared)| Output { file: bundle.id(path), declared })
                    .collect::<Vec<_>>()
            };
            components.flat_map(of).collect()
        }
    }
}

fn down<'s>(scene: &'s Scene<'_>, at: Thing<'s>, next: &Step) -> Option<Thing<'s>> {
    match (at, next) {
        (Thing::Fixed(all), Step::Name(name)) => {
            let fixed = all.iter().find(|fixed| fixed.name == name)?;
            Some(match fixed.is {
                Is::Value => Thing::Value(fixed.help),
                Is::Members(members) => Thing::Fixed(members),
                Is::Inputs(role) => Thing::Inputs(role),
                Is::Outputs(owner) => Thing::Outputs(owner),
                Is::Instances => Thing::Instances,
            })
        }
        (Thing::Instances, Step::Each) => Some(Thing::Fixed(LISTED_INSTANCE)),
        (Thing::Inputs(role), _) => defined(scene, vec![inputs(scene, role)?], next),
        (Thing::Defined(definitions), _) => defined(scene, definitions, next),
        (Thing::Outputs(owner), Step::Name(name)) => Some(Thing::Output(owner, name.clone())),
        _ => None,
    }
}

fn defined<'s>(scene: &'s Scene<'_>, from: Vec<&'s Node>, next: &Step) -> Option<Thing<'s>> {
    let found: Vec<_> =
        from.into_iter().flat_map(|definition| step(&scene.schema, definition, next)).collect();
    (!found.is_empty()).then_some(Thing::Defined(found))
}
