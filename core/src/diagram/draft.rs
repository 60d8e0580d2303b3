//! A diagram under construction: nodes by key, and at most one edge between two nodes.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::layout::layout;
use super::{
    Destination, Diagram, Edge, Kind, Link, MAX_EDGES, MAX_NODES, Next, Node, Problem, Problems,
};
use super::{NodeState, parts};
use crate::bundle::Target;

/// The maximum number of links of an edge; more would not be read.
const MAX_LINKS: usize = 60;

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
        if self.nodes.len() >= MAX_NODES {
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
        let edges = &mut self.edges;
        let at = match self.between.get(&(from, to)) {
            Some(at) => *at,
            None if edges.len() >= MAX_EDGES => return,
            None => {
                edges.push(Edge {
                    from,
                    to,
                    links: vec![],
                    more: 0,
                    path: String::new(),
                    is_back: false,
                });
                self.between.insert((from, to), edges.len() - 1);
                edges.len() - 1
            }
        };
        let edge = &mut edges[at];
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

    /// Adds a problem to a node.
    pub(super) fn problem(&mut self, at: usize, problem: Problem) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.problems.add(problem);
        }
    }

    /// Computes the layout and returns the diagram.
    pub(super) fn finish(self) -> Diagram {
        let Self { nodes, mut edges, left_out, .. } = self;
        let left_out = left_out.len();
        edges.sort_by_key(|edge| (edge.to, edge.from));
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
