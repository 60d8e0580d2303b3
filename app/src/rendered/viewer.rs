//! The viewer of rendered text: its text, marks and selected line.

use js_sys::{Array, Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::prelude::*;

use crate::browser::lifetime::Lifetime;
use crate::editor::code::use_code;
use crate::editor::codemirror::{Viewer, new_viewer};
use crate::editor::wrap::use_word_wrap;
use crate::session::{Event, Events};
use crate::words::rendered::origin as words;

/// A range of lines to mark.
#[derive(Clone, Debug, PartialEq)]
pub struct LineMark {
    /// The first and the last line, from 1.
    pub lines: (usize, usize),
    /// `source` for lines that come from the template line at the cursor, or else the severity of a problem.
    pub kind: &'static str,
    /// The tooltip.
    pub title: String,
}

/// A line that the user has selected.
#[derive(Clone, Copy, Debug)]
pub struct Pick {
    /// The line, from 1.
    pub line: usize,
    /// Whether it was selected by keyboard, so that the focus moves to the origin.
    pub by_key: bool,
}

/// A column beyond any line: the viewer stops at the end of the line.
const WHOLE_LINE: usize = u16::MAX as usize;

/// Shows a text and its marks in a viewer at `place`. The text comes with a key that identifies its rendering. A
/// line that an event of the session reveals is selected.
pub fn keep_shown(
    place: NodeRef<html::Div>,
    text: Memo<Option<(String, String)>>,
    marks: Memo<Vec<LineMark>>,
    events: Events,
    on_pick: Callback<Pick>,
) {
    let mounted = StoredValue::new_local(None::<Mounted>);
    let wrap = use_word_wrap();
    let code = use_code();
    Effect::new(move || {
        let Some(module) = code.module() else { return };
        let Some(place) = place.get() else { return };
        let wraps = wrap.0.get();
        mounted.update_value(|mounted| {
            let Mounted { viewer, .. } =
                mounted.get_or_insert_with(|| Mounted::new(&module, &place, on_pick));
            viewer.wrap(wraps);
            text.with(|text| match text {
                Some((key, text)) => viewer.show(key, text),
                None => viewer.show("", ""),
            });
            // The marks belong to the new text, so they come after it.
            viewer.mark(&marks.with(|marks| marks.iter().map(mark).collect::<Array>()));
        });
    });
    let lifetime = Lifetime::current();
    events.listen(move |event| {
        let Event::RevealRendered { file_name, line } = event else { return };
        let (file_name, line) = (file_name.clone(), *line);
        // The effects come first: they show the pane and the text of the rendering.
        lifetime.run(tick(), move |()| {
            let is_shown = text.with_untracked(|text| {
                let key = text.as_ref().and_then(|(key, _)| key.strip_suffix(&*file_name));
                key.is_some_and(|bundle| bundle.ends_with('/'))
            });
            mounted.with_value(|mounted| {
                if let Some(Mounted { viewer, .. }) = mounted.as_ref().filter(|_| is_shown) {
                    viewer.reveal(line, 0, line, WHOLE_LINE);
                }
            });
        });
    });
    on_cleanup(move || {
        mounted.try_update_value(|mounted| mounted.take().map(|mounted| mounted.viewer.destroy()));
    });
}

/// The viewer, with the function that it calls.
struct Mounted {
    viewer: Viewer,
    _pick: Closure<dyn Fn(usize, bool)>,
}

impl Mounted {
    fn new(module: &JsValue, place: &web_sys::HtmlElement, on_pick: Callback<Pick>) -> Self {
        let pick = Closure::<dyn Fn(usize, bool)>::new(move |line, by_key| {
            on_pick.try_run(Pick { line, by_key });
        });
        let events = Object::new();
        // Cannot fail: the object is new and extensible.
        let _ = Reflect::set(&events, &"pick".into(), pick.as_ref());
        Self { viewer: new_viewer(module, place, words::RENDERED, &events), _pick: pick }
    }
}

fn mark(mark: &LineMark) -> JsValue {
    let object = Object::new();
    let give = |name: &str, value: JsValue| {
        // Cannot fail: the object is new and extensible.
        let _ = Reflect::set(&object, &name.into(), &value);
    };
    give("fromLine", mark.lines.0.into());
    give("toLine", mark.lines.1.into());
    give("kind", mark.kind.into());
    give("title", mark.title.as_str().into());
    object.into()
}
