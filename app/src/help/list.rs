//! The list of the help's pages: all of them by group, or those that were found.

use cyclotron_core::explain::{Group, HelpPage, Piece, search};
use cyclotron_core::nearest::nearest;
use leptos::prelude::*;

use crate::browser::lifetime::bound;
use crate::commands::{Command, use_commands};
use crate::session::use_session;
use crate::shell::onboarding::FirstStepsAgain;
use crate::words::commands::shortcuts;
use crate::words::help as words;

/// More are not listed: nobody goes through them.
const MAX_LISTED: usize = 50;

/// A page in the list.
#[derive(Clone, PartialEq)]
struct Entry {
    code: String,
    title: Vec<Piece>,
    /// What was found in its text; nothing in the list of all.
    line: Vec<Piece>,
    /// What it is, where entries are not in groups.
    label: Option<&'static str>,
    is_check: bool,
}

/// The list of pages: all by group, or those that hold what is looked for.
#[component]
pub fn HelpList(
    /// What is looked for.
    query: RwSignal<String>,
    /// The code that was asked for, where there is no page about it.
    wanted: Memo<Option<String>>,
    /// The code of the entry that `Tab` leads to; none for the first.
    current: RwSignal<Option<String>>,
    /// Called with the code of the page that is chosen.
    #[prop(into)]
    on_select: Callback<String>,
    /// Called with what is to be looked for instead.
    #[prop(into)]
    on_query: Callback<String>,
) -> impl IntoView {
    let session = use_session();
    let is_asked = move || query.with(|query| !query.trim().is_empty());
    // How many were found, and what is listed.
    let found = Memo::new(move |_| {
        session.help_pages.with(|pages| {
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
            _ if session.help_pages.with(Vec::is_empty) => words::WAITING.to_owned(),
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

/// The way to the keys.
#[component]
fn Keys() -> impl IntoView {
    let commands = use_commands();
    view! {
        <button
            class="button button--small"
            type="button"
            aria-haspopup="dialog"
            on:click=move |_| commands.run(Command::Shortcuts)
        >
            {shortcuts::ALL}
        </button>
    }
}

/// One page.
#[component]
fn Row(
    /// What is said of it.
    entry: Entry,
    /// Whether it is the first of the list.
    is_first: bool,
    /// The code of the entry that `Tab` leads to; none for the first.
    current: RwSignal<Option<String>>,
    /// Called with the code of the page that is chosen.
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

/// What there is to do where nothing was found.
#[component]
fn Nothing(
    /// What was looked for.
    query: RwSignal<String>,
    /// Called with what is to be looked for instead.
    on_query: Callback<String>,
) -> impl IntoView {
    let session = use_session();
    let near = move || {
        session.help_pages.with_untracked(|pages| {
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

/// A text with what was found in it set apart.
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

/// All pages but those about one term, which the others lead to.
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
