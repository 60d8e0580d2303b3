//! The keys of a diagram.

use cyclotron_core::diagram::Diagram;

/// The effect of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeyEffect {
    /// Focuses a node.
    Go(usize),
    /// Zooms by a number of steps; a negative number zooms out.
    Zoom(i32),
    /// Fits the diagram into the visible area.
    Fit,
}

/// The effect of `key` while node `at` has the focus.
pub fn does(key: &str, diagram: &Diagram, at: usize) -> Option<KeyEffect> {
    let last = diagram.nodes.len().checked_sub(1)?;
    let next = diagram.nodes.get(at).map(|node| node.next).unwrap_or_default();
    match key {
        "ArrowLeft" => next.left.map(KeyEffect::Go),
        "ArrowRight" => next.right.map(KeyEffect::Go),
        "ArrowUp" => next.up.map(KeyEffect::Go),
        "ArrowDown" => next.down.map(KeyEffect::Go),
        "Home" => Some(KeyEffect::Go(0)),
        "End" => Some(KeyEffect::Go(last)),
        "+" | "=" => Some(KeyEffect::Zoom(1)),
        "-" => Some(KeyEffect::Zoom(-1)),
        "0" => Some(KeyEffect::Fit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::diagram::Extent;
    use cyclotron_core::{analyze, diagram, starters};

    use super::*;

    #[test]
    fn arrows_follow_edges_and_signs_zoom() {
        let workspace = starters::ready_workspace();
        let made =
            diagram::workspace(&workspace, &analyze(&workspace).diagnostics, &Extent::EVERYTHING);
        let inputs = made.nodes.iter().position(|node| node.name == "ItemApiEnvironment").unwrap();
        let Some(KeyEffect::Go(template)) = does("ArrowRight", &made, inputs) else {
            panic!("an edge")
        };
        assert_eq!(made.nodes[template].name, "item-api-environment");
        assert_eq!(does("ArrowLeft", &made, template), Some(KeyEffect::Go(inputs)));
        assert_eq!(does("ArrowLeft", &made, inputs), None);
        assert_eq!(does("End", &made, 0), Some(KeyEffect::Go(made.nodes.len() - 1)));
        assert_eq!(does("+", &made, 0), Some(KeyEffect::Zoom(1)));
        assert_eq!(does("0", &made, 0), Some(KeyEffect::Fit));
        assert_eq!(does("x", &made, 0), None);
        assert_eq!(does("ArrowUp", &Diagram::default(), 0), None);
    }
}
