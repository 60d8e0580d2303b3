//! The editor on the page, with the functions that it calls.

use cyclotron_core::bundle::SAMPLE_FOLDER;
use cyclotron_core::{Diagnostic, FileId, Severity};
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::assistant::{Assistant, file_of, key_of};
use super::codemirror::{Editor, new_editor};
use super::open_files::{OpenFiles, use_open_files};
use super::places::{OpenListing, use_listing};
use crate::commands::by_id;
use crate::engine::Engine;
use crate::help::state::{HelpState, use_help};
use crate::problems::state::{Cursor, ProblemsState, use_problems};
use crate::rendered::pointing::{Pointing, use_pointing};
use crate::session::{EditId, EditStep, Move, Reveal, Session, use_session};
use crate::shell::first_steps::{Onboarding, Step, use_onboarding};

/// The names of these steps in the editor.
const UNDO: &str = "undo";
const REDO: &str = "redo";

/// The editor, from the context; `None` until it is mounted.
pub type SharedEditor = StoredValue<Option<Mounted>, LocalStorage>;

/// The editor, with the functions that it calls.
pub struct Mounted {
    /// The editor.
    pub editor: Editor,
    _typed: Closure<dyn Fn(String, String)>,
    _fix: Closure<dyn Fn(String, usize)>,
    _cursor: Closure<dyn Fn(String, usize, usize)>,
    _repeat: Closure<dyn Fn(String, EditId, String) -> bool>,
    _assistant: Assistant,
}

/// Focuses the editor, if it is there.
pub fn focus_editor(editor: SharedEditor) {
    editor.with_value(|mounted| {
        if let Some(mounted) = mounted {
            mounted.editor.focus();
        }
    });
}

impl Mounted {
    /// Shows a file, if it is text.
    pub fn show(&self, session: Session, file: &FileId) {
        if let Some(text) = untrack(|| session.text_of(file)) {
            self.editor.show(&key_of(file), &text, &file.path);
        }
    }

    /// Takes over the new names of files.
    pub fn rename(&self, change: &Move) {
        let known = self.editor.names();
        let (from, to) = (Array::new(), Array::new());
        for key in known.iter().filter_map(|key| key.as_string()) {
            if let Some(file) = file_of(&key).and_then(|file| change.of(&file)) {
                from.push(&key.into());
                to.push(&key_of(&file).into());
            }
        }
        self.editor.rename(&from, &to);
    }

    /// Takes over the text of a file that was changed outside the editor. `before` is the previous text.
    /// `edit` is the edit of several files that this is part of.
    pub fn replace(
        &self,
        session: Session,
        file: &FileId,
        before: &str,
        edit: Option<(EditId, EditStep)>,
    ) {
        let step = match edit {
            Some((_, EditStep::Undo)) => UNDO,
            Some((_, EditStep::Redo)) => REDO,
            Some((_, EditStep::Apply)) | None => "apply",
        };
        if let Some(text) = untrack(|| session.text_of(file)) {
            self.editor.replace(&key_of(file), &text, before, edit.map(|(id, _)| id), step);
        }
    }

    /// Goes to a place in the shown file.
    pub fn reveal(&self, reveal: &Reveal) {
        match reveal.range {
            Some(((line, column), (to_line, to_column))) => {
                let file = key_of(&reveal.file);
                self.editor.reveal(&file, line, column, to_line, to_column, reveal.focus);
            }
            None if reveal.focus => self.editor.focus(),
            None => {}
        }
    }

    /// The cursor in a file, if the editor has shown it.
    pub fn cursor(&self, file: FileId) -> Option<Cursor> {
        let [line, column, to_line, to_column] =
            <[u32; 4]>::try_from(self.editor.selection(&key_of(&file))?)
                .ok()?
                .map(|at| at as usize);
        Some(Cursor { file, from: (line, column), to: (to_line, to_column) })
    }

    /// Creates the editor of the module at a place on the page.
    pub fn new(
        context: &Context,
        engine: &Engine,
        module: &JsValue,
        place: &web_sys::HtmlElement,
    ) -> Self {
        let Context { session, pointing, listing, help, problems, onboarding, open_files } =
            *context;
        let typed = Closure::<dyn Fn(String, String)>::new(move |file: String, text: String| {
            if let Some(file) = file_of(&file) {
                session.typed(&file, text);
                open_files.keep(&file);
                let is_sample = file.path.starts_with(SAMPLE_FOLDER);
                onboarding.made(if is_sample { Step::FillIn } else { Step::Edit });
            }
        });
        let fix = Closure::<dyn Fn(String, usize)>::new(move |file: String, at: usize| {
            let diagnostic =
                session.analysis.with_untracked(|analysis| analysis.diagnostics.get(at).cloned());
            if let Some(diagnostic) = diagnostic.filter(|problem| key_of(&problem.file) == file) {
                problems.fix(&diagnostic);
            }
        });
        let moved = move |file: String, line: usize, column: usize| {
            let now = file_of(&file).map(|file| (file, line));
            if pointing.cursor.with_untracked(|before| *before != now) {
                pointing.cursor.set(now);
            }
            if pointing.column.get_untracked() != column {
                pointing.column.set(column);
            }
        };
        let cursor = Closure::<dyn Fn(String, usize, usize)>::new(moved);
        let repeat = move |file: String, edit: EditId, step: String| {
            let step = if step == REDO { EditStep::Redo } else { EditStep::Undo };
            session.repeat_edit(edit, step, file_of(&file).as_ref())
        };
        let repeat = Closure::<dyn Fn(String, EditId, String) -> bool>::new(repeat);
        let events = Object::new();
        let give = |name: &str, function: &Function| {
            // Cannot fail: the object is new and extensible.
            let _ = Reflect::set(&events, &name.into(), function);
        };
        give("change", typed.as_ref().unchecked_ref());
        give("fix", fix.as_ref().unchecked_ref());
        give("cursor", cursor.as_ref().unchecked_ref());
        give("repeatEdit", repeat.as_ref().unchecked_ref());
        let assistant = Assistant::new(session, engine, listing, help);
        assistant.give(&events);
        let editor = new_editor(module, place, &events);
        Self {
            editor,
            _typed: typed,
            _fix: fix,
            _cursor: cursor,
            _repeat: repeat,
            _assistant: assistant,
        }
    }
}

/// The state of the page that the editor reads and changes. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Context {
    /// The session.
    pub session: Session,
    /// The cursor and the selected rendered line.
    pub pointing: Pointing,
    /// The list of places to choose from.
    pub listing: OpenListing,
    help: HelpState,
    problems: ProblemsState,
    onboarding: Onboarding,
    open_files: OpenFiles,
}

impl Context {
    /// Reads the state from the context.
    pub fn new() -> Self {
        Self {
            session: use_session(),
            pointing: use_pointing(),
            listing: use_listing(),
            help: use_help(),
            problems: use_problems(),
            onboarding: use_onboarding(),
            open_files: use_open_files(),
        }
    }
}

/// A problem, as the editor marks it. One without a range is on the first line.
pub fn mark(index: usize, diagnostic: &Diagnostic) -> JsValue {
    let (from, to) = diagnostic.range.unwrap_or_default();
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let mark = Object::new();
    let give = |name: &str, value: JsValue| {
        // Cannot fail: the object is new and extensible.
        let _ = Reflect::set(&mark, &name.into(), &value);
    };
    give("index", index.into());
    give("fromLine", from.line.max(1).into());
    give("fromColumn", from.column.into());
    give("toLine", to.line.max(1).into());
    give("toColumn", to.column.into());
    give("severity", severity.into());
    give("message", diagnostic.message.as_str().into());
    if let Some(help) = &diagnostic.help {
        give("help", help.as_str().into());
    }
    if let Some(fix) = &diagnostic.fix {
        give("fixTitle", by_id("fix").tooltip(&fix.title).into());
    }
    mark.into()
}
