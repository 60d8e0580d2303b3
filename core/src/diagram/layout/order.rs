//! Orders the points of each layer by the barycenters of their neighbors, to get few edge crossings in a few
//! passes.

use super::layers::Layered;
use crate::sort::CompactSort;

/// The number of passes over the layers, each forward and backward.
const ROUNDS: usize = 6;

/// Returns the graph with the best order found.
pub(super) fn ordered(mut graph: Layered) -> Layered {
    let mut place = vec![0; graph.layer.len()];
    for layer in &graph.layers {
        number(layer, &mut place);
    }
    let mut best = graph.layers.clone();
    let mut fewest = crossings(&graph, &place);
    for _ in 0..ROUNDS {
        if fewest == 0 {
            break;
        }
        for at in 1..graph.layers.len() {
            sort(&mut graph.layers[at], &graph.left, &mut place);
        }
        for at in (0..graph.layers.len().saturating_sub(1)).rev() {
            sort(&mut graph.layers[at], &graph.right, &mut place);
        }
        let now = crossings(&graph, &place);
        if now < fewest {
            fewest = now;
            best.clone_from(&graph.layers);
        }
    }
    graph.layers = best;
    graph
}

fn number(layer: &[usize], place: &mut [usize]) {
    for (at, point) in layer.iter().enumerate() {
        place[*point] = at;
    }
}

/// Sorts a layer by the positions of the neighbors on one side; a point without any keeps its position.
fn sort(layer: &mut [usize], beside: &[Vec<usize>], place: &mut [usize]) {
    // In thousandths of a position.
    let centre = |point: &usize| {
        let near = &beside[*point];
        let sum: usize = near.iter().map(|neighbor| place[*neighbor]).sum();
        (sum * 1000).checked_div(near.len()).unwrap_or(place[*point] * 1000)
    };
    layer.compact_sort_by_cached_key(|point| (centre(point), place[*point]));
    number(layer, place);
}

/// The number of crossing pairs of edges, over all layers.
fn crossings(graph: &Layered, place: &[usize]) -> usize {
    let mut count = 0;
    let size = graph.layers.iter().map(Vec::len).max().unwrap_or_default();
    for layer in &graph.layers {
        // The number of edge ends seen up to each position, as a Fenwick tree.
        let mut sums = vec![0_usize; size + 1];
        let mut seen = 0;
        for point in layer {
            let mut ends: Vec<usize> = graph.right[*point].iter().map(|end| place[*end]).collect();
            ends.compact_sort();
            for end in &ends {
                let mut below = 0;
                let mut at = end + 1;
                while at > 0 {
                    below += sums[at];
                    at -= at & at.wrapping_neg();
                }
                count += seen - below;
            }
            for end in ends {
                seen += 1;
                let mut at = end + 1;
                while at <= size {
                    sums[at] += 1;
                    at += at & at.wrapping_neg();
                }
            }
        }
    }
    count
}
