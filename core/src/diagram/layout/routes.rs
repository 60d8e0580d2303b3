//! Draws edges as smooth curves: from the right side of a node along the bends to the left side of another node.

use std::fmt::Write;

use super::super::Diagram;
use super::coordinates::Places;
use super::layers::Layered;

/// The horizontal extent of an edge from a node to itself.
const LOOP: i32 = 18;
/// The size of an arrowhead: its length and half its height.
const HEAD: (i32, i32) = (7, 4);

/// Draws the edges of a component of a diagram at `origin`.
pub(super) fn draw(diagram: &mut Diagram, graph: &Layered, places: &Places, origin: (i32, i32)) {
    for way in &graph.ways {
        let Some((first, last)) = way.points.first().zip(way.points.last()) else { continue };
        let edge = &diagram.edges[way.edge];
        let (left, right) = if way.is_back { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let (left, right) = (&diagram.nodes[left], &diagram.nodes[right]);
        let mut points = vec![(left.x + left.width, origin.1 + places.middle[*first])];
        for bend in way.points.iter().filter(|point| **point >= graph.nodes) {
            let (from, to) = places.layers[graph.layer[*bend]];
            let y = origin.1 + places.middle[*bend];
            points.extend([(origin.0 + from, y), (origin.0 + to, y)]);
        }
        points.push((right.x, origin.1 + places.middle[*last]));
        if way.is_back {
            points.reverse();
        }
        let edge = &mut diagram.edges[way.edge];
        edge.path = path(&points) + &head(*points.last().unwrap_or(&(0, 0)), way.is_back);
        edge.is_back = way.is_back;
    }
    for edge in diagram.edges.iter_mut().filter(|edge| edge.from == edge.to) {
        let node = &diagram.nodes[edge.from];
        let (x, y) = (node.x + node.width, node.y + node.height / 2);
        edge.is_back = true;
        edge.path = format!(
            "M{x} {} C{out} {} {out} {} {x} {}",
            y - 8,
            y - LOOP,
            y + LOOP,
            y + 8,
            out = x + 2 * LOOP
        ) + &head((x, y + 8), true);
    }
}

/// An arrowhead at this point, from the left or `from_right`.
fn head((x, y): (i32, i32), from_right: bool) -> String {
    let (long, half) = HEAD;
    let back = if from_right { x + long } else { x - long };
    format!(" M{back} {} L{x} {y} L{back} {}", y - half, y + half)
}

/// A curve through the points, horizontal at each of them.
fn path(points: &[(i32, i32)]) -> String {
    let mut path = String::new();
    let Some(((x, y), rest)) = points.split_first() else { return path };
    let _ = write!(path, "M{x} {y}");
    let (mut x, mut y) = (*x, *y);
    for &(to_x, to_y) in rest {
        let _ = if y == to_y {
            write!(path, " H{to_x}")
        } else {
            let half = x + (to_x - x) / 2;
            write!(path, " C{half} {y} {half} {to_y} {to_x} {to_y}")
        };
        (x, y) = (to_x, to_y);
    }
    path
}
