//! A diagram under construction: nodes by key, and at most one edge between two nodes.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::layout::layout;
use super::{
    Destination, Diagram, Edge, Kind, Link, MAX_EDGES, MAX_NODES, Next, Node, Problem, Problems,
    Relation,
};
use super::{NodeState, parts};
use crate::bundle::Target;
use crate::sort::CompactSort;

/// The maximum number of links of an edge; more would not be read.
const MAX_LINKS: usize = 60;
/// The maximum numbers of nodes and edges before they are merged.
const MAX_DRAFT_NODES: usize = 20_000;
const MAX_DRAFT_EDGES: usize = 40_000;

/// A diagram without layout.
pub(super) struct Draft<K> {
    nodes: Vec<Node>,
    places: HashMap<K, usize>,
    edges: Vec<Edge>,
    between: HashMap<(usize, usize), usize>,
    left_out: HashSet<K>,
}

/// The data of a new node.
pub(super) struct New {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) owner: String,
    pub(super) state: NodeState,
    pub(super) count: usize,
    pub(super) place: Option<Destination>,
    pub(super) rendering: Option<(String, Target)>,
}

impl New {
    pub(super) fn plain(kind: Kind, name: &str, owner: &str, place: Option<Destination>) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            owner: owner.to_owned(),
            state: NodeState::Plain,
            count: 0,
            place,
            rendering: None,
        }
    }
}

impl<K: Eq + Hash> Draft<K> {
    pub(super) fn new() -> Self {
        Self {
            nodes: vec![],
            places: HashMap::new(),
            edges: vec![],
            between: HashMap::new(),
            left_out: HashSet::new(),
        }
    }

    /// Adds a node unless its key exists, and returns its index; `None` if there are too many nodes.
    pub(super) fn node(&mut self, key: K, new: impl FnOnce() -> New) -> Option<usize> {
        if let Some(at) = self.places.get(&key) {
            return Some(*at);
        }
        if self.nodes.len() >= MAX_DRAFT_NODES {
            self.left_out.insert(key);
            return None;
        }
        let at = self.nodes.len();
        self.places.insert(key, at);
        self.nodes.push(parts::node(new()));
        Some(at)
    }

    /// The index of a node.
    pub(super) fn find(&self, key: &K) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// Adds a link to the edge between two nodes; an equal link is added once.
    pub(super) fn link(&mut self, from: usize, to: usize, mut link: Link) {
        link.name = parts::short(&link.name);
        let Some(edge) = self.edge(from, to) else { return };
        let same = |other: &&mut Link| other.relation == link.relation && other.name == link.name;
        if let Some(known) = edge.links.iter_mut().find(same) {
            // Only one location of equal links is kept, preferably one with a problem.
            if known.problem.is_none() && link.problem.is_some() {
                *known = link;
            }
        } else if edge.links.len() < MAX_LINKS {
            edge.links.push(link);
        } else {
            edge.more += 1;
            // A problem must be among the links that are shown.
            if link.problem.is_some() && edge.problem().is_none() {
                edge.links[MAX_LINKS - 1] = link;
            }
        }
    }

    /// The edge between two nodes, which is added if it does not exist; `None` if there are too many edges.
    fn edge(&mut self, from: usize, to: usize) -> Option<&mut Edge> {
        let edges = &mut self.edges;
        let at = match self.between.get(&(from, to)) {
            Some(at) => *at,
            None if edges.len() >= MAX_DRAFT_EDGES => return None,
            None => {
                let (links, path) = (vec![], String::new());
                edges.push(Edge { from, to, links, more: 0, path, is_back: false });
                self.between.insert((from, to), edges.len() - 1);
                edges.len() - 1
            }
        };
        edges.get_mut(at)
    }

    /// The nodes, by index.
    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The edges.
    pub(super) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The keys of the nodes with their indices, in no particular order.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&K, usize)> {
        self.places.iter().map(|(key, at)| (key, *at))
    }

    /// Merges each node into the one whose index `targets` has at its own index, with its problems and edges. Edges
    /// within a merged node are removed. The problems of a node that shows what is missing are counted elsewhere.
    pub(super) fn merge(&mut self, targets: &[usize]) {
        let target = |mut at: usize| {
            // A merged node may be merged again, but not in a circle.
            for _ in 0..targets.len() {
                if targets[at] == at {
                    break;
                }
                at = targets[at];
            }
            at
        };
        for at in 0..self.nodes.len() {
            let into = target(at);
            if into != at && !self.nodes[at].is_missing() {
                let problems = std::mem::take(&mut self.nodes[at].problems);
                self.nodes[into].problems.absorb(problems);
            }
        }
        self.between.clear();
        for Edge { from, to, links, more, .. } in std::mem::take(&mut self.edges) {
            let ends = (target(from), target(to));
            if ends.0 == ends.1 && from != to {
                continue;
            }
            for mut link in links {
                if ends.0 != from && link.relation == Relation::RunsIn {
                    link.name.clone_from(&self.nodes[from].name);
                }
                self.link(ends.0, ends.1, link);
            }
            if let Some(edge) = self.edge(ends.0, ends.1) {
                edge.more += more;
            }
        }
        self.retain(|at| targets[at] == at);
    }

    /// Removes all other nodes, and their edges.
    pub(super) fn retain(&mut self, is_kept: impl Fn(usize) -> bool) {
        let mut count = 0;
        let index: Vec<Option<usize>> = (0..self.nodes.len())
            .map(|at| {
                is_kept(at).then(|| {
                    count += 1;
                    count - 1
                })
            })
            .collect();
        let mut kept = index.iter().map(Option::is_some);
        self.nodes.retain(|_| kept.next().unwrap_or_default());
        self.places.retain(|_, at| match index[*at] {
            Some(now) => {
                *at = now;
                true
            }
            None => false,
        });
        self.edges.retain_mut(|edge| match (index[edge.from], index[edge.to]) {
            (Some(from), Some(to)) => {
                (edge.from, edge.to) = (from, to);
                true
            }
            _ => false,
        });
        let ends = self.edges.iter().enumerate().map(|(at, edge)| ((edge.from, edge.to), at));
        self.between = ends.collect();
    }

    /// Adds a problem to a node.
    pub(super) fn problem(&mut self, at: usize, problem: Problem) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.problems.add(problem);
        }
    }

    /// Computes the layout and returns the diagram.
    pub(super) fn finish(mut self) -> Diagram {
        let left_out = self.left_out.len() + self.nodes.len().saturating_sub(MAX_NODES);
        self.retain(|at| at < MAX_NODES);
        let Self { nodes, mut edges, .. } = self;
        edges.truncate(MAX_EDGES);
        edges.compact_sort_by_key(|edge| (edge.to, edge.from));
        layout(Diagram { nodes, edges, width: 0, height: 0, left_out })
    }
}

/// A node of this size without a position.
pub(super) fn unplaced(new: New, label: String, owner_label: String, size: (i32, i32)) -> Node {
    let New { kind, name, owner, state, count, place, rendering } = new;
    Node {
        kind,
        name,
        label,
        owner,
        owner_label,
        state,
        count,
        place,
        problems: Problems::default(),
        rendering,
        x: 0,
        y: 0,
        width: size.0,
        height: size.1,
        next: Next::default(),
    }
}
