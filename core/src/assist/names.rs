//! Resolves the names that a template can read.

use super::properties::{Property, properties, step};
use super::scene::Scene;
use crate::bundle::{FileId, Kind, Part};
pub(super) use crate::names::Owner;
use crate::names::{Fixed, Is, names};
use crate::outputs::{
    Declared, OpenEnvironments, declared_outputs, environments, template_outputs,
};
use crate::render::references::Step;
use crate::schema::Role;
use crate::yaml::Node;

/// The result of resolving a path.
#[derive(Clone)]
pub(super) enum Thing<'s> {
    /// Names that Proton fills in.
    Fixed(&'static [Fixed]),
    /// A list, with the names that each item has.
    Each(&'static [Fixed]),
    /// The inputs of a role.
    Inputs(Role),
    /// A value with one or several definitions in the schema.
    Defined(Vec<&'s Node>),
    /// The outputs of another template.
    Outputs(Owner),
    /// One of these outputs.
    Output(Owner, String),
    /// A string or a number that Proton fills in, with its description.
    Value(&'static str),
}

/// A declared output, with its file.
pub(super) struct Output {
    pub(super) file: FileId,
    pub(super) declared: Declared,
}

/// Resolves a path in a template of `part`; `None` if it is unknown.
pub(super) fn thing<'s>(scene: &'s Scene<'_>, part: Part, path: &[Step]) -> Option<Thing<'s>> {
    path.iter().try_fold(Thing::Fixed(names(part)), |at, next| down(scene, at, next))
}

/// The description of a name that Proton fills in.
pub(super) fn help(part: Part, path: &[Step]) -> Option<&'static str> {
    let mut all = names(part);
    let mut found = None;
    for step in path.iter().filter(|step| **step != Step::Each) {
        let name = all.iter().find(|name| step.is(name.name))?;
        found = Some(name.help);
        all = name.is.below();
    }
    found
}

/// The properties that the schema declares at `path`, from all definitions that may apply there.
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

/// The declared outputs of another template, from the open bundles.
pub(super) fn outputs(scene: &Scene<'_>, owner: Owner) -> Vec<Output> {
    match owner {
        Owner::Environment => {
            let spec = scene.spec();
            let mut found = vec![];
            let open = OpenEnvironments::of(scene.workspace);
            for environment in environments(scene.workspace, &open, scene.bundle, spec.as_ref()) {
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
                Is::Members(members) | Is::Some(members) => Thing::Fixed(members),
                Is::Each(item) => Thing::Each(item),
                Is::Inputs(role) => Thing::Inputs(role),
                Is::Outputs(owner) => Thing::Outputs(owner),
            })
        }
        (Thing::Each(item), Step::Each) => Some(Thing::Fixed(item)),
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
