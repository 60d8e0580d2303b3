//! `CodeMirror`, as `editor/` wraps it. Nothing else touches JavaScript of ours.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/editor/dist/editor.js")]
extern "C" {
    /// Edits files; each keeps its own undo history, selection and folds.
    pub type Editor;

    #[wasm_bindgen(constructor)]
    pub fn new(parent: &HtmlElement, events: &JsValue) -> Editor;
    /// Switches to a file. The text counts only when the file is new to the editor.
    #[wasm_bindgen(method)]
    pub fn show(this: &Editor, file: &str, text: &str, label: &str);
    /// Takes over a change made elsewhere; it can be undone like one typed. `before` is the text of
    /// a file that the editor has not shown yet.
    #[wasm_bindgen(method)]
    pub fn replace(this: &Editor, file: &str, text: &str, before: &str);
    /// The files that it has shown, and those that changed elsewhere: strings.
    #[wasm_bindgen(method)]
    pub fn names(this: &Editor) -> js_sys::Array;
    /// Knows files by other names from now on: two arrays of strings, as long as each other.
    #[wasm_bindgen(method)]
    pub fn rename(this: &Editor, from: &js_sys::Array, to: &js_sys::Array);
    /// Forgets a file and its history.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Editor, file: &str);
    /// Puts the marks of problems at a file: an array of [`mark`]s.
    #[wasm_bindgen(method)]
    pub fn mark(this: &Editor, file: &str, marks: &js_sys::Array);
    /// Selects a place; with `focus` moves the keyboard there and shows the problem that begins there.
    #[wasm_bindgen(method)]
    pub fn reveal(
        this: &Editor,
        file: &str,
        line: usize,
        column: usize,
        to_line: usize,
        to_column: usize,
        focus: bool,
    );
    /// What is selected in a file: line (from 1) and column of begin and end; none for a file that it
    /// has not shown.
    #[wasm_bindgen(method)]
    pub fn selection(this: &Editor, file: &str) -> Option<Vec<u32>>;
    /// The keys that do something in the file that is shown: strings such as `Mod-z`.
    #[wasm_bindgen(method)]
    pub fn keys(this: &Editor) -> js_sys::Array;
    /// Moves the keyboard into the text and does what a key does there; whether that was something.
    #[wasm_bindgen(method)]
    pub fn press(this: &Editor, key: &str) -> bool;
    /// Moves the keyboard into the text.
    #[wasm_bindgen(method)]
    pub fn focus(this: &Editor);
    /// Takes it off the page.
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Editor);

    /// Shows a text that cannot be edited.
    pub type Viewer;

    #[wasm_bindgen(constructor)]
    pub fn new(parent: &HtmlElement, label: &str, events: &JsValue) -> Viewer;
    /// Shows a text; a new `key` begins at the top, the same one keeps the place.
    #[wasm_bindgen(method)]
    pub fn show(this: &Viewer, key: &str, text: &str);
    /// Marks lines: an array of objects like `LineMark`. Those of the source come into view.
    #[wasm_bindgen(method)]
    pub fn mark(this: &Viewer, marks: &js_sys::Array);
    /// Selects a range and brings it into view; the keyboard stays where it is.
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Viewer, line: usize, column: usize, to_line: usize, to_column: usize);
    /// Takes it off the page.
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Viewer);
}
