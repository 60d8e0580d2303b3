//! Computes the targets of the arrow keys: left and right along edges, up and down to the nearest node.

use super::super::{Diagram, Next, Node};

/// Fills in [`Node::next`].
pub(super) fn walk(diagram: &mut Diagram) {
    let nodes = &diagram.nodes;
    let middle = |node: &Node| (node.x + node.width / 2, node.y + node.height / 2);
    let mut all = vec![Next::default(); nodes.len()];
    // If several edges lead there, take the node that is closest in height.
    let nearer = |from: usize, than: Option<usize>, to: usize| {
        let away = |to: usize| (middle(&nodes[to]).1 - middle(&nodes[from]).1).abs();
        match than {
            Some(known) if away(known) <= away(to) => Some(known),
            _ => Some(to),
        }
    };
    for edge in diagram.edges.iter().filter(|edge| edge.from != edge.to) {
        all[edge.from].right = nearer(edge.from, all[edge.from].right, edge.to);
        all[edge.to].left = nearer(edge.to, all[edge.to].left, edge.from);
    }
    for (at, node) in nodes.iter().enumerate() {
        let (x, y) = middle(node);
        // Horizontal distance counts more than vertical distance.
        let away = |other: &Node| {
            let (there, level) = middle(other);
            (there - x).abs() * 4 + (level - y).abs()
        };
        let nearest = |is_beyond: &dyn Fn(i32) -> bool| {
            let others = nodes.iter().enumerate().filter(|(_, other)| is_beyond(middle(other).1));
            others.min_by_key(|(_, other)| away(other)).map(|(other, _)| other)
        };
        all[at].up = nearest(&|level| level < y);
        all[at].down = nearest(&|level| level > y);
    }
    for (node, next) in diagram.nodes.iter_mut().zip(all) {
        node.next = next;
    }
}
