//! Hover texts for names.

use super::describe::{description, is_required, value_at};
use super::names::Owner;
use super::properties::Property;
use super::scene::{FileRole, Scene, templates};
use super::subject::{Subject, output_declarations, subject};
use super::uses::of_property;
use crate::bundle::{FileId, Part, SAMPLE_OUTPUTS, Target};
use crate::explain::language::tag;
use crate::explain::{Term, lead, page_of, page_of_name};
use crate::names::written;
use crate::outputs::{OpenEnvironments, outputs, surroundings};
use crate::prose::{Prose, prose};
use crate::reading::{Scope, scopes};
use crate::render::references::Step;
use crate::text::Span;
use crate::workspace::Workspace;

/// The hover text for a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    /// The span of the name.
    pub span: Span,
    /// The full name.
    pub title: String,
    /// The type of the value, as a sentence.
    pub facts: String,
    /// The description.
    pub help: Vec<Prose>,
    /// Its current value, and the target that it is for: `8080 for dev`.
    pub value: Option<String>,
    /// Whether it has a declaration to go to.
    pub is_declared: bool,
    /// `input` or `output`; `None` if it can't be renamed.
    pub noun: Option<&'static str>,
    /// The code of its help page.
    pub page: Option<String>,
}

impl Hover {
    fn new(span: Span, title: impl Into<String>, facts: impl Into<String>) -> Self {
        Self {
            span,
            title: title.into(),
            facts: facts.into(),
            help: vec![],
            value: None,
            is_declared: false,
            noun: None,
            page: None,
        }
    }
}

/// Returns the hover text for the name at byte `at` of a file. The value is the one for `target`, or for the first
/// target that the file is rendered for.
pub fn hover(workspace: &Workspace, file: &FileId, at: usize, target: Target) -> Option<Hover> {
    let scene = Scene::new(workspace, file)?;
    let found = subject(&scene, at)?;
    let word = |term: Term, name: &str, help: Option<&str>| {
        let page = page_of(term, name).map(str::to_owned);
        let facts = format!("{}.", term.noun());
        Some(Hover { help: help.map(prose)?, page, ..Hover::new(found.span, name, facts) })
    };
    match &found.subject {
        Subject::Filter(name) => word(Term::Filter, name, lead(Term::Filter, name)),
        Subject::Test(name) => word(Term::Test, name, lead(Term::Test, name)),
        Subject::Tag(name) => word(Term::Tag, name, tag(name)),
        Subject::Function(name) => word(Term::Function, name, lead(Term::Function, name)),
        Subject::Property(declared, path) => property(&scene, found.span, declared, path, target),
        Subject::Output(owner, name) => {
            let declared = output_declarations(&scene, *owner, name);
            let by: Vec<_> =
                declared.iter().map(|declaration| declaration.file.bundle.as_str()).collect();
            let facts = match by.first() {
                Some(by) => format!("Output that {by} declares; text."),
                None => "Output that no open bundle declares; text.".into(),
            };
            let value = value(&scene, &output_path(*owner, name), target);
            let (is_declared, noun) = (!declared.is_empty(), Some("output"));
            let page = Some(outputs_page(*owner).to_owned());
            Some(Hover { value, is_declared, noun, page, ..Hover::new(found.span, name, facts) })
        }
        Subject::Known(help, path) => Some(Hover {
            help: prose(help),
            value: value(&scene, path, target).filter(|value| !value.starts_with(['{', '['])),
            page: page(&scene, path),
            ..Hover::new(found.span, written(path), "")
        }),
        Subject::Variable(name, set) => {
            let line = scene.text[..set.start].matches('\n').count() + 1;
            let facts = format!("Variable of this template, set in line {line}.");
            Some(Hover { is_declared: true, ..Hover::new(found.span, name, facts) })
        }
        Subject::Type(_) | Subject::File(_) => None,
    }
}

fn property(
    scene: &Scene<'_>,
    span: Span,
    declared: &[Property<'_>],
    path: &[Step],
    target: Target,
) -> Option<Hover> {
    let first = declared.first()?;
    let name = first.entry.name();
    let said = description(&scene.schema, &first.entry.value, is_required(first.owner, name));
    let mut facts = said.facts;
    if matches!(scene.role, FileRole::Schema) {
        let keys: Vec<Span> = declared.iter().map(Property::key).collect();
        let (uses, _) = of_property(scene.workspace, scene.bundle, &keys);
        let count = uses.iter().filter(|usage| usage.is_read).count();
        facts.push_str(match count {
            0 => " No template reads it.",
            1 => " Read once.",
            _ => "",
        });
        if count > 1 {
            facts = format!("{facts} Read {count} times.");
        }
    }
    let value = value(scene, path, target);
    let (is_declared, noun) = (true, Some("input"));
    let said = Hover { help: said.help, ..Hover::new(span, written(path), facts) };
    Some(Hover { value, is_declared, noun, page: page(scene, path), ..said })
}

/// The help page about the name at `path`, or about the file.
fn page(scene: &Scene<'_>, path: &[Step]) -> Option<String> {
    match scene.role {
        FileRole::Template(_) if path.first().is_some_and(|root| root.is("loop")) => {
            Some("loop".into())
        }
        FileRole::Template(part) => page_of_name(part, path),
        FileRole::Schema => Some("schema".into()),
        FileRole::Spec => Some("spec".into()),
        FileRole::Manifest(_) | FileRole::Other => None,
    }
}

const fn outputs_page(owner: Owner) -> &'static str {
    match owner {
        Owner::Environment => "name-environment.outputs",
        Owner::Service => "name-service_instances.outputs",
        Owner::Component => "name-service_instance.components.default.outputs",
    }
}

/// Formats the current value at `path`, and the target that it is for.
fn value(scene: &Scene<'_>, path: &[Step], target: Target) -> Option<String> {
    let names: Vec<&str> = path.iter().map(Step::as_name).collect::<Option<_>>()?;
    let spec = scene.spec()?;
    let text = scene.bundle.text(SAMPLE_OUTPUTS).unwrap_or("");
    let open = OpenEnvironments::of(scene.workspace);
    let surroundings = surroundings(&open, scene.bundle, Some(&spec));
    let (outputs, _) = outputs(&surroundings, scene.bundle, &scene.schema, Some(&spec), text, true);
    let has_pipeline = templates(scene.bundle).iter().any(|(part, _)| *part == Part::Pipeline);
    let scopes = scopes(scene.bundle, &scene.schema, &spec, &outputs.value, has_pipeline);
    let fits = |target: Target| match scene.role {
        FileRole::Template(part) => target.part() == part,
        _ => true,
    };
    let visible = scopes.into_iter().filter(|scope| fits(scope.target));
    let mut found: Vec<_> = visible
        .filter_map(|Scope { target, label, context, .. }| {
            let value = value_at(context.0.as_map()?, &names)?;
            Some((target, label, value))
        })
        .collect();
    let at = found.iter().position(|(one, ..)| *one == target).unwrap_or(0);
    if found.is_empty() {
        return None;
    }
    let (_, label, value) = found.swap_remove(at);
    Some(format!("{value} for {label}"))
}

fn output_path(owner: Owner, name: &str) -> Vec<Step> {
    let path: &[&str] = match owner {
        Owner::Environment => &["environment", "outputs"],
        Owner::Component => &["service_instance", "components", "default", "outputs"],
        Owner::Service => &["service_instances"],
    };
    path.iter().chain([&name]).map(|step| Step::Name((*step).to_owned())).collect()
}
