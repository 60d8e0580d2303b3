//! Computes the positions of nodes and the lines of edges: in layers from left to right, with the method of
//! Sugiyama, Tagawa and Toda.
//!
//! It uses integers only, and no order that depends on addresses, so equal graphs get equal layouts. Connected
//! components are laid out separately, on shelves; nodes without edges come last, side by side.

mod coordinates;
mod layers;
mod order;
mod pieces;
mod routes;
mod shelves;
mod walk;

use super::Diagram;
use layers::Layered;

/// The margin around a diagram.
const MARGIN: i32 = 20;
/// The distance between two layers.
const BETWEEN: i32 = 64;
/// The distance between two nodes of a layer.
const APART: i32 = 22;
/// The distance between two connected components.
const PARTED: i32 = 40;
/// The maximum width of a row of nodes without edges.
const ROW: i32 = 1080;

/// Computes the layout of a diagram.
pub(super) fn layout(mut diagram: Diagram) -> Diagram {
    let sizes: Vec<(i32, i32)> =
        diagram.nodes.iter().map(|node| (node.width, node.height)).collect();
    let ends: Vec<(usize, usize)> = diagram.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let (pieces, alone) = pieces::pieces(sizes.len(), &ends);
    let layered: Vec<_> = pieces
        .iter()
        .map(|piece| {
            let layered = order::ordered(Layered::of(piece, &ends));
            let places = coordinates::places(&layered, |node| sizes[piece[node]]);
            (layered, places)
        })
        .collect();
    let extents: Vec<_> = layered.iter().map(|(_, places)| (places.width, places.height)).collect();
    let (corners, (mut width, height)) = shelves::shelves(&extents);
    for ((piece, (layered, places)), (x, y)) in pieces.iter().zip(&layered).zip(corners) {
        let (left, top) = (MARGIN + x, MARGIN + y);
        for (at, node) in piece.iter().enumerate() {
            diagram.nodes[*node].x = left + places.nodes[at].0;
            diagram.nodes[*node].y = top + places.nodes[at].1;
        }
        routes::draw(&mut diagram, layered, places, (left, top));
    }
    let mut y = if pieces.is_empty() { MARGIN } else { MARGIN + height + PARTED };
    let (mut x, mut row) = (0, 0);
    for node in alone {
        let (wide, high) = sizes[node];
        if x > 0 && x + wide > width.max(ROW) {
            y += row + APART;
            (x, row) = (0, 0);
        }
        diagram.nodes[node].x = MARGIN + x;
        diagram.nodes[node].y = y;
        x += wide + APART;
        width = width.max(x - APART);
        row = row.max(high);
    }
    if row > 0 {
        y += row + PARTED;
    }
    if !diagram.nodes.is_empty() {
        diagram.width = width + 2 * MARGIN;
        diagram.height = y - PARTED + MARGIN;
    }
    walk::walk(&mut diagram);
    diagram
}

#[cfg(test)]
mod tests;
