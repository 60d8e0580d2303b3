//! The rows of the tree of problems: a file, and a problem in one line.

use cyclotron_core::{Diagnostic, FileId, Severity, is_preview_layout};
use leptos::attr::custom::custom_attribute;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use super::details::Details;
use super::rows::{ProblemRow, Row, RowKey};
use super::state::use_problems;
use super::tree::ProblemTree;
use crate::app::SharedEngine;
use crate::browser::lifetime::bound;
use crate::commands::{by_id, is_mac};
use crate::session::use_session;
use crate::ui::flow::Show;
use crate::ui::prose::{message, plain};
use crate::ui::scroll::bring_near;
use crate::words::problems as words;

/// A file, with its number of problems.
#[component]
pub fn FileItem(
    /// The state of the tree.
    tree: ProblemTree,
    /// The key of the row.
    key: RowKey,
) -> impl IntoView {
    let key = StoredValue::new(key);
    let row = Memo::new(move |_| {
        match key.with_value(|key| tree.rows.with(|rows| rows.rows.get(key).cloned()))? {
            Row::File { file, counts } => Some((place_of(&file), counts)),
            Row::Problem(_) => None,
        }
    });
    let is_open = Memo::new(move |_| key.with_value(|key| tree.is_open(key)));
    let is_current =
        move || tree.current.with(|current| key.with_value(|key| current.as_ref() == Some(key)));
    let counts = move || row.get().map(|(_, counts)| words::counts(counts));
    view! {
        <li
            class="problems__file"
            role="treeitem"
            {..custom_attribute("aria-level", 1)}
            aria-expanded=move || is_open.get().to_string()
            tabindex=move || if is_current() { "0" } else { "-1" }
            on:focusin=bound(move |_| tree.focused(&key.get_value()))
            on:click=move |_| key.with_value(|key| tree.toggle(key))
        >
            <span class="problems__path">{move || row.get().map(|(path, _)| path)}</span>
            <span class="problems__counts">
                {counts}
            </span>
        </li>
    }
}

/// A problem in one line: its severity, its message, how often it occurs, its fix and its line. Its details follow
/// while it is expanded.
#[component]
pub fn ProblemItem(
    /// The state of the tree.
    tree: ProblemTree,
    /// The key of the row.
    key: RowKey,
) -> impl IntoView {
    let problems = use_problems();
    let key = StoredValue::new(key);
    // A removed row keeps its last content until its element is removed.
    let row = Memo::new(move |before: Option<&Option<ProblemRow>>| {
        match key.with_value(|key| tree.rows.with(|rows| rows.rows.get(key).cloned())) {
            Some(Row::Problem(row)) => Some(row),
            _ => before.cloned().flatten(),
        }
    });
    let Some(first) = row.get_untracked() else { return ().into_any() };
    let element = NodeRef::<html::Li>::new();
    let is_open = Memo::new(move |_| key.with_value(|key| tree.is_open(key)));
    let is_current =
        move || tree.current.with(|current| key.with_value(|key| current.as_ref() == Some(key)));
    let is_shown = Memo::new(move |_| {
        let is_in = |problem: &Diagnostic| {
            row.with(|row| row.iter().any(|row| row.problems.contains(problem)))
        };
        problems.current.with(|current| current.as_ref().is_some_and(is_in))
    });
    Effect::new(move || {
        if is_shown.get()
            && let Some(element) = element.get()
        {
            bring_near(&element);
        }
    });
    let level = if first.is_effect { 3 } else { 2 };
    let severity = first.first().severity;
    let text = message(&first.first().message);
    let code = first.first().code.0.to_string();
    let is_convertible = is_preview_layout(first.first()) && !first.is_silenced;
    let convert = is_convertible.then(|| first.first().file.bundle.clone());
    let count = move || row.with(|row| row.as_ref().map_or(0, |row| row.problems.len()));
    let place = move || row.get().map(|row| place_in_row(&row));
    let fixes = Memo::new(move |_| row.with(|row| row.as_ref().and_then(fix_title)));
    let go = move |_| {
        problems.focused.set(Some(key.get_value()));
        if let Some(row) = row.get_untracked() {
            problems.show(row.first());
        }
    };
    let unfold = move |event: MouseEvent| {
        event.stop_propagation();
        key.with_value(|key| tree.toggle(key));
    };
    let fix = move |event: MouseEvent| {
        event.stop_propagation();
        if let Some(row) = row.get_untracked() {
            problems.fix_row(&row);
        }
    };
    view! {
        <li
            class=class_of(severity)
            class:problem--effect=first.is_effect
            role="treeitem"
            {..custom_attribute("aria-level", level)}
            aria-expanded=move || is_open.get().to_string()
            aria-selected=move || is_shown.get().to_string()
            tabindex=move || if is_current() { "0" } else { "-1" }
            on:focusin=bound(move |_| tree.focused(&key.get_value()))
            node_ref=element
        >
            <div class="problem__row" on:click=go>
                // For the mouse. The arrow keys do the same.
                <span class="problem__toggle" aria-hidden="true" title=words::DETAILS_TITLE on:click=unfold></span>
                <SeverityMark severity />
                <span class="problem__message">{text}</span>
                <Count count=Signal::derive(count) />
                {first.is_effect.then(|| view! {
                    <span class="visually-hidden">{words::IS_EFFECT}</span>
                })}
                <Show when=move || fixes.with(Option::is_some)>
                    <button
                        class="link problem__fix"
                        type="button"
                        title=by_id("fix").shown_keys().map(|keys| keys.short(is_mac()))
                        tabindex=move || if is_current() { "0" } else { "-1" }
                        on:click=fix
                    >
                        {move || fixes.get()}
                    </button>
                </Show>
                {convert.map(|bundle| view! {
                    <Convert bundle is_current=Signal::derive(is_current) />
                })}
                <span class="problem__code">{code}</span>
                <span class="problem__place">
                    {move || place().filter(|place| !place.is_empty()).map(|place| view! {
                        <span class="visually-hidden">{words::PLACE}</span>
                        {place}
                    })}
                </span>
            </div>
            <Show when=move || is_open.get()>
                <Details row />
            </Show>
        </li>
    }
    .into_any()
}

fn class_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "problem problem--error",
        Severity::Warning => "problem problem--warning",
        Severity::Info => "problem problem--info",
    }
}

/// The severity of a problem: a sign, and a word for screen readers.
#[component]
fn SeverityMark(
    /// The severity.
    severity: Severity,
) -> impl IntoView {
    let sign = match severity {
        Severity::Error => "●",
        Severity::Warning => "▲",
        Severity::Info => "ℹ",
    };
    view! {
        <span class="problem__severity">
            <span aria-hidden="true">{sign}</span>
            <span class="visually-hidden">{words::severity(severity)} ": "</span>
        </span>
    }
}

/// The number of equal problems in a row, if there are several.
#[component]
fn Count(
    /// The number.
    count: Signal<usize>,
) -> impl IntoView {
    view! {
        <Show when=move || { count.get() > 1 }>
            <span class="problem__count">
                <span aria-hidden="true">{move || words::times(count.get())}</span>
                <span class="visually-hidden">{move || words::spoken_times(count.get())}</span>
            </span>
        </Show>
    }
}

/// The button that converts a bundle from the layout of Proton's preview.
#[component]
fn Convert(
    /// The name of the bundle.
    bundle: String,
    /// Whether the row is the one that Tab reaches.
    is_current: Signal<bool>,
) -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let convert = move |event: MouseEvent| {
        event.stop_propagation();
        session.convert(engine, &bundle);
    };
    view! {
        <button
            class="link problem__fix"
            type="button"
            tabindex=move || if is_current.get() { "0" } else { "-1" }
            on:click=convert
        >
            {words::CONVERT}
        </button>
    }
}

/// The path of a file from its bundle on. The configuration file around bundles belongs to no bundle.
pub fn place_of(FileId { bundle, path }: &FileId) -> String {
    if bundle.is_empty() { path.clone() } else { format!("{bundle}/{path}") }
}

/// The line and column of a problem; empty if it concerns the whole file.
pub fn position(problem: &Diagnostic) -> String {
    problem.range.map_or_else(String::new, |(from, _)| format!("{}:{}", from.line, from.column + 1))
}

/// The place of a row: the line, after the path where the row is listed below another file.
fn place_in_row(row: &ProblemRow) -> String {
    let position = position(row.first());
    let path = &row.first().file.path;
    match (row.is_elsewhere, position.is_empty()) {
        (false, _) => position,
        (true, true) => path.clone(),
        (true, false) => format!("{path}:{position}"),
    }
}

/// The label of the button that fixes all problems of a row; `None` if none has a fix.
fn fix_title(row: &ProblemRow) -> Option<String> {
    let mut fixes = row.problems.iter().filter_map(|problem| problem.fix.as_ref());
    let first = fixes.next().filter(|_| !row.is_silenced)?;
    Some(words::fix(&plain(&first.title), 1 + fixes.count()))
}
