//! Computes the positions of the points in the layers: each as close to the middle of its neighbors as the order
//! and the distances allow.

use super::layers::Layered;
use super::{APART, BETWEEN};

/// The number of passes over the layers, each forward and backward.
const ROUNDS: usize = 4;
/// The height of a bend: edges keep this distance from each other.
const BEND: i32 = 10;
/// The weight of a bend compared to a node; a higher weight gives straighter edges.
const PULL: i64 = 4;

/// The coordinates of a graph.
pub(super) struct Places {
    /// The left and the upper edge of each node.
    pub(super) nodes: Vec<(i32, i32)>,
    /// The left and the right edge of each layer.
    pub(super) layers: Vec<(i32, i32)>,
    /// The vertical center of each point.
    pub(super) middle: Vec<i32>,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// Computes the coordinates of a graph; `size` gives the size of a node.
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
    for top in &mut middle {
        *top -= least;
    }
    let height = (0..high.len()).map(|point| middle[point] + high[point] - high[point] / 2).max();
    let mut x = 0;
    let mut layers = vec![];
    for layer in &graph.layers {
        let nodes = layer.iter().filter(|point| **point < graph.nodes);
        let wide = nodes.map(|node| size(*node).0).max().unwrap_or_default();
        layers.push((x, x + wide));
        x += wide + BETWEEN;
    }
    // Center each node in its layer.
    let nodes = (0..graph.nodes).map(|node| {
        let ((from, to), (wide, high)) = (layers[graph.layer[node]], size(node));
        (from + (to - from - wide) / 2, middle[node] - high / 2)
    });
    let nodes = nodes.collect();
    let (width, height) = (x - BETWEEN, height.unwrap_or_default());
    Places { nodes, layers, middle, width, height }
}

/// Moves the points of a layer towards their neighbors on one side.
fn align(layer: &[usize], beside: &[Vec<usize>], nodes: usize, high: &[i32], middle: &mut [i32]) {
    let before = middle.to_vec();
    settle(layer, high, middle, |point| {
        let near = &beside[point];
        let sum: i64 = near.iter().map(|neighbor| i64::from(before[*neighbor])).sum();
        let pull = if point < nodes { 1 } else { PULL };
        match i64::try_from(near.len()) {
            Ok(count) if count > 0 => (sum / count, pull * count.min(PULL)),
            _ => (i64::from(before[point]), 1),
        }
    });
}

/// Puts the points of a layer as close to their `wanted` positions, with weights, as their order and heights allow.
/// Points that would overlap form a group around the weighted average of their wanted positions.
fn settle(layer: &[usize], high: &[i32], middle: &mut [i32], wanted: impl Fn(usize) -> (i64, i64)) {
    // The groups: weight, weight times position, and number of points.
    let mut groups: Vec<(i64, i64, usize)> = vec![];
    // The offset of each point from the first one if all are as close together as allowed.
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
