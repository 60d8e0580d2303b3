//! Computes the positions of nodes and the lines of edges: in layers from left to right, with the method of
//! Sugiyama, Tagawa and Toda.
//!
//! It uses integers only, and no order that depends on addresses, so equal graphs get equal layouts. Connected
//! components are laid out separately, one below the other; nodes without edges come last, side by side.

mod coordinates;
mod layers;
mod order;
mod pieces;
mod routes;
mod walk;

use super::Picture;
use layers::Layered;

/// The margin around a picture.
const MARGIN: i32 = 20;
/// The distance between two layers.
const BETWEEN: i32 = 64;
/// The distance between two nodes of a layer.
const APART: i32 = 22;
/// The distance between two connected components.
const PARTED: i32 = 40;
/// The maximum width of a row of nodes without edges.
const ROW: i32 = 1080;

/// Computes the layout of a picture.
pub(super) fn layout(mut picture: Picture) -> Picture {
    let sizes: Vec<(i32, i32)> =
        picture.nodes.iter().map(|node| (node.width, node.height)).collect();
    let ends: Vec<(usize, usize)> = picture.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let (pieces, alone) = pieces::pieces(sizes.len(), &ends);
    let mut y = MARGIN;
    let mut width = 0;
    for piece in &pieces {
        let layered = Layered::of(piece, &ends);
        let layered = order::ordered(layered);
        let places = coordinates::places(&layered, |node| sizes[piece[node]]);
        for (at, node) in piece.iter().enumerate() {
            picture.nodes[*node].x = MARGIN + places.nodes[at].0;
            picture.nodes[*node].y = y + places.nodes[at].1;
        }
        routes::draw(&mut picture, &layered, &places, (MARGIN, y));
        width = width.max(places.width);
        y += places.height + PARTED;
    }
    let (mut x, mut row) = (0, 0);
    for node in alone {
        let (wide, high) = sizes[node];
        if x > 0 && x + wide > width.max(ROW) {
            y += row + APART;
            (x, row) = (0, 0);
        }
        picture.nodes[node].x = MARGIN + x;
        picture.nodes[node].y = y;
        x += wide + APART;
        width = width.max(x - APART);
        row = row.max(high);
    }
    if row > 0 {
        y += row + PARTED;
    }
    if !picture.nodes.is_empty() {
        picture.width = width + 2 * MARGIN;
        picture.height = y - PARTED + MARGIN;
    }
    walk::walk(&mut picture);
    picture
}

#[cfg(test)]
mod tests;
