//! Previews of starters, shown before a bundle is created.

use serde::{Deserialize, Serialize};

use super::Starter;
use crate::analysis::BundleAnalysis;
use crate::analyze::analyze;
use crate::bundle::{File, Kind, Target};
use crate::form::Field;
use crate::sort::CompactSort;
use crate::value::Key;
use crate::workspace::Workspace;
use crate::yaml;

/// A preview of a new bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The kind of the bundle.
    pub kind: Kind,
    /// The resources and inputs by target: the environment, each service instance, the pipeline, the component. A
    /// customer-managed environment has one section without resources.
    pub sections: Vec<Section>,
    /// The files in path order.
    pub files: Vec<File>,
}

/// The part of a preview about one target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The target; the first instance represents all instances.
    pub target: Target,
    /// The resource types in template order, each with its number of resources. Resources that the sample omits are not
    /// included.
    pub resources: Vec<(String, usize)>,
    /// The inputs in schema order.
    pub inputs: Vec<Input>,
}

/// An input in a preview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// The label in the form.
    pub label: String,
    /// Whether the input is required.
    pub required: bool,
}

/// The preview of `beginning` in an empty workspace.
pub fn preview(beginning: Starter) -> Preview {
    let bundle = beginning.bundle("new", &Workspace::default());
    let kind = bundle.kind();
    let mut workspace = Workspace { bundles: vec![bundle] };
    let analysis = analyze(&workspace);
    let sections = analysis.bundles.first().map(sections).unwrap_or_default();
    let files = workspace.bundles.pop().map(|bundle| bundle.files).unwrap_or_default();
    Preview { kind, sections, files }
}

fn sections(bundle: &BundleAnalysis) -> Vec<Section> {
    let rendered = bundle.renderings.iter().map(|rendering| rendering.target);
    let mut targets: Vec<Target> =
        rendered.chain(bundle.inputs.iter().map(|form| form.target)).collect();
    targets.compact_sort();
    targets.dedup();
    targets.retain(|target| !matches!(target, Target::Instance(at) if *at > 0));
    let section = |target| {
        let forms = bundle.inputs.iter().filter(|form| form.target == target);
        let fields = forms.flat_map(|form| &form.fields).filter(|field| is_input(field));
        let inputs = fields.map(input).collect();
        Section { target, resources: resources(bundle, target), inputs }
    };
    targets.into_iter().map(section).collect()
}

/// Whether the field is an input of the schema, and not the name or environment of an instance, which every service
/// requires.
fn is_input(field: &Field) -> bool {
    !matches!(*field.path, [_, Key::Index(_), Key::Name(_)])
}

fn input(field: &Field) -> Input {
    Input { label: field.label.clone(), required: field.required }
}

/// The resources of a target. For instances, those of all instances together, as one may include what another omits.
fn resources(bundle: &BundleAnalysis, target: Target) -> Vec<(String, usize)> {
    let is_meant = |other| match target {
        Target::Instance(_) => matches!(other, Target::Instance(_)),
        _ => other == target,
    };
    let mut most: Vec<(String, usize)> = vec![];
    for rendering in bundle.renderings.iter().filter(|rendering| is_meant(rendering.target)) {
        let mut counts: Vec<(String, usize)> = vec![];
        let document = yaml::parse(rendering.text.as_deref().unwrap_or_default());
        let declared = document.root.as_ref().and_then(|root| root.get("Resources"));
        for entry in declared.map(yaml::Node::entries).unwrap_or_default() {
            let kind = entry.value.get("Type").and_then(yaml::Node::text).unwrap_or_default();
            add(&mut counts, kind, |count| count + 1);
        }
        for (kind, count) in counts {
            add(&mut most, &kind, |before| before.max(count));
        }
    }
    most
}

fn add(counts: &mut Vec<(String, usize)>, kind: &str, change: impl Fn(usize) -> usize) {
    match counts.iter_mut().find(|(other, _)| other == kind) {
        Some((_, count)) => *count = change(*count),
        None => counts.push((kind.to_owned(), change(0))),
    }
}
