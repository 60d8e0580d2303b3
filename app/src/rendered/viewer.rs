//! The viewer of what is rendered: its text, its marks, and what is picked in it.

use js_sys::{Array, Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::editor::codemirror::Viewer;
use crate::words::rendered::origin as words;

/// Lines to be marked, the last included.
#[derive(Clone, Debug, PartialEq)]
pub struct LineMark {
    /// First and last, from 1.
    pub lines: (usize, usize),
    /// Why: `source` for what comes from the line with the cursor, else how bad a problem is.
    pub kind: &'static str,
    /// What there is to say.
    pub title: String,
}

/// A line that the person picked.
#[derive(Clone, Copy, Debug)]
pub struct Pick {
    /// From 1.
    pub line: usize,
    /// Whether the keyboard is to follow.
    pub by_key: bool,
}

/// Longer than any line: the viewer ends at the line's own end.
const WHOLE_LINE: usize = u16::MAX as usize;

/// Keeps a text, and the key that tells it from others, in a viewer at `place`, with its marks. The line
/// that is `wanted` of a file is shown once the file is.
pub fn keep_shown(
    place: NodeRef<html::Div>,
    text: Memo<Option<(String, String)>>,
    marks: Memo<Vec<LineMark>>,
    wanted: RwSignal<Option<(String, usize)>>,
    on_pick: Callback<Pick>,
) {
    let mounted = StoredValue::new_local(None::<Mounted>);
    Effect::new(move || {
        let Some(place) = place.get() else { return };
        mounted.update_value(|mounted| {
            let Mounted { viewer, .. } =
                mounted.get_or_insert_with(|| Mounted::new(&place, on_pick));
            text.with(|text| match text {
                Some((key, text)) => viewer.show(key, text),
                None => viewer.show("", ""),
            });
            // After the text that they are in.
            viewer.mark(&marks.with(|marks| marks.iter().map(mark).collect::<Array>()));
            let is_shown = |file: &str| {
                text.with_untracked(|text| {
                    let key = text.as_ref().and_then(|(key, _)| key.strip_suffix(file));
                    key.is_some_and(|bundle| bundle.ends_with('/'))
                })
            };
            if let Some((file, line)) = wanted.get()
                && is_shown(&file)
            {
                viewer.reveal(line, 0, line, WHOLE_LINE);
                wanted.set(None);
            }
        });
    });
    on_cleanup(move || {
        mounted.try_update_value(|mounted| mounted.take().map(|mounted| mounted.viewer.destroy()));
    });
}

/// The viewer with the function that it calls.
struct Mounted {
    viewer: Viewer,
    _pick: Closure<dyn Fn(usize, bool)>,
}

impl Mounted {
    fn new(place: &web_sys::HtmlElement, on_pick: Callback<Pick>) -> Self {
        let pick = Closure::<dyn Fn(usize, bool)>::new(move |line, by_key| {
            on_pick.try_run(Pick { line, by_key });
        });
        let events = Object::new();
        // Cannot fail: the object is new and open.
        let _ = Reflect::set(&events, &"pick".into(), pick.as_ref());
        Self { viewer: Viewer::new(place, words::RENDERED, &events), _pick: pick }
    }
}

fn mark(mark: &LineMark) -> JsValue {
    let object = Object::new();
    let give = |name: &str, value: JsValue| {
        // Cannot fail: the object is new and open.
        let _ = Reflect::set(&object, &name.into(), &value);
    };
    give("fromLine", mark.lines.0.into());
    give("toLine", mark.lines.1.into());
    give("kind", mark.kind.into());
    give("title", mark.title.as_str().into());
    object.into()
}
