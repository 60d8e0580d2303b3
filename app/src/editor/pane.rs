//! The pane with the editor of the selected file.

use std::collections::HashSet;

use cyclotron_core::bundle::SAMPLE_FOLDER;
use cyclotron_core::{Diagnostic, FileId, Severity};
use js_sys::{Array, Function, Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::prelude::*;

use super::assistant::{Assistant, file_of, key_of, list_outline};
use super::code::{Code, PlainText, use_code};
use super::codemirror::{Editor, new_editor};
use super::file_tabs::FileTabs;
use super::nothing_open::NothingOpen;
use super::open_files::{OpenFiles, use_open_files};
use super::outline::Outline;
use super::places::{OpenListing, use_listing};
use super::wrap::use_word_wrap;
use crate::app::SharedEngine;
use crate::browser::lifetime::Lifetime;
use crate::engine::Engine;
use crate::help::state::{HelpState, use_help};
use crate::problems::state::{Cursor, ProblemsState, use_problems};
use crate::rendered::pointing::{Pointing, use_pointing};
use crate::session::{Event, Move, Reveal, Session, use_session};
use crate::shell::first_steps::{Onboarding, Step, use_onboarding};
use crate::words::editor as outline;
use crate::words::shell::panes;

/// The id of the panel with the text.
const PANEL: &str = "source-panel";

/// The pane.
#[component]
pub fn EditorPane() -> impl IntoView {
    let context = Context::new();
    let session = context.session;
    let engine: SharedEngine = expect_context();
    let place = NodeRef::<html::Div>::new();
    let mounted: SharedEditor = expect_context();
    let editable = Memo::new(move |_| {
        let file = session.selected.get()?;
        session.workspace.with(|workspace| workspace.file(&file)?.text().map(|_| file.clone()))
    });

    let code = use_code();
    Effect::new(move || {
        let Some(module) = code.module() else { return };
        let Some(place) = place.get() else { return };
        let Some(file) = editable.get() else { return };
        mounted.update_value(|mounted| {
            let mounted = mounted.get_or_insert_with(|| {
                engine.with_value(|engine| Mounted::new(&context, engine, &module, &place))
            });
            mounted.show(session, &file);
        });
    });
    follow_session(&context, mounted, editable);
    mark_problems(session, code, mounted, editable);
    forget_gone(session, mounted);
    on_cleanup(move || {
        mounted.try_update_value(|mounted| mounted.take().map(|mounted| mounted.editor.destroy()));
    });

    let wrap = use_word_wrap();
    Effect::new(move || {
        let wraps = wrap.0.get();
        // Mounted by then, if a file is open and the editor's code is loaded.
        editable.track();
        if code.module().is_none() {
            return;
        }
        mounted.with_value(|mounted| {
            if let Some(Mounted { editor, .. }) = mounted {
                editor.wrap(wraps);
            }
        });
    });
    let is_empty = move || editable.with(Option::is_none);
    let plain = Signal::derive(move || {
        let file = editable.get()?;
        session.workspace.with(|open| open.file(&file)?.text().map(str::to_owned))
    });
    let label = Signal::derive(move || editable.get().map(|file| file.path).unwrap_or_default());
    view! {
        <section class="pane pane--editor" aria-label=panes::SOURCE>
            <header class="pane__head">
                <h2 class="visually-hidden">{panes::SOURCE}</h2>
                <FileTabs panel=PANEL />
            </header>
            <Show when=move || session.selected.with(Option::is_some)>
                <div class="crumbs">
                    <Crumbs />
                    <Show when=move || editable.get().is_some()>
                        <button
                            class="button button--small button--quiet"
                            type="button"
                            title=outline::OUTLINE_TITLE
                            aria-haspopup="dialog"
                            on:click=move |_| {
                                if let Some(file) = editable.get_untracked() {
                                    engine.with_value(|engine| list_outline(context.listing, engine, file));
                                }
                            }
                        >
                            {outline::OUTLINE}
                        </button>
                    </Show>
                </div>
            </Show>
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
            <PlainText label text=plain />
            <div
                class="pane__body pane__body--code"
                class:pane__body--empty=move || is_empty() || code.module().is_none()
                id=PANEL
                role="tabpanel"
                tabindex="-1"
                aria-label=outline::TEXT
                node_ref=place
            ></div>
        </section>
    }
}

/// The path of the selected file. In a narrow pane, its front is shortened.
#[component]
fn Crumbs() -> impl IntoView {
    let session = use_session();
    let parts = move || {
        let file = session.selected.get().unwrap_or_default();
        let (folders, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let folders = folders.split('/').filter(|folder| !folder.is_empty());
        let front = std::iter::once(file.bundle.as_str()).chain(folders);
        let front = front.flat_map(|part| [part, " › "]).collect::<String>();
        (front, name.to_owned())
    };
    let title =
        move || session.selected.get().map(|file| format!("{} / {}", file.bundle, file.path));
    view! {
        <p class="crumbs__path" title=title>
            <span class="crumbs__front"><bdi dir="ltr">{move || parts().0}</bdi></span>
            <span class="crumbs__name">{move || parts().1}</span>
        </p>
    }
}

/// The editor, from the context; `None` until it is mounted.
pub type SharedEditor = StoredValue<Option<Mounted>, LocalStorage>;

/// The state of the page that the editor reads and changes. Cheap to copy.
#[derive(Clone, Copy)]
struct Context {
    session: Session,
    pointing: Pointing,
    listing: OpenListing,
    help: HelpState,
    problems: ProblemsState,
    onboarding: Onboarding,
    open_files: OpenFiles,
}

impl Context {
    fn new() -> Self {
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

/// Passes the events of the session on to the editor.
fn follow_session(context: &Context, mounted: SharedEditor, editable: Memo<Option<FileId>>) {
    let Context { session, pointing, listing, .. } = *context;
    let lifetime = Lifetime::current();
    session.events.listen(move |event| match event {
        Event::Moved(change) => {
            pointing.cursor.update(|cursor| {
                if let Some((file, _)) = cursor {
                    change.follow(file);
                }
            });
            // The user can select the line again.
            pointing.picked.set(None);
            mounted.with_value(|mounted| {
                if let Some(mounted) = mounted {
                    mounted.rename(change);
                }
            });
        }
        Event::Replaced { file, before } => mounted.with_value(|mounted| {
            if let Some(mounted) = mounted {
                mounted.replace(session, file, before);
            }
        }),
        Event::Resumed => listing.close(),
        Event::Reveal(reveal) => {
            let reveal = reveal.clone();
            // The effects come first: they show the pane, the text of the file and its problems.
            lifetime.run(tick(), move |()| {
                if editable.with_untracked(|file| file.as_ref() == Some(&reveal.file)) {
                    mounted.with_value(|mounted| {
                        if let Some(mounted) = mounted {
                            mounted.reveal(&reveal);
                        }
                    });
                }
            });
        }
        _ => {}
    });
}

/// Marks the problems of the shown file.
fn mark_problems(
    session: Session,
    code: Code,
    mounted: SharedEditor,
    editable: Memo<Option<FileId>>,
) {
    Effect::new(move || {
        // Runs again once the editor is there.
        if code.module().is_none() {
            return;
        }
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

/// Removes closed files from the editor: a later file of the same name is a different one.
fn forget_gone(session: Session, mounted: SharedEditor) {
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
    _cursor: Closure<dyn Fn(String, usize, usize)>,
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

    /// Takes over the new names of files.
    fn rename(&self, change: &Move) {
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
    fn replace(&self, session: Session, file: &FileId, before: &str) {
        session.workspace.with_untracked(|workspace| {
            if let Some(text) = workspace.file(file).and_then(|file| file.text()) {
                self.editor.replace(&key_of(file), text, before);
            }
        });
    }

    /// Goes to a place in the shown file.
    fn reveal(&self, reveal: &Reveal) {
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

    fn new(
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
        let events = Object::new();
        let give = |name: &str, function: &Function| {
            // Cannot fail: the object is new and extensible.
            let _ = Reflect::set(&events, &name.into(), function);
        };
        give("change", typed.as_ref().unchecked_ref());
        give("fix", fix.as_ref().unchecked_ref());
        give("cursor", cursor.as_ref().unchecked_ref());
        let assistant = Assistant::new(session, engine, listing, help);
        assistant.give(&events);
        let editor = new_editor(module, place, &events);
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
