//! Places the connected components of a graph: side by side on shelves, so that the diagram is about as wide as a
//! screen.

use super::PARTED;

/// The wanted ratio of the width to the height.
const RATIO: (i64, i64) = (8, 5);

/// Returns the upper left corner of each box, given by its width and height, and the size of all boxes together.
pub(super) fn shelves(boxes: &[(i32, i32)]) -> (Vec<(i32, i32)>, (i32, i32)) {
    let area: i64 = boxes
        .iter()
        .map(|(width, height)| i64::from(width + PARTED) * i64::from(height + PARTED))
        .sum();
    let wanted = i32::try_from((area * RATIO.0 / RATIO.1).isqrt()).unwrap_or(i32::MAX);
    let limit = boxes.iter().map(|(width, _)| *width).max().unwrap_or_default().max(wanted);
    let (mut x, mut y, mut shelf) = (0, 0, 0);
    let mut size = (0, 0);
    let mut corners = vec![];
    for &(width, height) in boxes {
        if x > 0 && x + width > limit {
            y += shelf + PARTED;
            (x, shelf) = (0, 0);
        }
        corners.push((x, y));
        size = (size.0.max(x + width), size.1.max(y + height));
        x += width + PARTED;
        shelf = shelf.max(height);
    }
    (corners, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_equal_boxes_fill_a_screen() {
        let (corners, (width, height)) = shelves(&[(400, 200); 12]);
        assert_eq!((width, height), (3 * 400 + 2 * PARTED, 4 * 200 + 3 * PARTED));
        assert_eq!(corners[3], (0, 200 + PARTED));
    }

    #[test]
    fn a_wide_box_has_a_shelf_of_its_own() {
        let (corners, size) = shelves(&[(1000, 100), (100, 50), (100, 50)]);
        assert_eq!(corners, [(0, 0), (0, 100 + PARTED), (100 + PARTED, 100 + PARTED)]);
        assert_eq!(size, (1000, 150 + PARTED));
        assert_eq!(shelves(&[]), (vec![], (0, 0)));
    }
}
