//! Saves a diagram as an SVG file.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement, XmlSerializer};

use crate::browser::download;
use crate::browser::download::Download;

/// The style properties that the file gets as attributes, since it has no style sheet.
const PROPERTIES: [&str; 10] = [
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "font-family",
    "font-size",
    "font-weight",
    "opacity",
];
/// The attributes that are of use on the page only.
const OF_THE_PAGE: [&str; 6] =
    ["class", "role", "tabindex", "aria-label", "aria-hidden", "data-node"];

/// Saves a diagram in its present colours.
pub fn save(drawing: &SvgElement, title: &str, file: &str) {
    if let Some(text) = text_of(drawing, title) {
        download::save(&Download::Diagram(file).name(), text.as_bytes());
    }
}

/// Returns `None` only while the page is being unloaded.
fn text_of(drawing: &SvgElement, title: &str) -> Option<String> {
    let copy: Element = drawing.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let (shown, copied) = (all(drawing), all(&copy));
    for (shown, copied) in shown.iter().zip(&copied) {
        resolve(shown, copied)?;
    }
    // The file has the unscaled size, and the background colour of the page.
    let view = copy.get_attribute("viewBox")?;
    let mut numbers = view.split(' ').skip(2);
    let (width, height) = (numbers.next()?, numbers.next()?);
    copy.set_attribute("width", width).ok()?;
    copy.set_attribute("height", height).ok()?;
    OF_THE_PAGE.iter().try_for_each(|name| copy.remove_attribute(name)).ok()?;
    let make = |name: &str| document().create_element_ns(copy.namespace_uri().as_deref(), name);
    let ground = make("rect").ok()?;
    let colour = style(&drawing.parent_element()?, "background-color")?;
    for (name, value) in [("width", width), ("height", height), ("fill", &colour)] {
        ground.set_attribute(name, value).ok()?;
    }
    let heading = make("title").ok()?;
    heading.set_text_content(Some(title));
    copy.prepend_with_node_2(&heading, &ground).ok()?;
    XmlSerializer::new().ok()?.serialize_to_string(&copy).ok()
}

/// Writes the computed style of an element into its copy.
fn resolve(shown: &Element, copied: &Element) -> Option<()> {
    if matches!(shown.tag_name().as_str(), "rect" | "path" | "text" | "g") {
        let computed = window().get_computed_style(shown).ok()??;
        for name in PROPERTIES {
            let value = computed.get_property_value(name).ok()?;
            copied.set_attribute(name, &value).ok()?;
        }
    }
    OF_THE_PAGE.iter().try_for_each(|name| copied.remove_attribute(name)).ok()
}

fn style(element: &Element, name: &str) -> Option<String> {
    window().get_computed_style(element).ok()??.get_property_value(name).ok()
}

fn all(within: &Element) -> Vec<Element> {
    let Ok(found) = within.query_selector_all("*") else { return vec![] };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}
