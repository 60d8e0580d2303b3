//! The list of help pages: all of them in groups, or the search results.

use cyclotron_core::explain::{Group, HelpPage, Piece, search};
use cyclotron_core::nearest::nearest;
use leptos::prelude::*;

use super::state::use_help;
use crate::browser::lifetime::bound;
use crate::commands::use_commands;
use crate::shell::onboarding::FirstStepsAgain;
use crate::ui::flow::Show;
use crate::words::commands::shortcuts;
use crate::words::help as words;

/// The most search results that are listed.
const MAX_LISTED: usize = 50;

/// A page in the list.
#[derive(Clone, PartialEq)]
struct Entry {
    code: String,
    title: Vec<Piece>,
    /// The excerpt of its text that matches; empty in the list of all pages.
    line: Vec<Piece>,
    /// The name of its kind, among search results.
    label: Option<&'static str>,
    is_check: bool,
}

/// The list of pages: all in groups, or those that match the query.
#[component]
pub fn HelpList(
    /// The query.
    query: RwSignal<String>,
    /// The requested code, where no page explains it.
    wanted: Memo<Option<String>>,
    /// The code of the entry in the tab order; `None` for the first entry.
    current: RwSignal<Option<String>>,
    /// Called with the code of the chosen page.
    #[prop(into)]
    on_select: Callback<String>,
    /// Called with a suggested query.
    #[prop(into)]
    on_query: Callback<String>,
) -> impl IntoView {
    let help = use_help();
    let is_asked = move || query.with(|query| !query.trim().is_empty());
    // The number of matches, and the listed entries in their groups.
    let found = Memo::new(move |_| {
        help.pages.with(|pages| {
            if !is_asked() {
                return (pages.len(), grouped(pages));
            }
            let found = query.with(|query| search(pages, query));
            let count = found.len();
            let listed = found
                .into_iter()
                .take(MAX_LISTED)
                .map(|found| entry(&pages[found.at], found.title, found.line, true));
            (count, vec![(None, listed.collect())])
        })
    });
    let note = move || {
        let count = found.with(|(count, _)| *count);
        match wanted.get() {
            _ if help.pages.with(Vec::is_empty) => words::WAITING.to_owned(),
            Some(code) => words::no_page(&code),
            None if is_asked() => words::found(count, count.min(MAX_LISTED)),
            None => words::count(count),
        }
    };
    let is_nothing = move || is_asked() && found.with(|(count, _)| *count == 0);
    view! {
        <Show when=move || !is_asked()>
            <div class="help__ways help__ways--begin">
                <Keys />
                <FirstStepsAgain />
            </div>
        </Show>
        <p class="help__note" role="status">{note}</p>
        <Show when=is_nothing>
            <Nothing query on_query />
        </Show>
        {move || {
            let first = found.with(|(_, listed)| listed.iter().find_map(|(_, all)| all.first().cloned()));
            let first = first.map(|entry| entry.code);
            let section = |(group, entries): (Option<Group>, Vec<Entry>)| {
                let row = |entry: Entry| {
                    let is_first = Some(&entry.code) == first.as_ref();
                    view! { <Row entry is_first current on_select /> }
                };
                let rows = entries.into_iter().map(row).collect_view();
                view! {
                    {group.map(|group| view! { <h3 class="help__group">{group.name()}</h3> })}
                    <ul class="help__list">{rows}</ul>
                }
            };
            found.get().1.into_iter().map(section).collect_view()
        }}
    }
}

/// The button that opens the list of keyboard shortcuts.
#[component]
fn Keys() -> impl IntoView {
    let commands = use_commands();
    view! {
        <button
            class="button button--small"
            type="button"
            aria-haspopup="dialog"
            on:click=move |_| commands.sheet.set(true)
        >
            {shortcuts::ALL}
        </button>
    }
}

/// An entry of the list.
#[component]
fn Row(
    /// The entry.
    entry: Entry,
    /// Whether it is the first of the list.
    is_first: bool,
    /// The code of the entry in the tab order; `None` for the first entry.
    current: RwSignal<Option<String>>,
    /// Called with the code of the chosen page.
    on_select: Callback<String>,
) -> impl IntoView {
    let Entry { code, title, line, label, is_check } = entry;
    let (own, focused, chosen) = (code.clone(), code.clone(), code.clone());
    let shown = is_check.then(|| code.clone());
    let is_current = move || {
        current.with(|current| current.as_ref().map_or(is_first, |current| *current == own))
    };
    view! {
        <li>
            <button
                class="help__entry"
                type="button"
                data-code=code
                tabindex=move || if is_current() { "0" } else { "-1" }
                on:focus=bound(move |_| current.set(Some(focused.clone())))
                on:click=move |_| on_select.run(chosen.clone())
            >
                <span class="help__name">{pieces(title)}</span>
                {label.map(|label| view! { " " <span class="help__label">{label}</span> })}
                {shown.map(|code| view! { " " <span class="help__code">{code}</span> })}
                {(!line.is_empty()).then(|| view! { " " <span class="help__line">{pieces(line)}</span> })}
            </button>
        </li>
    }
}

/// The empty state of the search, with suggestions.
#[component]
fn Nothing(
    /// The query.
    query: RwSignal<String>,
    /// Called with a suggested query.
    on_query: Callback<String>,
) -> impl IntoView {
    let help = use_help();
    let near = move || {
        help.pages.with_untracked(|pages| {
            let terms = pages.iter().filter(|page| page.term.is_some());
            let names = terms.flat_map(|page| page.title.split(", "));
            let codes = pages.iter().map(|page| page.code.as_str());
            query.with(|query| nearest(query.trim(), names.chain(codes)).map(str::to_owned))
        })
    };
    let change = move |name: String, to: String| {
        view! {
            <button
                class="button button--small"
                type="button"
                on:click=move |_| on_query.run(to.clone())
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="help__nothing">
            <p>{move || query.with(|query| words::nothing(query.trim()))}</p>
            <p>{words::FEWER}</p>
            <p class="help__ways">
                {move || near().map(|near| change(words::instead(&near), near))}
                {change(words::ALL.to_owned(), String::new())}
            </p>
        </div>
    }
}

/// A text with its matches highlighted.
fn pieces(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |(text, is_found): Piece| {
        if is_found {
            view! { <mark class="help__found">{text}</mark> }.into_any()
        } else {
            text.into_any()
        }
    };
    pieces.into_iter().map(piece).collect_view()
}

/// All pages in groups, without those about a single term: other pages link to them.
fn grouped(pages: &[HelpPage]) -> Vec<(Option<Group>, Vec<Entry>)> {
    let of = |group| {
        let own = pages.iter().filter(move |page| page.group == group && page.term.is_none());
        own.map(|page| entry(page, vec![(page.title.clone(), false)], vec![], false))
    };
    let groups = Group::ALL.into_iter().map(|group| (Some(group), of(group).collect::<Vec<_>>()));
    groups.filter(|(_, entries)| !entries.is_empty()).collect()
}

fn entry(page: &HelpPage, title: Vec<Piece>, line: Vec<Piece>, is_found: bool) -> Entry {
    let label = page.term.map_or(page.group.name(), |term| term.noun());
    Entry {
        code: page.code.clone(),
        title,
        line,
        label: is_found.then_some(label),
        is_check: page.group == Group::Checks,
    }
}
