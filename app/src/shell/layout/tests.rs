use serde_json::json;

use super::*;

#[test]
fn an_edge_moves_between_its_limits_and_back() {
    for is_wide in [false, true] {
        for edge in [Edge::Files, Edge::Source, Edge::Inputs, Edge::Problems] {
            let mut layout = Layout { is_wide, ..Layout::default() };
            let (before, most) = layout.before(edge);
            let is_at = |layout: &Layout, share: f64| {
                let (now, now_most) = layout.before(edge);
                (now - share).abs() < 1e-9 && (now_most - most).abs() < 1e-9
            };
            layout.move_to(edge, before + 5.0);
            assert!(is_at(&layout, before + 5.0), "{edge:?}");
            layout.move_to(edge, 1e9);
            assert!(is_at(&layout, most), "{edge:?}");
            layout.move_to(edge, -1.0);
            assert!(is_at(&layout, Layout::least()), "{edge:?}");
            layout.reset(edge);
            assert!(is_at(&layout, before), "{edge:?}");
            assert!(layout.shares().is_valid(), "{edge:?}");
        }
    }
}

#[test]
fn the_other_window_keeps_its_sizes() {
    let mut layout = Layout::default();
    layout.move_to(Edge::Source, 50.0);
    layout.is_wide = true;
    assert_eq!(*layout.shares(), Shares::WIDE);
}

#[test]
fn the_pane_beside_a_folded_one_fills_its_place() {
    let mut layout = Layout::default();
    layout.fold(Region::Rendered, true);
    layout.fold(Region::Rendered, true);
    assert_eq!(layout.rows()[..2], [REST, "var(--height-folded)"]);
    assert!(!layout.is_rail(Region::Rendered));
    layout.fold(Region::Inputs, true);
    assert_eq!(layout.columns()[1..], [REST, RAIL, RAIL]);
    assert!(layout.is_rail(Region::Rendered) && layout.is_rail(Region::Inputs));
    layout.fold(Region::Rendered, false);
    assert_eq!(layout.rows()[..2], ["var(--height-folded)", REST]);
    layout.is_wide = true;
    assert!(layout.is_rail(Region::Inputs));
    layout.reset_all();
    assert_eq!(layout, Layout { is_wide: true, ..Layout::default() });
}

#[test]
fn a_stored_layout_is_read_again() {
    let mut layout = Layout::default();
    layout.move_to(Edge::Files, 20.0);
    layout.fold(Region::Files, true);
    let stored = serde_json::to_value(&layout).unwrap();
    assert_eq!(Layout::read(Some(stored)), layout);
    assert_eq!(Layout::read(None), Layout::default());
}

/// The value that builds before version 2 stored: eight shares, and *Outputs* as a region.
#[test]
fn a_layout_of_an_earlier_build_keeps_its_folded_panes() {
    let stored = json!({
        "shares": [18.0, 33.0, 22.0, 27.0, 82.0, 18.0, 62.0, 38.0],
        "folded": ["Outputs", "Files", "Problems"],
    });
    let layout = Layout::read(Some(stored));
    let folded = vec![Region::Files, Region::Problems];
    assert_eq!(layout, Layout { folded, ..Layout::default() });
}

#[test]
fn an_unreadable_layout_is_replaced() {
    let mut small = Layout::default();
    small.normal.source = 1.0;
    for stored in
        [json!(null), json!([1]), json!({"folded": 3}), serde_json::to_value(small).unwrap()]
    {
        assert_eq!(Layout::read(Some(stored)), Layout::default());
    }
}

/// The frame that is shown before the page's code runs has the sizes of the default layout.
#[test]
fn the_static_frame_has_the_default_sizes() {
    let style = include_str!("../../../../style/shell/shell.css");
    let normal = Layout::default();
    let wide = Layout { is_wide: true, ..Layout::default() };
    for layout in [normal, wide] {
        for (name, value) in layout.properties() {
            assert!(style.contains(&format!("{name}: {value};")), "{name}: {value}");
        }
    }
}
