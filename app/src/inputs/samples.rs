//! The choice of the sample that is rendered, and its buttons.

use cyclotron_core::bundle::SPEC;
use leptos::prelude::*;

use super::new_sample::NewSample;
use crate::browser::lifetime::{Lifetime, bound};
use crate::session::{Reveal, use_session};
use crate::share::link;
use crate::ui::tabs::Tabs;
use crate::words::inputs as words;

/// The samples of the selected bundle.
#[component]
pub fn Samples() -> impl IntoView {
    let session = use_session();
    let bundle = Memo::new(move |_| session.bundle_name());
    let samples = Memo::new(move |_| {
        let name = bundle.get()?;
        session.workspace.with(|open| {
            let samples = open.bundle(&name)?.samples();
            Some(
                samples
                    .iter()
                    .map(|(name, path)| ((*path).to_owned(), (*name).to_owned()))
                    .collect::<Vec<_>>(),
            )
        })
    });
    let tabs = Memo::new(move |_| samples.get().unwrap_or_default());
    let selected = Memo::new(move |_| {
        bundle
            .get()
            .and_then(|name| {
                session.workspace.with(|open| Some(open.bundle(&name)?.spec().to_owned()))
            })
            .unwrap_or_default()
    });
    let select = move |path: String| {
        if let Some(name) = bundle.get_untracked() {
            session.use_sample(&name, &path);
        }
    };
    let delete = move |_| {
        if let Some(name) = bundle.get_untracked() {
            session.delete_file(&name, &selected.get_untracked());
        }
    };
    let show = move |_| {
        if let Some(bundle) = bundle.get_untracked() {
            let file = cyclotron_core::FileId { bundle, path: selected.get_untracked() };
            session.go(Reveal { file, range: None, focus: true });
        }
    };
    let copied = RwSignal::new("");
    let copy = move |_| {
        let text = bundle.get_untracked().and_then(|name| {
            session.workspace.with_untracked(|open| {
                open.bundle(&name)?.text(&selected.get_untracked()).map(str::to_owned)
            })
        });
        let Some(text) = text else { return };
        Lifetime::current().run(link::copy(text), move |is_there| {
            copied.set(if is_there { words::COPIED } else { words::NOT_COPIED });
        });
    };
    view! {
        <div class="samples">
            <span class="samples__label" aria-hidden="true">{words::SAMPLE}</span>
            <Tabs label=words::SAMPLE panel="inputs-panel" tabs selected on_select=select />
            <NewSample bundle tabs />
            <button class="button button--small button--quiet" type="button" on:click=show>{words::EDIT}</button>
            <button
                class="button button--small button--quiet"
                type="button"
                on:click=copy
                on:blur=bound(move |_| copied.set(""))
            >
                {words::COPY}
            </button>
            <span class="samples__label" role="status">{move || copied.get()}</span>
            <Show when=move || selected.get() != SPEC>
                <button class="button button--small button--quiet" type="button" on:click=delete>
                    {move || tabs.with(|all| {
                        let found = all.iter().find(|(path, _)| *path == selected.get());
                        words::delete(found.map(|(_, name)| name.as_str()).unwrap_or_default())
                    })}
                </button>
            </Show>
        </div>
    }
}
