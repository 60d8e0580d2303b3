//! The pane with the editor of the selected file.

use std::collections::HashSet;

use cyclotron_core::bundle::SAMPLE_FOLDER;
use cyclotron_core::{Diagnostic, FileId, Severity};
use js_sys::{Array, Function, Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::assistant::{Assistant, file_of, key_of, list_outline};
use super::codemirror::Editor;
use super::nothing_open::NothingOpen;
use super::outline::Outline;
use crate::app::SharedEngine;
use crate::engine::Engine;
use crate::session::{Cursor, Pointing, Session, use_pointing, use_session};
use crate::shell::first_steps::Step;
use crate::words::editor as outline;
use crate::words::shell::panes;

/// The pane.
#[component]
pub fn EditorPane() -> impl IntoView {
    let session = use_session();
    let pointing = use_pointing();
    let engine: SharedEngine = expect_context();
    let place = NodeRef::<html::Div>::new();
    let mounted: SharedEditor = expect_context();
    let editable = Memo::new(move |_| {
        let file = session.selected.get()?;
        session.workspace.with(|workspace| workspace.file(&file)?.text().map(|_| file.clone()))
    });

    // The order of the effects matters: first the text, then its problems, then the place to go to.
    Effect::new(move || {
        let Some(place) = place.get() else { return };
        let Some(file) = editable.get() else { return };
        follow_moved(session, pointing, mounted);
        mounted.update_value(|mounted| {
            let mounted = mounted.get_or_insert_with(|| {
                engine.with_value(|engine| Mounted::new(session, pointing, engine, &place))
            });
            mounted.show(session, &file);
        });
    });
    Effect::new(move || {
        session.moved.track();
        follow_moved(session, pointing, mounted);
    });
    take_over_replaced(session, mounted);
    mark_problems(session, mounted, editable);
    go_where_asked(session, mounted, editable);
    forget_gone(session, pointing, mounted);
    on_cleanup(move || {
        mounted.try_update_value(|mounted| mounted.take().map(|mounted| mounted.editor.destroy()));
    });

    let path =
        move || session.selected.get().map(|file| format!("{} / {}", file.bundle, file.path));
    let is_empty = move || editable.with(Option::is_none);
    view! {
        <section class="pane pane--editor" aria-label=panes::EDITOR>
            <header class="pane__head">
                <h2 class="pane__title">{move || path().unwrap_or_else(|| panes::EDITOR.into())}</h2>
                <Show when=move || editable.get().is_some()>
                    <div class="pane__actions">
                        <button
                            class="button button--small button--quiet"
                            type="button"
                            title=outline::OUTLINE_TITLE
                            aria-haspopup="dialog"
                            on:click=move |_| {
                                if let Some(file) = editable.get_untracked() {
                                    engine.with_value(|engine| list_outline(session, engine, file));
                                }
                            }
                        >
                            {outline::OUTLINE}
                        </button>
                    </div>
                </Show>
            </header>
            <Outline focus=Callback::new(move |()| {
                mounted.with_value(|mounted| {
                    if let Some(Mounted { editor, .. }) = mounted {
                        editor.focus();
                    }
                });
            }) />
            <Show when=is_empty>
                <NothingOpen />
            </Show>
            <div
                class="pane__body pane__body--code"
                class:pane__body--empty=is_empty
                node_ref=place
            ></div>
        </section>
    }
}

/// The editor, from the context; `None` until it is mounted.
pub type SharedEditor = StoredValue<Option<Mounted>, LocalStorage>;

/// Passes renamed files on to the editor. Every effect that shows or forgets files calls this first, since the
/// order of effects is undefined.
fn follow_moved(session: Session, pointing: Pointing, mounted: SharedEditor) {
    let moved = session.moved.try_update_untracked(std::mem::take).unwrap_or_default();
    for one in moved {
        pointing.cursor.update(|cursor| {
            if let Some((file, _)) = cursor {
                one.follow(file);
            }
        });
        // The user can select the line again.
        pointing.picked.set(None);
        mounted.with_value(|mounted| {
            let Some(Mounted { editor, .. }) = mounted else { return };
            let known = editor.names();
            let (from, to) = (Array::new(), Array::new());
            for key in known.iter().filter_map(|key| key.as_string()) {
                if let Some(file) = file_of(&key).and_then(|file| one.of(&file)) {
                    from.push(&key.into());
                    to.push(&key_of(&file).into());
                }
            }
            editor.rename(&from, &to);
        });
    }
}

/// Passes texts that were changed outside the editor on to it.
fn take_over_replaced(session: Session, mounted: SharedEditor) {
    Effect::new(move || {
        let files = session.replaced.get();
        if files.is_empty() {
            return;
        }
        session.replaced.update_untracked(Vec::clear);
        mounted.with_value(|mounted| {
            let Some(Mounted { editor, .. }) = mounted else { return };
            session.workspace.with_untracked(|workspace| {
                for (file, before) in files {
                    if let Some(text) = workspace.file(&file).and_then(|file| file.text()) {
                        editor.replace(&key_of(&file), text, &before);
                    }
                }
            });
        });
    });
}

/// Marks the problems of the shown file.
fn mark_problems(session: Session, mounted: SharedEditor, editable: Memo<Option<FileId>>) {
    Effect::new(move || {
        let Some(file) = editable.get() else { return };
        let marks: Array =
            session.diagnostics(&file).iter().map(|(at, one)| mark(*at, one)).collect();
        mounted.with_value(|mounted| {
            if let Some(Mounted { editor, .. }) = mounted {
                editor.mark(&key_of(&file), &marks);
            }
        });
    });
}

/// Goes to the requested place once its file is shown.
fn go_where_asked(session: Session, mounted: SharedEditor, editable: Memo<Option<FileId>>) {
    Effect::new(move || {
        let Some(reveal) = session.reveal.get() else { return };
        if editable.get().as_ref() != Some(&reveal.file) {
            return;
        }
        session.reveal.update_untracked(|reveal| *reveal = None);
        mounted.with_value(|mounted| {
            let Some(mounted) = mounted else { return };
            // This effect may run before the one that follows the selection.
            mounted.show(session, &reveal.file);
            let editor = &mounted.editor;
            match reveal.range {
                Some(((line, column), (to_line, to_column))) => {
                    let file = key_of(&reveal.file);
                    editor.reveal(&file, line, column, to_line, to_column, reveal.focus);
                }
                None if reveal.focus => editor.focus(),
                None => {}
            }
        });
    });
}

/// Removes closed files from the editor: a later file of the same name is a different one.
fn forget_gone(session: Session, pointing: Pointing, mounted: SharedEditor) {
    let open = Memo::new(move |_| {
        session.workspace.with(|workspace| {
            let files = workspace.bundles.iter();
            files
                .flat_map(|bundle| bundle.files.iter().map(|file| key_of(&bundle.id(&file.path))))
                .collect::<HashSet<_>>()
        })
    });
    Effect::new(move |before: Option<HashSet<String>>| {
        let now = open.get();
        follow_moved(session, pointing, mounted);
        mounted.with_value(|mounted| {
            let Some(Mounted { editor, .. }) = mounted else { return };
            let gone = before.iter().flatten().filter(|file| !now.contains(*file));
            gone.for_each(|file| editor.forget(file));
        });
        now
    });
}

/// The editor, with the functions that it calls.
pub struct Mounted {
    /// The editor.
    pub editor: Editor,
    _typed: Closure<dyn Fn(String, String)>,
    _fix: Closure<dyn Fn(String, usize)>,
    _cursor: Closure<dyn Fn(String, usize)>,
    _assistant: Assistant,
}

impl Mounted {
    /// Shows a file, if it is text.
    fn show(&self, session: Session, file: &FileId) {
        session.workspace.with_untracked(|workspace| {
            if let Some(text) = workspace.file(file).and_then(|file| file.text()) {
                self.editor.show(&key_of(file), text, &file.path);
            }
        });
    }

    /// The cursor in a file, if the editor has shown it.
    pub fn cursor(&self, file: FileId) -> Option<Cursor> {
        let [line, column, to_line, to_column] =
            <[u32; 4]>::try_from(self.editor.selection(&key_of(&file))?)
                .ok()?
                .map(|at| at as usize);
        Some(Cursor { file, from: (line, column), to: (to_line, to_column) })
    }

    fn new(
        session: Session,
        pointing: Pointing,
        engine: &Engine,
        place: &web_sys::HtmlElement,
    ) -> Self {
        let typed = Closure::<dyn Fn(String, String)>::new(move |file: String, text: String| {
            if let Some(file) = file_of(&file) {
                session.typed(&file, text);
                let is_sample = file.path.starts_with(SAMPLE_FOLDER);
                session.made(if is_sample { Step::FillIn } else { Step::Edit });
            }
        });
        let fix = Closure::<dyn Fn(String, usize)>::new(move |file: String, at: usize| {
            let diagnostic =
                session.analysis.with_untracked(|analysis| analysis.diagnostics.get(at).cloned());
            if let Some(diagnostic) = diagnostic.filter(|one| key_of(&one.file) == file) {
                session.fix(&diagnostic);
            }
        });
        let cursor = Closure::<dyn Fn(String, usize)>::new(move |file: String, line: usize| {
            let now = file_of(&file).map(|file| (file, line));
            if pointing.cursor.with_untracked(|before| *before != now) {
                pointing.cursor.set(now);
            }
        });
        let events = Object::new();
        let give = |name: &str, function: &Function| {
            // Cannot fail: the object is new and extensible.
            let _ = Reflect::set(&events, &name.into(), function);
        };
        give("change", typed.as_ref().unchecked_ref());
        give("fix", fix.as_ref().unchecked_ref());
        give("cursor", cursor.as_ref().unchecked_ref());
        let assistant = Assistant::new(session, engine);
        assistant.give(&events);
        let editor = Editor::new(place, &events);
        Self { editor, _typed: typed, _fix: fix, _cursor: cursor, _assistant: assistant }
    }
}

/// A problem, as the editor marks it. One without a range is on the first line.
fn mark(index: usize, diagnostic: &Diagnostic) -> JsValue {
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
        give("fixTitle", fix.title.as_str().into());
    }
    mark.into()
}
