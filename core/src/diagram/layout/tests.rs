use proptest::prelude::*;

use super::super::draft::{Draft, New};
use super::super::{Diagram, Kind, Link, MAX_EDGES, MAX_NODES, Relation};

fn diagram(count: usize, ends: &[(usize, usize)]) -> Diagram {
    let mut draft = Draft::new();
    for node in 0..count {
        let name = "N".repeat(1 + node % 40);
        draft.node(node, || New::plain(Kind::Resource, &name, "AWS::S3::Bucket", None));
    }
    for &(from, to) in ends {
        let name = String::new();
        draft.link(from, to, Link { relation: Relation::Ref, name, place: None, problem: None });
    }
    draft.finish()
}

/// Checks the invariants of every diagram.
fn check(diagram: &Diagram) {
    for (at, node) in diagram.nodes.iter().enumerate() {
        assert!(node.x >= 0 && node.x + node.width <= diagram.width, "{at} is within the width");
        assert!(node.y >= 0 && node.y + node.height <= diagram.height, "{at} is within the height");
        for (other_at, other) in diagram.nodes.iter().enumerate().skip(at + 1) {
            let apart = node.x + node.width <= other.x
                || other.x + other.width <= node.x
                || node.y + node.height <= other.y
                || other.y + other.height <= node.y;
            assert!(apart, "{at} overlaps {other_at}");
        }
        for next in [node.next.left, node.next.right, node.next.up, node.next.down] {
            assert!(next.is_none_or(|next| next < diagram.nodes.len() && next != at));
        }
    }
    for edge in &diagram.edges {
        let (from, to) = (&diagram.nodes[edge.from], &diagram.nodes[edge.to]);
        assert!(edge.path.starts_with('M'));
        if edge.is_back {
            assert!(edge.from == edge.to || to.x + to.width < from.x);
        } else {
            assert!(from.x + from.width < to.x, "an edge leads from left to right");
        }
    }
}

/// Whether the graph has a cycle.
fn has_circle(count: usize, ends: &[(usize, usize)]) -> bool {
    let mut waits = vec![0; count];
    for &(_, to) in ends {
        waits[to] += 1;
    }
    let mut ready: Vec<usize> = (0..count).filter(|node| waits[*node] == 0).collect();
    let mut done = 0;
    while let Some(node) = ready.pop() {
        done += 1;
        for &(_, to) in ends.iter().filter(|(from, _)| *from == node) {
            waits[to] -= 1;
            if waits[to] == 0 {
                ready.push(to);
            }
        }
    }
    done < count
}

fn graphs() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (1_usize..40).prop_flat_map(|count| {
        (Just(count), proptest::collection::vec((0..count, 0..count), 0..90))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_edges_lead_to_the_right((count, ends) in graphs()) {
        let made = diagram(count, &ends);
        check(&made);
        let goes_back = made.edges.iter().any(|edge| edge.is_back);
        prop_assert_eq!(goes_back, has_circle(count, &ends));
        prop_assert_eq!(made, diagram(count, &ends));
    }
}

#[test]
fn a_chain_is_a_straight_line() {
    let made = diagram(4, &[(0, 1), (1, 2), (2, 3)]);
    let middle = |at: usize| made.nodes[at].y + made.nodes[at].height / 2;
    assert!((1..4).all(|at| middle(at) == middle(0)));
    assert!(made.edges.iter().all(|edge| edge.path.contains('H')));
}

#[test]
fn a_crossing_that_need_not_be_is_none() {
    let made = diagram(4, &[(0, 3), (1, 2)]);
    check(&made);
    let made = diagram(6, &[(0, 5), (1, 4), (2, 3), (0, 4)]);
    check(&made);
    assert!((made.nodes[0].y < made.nodes[1].y) == (made.nodes[5].y < made.nodes[4].y));
}

#[test]
fn arrow_keys_follow_the_edges() {
    let made = diagram(5, &[(0, 1), (0, 2), (2, 3)]);
    assert_eq!(made.nodes[3].next.left, Some(2));
    assert_eq!(made.nodes[2].next.left, Some(0));
    assert!(matches!(made.nodes[0].next.right, Some(1 | 2)));
    assert_eq!(made.nodes[1].next.down.or(made.nodes[1].next.up), Some(2));
    assert_eq!((made.nodes[4].next.left, made.nodes[4].next.right), (None, None));
    assert!(made.nodes[4].next.up.is_some(), "what stands alone is reached all the same");
}

#[test]
fn an_empty_diagram_has_no_size() {
    assert_eq!(diagram(0, &[]), Diagram::default());
}

/// The largest diagrams, in the most expensive shapes: a random graph with cycles, long edges over many layers, and
/// a star.
#[test]
fn the_largest_diagrams_are_made() {
    let pseudo = |seed: usize, at: usize| (at * 7919 + seed * 104_729 + at * at * 31) % MAX_NODES;
    let random: Vec<_> = (0..MAX_EDGES).map(|at| (pseudo(1, at), pseudo(2, at))).collect();
    let forward: Vec<_> = random.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
    let chain: Vec<_> = (1..MAX_NODES).map(|at| (at - 1, at)).chain(forward.clone()).collect();
    let star: Vec<_> = (1..MAX_NODES).map(|at| (0, at)).collect();
    for ends in [random, forward, chain, star] {
        let made = diagram(MAX_NODES, &ends);
        assert_eq!(made.nodes.len(), MAX_NODES);
        assert!(made.edges.len() <= MAX_EDGES);
    }
}

#[test]
fn nodes_above_the_limit_are_counted() {
    let made = diagram(MAX_NODES + 7, &[]);
    assert_eq!((made.nodes.len(), made.left_out), (MAX_NODES, 7));
    check(&made);
}
