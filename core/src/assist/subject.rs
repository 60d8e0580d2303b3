//! Resolves the name at a position of a file.

use super::blocks::{Variable, blocks};
use super::names::{Owner, Thing, declared_at, inputs, outputs, thing};
use super::properties::{Property, definitions, given, properties};
use super::scene::{FileRole, Scene, is_customer_managed};
use super::words::{Segment, WordKind, words};
use crate::bundle::Part;
use crate::explain::{Term, lead};
use crate::render::references::Step;
use crate::schema::{Role, type_name};
use crate::tags::{tag_at, tags};
use crate::text::Span;
use crate::value::Key;
use crate::yaml::{self, Entry, Node};

/// A resolved name.
pub(super) struct Found<'s> {
    /// The span of the name.
    pub(super) span: Span,
    pub(super) subject: Subject<'s>,
}

/// The target of a name.
pub(super) enum Subject<'s> {
    /// A property of the schema: every declaration that may apply, and its path in a template.
    Property(Vec<Property<'s>>, Vec<Step>),
    /// An output of another stack.
    Output(Owner, String),
    /// A name that Proton fills in, or a value with members, with its description.
    Known(String, Vec<Step>),
    /// A variable of the template, and the span that sets it.
    Variable(String, Span),
    Filter(String),
    Test(String),
    Tag(String),
    Function(String),
    /// A type of the schema.
    Type(String),
    /// A file of the same bundle.
    File(String),
}

/// Resolves the name at byte `at`; `None` if the text there is no name.
pub(super) fn subject<'s>(scene: &'s Scene<'_>, at: usize) -> Option<Found<'s>> {
    match scene.role {
        FileRole::Template(part) => template(scene, part, at),
        FileRole::Schema => schema(scene, at),
        FileRole::Spec => spec(scene, at),
        FileRole::Manifest(part) => manifest(scene, part, at),
        FileRole::Other => None,
    }
}

fn touches(span: Span, at: usize) -> bool {
    span.start <= at && at <= span.end
}

fn template<'s>(scene: &'s Scene<'_>, part: Part, at: usize) -> Option<Found<'s>> {
    let text = scene.text;
    let tags = tags(text);
    let Some(tag) = tag_at(&tags, at) else { return output(scene, part, at) };
    let words = words(text, tag);
    let here = words.iter().filter(|word| touches(word.span, at));
    // If two words touch, take the one that begins here; words within brackets come after their chain.
    let word = here.rev().find(|word| !matches!(word.kind, WordKind::Sign(_)))?;
    let name = word.span.of(text).to_owned();
    let subject = match &word.kind {
        WordKind::Chain(segments) => {
            let index = segments.iter().position(|segment| touches(segment.span, at))?;
            let before = blocks(text, &tags, tag.span.start);
            let named = |variable: &Variable<'_>| variable.name == segments[0].span.of(text);
            // A variable that this tag itself sets.
            let after = blocks(text, &tags, tag.span.end).variables().into_iter();
            let own = after.filter(|variable| variable.span == segments[0].span).find(named);
            let variable = own.or_else(|| before.variables().into_iter().find(named));
            return in_chain(scene, part, segments, index, variable, |name| {
                before.sources(text, tag.span.start, name)
            });
        }
        WordKind::Filter => Subject::Filter(name),
        WordKind::Test => Subject::Test(name),
        WordKind::Keyword => Subject::Tag(name),
        _ => return None,
    };
    Some(Found { span: word.span, subject })
}

fn in_chain<'s>(
    scene: &'s Scene<'_>,
    part: Part,
    segments: &[Segment],
    index: usize,
    variable: Option<Variable<'_>>,
    sources: impl Fn(&str) -> Vec<Vec<Step>>,
) -> Option<Found<'s>> {
    let span = segments[index].span;
    let root = segments[0].step.as_name()?;
    if index == 0 {
        if let Some(variable) = variable {
            let subject = Subject::Variable(root.to_owned(), variable.span);
            return Some(Found { span, subject });
        }
        if lead(Term::Function, root).is_some() {
            return Some(Found { span, subject: Subject::Function(root.to_owned()) });
        }
    }
    if let (1, "loop", Some(segment)) = (index, root, segments.get(1))
        && let Some(name) = segment.step.as_name()
        && let Some(help) = crate::explain::language::of_loop(name)
    {
        let path = segments[..=1].iter().map(|segment| segment.step.clone()).collect();
        return Some(Found { span, subject: Subject::Known(help.to_owned(), path) });
    }
    let mut declared = vec![];
    let mut first = None;
    for mut path in sources(root) {
        path.extend(segments[1..=index].iter().map(|segment| segment.step.clone()));
        match thing(scene, part, &path) {
            Some(Thing::Output(owner, name)) => {
                return Some(Found { span, subject: Subject::Output(owner, name) });
            }
            Some(Thing::Value(help)) => {
                return Some(Found { span, subject: Subject::Known(help.to_owned(), path) });
            }
            Some(Thing::Fixed(_) | Thing::Each(_) | Thing::Inputs(_) | Thing::Outputs(_)) => {
                let help = super::names::help(part, &path).unwrap_or_default();
                return Some(Found { span, subject: Subject::Known(help.to_owned(), path) });
            }
            _ => {}
        }
        declared.extend(declared_at(scene, part, &path));
        first.get_or_insert(path);
    }
    let path = first.filter(|_| !declared.is_empty())?;
    Some(Found { span, subject: Subject::Property(declared, path) })
}

/// The output that the template declares at byte `at`.
fn output<'s>(scene: &Scene<'_>, part: Part, at: usize) -> Option<Found<'s>> {
    let owner = match part {
        Part::Environment => Owner::Environment,
        Part::Instance => Owner::Service,
        Part::Component => Owner::Component,
        Part::Pipeline => return None,
    };
    let declared = crate::outputs::template_outputs(scene.bundle, part);
    let (_, output) =
        declared.into_iter().find(|(path, one)| *path == scene.path && touches(one.span, at))?;
    Some(Found { span: output.span, subject: Subject::Output(owner, output.name) })
}

fn schema<'s>(scene: &'s Scene<'_>, at: usize) -> Option<Found<'s>> {
    let types = scene.schema.written.as_ref()?;
    for definition in definitions(&scene.schema) {
        let own = definition.get("properties").map(Node::entries).unwrap_or_default();
        if let Some(entry) = own.iter().find(|entry| touches(entry.key.span, at)) {
            let property = Property { entry, owner: definition };
            return Some(found_property(scene, entry.key.span, vec![property]));
        }
        let required = definition.get("required").map(Node::items).unwrap_or_default();
        if let Some(item) = required.iter().find(|item| touches(item.span, at)) {
            let all = properties(&scene.schema, definition).into_iter();
            let named: Vec<_> =
                all.filter(|property| Some(property.entry.name()) == item.text()).collect();
            return (!named.is_empty()).then(|| found_property(scene, item.span, named));
        }
        if let Some(target) = definition.get("$ref").filter(|target| touches(target.span, at)) {
            let name = type_name(target.text()?).to_owned();
            return Some(Found { span: target.span, subject: Subject::Type(name) });
        }
    }
    if let Some(entry) = types.entries().iter().find(|entry| touches(entry.key.span, at)) {
        let subject = Subject::Type(entry.name().to_owned());
        return Some(Found { span: entry.key.span, subject });
    }
    let root = yaml::parse(scene.text).root?;
    let named = Role::ALL.into_iter().filter_map(|role| root.get("schema")?.get(role.key()));
    let value = named.into_iter().find(|value| touches(value.span, at))?;
    Some(Found { span: value.span, subject: Subject::Type(value.text()?.to_owned()) })
}

fn found_property<'s>(scene: &Scene<'_>, span: Span, declared: Vec<Property<'s>>) -> Found<'s> {
    let path = declared.first().map(|property| path_to(scene, property)).unwrap_or_default();
    Found { span, subject: Subject::Property(declared, path) }
}

/// The path of an input in templates; for a nested property, its name alone.
fn path_to(scene: &Scene<'_>, property: &Property<'_>) -> Vec<Step> {
    let name = Step::Name(property.entry.name().to_owned());
    let is_own = |role: &Role| {
        inputs(scene, *role).is_some_and(|definition| {
            properties(&scene.schema, definition).iter().any(|own| own.key() == property.key())
        })
    };
    let Some(role) = Role::ALL.into_iter().find(is_own) else { return vec![name] };
    let owner = match role {
        Role::Environment if is_customer_managed(scene.bundle) => ["environment", "outputs"],
        Role::Environment => ["environment", "inputs"],
        Role::Service => ["service_instance", "inputs"],
        Role::Pipeline => ["pipeline", "inputs"],
    };
    owner.into_iter().map(|step| Step::Name(step.to_owned())).chain([name]).collect()
}

fn spec<'s>(scene: &'s Scene<'_>, at: usize) -> Option<Found<'s>> {
    let root = yaml::parse(scene.text).root?;
    let mut found = None;
    keys(scene, &root, &mut |entry, declared| {
        let is_scalar = entry.value.text().is_some();
        let here = touches(entry.key.span, at) || (is_scalar && touches(entry.value.span, at));
        if here && !declared.is_empty() {
            found = Some(found_property(scene, entry.key.span, declared.to_vec()));
        }
    });
    found
}

/// Visits the inputs that a spec sets, each with the properties that may define it.
pub(super) fn keys<'n, 's>(
    scene: &'s Scene<'_>,
    root: &'n Node,
    visit: &mut dyn FnMut(&'n Entry, &[Property<'s>]),
) {
    let mut go = |role: Role, node: Option<&'n Node>| {
        if let Some((node, definition)) = node.zip(inputs(scene, role)) {
            given(&scene.schema, node, &[definition], visit);
        }
    };
    if scene.bundle.kind().is_environment() {
        go(Role::Environment, root.get("spec"));
        return;
    }
    go(Role::Pipeline, root.get("pipeline"));
    for instance in root.get("instances").map(Node::items).unwrap_or_default() {
        go(Role::Service, instance.get("spec"));
    }
}

fn manifest<'s>(scene: &Scene<'_>, part: Part, at: usize) -> Option<Found<'s>> {
    let root = yaml::parse(scene.text).root?;
    let path: [Key; 2] = ["infrastructure".into(), "templates".into()];
    let files = root.at(&path)?.items().iter().filter_map(|item| item.get("file"));
    let file = files.into_iter().find(|file| touches(file.span, at))?;
    let path = format!("{}{}", part.folder(), file.text()?);
    Some(Found { span: file.span, subject: Subject::File(path) })
}

/// The declarations of an output that this file reads or declares.
pub(super) fn output_declarations(
    scene: &Scene<'_>,
    owner: Owner,
    name: &str,
) -> Vec<super::names::Output> {
    let own = match (scene.role, owner) {
        (FileRole::Template(Part::Environment), Owner::Environment) => Some(Part::Environment),
        (FileRole::Template(Part::Component), Owner::Component) => Some(Part::Component),
        _ => None,
    };
    let all = match own {
        Some(part) => crate::outputs::template_outputs(scene.bundle, part)
            .into_iter()
            .map(|(path, declared)| super::names::Output { file: scene.bundle.id(path), declared })
            .collect(),
        None => outputs(scene, owner),
    };
    all.into_iter().filter(|output| output.declared.name == name).collect()
}
