//! Finds every use of a property of the schema or of an output.

use std::collections::BTreeSet;

use super::names::{Owner, Thing, declared_at, thing};
use super::properties::{Property, definitions, given, properties};
use super::scene::{Scene, spec, templates};
use super::subject::keys;
use super::words::chain;
use crate::bundle::{Bundle, FileId, Kind, SAMPLE_OUTPUTS, SCHEMA};
use crate::outputs::{OpenEnvironments, environments};
use crate::render::Template;
use crate::render::references::Step;
use crate::text::Span;
use crate::workspace::Workspace;
use crate::yaml::{self, Entry, Node};

/// A use of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) file: FileId,
    /// The span of the name, without quotes.
    pub(super) span: Span,
    pub(super) is_read: bool,
}

/// Uses, each with the declarations that it may refer to.
struct Uses {
    all: Vec<(Use, Vec<Span>)>,
    /// Files that could not be searched.
    unread: Vec<FileId>,
}

/// The uses of the property that is declared at `seed`, and the files that could not be searched. If a use may
/// refer to several declarations, the uses of all of them are included.
pub(super) fn of_property(
    workspace: &Workspace,
    bundle: &Bundle,
    seed: &[Span],
) -> (Vec<Use>, Vec<FileId>) {
    let Some(scene) = Scene::new(workspace, &bundle.id(SCHEMA)) else { return (vec![], vec![]) };
    let mut uses = Uses { all: vec![], unread: vec![] };
    uses.in_schema(&scene);
    uses.in_templates(&scene);
    uses.in_samples(&scene);
    let mut keys: BTreeSet<Span> = seed.iter().copied().collect();
    loop {
        let before = keys.len();
        for (_, declared) in &uses.all {
            if declared.iter().any(|key| keys.contains(key)) {
                keys.extend(declared);
            }
        }
        if keys.len() == before {
            break;
        }
    }
    let meant =
        uses.all.into_iter().filter(|(_, declared)| declared.iter().any(|key| keys.contains(key)));
    let found: BTreeSet<Use> = meant.map(|(place, _)| place).collect();
    (found.into_iter().collect(), uses.unread)
}

impl Uses {
    fn add(&mut self, file: &FileId, span: Option<Span>, is_read: bool, declared: &[Property<'_>]) {
        if declared.is_empty() {
            return;
        }
        let Some(span) = span else {
            self.unread.push(file.clone());
            return;
        };
        let keys = declared.iter().map(Property::key).collect();
        self.all.push((Use { file: file.clone(), span, is_read }, keys));
    }

    fn in_schema(&mut self, scene: &Scene<'_>) {
        let file = scene.id();
        for owner in definitions(&scene.schema) {
            for entry in owner.get("properties").map(Node::entries).unwrap_or_default() {
                let own = [Property { entry, owner }];
                self.add(&file, inner(scene.text, &entry.key), false, &own);
            }
            for item in owner.get("required").map(Node::items).unwrap_or_default() {
                let all = properties(&scene.schema, owner).into_iter();
                let named: Vec<_> = all
                    .filter(|declaration| Some(declaration.entry.name()) == item.text())
                    .collect();
                self.add(&file, inner(scene.text, item), false, &named);
            }
            for key in ["default", "example"] {
                let Some(value) = owner.get(key) else { continue };
                given(&scene.schema, value, &[owner], &mut |entry, declared| {
                    self.add(&file, inner(scene.text, &entry.key), false, declared);
                });
            }
        }
    }

    fn in_templates(&mut self, scene: &Scene<'_>) {
        for (part, path) in templates(scene.bundle) {
            let Some(text) = scene.bundle.text(&path) else { continue };
            let file = scene.bundle.id(path);
            let Ok(template) = Template::compile(text) else {
                self.unread.push(file);
                continue;
            };
            each_step(&template, text, &mut |path, span| {
                let declared = declared_at(scene, part, path);
                self.add(&file, Some(span), true, &declared);
            });
        }
    }

    fn in_samples(&mut self, scene: &Scene<'_>) {
        for (_, path) in scene.bundle.samples() {
            let Some(text) = scene.bundle.text(path) else { continue };
            let file = scene.bundle.id(path);
            let document = yaml::parse(text);
            if document.error.is_some() {
                self.unread.push(file);
                continue;
            }
            let Some(root) = document.root else { continue };
            keys(scene, &root, &mut |entry: &Entry, declared: &[Property<'_>]| {
                self.add(&file, inner(text, &entry.key), false, declared);
            });
        }
    }
}

/// Visits every name that a template reads, with its path.
fn each_step(template: &Template, text: &str, visit: &mut dyn FnMut(&[Step], Span)) {
    for read in template.references().reads.iter().filter(|read| read.is_exact) {
        let Some(segments) = chain(text, read.span) else { continue };
        let Some(before) = read.path.len().checked_sub(segments.len()) else { continue };
        for (index, segment) in segments.iter().enumerate() {
            // A chain may begin with a variable, whose name is not a step of the path.
            let is_name = index > 0 || before == 0;
            if is_name && read.path.get(before + index) == Some(&segment.step) {
                visit(&read.path[..=before + index], segment.span);
            }
        }
    }
}

/// The uses of the output `name` of `bundle`, and the files that could not be searched.
pub(super) fn of_output(
    workspace: &Workspace,
    bundle: &Bundle,
    owner: Owner,
    declared: &[(FileId, Span)],
    name: &str,
) -> (Vec<Use>, Vec<FileId>) {
    let mut found: BTreeSet<Use> = declared
        .iter()
        .map(|(file, span)| Use { file: file.clone(), span: *span, is_read: false })
        .collect();
    let mut unread = vec![];
    let open = OpenEnvironments::of(workspace);
    let takes = |one: &&Bundle| takes_from(workspace, &open, one, bundle, owner);
    for reader in workspace.bundles.iter().filter(takes) {
        for (part, path) in templates(reader) {
            let file = reader.id(path);
            let Some(scene) = Scene::new(workspace, &file) else { continue };
            let Ok(template) = Template::compile(scene.text) else {
                unread.push(file);
                continue;
            };
            each_step(&template, scene.text, &mut |path, span| {
                let is_meant = matches!(
                    thing(&scene, part, path),
                    Some(Thing::Output(of, read)) if of == owner && read == name
                );
                if is_meant {
                    found.insert(Use { file: scene.id(), span, is_read: true });
                }
            });
        }
        let Some(text) = reader.text(SAMPLE_OUTPUTS) else { continue };
        let Some(root) = yaml::parse(text).root else { continue };
        let keys =
            sample_sections(&root, owner).into_iter().filter_map(|section| section.entry(name));
        let spans = keys.filter_map(|entry| inner(text, &entry.key));
        found.extend(spans.map(|span| Use {
            file: reader.id(SAMPLE_OUTPUTS),
            span,
            is_read: false,
        }));
    }
    (found.into_iter().collect(), unread)
}

/// Whether `reader` can read outputs of this owner from `bundle`.
fn takes_from(
    workspace: &Workspace,
    open: &OpenEnvironments,
    reader: &Bundle,
    bundle: &Bundle,
    owner: Owner,
) -> bool {
    match owner {
        Owner::Service => reader.name == bundle.name,
        Owner::Component => reader.kind() == Kind::Service,
        Owner::Environment => {
            matches!(reader.kind(), Kind::Service | Kind::Component) && {
                let spec = spec(reader);
                let environments = environments(workspace, open, reader, spec.as_ref());
                environments.iter().any(|one| one.name == bundle.name)
            }
        }
    }
}

/// The mappings of a sample of outputs that hold an owner's outputs.
fn sample_sections(root: &Node, owner: Owner) -> Vec<&Node> {
    let each = |section: &str| root.get(section).map(Node::entries).unwrap_or_default().iter();
    let mut found = vec![];
    match owner {
        Owner::Environment => {
            found.extend(root.get("environment"));
            found.extend(each("environments").filter_map(|entry| entry.value.get("outputs")));
        }
        Owner::Service => {
            found.extend(root.get("service"));
            found.extend(each("service_instances").filter_map(|entry| entry.value.get("outputs")));
        }
        Owner::Component => {
            found.extend(
                root.get("components")
                    .and_then(|components| components.get("default")?.get("outputs")),
            );
            found.extend(
                each("service_instances").filter_map(|entry| {
                    entry.value.get("components")?.get("default")?.get("outputs")
                }),
            );
        }
    }
    found
}

/// The span of a name, without quotes; `None` if it is written with escapes.
pub(super) fn inner(text: &str, node: &Node) -> Option<Span> {
    let name = node.text()?;
    let mut span = node.span;
    if span.of(text).starts_with(['"', '\'']) && span.end > span.start + 1 {
        span = Span::new(span.start + 1, span.end - 1);
    }
    (span.of(text) == name).then_some(span)
}
