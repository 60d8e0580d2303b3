//! Assigns nodes to layers: each node is to the right of its predecessors. An edge over several layers gets a bend
//! in each of them.

use crate::sort::CompactSort;

/// The maximum number of bends; beyond it, long edges are straight lines.
const MAX_BENDS: usize = 6_000;

/// A graph in layers. Its points are the nodes, followed by the bends.
pub(super) struct Layered {
    /// The number of points that are nodes.
    pub(super) nodes: usize,
    /// The points of each layer, from top to bottom.
    pub(super) layers: Vec<Vec<usize>>,
    /// The layer of each point.
    pub(super) layer: Vec<usize>,
    /// The neighbors of each point in the layers to its left and to its right.
    pub(super) left: Vec<Vec<usize>>,
    pub(super) right: Vec<Vec<usize>>,
    /// The routes of the edges.
    pub(super) ways: Vec<Way>,
}

/// The route of an edge.
pub(super) struct Way {
    /// The index of the edge.
    pub(super) edge: usize,
    /// Its points from left to right: a node, bends, a node.
    pub(super) points: Vec<usize>,
    /// Whether the edge leads from right to left.
    pub(super) is_back: bool,
}

impl Layered {
    /// Arranges the nodes of `piece` in layers; from here on, a node is its index in `piece`.
    pub(super) fn of(piece: &[usize], ends: &[(usize, usize)]) -> Self {
        let nodes = piece.len();
        let at = |node: usize| piece.binary_search(&node).ok();
        let inner: Vec<(usize, usize, usize)> = ends
            .iter()
            .enumerate()
            .filter_map(|(edge, &(from, to))| Some((edge, at(from)?, at(to)?)))
            .collect();
        let back = backward(nodes, &inner);
        let mut edges: Vec<(usize, usize, usize, bool)> = inner
            .iter()
            .zip(&back)
            .filter(|((_, from, to), _)| from != to)
            .map(
                |(&(edge, from, to), &is_back)| {
                    if is_back { (edge, to, from, true) } else { (edge, from, to, false) }
                },
            )
            .collect();
        edges.compact_sort();
        let layer = layer(nodes, &edges);
        let mut layered = Self {
            nodes,
            layers: vec![vec![]; layer.iter().max().map_or(0, |last| last + 1)],
            left: vec![vec![]; nodes],
            right: vec![vec![]; nodes],
            ways: vec![],
            layer,
        };
        for node in 0..nodes {
            layered.layers[layered.layer[node]].push(node);
        }
        let length = |&(_, from, to, _): &(usize, usize, usize, bool)| {
            layered.layer[to] - layered.layer[from] - 1
        };
        let is_straight = edges.iter().map(length).sum::<usize>() > MAX_BENDS;
        for (edge, from, to, is_back) in edges {
            layered.add(edge, (from, to), is_back, is_straight);
        }
        layered
    }

    fn add(&mut self, edge: usize, (from, to): (usize, usize), is_back: bool, is_straight: bool) {
        let mut points = vec![from];
        if !is_straight {
            for layer in self.layer[from] + 1..self.layer[to] {
                let bend = self.layer.len();
                self.layer.push(layer);
                self.left.push(vec![]);
                self.right.push(vec![]);
                self.layers[layer].push(bend);
                points.push(bend);
            }
        }
        points.push(to);
        for pair in points.windows(2) {
            self.right[pair[0]].push(pair[1]);
            self.left[pair[1]].push(pair[0]);
        }
        self.ways.push(Way { edge, points, is_back });
    }
}

/// Finds the back edges of a depth-first search: with these reversed, the graph has no cycle.
fn backward(nodes: usize, edges: &[(usize, usize, usize)]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        OnTheWay,
        Done,
    }
    let mut out: Vec<Vec<(usize, usize)>> = vec![vec![]; nodes];
    let mut gets = vec![false; nodes];
    for (at, &(_, from, to)) in edges.iter().enumerate() {
        out[from].push((at, to));
        gets[to] |= from != to;
    }
    let mut back = vec![false; edges.len()];
    let mut seen = vec![Seen::Not; nodes];
    // Start at nodes without incoming edges, so that a cycle is entered where an edge leads into it.
    let starts = (0..nodes).filter(|node| !gets[*node]).chain(0..nodes);
    for start in starts.collect::<Vec<_>>() {
        if seen[start] != Seen::Not {
            continue;
        }
        seen[start] = Seen::OnTheWay;
        let mut way = vec![(start, 0)];
        while let Some((node, next)) = way.last_mut() {
            let Some(&(edge, to)) = out[*node].get(*next) else {
                seen[*node] = Seen::Done;
                way.pop();
                continue;
            };
            *next += 1;
            match seen[to] {
                Seen::OnTheWay => back[edge] = true,
                Seen::Not => {
                    seen[to] = Seen::OnTheWay;
                    way.push((to, 0));
                }
                Seen::Done => {}
            }
        }
    }
    back
}

/// The longest path to each node. A node without incoming edges is placed next to its first successor.
fn layer(nodes: usize, edges: &[(usize, usize, usize, bool)]) -> Vec<usize> {
    let mut out: Vec<Vec<usize>> = vec![vec![]; nodes];
    let mut waits = vec![0_usize; nodes];
    for &(_, from, to, _) in edges {
        out[from].push(to);
        waits[to] += 1;
    }
    let begins: Vec<usize> = (0..nodes).filter(|node| waits[*node] == 0).collect();
    let mut layer = vec![0; nodes];
    let mut ready = begins.clone();
    while let Some(node) = ready.pop() {
        for &to in &out[node] {
            layer[to] = layer[to].max(layer[node] + 1);
            waits[to] -= 1;
            if waits[to] == 0 {
                ready.push(to);
            }
        }
    }
    for node in begins {
        if let Some(first) = out[node].iter().map(|to| layer[*to]).min() {
            layer[node] = first - 1;
        }
    }
    layer
}
