//! The pane of the help, beside the rest of the page.

use cyclotron_core::explain::{Group, HelpPage};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::keys::{focus_entry, step};
use super::list::HelpList;
use super::state::{page_of, use_help};
use crate::browser::lifetime::Lifetime;
use crate::ui::flow::Show;
use crate::ui::focus::{Focused, focused};
use crate::ui::later::{Frame, later};
use crate::ui::prose::article;
use crate::words::help as words;

/// The help, while it is open. It is not modal, so that the user can read and edit at the same time.
#[component]
pub fn Help() -> impl IntoView {
    let help = use_help();
    let is_open = Memo::new(move |_| help.is_open());
    let opener = StoredValue::new_local(None::<Focused>);
    Effect::new(move || {
        if help.is_open() {
            // Navigation within the help keeps the element to return to. Nothing has the focus after a focused
            // button was removed.
            let from = focused().filter(|from| !from.is_in_dialog() && !from.is_nobody());
            if let Some(from) = from {
                opener.set_value(Some(from));
            }
            help.load();
        }
    });
    let give_back = move || {
        if let Some(opener) = opener.try_update_value(Option::take).flatten() {
            opener.focus();
        }
    };
    // The focus returns however the help is closed.
    Effect::new(move |was_open: Option<bool>| {
        let is_open = is_open.get();
        if was_open == Some(true) && !is_open {
            give_back();
        }
        is_open
    });
    view! {
        <Show when=move || is_open.get()>
            {panel(Callback::new(move |()| help.close()))}
        </Show>
    }
}

later! {
    /// The open help.
    fn panel in rest(close: Callback<()>) while (Frame::Dialog(close)) {
        view! { <Panel close /> }
    }
}

/// The open help.
#[component]
fn Panel(
    /// Closes it.
    close: Callback<()>,
) -> impl IntoView {
    let help = use_help();
    let query = RwSignal::new(String::new());
    let current = RwSignal::new(None::<String>);
    let search = NodeRef::<html::Input>::new();
    let heading = NodeRef::<html::H3>::new();
    let body = NodeRef::<html::Div>::new();
    let code = Memo::new(move |_| help.view.get().and_then(|view| view.code));
    let can_go_back = Memo::new(move |_| {
        help.view.with(|view| view.as_ref().is_some_and(|view| !view.before.is_empty()))
    });
    let page = Memo::new(move |_| {
        let code = code.get()?;
        help.pages.with(|pages| pages.get(page_of(pages, &code)?).cloned())
    });
    // Focuses the page, or else the entry that led to it, or else the search field.
    let is_searching = StoredValue::new(false);
    Effect::new(move || {
        let is_page = page.with(Option::is_some);
        if let Some(body) = body.get() {
            body.set_scroll_top(0);
        }
        if is_page {
            if let Some(heading) = heading.get() {
                let _ = heading.focus();
            }
        } else if code.get().is_none() {
            let entry = current.get_untracked().filter(|_| !is_searching.get_value());
            Lifetime::current().run(tick(), move |()| {
                let is_there = entry
                    .zip(body.get_untracked())
                    .is_some_and(|(code, body)| focus_entry(&body, &code));
                if let (false, Some(search)) = (is_there, search.get_untracked()) {
                    let _ = search.focus();
                }
            });
        }
        is_searching.set_value(false);
    });
    let look_for = move |name: String| {
        query.set(name);
        current.set(None);
        if let Some(search) = search.get_untracked() {
            let _ = search.focus();
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.default_prevented() {
            return;
        }
        match event.key().as_str() {
            "Escape" => close.run(()),
            name => {
                let (Some(search), Some(body)) = (search.get_untracked(), body.get_untracked())
                else {
                    return;
                };
                if !step(&event, name, &search, &body) {
                    return;
                }
            }
        }
        event.prevent_default();
    };
    let is_list = move || page.with(Option::is_none);
    view! {
        <div class="help" role="dialog" aria-labelledby="help-title" on:keydown=key>
            <div class="help__head">
                <h2 class="help__title" id="help-title">{words::TITLE}</h2>
                <div class="help__actions">
                    <Show when=move || can_go_back.get()>
                        <button class="button button--small" type="button" on:click=move |_| help.back()>
                            {words::BACK}
                        </button>
                    </Show>
                    <Show when=move || !is_list()>
                        <button
                            class="button button--small"
                            type="button"
                            on:click=move |_| {
                                query.set(String::new());
                                current.set(None);
                                help.open(None);
                            }
                        >
                            {words::ALL}
                        </button>
                    </Show>
                    <button
                        class="button button--small button--quiet"
                        type="button"
                        title=words::CLOSE_TITLE
                        on:click=move |_| close.run(())
                    >
                        {words::CLOSE}
                    </button>
                </div>
                <input
                    class="field__input help__search"
                    type="search"
                    aria-label=words::SEARCH
                    placeholder=words::SEARCH_HINT
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="200"
                    node_ref=search
                    prop:value=move || query.get()
                    on:input:target=move |event| {
                        query.set(event.target().value());
                        current.set(None);
                        is_searching.set_value(true);
                        help.open(None);
                    }
                />
            </div>
            <div class="help__body" tabindex="0" role="group" aria-label=words::BODY node_ref=body>
                {move || match page.get() {
                    Some(page) => view! { <Page page heading /> }.into_any(),
                    None => view! {
                        <HelpList
                            query
                            wanted=code
                            current
                            on_select=move |code: String| help.open(Some(&code))
                            on_query=look_for
                        />
                    }.into_any(),
                }}
            </div>
            <Show when=move || !is_list()>
                <Neighbours page />
            </Show>
        </div>
    }
}

/// The content of a page.
#[component]
fn Page(
    /// The page.
    page: HelpPage,
    /// Its heading.
    heading: NodeRef<html::H3>,
) -> impl IntoView {
    let help = use_help();
    let follow = move |event: &Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("[data-page]").ok().flatten());
        if let Some(code) = link.and_then(|link| link.get_attribute("data-page")) {
            event.prevent_default();
            help.open(Some(&code));
        }
    };
    let what = match (page.term, page.group) {
        (Some(term), _) => term.noun().to_owned(),
        (None, Group::Checks) => page.code.clone(),
        (None, group) => group.name().to_owned(),
    };
    view! {
        <article class="help__page">
            <h3
                class="help__heading"
                class:help__heading--code=page.term.is_some()
                tabindex="-1"
                node_ref=heading
            >
                {page.title}
            </h3>
            <p class="help__what" class:help__code=page.group == Group::Checks>{what}</p>
            <div
                class="help__text"
                on:click=move |event| follow(&event)
                on:keydown=move |event| if event.key() == "Enter" { follow(&event) }
            >
                {article(&page.text)}
            </div>
        </article>
    }
}

/// The buttons for the previous and the next page.
#[component]
fn Neighbours(
    /// The shown page.
    page: Memo<Option<HelpPage>>,
) -> impl IntoView {
    let help = use_help();
    // The code and the title.
    let beside = move |step: isize| {
        let code = page.with(|page| page.as_ref().map(|page| page.code.clone()))?;
        help.pages.with(|pages| {
            let at = page_of(pages, &code)?.checked_add_signed(step)?;
            pages.get(at).map(|page| (page.code.clone(), page.title.clone()))
        })
    };
    let button = move |step: isize, name: &'static str| {
        let other = Memo::new(move |_| beside(step));
        view! {
            <button
                class="button button--small"
                type="button"
                disabled=move || other.with(Option::is_none)
                title=move || other.get().map(|(_, title)| title)
                on:click=move |_| {
                    if let Some((code, _)) = other.get_untracked() {
                        help.open(Some(&code));
                    }
                }
            >
                {name}
            </button>
        }
    };
    view! {
        <nav class="help__foot" aria-label=words::NEIGHBOURS>
            {button(-1, words::PREVIOUS)} {button(1, words::NEXT)}
        </nav>
    }
}
