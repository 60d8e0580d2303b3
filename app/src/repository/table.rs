//! The table of the repository view. One link of the table is in the tab order, and arrows move between the links.

use cyclotron_core::FileId;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::order::{COLUMNS, Column};
use super::rows::{TemplateRow, TemplateVersion};
use super::state::use_repository;
use crate::browser::dates;
use crate::browser::lifetime::bound;
use crate::files::kind_icon::KindIcon;
use crate::session::{Event, Reveal, use_session};
use crate::ui::flow::{For, Show};
use crate::ui::long_list::{More, STEP};
use crate::words::repository as words;

/// The table.
#[component]
pub fn Table(
    /// The element id of its body.
    id: &'static str,
    /// The rows in their order.
    rows: Memo<Vec<TemplateRow>>,
) -> impl IntoView {
    let limit = RwSignal::new(STEP);
    let count = Memo::new(move |_| rows.with(Vec::len));
    // A row stays the same element while its facts change, so that it keeps the focus.
    let drawn = move || {
        let newest = |row: &TemplateRow| row.newest().bundle.clone();
        rows.with(|rows| rows.iter().take(limit.get()).map(newest).collect::<Vec<_>>())
    };
    // The bundle whose link is in the tab order.
    let current = RwSignal::new(None::<String>);
    let tab_stop = Memo::new(move |_| {
        rows.with(|rows| {
            let known = current.get().filter(|current| {
                rows.iter().any(|row| links(row).any(|bundle| bundle == current))
            });
            known.or_else(|| rows.first().map(|row| row.newest().bundle.clone()))
        })
    });
    let body = NodeRef::<html::Tbody>::new();
    let key = move |event: KeyboardEvent| {
        let Some(body) = body.get_untracked() else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(link) = next(&body, &event.key()) {
            event.prevent_default();
            let _ = link.focus();
        }
    };
    let filter = use_repository().filter;
    let is_none = move || rows.with(Vec::is_empty);
    let why = move || {
        if filter.with(|text| text.trim().is_empty()) { words::NO_BUNDLE } else { words::NO_MATCH }
    };
    view! {
        <table class="bundles" aria-label=words::TABLE>
            <thead>
                <tr>{COLUMNS.map(|column| view! { <Head column /> })}</tr>
            </thead>
            <tbody id=id node_ref=body on:keydown=key>
                <For each=drawn key=Clone::clone let(bundle)>
                    <Row bundle rows tab_stop current />
                </For>
            </tbody>
        </table>
        <Show when=is_none>
            <p class="pane__empty">{why}</p>
        </Show>
        <More limit count />
    }
}

/// The head of a column, which sorts by it.
#[component]
fn Head(
    /// The column.
    column: Column,
) -> impl IntoView {
    let order = use_repository().order;
    let sorted = move || {
        let order = order.get();
        (order.column == column).then_some(order.is_descending)
    };
    let direction = move || sorted().map(|down| if down { "descending" } else { "ascending" });
    let sign = move || match sorted() {
        Some(true) => "▾",
        Some(false) => "▴",
        None => "",
    };
    view! {
        <th class=format!("bundles__head {}", class_of(column)) scope="col" aria-sort=direction>
            <button
                class="bundles__sort"
                type="button"
                title=words::sort(column)
                on:click=move |_| order.update(|order| *order = order.by(column))
            >
                {words::column(column)} <span class="bundles__sign" aria-hidden="true">{sign}</span>
            </button>
        </th>
    }
}

/// A row of the table.
#[component]
fn Row(
    /// The bundle with the newest version of the template.
    bundle: String,
    /// All rows.
    rows: Memo<Vec<TemplateRow>>,
    /// The bundle whose link is in the tab order.
    tab_stop: Memo<Option<String>>,
    /// The bundle whose link had the focus last.
    current: RwSignal<Option<String>>,
) -> impl IntoView {
    let newest = StoredValue::new(bundle.clone());
    let row = Memo::new(move |_| {
        let is_it = |row: &&TemplateRow| newest.with_value(|bundle| row.newest().bundle == *bundle);
        rows.with(|rows| rows.iter().find(is_it).cloned())
    });
    let text = move |read: fn(&TemplateRow) -> String| {
        move || row.with(|row| row.as_ref().map(read).unwrap_or_default())
    };
    let kind = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.kind)));
    let versions = Memo::new(move |_| {
        row.with(|row| {
            row.as_ref().map(|row| (row.name.clone(), row.versions.clone())).unwrap_or_default()
        })
    });
    let versions = move || {
        let (template, versions) = versions.get();
        let versions = versions.into_iter().enumerate().map(|(at, version)| {
            let TemplateVersion { bundle, version } = version;
            let version = version.unwrap_or_default();
            // The name of the row opens the newest version.
            if at == 0 {
                return view! { <span>{version}</span> }.into_any();
            }
            let label = Some(words::open_version(&template, &version));
            view! { <Link bundle text=version label tab_stop current /> }.into_any()
        });
        versions.collect::<Vec<_>>()
    };
    let state = move || {
        let problems = row.with(|row| row.as_ref().map(|row| row.problems).unwrap_or_default());
        match problems {
            [0, 0] => "bundles__cell bundles__cell--problems",
            [0, _] => "bundles__cell bundles__cell--problems tree__mark--warning",
            _ => "bundles__cell bundles__cell--problems tree__mark--error",
        }
    };
    view! {
        <tr class="bundles__row">
            <th class="bundles__cell bundles__cell--name" scope="row">
                {move || kind.get().map(|kind| view! { <KindIcon kind /> })}
                <Link
                    bundle
                    text=Signal::derive(text(|row| row.name.clone()))
                    label=None
                    tab_stop
                    current
                />
                <span class="bundles__folder">{text(|row| row.folder.clone())}</span>
            </th>
            <td class="bundles__cell bundles__cell--kind">
                {text(|row| row.kind.noun().to_owned())}
            </td>
            <td class="bundles__cell bundles__cell--versions">{versions}</td>
            <td class="bundles__cell bundles__cell--environment">
                {text(|row| row.environments.join(", "))}
            </td>
            <td class=state>{text(|row| words::problems(row.problems[0], row.problems[1]))}</td>
            <td class="bundles__cell bundles__cell--changed">
                {text(|row| row.changed.map(dates::shown).unwrap_or_default())}
            </td>
        </tr>
    }
}

/// A link that opens a bundle.
#[component]
fn Link(
    /// The name of the bundle.
    bundle: String,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// The accessible name, if it is not the text.
    label: Option<String>,
    /// The bundle whose link is in the tab order.
    tab_stop: Memo<Option<String>>,
    /// The bundle whose link had the focus last.
    current: RwSignal<Option<String>>,
) -> impl IntoView {
    let session = use_session();
    let name = StoredValue::new(bundle);
    let is_stop = move || tab_stop.with(|stop| name.with_value(|name| stop.as_ref() == Some(name)));
    let open = move |_| {
        session.select(&FileId { bundle: name.get_value(), path: String::new() });
        if let Some(item) = session.selected.get_untracked() {
            session.events.send(Event::Item { item: item.clone(), focus: false });
            session.go(Reveal { file: item, range: None, focus: true });
        }
    };
    view! {
        <button
            class="link bundles__link"
            type="button"
            tabindex=move || if is_stop() { "0" } else { "-1" }
            aria-label=label
            on:focus=bound(move |_| current.set(Some(name.get_value())))
            on:click=open
        >
            {move || text.get()}
        </button>
    }
}

/// The name of a column in the style sheet.
const fn class_of(column: Column) -> &'static str {
    match column {
        Column::Name => "bundles__head--name",
        Column::Kind => "bundles__head--kind",
        Column::Versions => "bundles__head--versions",
        Column::Environment => "bundles__head--environment",
        Column::Problems => "bundles__head--problems",
        Column::Changed => "bundles__head--changed",
    }
}

/// The bundles that the links of a row open.
fn links(row: &TemplateRow) -> impl Iterator<Item = &String> {
    row.versions.iter().map(|version| &version.bundle)
}

/// The link that a key moves to from the focused one: up and down to the names, left and right within a row.
fn next(body: &HtmlElement, key: &str) -> Option<HtmlElement> {
    let all = |within: &HtmlElement| {
        let found = within.query_selector_all(".bundles__link").ok()?;
        let links = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok());
        Some(links.collect::<Vec<HtmlElement>>())
    };
    let focused = document().active_element()?;
    let row: HtmlElement = focused.closest("tr").ok()??.dyn_into().ok()?;
    let inside = all(&row)?;
    let at = inside.iter().position(|link| link.is_same_node(Some(&focused)))?;
    let beside = |row: Option<web_sys::Element>| all(&row?.dyn_into().ok()?)?.into_iter().next();
    match key {
        "ArrowDown" => beside(row.next_element_sibling()),
        "ArrowUp" => beside(row.previous_element_sibling()),
        "ArrowRight" => inside.get(at + 1).cloned(),
        "ArrowLeft" => inside.get(at.checked_sub(1)?).cloned(),
        "Home" => beside(body.first_element_child()),
        "End" => beside(body.last_element_child()),
        _ => None,
    }
}
