//! Where the points of the layers stand: each as near to the middle of its neighbours as the order and
//! the room between nodes allow.

use super::layers::Layered;
use super::{APART, BETWEEN};

/// How often the layers are gone through, there and back.
const ROUNDS: usize = 4;
/// How high a bend is: edges keep that much from each other.
const BEND: i32 = 10;
/// How much more a bend wants to be in line than a node does.
const PULL: i64 = 4;

/// Where everything is.
pub(super) struct Places {
    /// Left and upper edge of each node.
    pub(super) nodes: Vec<(i32, i32)>,
    /// Left and right edge of each layer.
    pub(super) layers: Vec<(i32, i32)>,
    /// The middle of each point's height.
    pub(super) middle: Vec<i32>,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// Places for a graph whose nodes are of this `size`.
pub(super) fn places(graph: &Layered, size: impl Fn(usize) -> (i32, i32)) -> Places {
    let high: Vec<i32> = (0..graph.layer.len())
        .map(|point| if point < graph.nodes { size(point).1 } else { BEND })
        .collect();
    let mut middle = vec![0; high.len()];
    for layer in &graph.layers {
        settle(layer, &high, &mut middle, |_| (0, 1));
    }
    for _ in 0..ROUNDS {
        for layer in graph.layers.iter().skip(1) {
            align(layer, &graph.left, graph.nodes, &high, &mut middle);
        }
        for layer in graph.layers.iter().rev().skip(1) {
            align(layer, &graph.right, graph.nodes, &high, &mut middle);
        }
    }
    let top = |point: usize| middle[point] - high[point] / 2;
    let least = (0..high.len()).map(top).min().unwrap_or_default();
    for one in &mut middle {
        *one -= least;
    }
    let height = (0..high.len()).map(|one| middle[one] + high[one] - high[one] / 2).max();
    let mut x = 0;
    let mut layers = vec![];
    for layer in &graph.layers {
        let nodes = layer.iter().filter(|point| **point < graph.nodes);
        let wide = nodes.map(|node| size(*node).0).max().unwrap_or_default();
        layers.push((x, x + wide));
        x += wide + BETWEEN;
    }
    // In the middle of its layer.
    let nodes = (0..graph.nodes).map(|node| {
        let ((from, to), (wide, high)) = (layers[graph.layer[node]], size(node));
        (from + (to - from - wide) / 2, middle[node] - high / 2)
    });
    let nodes = nodes.collect();
    let (width, height) = (x - BETWEEN, height.unwrap_or_default());
    Places { nodes, layers, middle, width, height }
}

/// Moves a layer to its neighbours on one side.
fn align(layer: &[usize], beside: &[Vec<usize>], nodes: usize, high: &[i32], middle: &mut [i32]) {
    let before = middle.to_vec();
    settle(layer, high, middle, |point| {
        let near = &beside[point];
        let sum: i64 = near.iter().map(|one| i64::from(before[*one])).sum();
        let pull = if point < nodes { 1 } else { PULL };
        match i64::try_from(near.len()) {
            Ok(count) if count > 0 => (sum / count, pull * count.min(PULL)),
            _ => (i64::from(before[point]), 1),
        }
    });
}

/// Puts the points of a layer where they are `wanted`, each with a weight, as near as their order and
/// heights allow: points that would overlap stand together around what they want on the average.
fn settle(layer: &[usize], high: &[i32], middle: &mut [i32], wanted: impl Fn(usize) -> (i64, i64)) {
    // What stands together: weight, weight times place, and how many points.
    let mut groups: Vec<(i64, i64, usize)> = vec![];
    // How far each point is below the first one, where all stand as close as they may.
    let mut offsets = Vec::with_capacity(layer.len());
    let mut offset = 0;
    for (at, &point) in layer.iter().enumerate() {
        if at > 0 {
            let above = high[layer[at - 1]];
            offset += i64::from(above - above / 2 + APART + high[point] / 2);
        }
        offsets.push(offset);
        let (place, weight) = wanted(point);
        groups.push((weight, weight * (place - offset), 1));
        while let [.., (above, sum_above, many), (weight, sum, count)] = groups.as_mut_slice() {
            if sum_above.div_euclid(*above) <= sum.div_euclid(*weight) {
                break;
            }
            *above += *weight;
            *sum_above += *sum;
            *many += *count;
            groups.pop();
        }
    }
    let mut points = layer.iter().zip(offsets);
    for (weight, sum, count) in groups {
        for (point, offset) in points.by_ref().take(count) {
            let place = sum.div_euclid(weight) + offset;
            middle[*point] = i32::try_from(place).unwrap_or(i32::MAX / 4);
        }
    }
}
