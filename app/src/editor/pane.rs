//! The pane with the editor of the selected file.

use std::collections::HashSet;

use cyclotron_core::FileId;
use js_sys::Array;
use leptos::html;
use leptos::prelude::*;
use leptos::task::tick;

use super::assistant::{key_of, list_outline};
use super::code::{Code, PlainText, use_code};
use super::file_tabs::FileTabs;
use super::mounted::{Context, Mounted, SharedEditor, focus_editor, mark};
use super::navigation::{Navigation, Visited};
use super::nothing_open::NothingOpen;
use super::outline::Outline;
use super::wrap::use_word_wrap;
use crate::app::SharedEngine;
use crate::browser::lifetime::Lifetime;
use crate::commands::by_id;
use crate::session::{Event, Session, shown_name, use_session};
use crate::ui::flow::Show;
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
        session.has_text(&file).then_some(file)
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
    let plain = Signal::derive(move || session.text_of(&editable.get()?));
    let label = Signal::derive(move || editable.get().map(|file| file.path).unwrap_or_default());
    view! {
        <section class="pane pane--editor" aria-label=panes::SOURCE>
            <header class="pane__head">
                <h2 class="visually-hidden">{panes::SOURCE}</h2>
                <FileTabs panel=PANEL />
            </header>
            <Show when=move || session.selected.with(Option::is_some)>
                <div class="crumbs">
                    <Travel />
                    <Crumbs />
                    <Show when=move || editable.get().is_some()>
                        <button
                            class="button button--small button--quiet"
                            type="button"
                            title=by_id("outline").tooltip(outline::OUTLINE)
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
            <Outline focus=Callback::new(move |()| focus_editor(mounted)) />
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

/// The buttons that go back and forward between the visited places.
#[component]
fn Travel() -> impl IntoView {
    let navigation: Navigation = expect_context();
    let visited = navigation.visited;
    let button = move |id, label, path, is_possible: fn(&Visited) -> bool, go: fn(Navigation)| {
        view! {
            <button
                class="button button--icon"
                type="button"
                aria-label=label
                title=by_id(id).tooltip(label)
                disabled=move || !visited.with(is_possible)
                on:click=move |_| go(navigation)
            >
                <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                    <path d=path />
                </svg>
            </button>
        }
    };
    let is_any = move || visited.with(|visited| visited.has_back() || visited.has_forward());
    view! {
        // There is nowhere to go at first.
        <Show when=is_any>
            <span class="crumbs__travel">
                {button("go-back", outline::BACK, "M9.5 3.5 5 8l4.5 4.5", Visited::has_back, Navigation::back)}
                {button("go-forward", outline::FORWARD, "M6.5 3.5 11 8l-4.5 4.5", Visited::has_forward, Navigation::forward)}
            </span>
        </Show>
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
        let front = std::iter::once(shown_name(&file.bundle)).chain(folders);
        let front = front.flat_map(|part| [part, " › "]).collect::<String>();
        (front, name.to_owned())
    };
    let title = move || {
        let file = session.selected.get();
        file.map(|file| format!("{} / {}", shown_name(&file.bundle), file.path))
    };
    view! {
        <p class="crumbs__path" title=title>
            <span class="crumbs__front"><bdi dir="ltr">{move || parts().0}</bdi></span>
            <span class="crumbs__name">{move || parts().1}</span>
        </p>
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
        Event::Replaced { file, before, edit } => mounted.with_value(|mounted| {
            if let Some(mounted) = mounted {
                mounted.replace(session, file, before, *edit);
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
    Effect::new(move |before: Option<HashSet<FileId>>| {
        session.revisions.files.track();
        let now = session.all_files();
        mounted.with_value(|mounted| {
            let Some(Mounted { editor, .. }) = mounted else { return };
            let gone = before.iter().flatten().filter(|file| !now.contains(*file));
            gone.for_each(|file| editor.forget(&key_of(file)));
        });
        now
    });
}
