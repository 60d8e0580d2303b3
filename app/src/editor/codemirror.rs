//! The bindings of `CodeMirror`, as `app/editor` wraps it. No other module calls our JavaScript.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::session::EditId;

#[wasm_bindgen(module = "/editor/load.js")]
extern "C" {
    /// Loads `CodeMirror`'s module. The error is for an address that cannot be loaded.
    #[wasm_bindgen(catch, js_name = loadEditor)]
    pub async fn load(address: &str) -> Result<JsValue, JsValue>;

    /// Edits files; each has its own undo history, selection and folds.
    pub type Editor;

    /// Creates an editor.
    #[wasm_bindgen(js_name = newEditor)]
    pub fn new_editor(module: &JsValue, parent: &HtmlElement, events: &JsValue) -> Editor;
    /// Switches to a file. `text` is used only for a file that is new to the editor.
    #[wasm_bindgen(method)]
    pub fn show(this: &Editor, file: &str, text: &str, label: &str);
    /// Replaces the text of a file after a change from outside the editor, in one step that can be undone.
    /// `before` is the old text of a file that the editor has not shown yet. `edit` is the edit of several files that
    /// this is part of; `step` is "apply", "undo" or "redo".
    #[wasm_bindgen(method)]
    pub fn replace(
        this: &Editor,
        file: &str,
        text: &str,
        before: &str,
        edit: Option<EditId>,
        step: &str,
    );
    /// The keys of the files that it has shown, and of those that were replaced: strings.
    #[wasm_bindgen(method)]
    pub fn names(this: &Editor) -> js_sys::Array;
    /// Renames files: two arrays of keys, of equal length.
    #[wasm_bindgen(method)]
    pub fn rename(this: &Editor, from: &js_sys::Array, to: &js_sys::Array);
    /// Removes a file and its history.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Editor, file: &str);
    /// Sets the problems of a file: an array of objects from `mark` in `mounted.rs`.
    #[wasm_bindgen(method)]
    pub fn mark(this: &Editor, file: &str, marks: &js_sys::Array);
    /// Selects a range. With `focus`, also focuses the text and shows the problem that begins there.
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
    /// The selection of a file: the line (from 1) and the column of its start and of its end. `None` for a file
    /// that it has not shown.
    #[wasm_bindgen(method)]
    pub fn selection(this: &Editor, file: &str) -> Option<Vec<u32>>;
    /// The selected text of the shown file.
    #[wasm_bindgen(method, js_name = selectedText)]
    pub fn selected_text(this: &Editor) -> String;
    /// The keys that are bound in the shown file: strings such as `Mod-z`.
    #[wasm_bindgen(method)]
    pub fn keys(this: &Editor) -> js_sys::Array;
    /// Focuses the text and runs the command of a key; returns whether there was one.
    #[wasm_bindgen(method)]
    pub fn press(this: &Editor, key: &str) -> bool;
    /// Focuses the text.
    #[wasm_bindgen(method)]
    pub fn focus(this: &Editor);
    /// Sets whether long lines are wrapped.
    #[wasm_bindgen(method)]
    pub fn wrap(this: &Editor, wraps: bool);
    /// Removes the editor from the page.
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Editor);

    /// Shows a read-only text.
    pub type Viewer;

    /// Creates a viewer.
    #[wasm_bindgen(js_name = newViewer)]
    pub fn new_viewer(
        module: &JsValue,
        parent: &HtmlElement,
        label: &str,
        events: &JsValue,
    ) -> Viewer;
    /// Shows a text. A new `key` starts at the top; the same one keeps the scroll position.
    #[wasm_bindgen(method)]
    pub fn show(this: &Viewer, key: &str, text: &str);
    /// Marks lines: an array of objects with the fields of `LineMark`. Scrolls to the ones of kind `source`.
    #[wasm_bindgen(method)]
    pub fn mark(this: &Viewer, marks: &js_sys::Array);
    /// Selects a range and scrolls it into view, without moving the focus.
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Viewer, line: usize, column: usize, to_line: usize, to_column: usize);
    /// Sets whether long lines are wrapped.
    #[wasm_bindgen(method)]
    pub fn wrap(this: &Viewer, wraps: bool);
    /// Removes the viewer from the page.
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Viewer);
}
