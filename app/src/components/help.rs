//! The help: what each code means, beside the work.

use cyclotron_worker::HelpPage;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::focus::{Focused, focused};
use super::help_list::HelpList;
use super::prose::article;
use crate::app::SharedEngine;
use crate::engine::Engine;
use crate::session::{HelpView, page_of, use_session};

/// The help, while it is open. It leaves the rest of the page in reach: one reads while one mends.
#[component]
pub fn Help() -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let is_open = Memo::new(move |_| session.help.with(Option::is_some));
    let opener = StoredValue::new_local(None::<Focused>);
    Effect::new(move || {
        if session.help.with(Option::is_some) {
            // Whoever goes on within the help came from where they were before.
            if let Some(from) = focused().filter(|from| !from.is_in_dialog()) {
                opener.set_value(Some(from));
            }
            if session.help_pages.with_untracked(Vec::is_empty) {
                engine.with_value(Engine::help);
            }
        }
    });
    let give_back = move || {
        if let Some(opener) = opener.try_update_value(Option::take).flatten() {
            opener.focus();
        }
    };
    // However it is closed, the keyboard goes back.
    Effect::new(move |was_open: Option<bool>| {
        let is_open = is_open.get();
        if was_open == Some(true) && !is_open {
            give_back();
        }
        is_open
    });
    view! {
        <Show when=move || is_open.get()>
            <Panel close=Callback::new(move |()| session.help.set(None)) />
        </Show>
    }
}

/// The open help.
#[component]
fn Panel(
    /// Closes it.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let query = RwSignal::new(String::new());
    let search = NodeRef::<html::Input>::new();
    let heading = NodeRef::<html::H3>::new();
    let code = Memo::new(move |_| session.help.get().and_then(|view| view.code));
    let page = Memo::new(move |_| {
        let code = code.get()?;
        session.help_pages.with(|pages| pages.get(page_of(pages, &code)?).cloned())
    });
    let show = move |code: Option<String>| {
        query.set(String::new());
        session.help.set(Some(HelpView { code }));
    };
    // What is read next gets the keyboard: the page, or the search.
    Effect::new(move || {
        if page.with(Option::is_some) {
            if let Some(heading) = heading.get() {
                let _ = heading.focus();
            }
        } else if code.get().is_none()
            && let Some(search) = search.get()
        {
            let _ = search.focus();
        }
    });
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            close.run(());
        }
    };
    let is_list = move || page.with(Option::is_none);
    view! {
        <div class="help" role="dialog" aria-labelledby="help-title" on:keydown=key>
            <div class="help__head">
                <h2 class="help__title" id="help-title">"Help"</h2>
                <div class="help__actions">
                    <Show when=move || !is_list()>
                        <button class="button button--small" type="button" on:click=move |_| show(None)>
                            "All pages"
                        </button>
                    </Show>
                    <button
                        class="button button--small button--quiet"
                        type="button"
                        title="Close the help (Escape)"
                        on:click=move |_| close.run(())
                    >
                        "Close"
                    </button>
                </div>
                <input
                    class="field__input help__search"
                    type="search"
                    aria-label="Search the help"
                    placeholder="Search the help"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=search
                    prop:value=move || query.get()
                    on:input:target=move |event| {
                        query.set(event.target().value());
                        session.help.set(Some(HelpView::default()));
                    }
                />
            </div>
            <div class="help__body" tabindex="0" role="group" aria-label="Help text">
                {move || match page.get() {
                    Some(page) => view! { <Page page heading /> }.into_any(),
                    None => view! {
                        <HelpList query wanted=code on_select=move |code| show(Some(code)) />
                    }.into_any(),
                }}
            </div>
            <Show when=move || !is_list()>
                <Neighbours page on_select=move |code| show(Some(code)) />
            </Show>
        </div>
    }
}

/// What one page says.
#[component]
fn Page(
    /// The page.
    page: HelpPage,
    /// Its heading.
    heading: NodeRef<html::H3>,
) -> impl IntoView {
    view! {
        <article class="help__page">
            <h3 class="help__heading" tabindex="-1" node_ref=heading>{page.title}</h3>
            <p class="help__code">{page.code}</p>
            <div class="help__text">{article(&page.text)}</div>
        </article>
    }
}

/// The pages before and after.
#[component]
fn Neighbours(
    /// The page that is shown.
    page: Memo<Option<HelpPage>>,
    /// Called with the code of the one that is chosen.
    #[prop(into)]
    on_select: Callback<String>,
) -> impl IntoView {
    let session = use_session();
    let beside = move |step: isize| {
        let code = page.with(|page| page.as_ref().map(|page| page.code.clone()))?;
        session.help_pages.with(|pages| {
            let at = page_of(pages, &code)?.checked_add_signed(step)?;
            pages.get(at).map(|page| page.code.clone())
        })
    };
    let button = move |step: isize, name: &'static str| {
        let code = Memo::new(move |_| beside(step));
        view! {
            <button
                class="button button--small"
                type="button"
                disabled=move || code.with(Option::is_none)
                title=move || code.get()
                on:click=move |_| {
                    if let Some(code) = code.get_untracked() {
                        on_select.run(code);
                    }
                }
            >
                {name}
            </button>
        }
    };
    view! {
        <nav class="help__foot" aria-label="Pages of the help">
            {button(-1, "Previous")} {button(1, "Next")}
        </nav>
    }
}
