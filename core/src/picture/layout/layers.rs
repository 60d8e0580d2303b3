//! Which layer a node stands in: right of all that gives to it. Edges over several layers get a bend in
//! each of them.

/// More bends than these are not worth it: long edges are then drawn straight.
const MAX_BENDS: usize = 6_000;

/// A graph in layers. Its nodes come first, then the bends.
pub(super) struct Layered {
    /// How many of the points are nodes.
    pub(super) nodes: usize,
    /// The points of each layer, from top to bottom.
    pub(super) layers: Vec<Vec<usize>>,
    /// The layer of each point.
    pub(super) layer: Vec<usize>,
    /// What stands to the left of each point, and to the right: neighbours in the next layer.
    pub(super) left: Vec<Vec<usize>>,
    pub(super) right: Vec<Vec<usize>>,
    /// The ways of the edges.
    pub(super) ways: Vec<Way>,
}

/// The way of an edge.
pub(super) struct Way {
    /// Which one.
    pub(super) edge: usize,
    /// From the left to the right: a node, bends, a node.
    pub(super) points: Vec<usize>,
    /// Whether the edge leads the other way.
    pub(super) is_back: bool,
}

impl Layered {
    /// Of the nodes `piece`, which are called by their place in it from here on.
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
        edges.sort_unstable();
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

/// Which edges lead back into a way that is being gone: turned round, no circle is left.
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
    // From where nothing leads to first, so that a circle is entered where it is given to.
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

/// The longest way to each node. What nothing leads to stands beside the first that takes from it.
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
