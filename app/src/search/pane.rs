//! The search in all files, in place of the problems.

use cyclotron_core::FileId;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent, Targeted};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::matches::{LineMatch, Query};
use super::state::{FIELD, FileMatches, REPLACE_FIELD, SearchState};
use crate::browser::lifetime::bound;
use crate::shell::fold::Fold;
use crate::shell::layout::Region;
use crate::ui::flow::{For, Show};
use crate::ui::later::{Frame, later};
use crate::words::search as words;

/// The search in all files. Must be called below the root component.
pub fn use_search() -> SearchState {
    expect_context()
}

later! {
    /// The content of the pane.
    pub fn search_pane in rest(close: Callback<()>) while (Frame::Content("pane__empty")) {
        view! { <SearchPane close /> }
    }
}

/// The content of the pane.
#[component]
fn SearchPane(
    /// Closes the search and focuses the source.
    close: Callback<()>,
) -> impl IntoView {
    let search = use_search();
    let list = NodeRef::<html::Ul>::new();
    let keys = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Escape" => close.run(()),
            "ArrowDown" => {
                if let Some(list) = list.get_untracked()
                    && !focus_match(&list, |at, count| (at + 1).min(count - 1))
                {
                    return;
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <header class="pane__head">
            <Fold part=Region::Problems />
            <h2 class="pane__title">{words::TITLE}</h2>
            <p class="search__count" role="status">{move || count(search)}</p>
            <div class="pane__actions">
                <button class="button button--small button--quiet" type="button" on:click=move |_| close.run(())>
                    {words::CLOSE}
                </button>
            </div>
        </header>
        <div class="pane__body search">
            <div class="search__fields" role="search" aria-label=words::TITLE on:keydown=keys>
                <Field
                    id=FIELD
                    label=words::FIELD
                    value=Signal::derive(move || search.query.with(|query| query.text.clone()))
                    enter=Callback::new(move |text| search.query.update(|query| query.text = text))
                />
                <Switch
                    label=words::MATCH_CASE
                    is_on=Signal::derive(move || search.query.with(|query| query.matches_case))
                    toggle=move |query| query.matches_case ^= true
                />
                <Switch
                    label=words::WHOLE_WORDS
                    is_on=Signal::derive(move || search.query.with(|query| query.whole_words))
                    toggle=move |query| query.whole_words ^= true
                />
                <Show
                    when=move || search.replaces.get()
                    fallback=move || view! {
                        <button
                            class="button button--small"
                            type="button"
                            on:click=move |_| search.open(None, true)
                        >
                            {words::REPLACE}
                        </button>
                    }
                >
                    <Field
                        id=REPLACE_FIELD
                        label=words::REPLACE_FIELD
                        value=search.new_text.into()
                        enter=Callback::new(move |text| search.new_text.set(text))
                    />
                    <button
                        class="button button--small"
                        type="button"
                        disabled=move || has_none(search)
                        on:click=move |_| search.replace(None)
                    >
                        {words::REPLACE_ALL}
                    </button>
                </Show>
            </div>
            <Matches list />
        </div>
    }
}

/// A text field.
#[component]
fn Field(
    /// The id of its element.
    id: &'static str,
    /// Its label.
    label: &'static str,
    /// Its text.
    value: Signal<String>,
    /// Called with each new text.
    enter: Callback<String>,
) -> impl IntoView {
    view! {
        <input
            class="search__field"
            id=id
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            maxlength="1000"
            aria-label=label
            placeholder=label
            prop:value=move || value.get()
            on:input:target=move |event| enter.run(event.target().value())
            on:focus:target=bound(move |event: Targeted<FocusEvent, HtmlInputElement>| event.target().select())
        />
    }
}

/// A setting of the query.
#[component]
fn Switch(
    /// Its label.
    label: &'static str,
    /// Whether it is on.
    is_on: Signal<bool>,
    /// Toggles it.
    toggle: fn(&mut Query),
) -> impl IntoView {
    let search = use_search();
    view! {
        <button
            class="button button--small"
            type="button"
            aria-pressed=move || is_on.get().to_string()
            on:click=move |_| search.query.update(toggle)
        >
            {label}
        </button>
    }
}

/// The matches by file. The arrow keys move between them.
#[component]
fn Matches(
    /// The element of the list.
    list: NodeRef<html::Ul>,
) -> impl IntoView {
    let search = use_search();
    let files = move || search.found.get().files;
    let keys = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        let went = match event.key().as_str() {
            "ArrowDown" => focus_match(&list, |at, count| (at + 1).min(count - 1)),
            "ArrowUp" => focus_match(&list, |at, _| at.saturating_sub(1)),
            "Home" => focus_match(&list, |_, _| 0),
            "End" => focus_match(&list, |_, count| count - 1),
            _ => false,
        };
        if went {
            event.prevent_default();
        }
    };
    view! {
        <ul class="search__files" aria-label=words::MATCHES node_ref=list on:keydown=keys>
            <For each=files key=Clone::clone let(found)>
                <InFile found />
            </For>
        </ul>
    }
}

/// The matches in a file.
#[component]
fn InFile(
    /// The file and its matches.
    found: FileMatches,
) -> impl IntoView {
    let search = use_search();
    let FileMatches { file, matches } = found;
    let (place, count) = (words::place(&file.bundle, &file.path), matches.len());
    let replaced = file.clone();
    let label = words::replace_in(&file.path);
    view! {
        <li>
            <div class="search__file">
                <span class="search__path">{place}</span>
                <span class="search__number">{count}</span>
                <Show when=move || search.replaces.get()>
                    {
                        let (file, label) = (replaced.clone(), label.clone());
                        view! {
                            <button
                                class="link"
                                type="button"
                                aria-label=label
                                on:click=move |_| search.replace(Some(&file))
                            >
                                {words::REPLACE_HERE}
                            </button>
                        }
                    }
                </Show>
            </div>
            <ul class="search__matches">
                {matches.into_iter().map(|found| one(search, file.clone(), found)).collect_view()}
            </ul>
        </li>
    }
}

/// A match in one line.
fn one(search: SearchState, file: FileId, found: LineMatch) -> impl IntoView {
    let (before, text, after) = (found.before.clone(), found.found.clone(), found.after.clone());
    let line = found.line;
    let go = move |_: MouseEvent| search.show(&file, &found);
    view! {
        <li>
            <button class="search__match" type="button" on:click=go>
                <span class="search__line">{line}</span>
                <code class="search__text">{before}<mark>{text}</mark>{after}</code>
            </button>
        </li>
    }
}

/// Focuses a match. `to` gets the index of the focused match and the number of matches. Returns false without a
/// match.
fn focus_match(list: &HtmlElement, to: impl Fn(usize, usize) -> usize) -> bool {
    let Ok(all) = list.query_selector_all(".search__match") else { return false };
    let count = all.length() as usize;
    if count == 0 {
        return false;
    }
    let active = document().active_element();
    let is_active =
        |at: &u32| active.as_ref().is_some_and(|active| active.is_same_node(all.get(*at).as_ref()));
    let at = (0..all.length()).find(is_active);
    let next = at.map_or(0, |at| to(at as usize, count));
    let element = u32::try_from(next).ok().and_then(|next| all.get(next));
    element
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Whether no match is listed.
fn has_none(search: SearchState) -> bool {
    search.found.with(|found| found.count == 0)
}

/// The number of matches.
fn count(search: SearchState) -> String {
    if search.query.with(|query| query.text.is_empty()) {
        return words::EMPTY.to_owned();
    }
    search.found.with(|found| words::count(found.count, found.files.len(), found.is_cut))
}
