//! Limits a diagram to an [`Extent`]: merges the nodes that it does not show into others, and removes the bundles that
//! are no neighbors.

use std::collections::{HashMap, HashSet};

use super::super::{Edge, Extent, Relation};
use super::{Key, WorkspaceDraft};
use crate::bundle::Part;

/// Limits a diagram that has all nodes.
pub(super) fn limit(draft: &mut WorkspaceDraft<'_>, extent: &Extent) {
    if *extent == Extent::EVERYTHING {
        return;
    }
    let targets = targets(draft, extent);
    draft.merge(&targets);
    if let Some(bundle) = &extent.bundle {
        let shown = shown(draft, bundle);
        draft.retain(|at| shown.contains(&at));
    }
}

/// For each node, the index of the node that it is merged into; its own index if it is shown.
fn targets(draft: &WorkspaceDraft<'_>, extent: &Extent) -> Vec<usize> {
    let mut targets: Vec<usize> = (0..draft.nodes().len()).collect();
    let templates: HashMap<(&str, Part), usize> = draft
        .keys()
        .filter_map(|(key, at)| match key {
            Key::Template(bundle, part) => Some(((*bundle, *part), at)),
            _ => None,
        })
        .collect();
    // A bundle is shown as its first template.
    let mut mains: HashMap<&str, usize> = HashMap::new();
    for ((bundle, _), at) in &templates {
        mains.entry(bundle).and_modify(|main| *main = (*at).min(*main)).or_insert(*at);
    }
    let is_detailed = |bundle: &str| extent.bundle.as_deref() == Some(bundle);
    let own = extent.bundle.as_deref().map(|bundle| own(draft, bundle)).unwrap_or_default();
    let edges = draft.edges().iter();
    // The environments in which instances of the detailed bundle run.
    let own_environments: HashSet<usize> =
        edges.clone().filter(|edge| own.contains(&edge.to)).map(|edge| edge.from).collect();
    // The environments whose outputs are used instead of those of one that is not open.
    let stand_ins: HashMap<usize, usize> = edges
        .filter(|edge| has(edge, Relation::StandsIn))
        .map(|edge| (edge.to, edge.from))
        .collect();
    for (key, at) in draft.keys() {
        let into = match key {
            Key::Inputs(bundle, _) | Key::Template(bundle, _) | Key::Instance(bundle, _)
                if !is_detailed(bundle) =>
            {
                mains.get(bundle)
            }
            Key::Output(bundle, part, _) if !extent.has_outputs => templates.get(&(*bundle, *part)),
            Key::Missing(reader, part, _) if !extent.has_outputs => {
                let owner = draft.nodes()[at].owner.as_str();
                let giver = templates.get(&(owner, *part));
                // Without a bundle that could declare it, only the reader has the problem.
                giver.or_else(|| mains.get(reader).filter(|_| !is_detailed(reader)))
            }
            Key::NotOpen(_) if !own_environments.contains(&at) => stand_ins.get(&at),
            _ => None,
        };
        if let Some(into) = into {
            targets[at] = *into;
        }
    }
    targets
}

/// The nodes of a bundle, those with an edge to one of them, and the templates that declare an output among these.
fn shown(draft: &WorkspaceDraft<'_>, bundle: &str) -> HashSet<usize> {
    let own = own(draft, bundle);
    let mut shown = own.clone();
    for edge in draft.edges() {
        if own.contains(&edge.from) || own.contains(&edge.to) {
            shown.extend([edge.from, edge.to]);
        }
    }
    let declared = draft.edges().iter().filter(|edge| shown.contains(&edge.to));
    let givers: Vec<usize> =
        declared.filter(|edge| has(edge, Relation::Declares)).map(|edge| edge.from).collect();
    shown.extend(givers);
    shown
}

/// The nodes of a bundle.
fn own(draft: &WorkspaceDraft<'_>, bundle: &str) -> HashSet<usize> {
    draft.keys().filter(|(key, _)| bundle_of(key) == Some(bundle)).map(|(_, at)| at).collect()
}

fn has(edge: &Edge, relation: Relation) -> bool {
    edge.links.iter().any(|link| link.relation == relation)
}

/// The bundle that a node belongs to.
fn bundle_of<'k>(key: &Key<'k>) -> Option<&'k str> {
    match key {
        Key::Inputs(bundle, _)
        | Key::Template(bundle, _)
        | Key::Instance(bundle, _)
        | Key::Output(bundle, _, _)
        | Key::Missing(bundle, _, _) => Some(bundle),
        Key::NotOpen(_) => None,
    }
}
