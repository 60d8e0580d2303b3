//! The dialog of the marked versions of a bundle.

use cyclotron_core::compare::Version;
use leptos::prelude::*;

use super::mark::MarkVersion;
use super::marked::use_shown_versions;
use crate::browser::dates as date;
use crate::browser::lifetime::after_dialog;
use crate::compare::sides::{Side, use_comparison};
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::ui::flow::{For, Show};
use crate::ui::later::{Frame, later};
use crate::words::versions as words;

/// The dialog, while it is open.
#[component]
pub fn Versions() -> impl IntoView {
    let shown = use_shown_versions();
    let close = Callback::new(move |()| shown.close());
    view! { <Show when=move || shown.bundle().is_some()>{dialog(close)}</Show> }
}

later! {
    /// The open dialog.
    fn dialog in rest(close: Callback<()>) while (Frame::Dialog(close)) {
        view! { <OpenVersions close /> }
    }
}

/// The open dialog.
#[component]
fn OpenVersions(
    /// Closes it.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let shown = use_shown_versions();
    let name = Memo::new(move |_| shown.bundle().unwrap_or_default());
    let title = Signal::derive(move || words::title(&name.get()));
    let versions = Memo::new(move |_| {
        let mut versions: Vec<Row> = session.versions_of(&name.get()).iter().map(Row::of).collect();
        versions.reverse();
        versions
    });
    view! {
        <Dialog title wide=true on_close=close>
            <MarkVersion name=name.get_untracked() />
            <section class="versions" aria-label=words::MARKED>
                <h3 class="versions__title">{words::MARKED}</h3>
                <Show
                    when=move || versions.with(|versions| !versions.is_empty())
                    fallback=|| view! {
                        <p class="versions__hint">
                            {words::NONE}
                        </p>
                    }
                >
                    <ul class="versions__list">
                        <For each=move || versions.get() key=Clone::clone let(row)>
                            <Item name=name.get_untracked() row />
                        </For>
                    </ul>
                </Show>
            </section>
        </Dialog>
    }
}

/// The summary of a version in the list, without its files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Row {
    number: cyclotron_core::compare::Number,
    note: String,
    time: u64,
    files: usize,
}

impl Row {
    fn of(version: &Version) -> Self {
        let Version { number, note, time, bundle } = version;
        Self { number: *number, note: note.clone(), time: *time, files: bundle.files.len() }
    }
}

/// A version and its buttons.
#[component]
fn Item(
    /// The name of the bundle.
    name: String,
    /// The version.
    row: Row,
) -> impl IntoView {
    let session = use_session();
    let versions = use_shown_versions();
    let comparison = use_comparison();
    let Row { number, note, time, files } = row;
    let bundle = session.id_of(&name);
    let is_open = bundle.is_some();
    let name = StoredValue::new(name);
    let compare = move |_| {
        versions.close();
        let Some(id) = bundle else { return };
        let pair = (Side::marked(id, name.get_value(), number), Side::now(id, name.get_value()));
        // The first dialog returns the focus before the next one takes it.
        after_dialog(move || comparison.sides.set(Some(pair)));
    };
    let restore = move |_| {
        versions.close();
        session.restore_version(&name.get_value(), number);
    };
    view! {
        <li class="versions__item">
            <div class="versions__what">
                <strong class="versions__number">{number.to_string()}</strong>
                " "
                <span class="versions__time">
                    {words::about(&date::shown(time), files)}
                </span>
                {(!note.is_empty()).then(|| view! { <p class="versions__note">{note}</p> })}
            </div>
            <div class="versions__actions">
                {is_open.then(|| view! {
                    <button class="button button--small" type="button" on:click=compare>
                        {words::COMPARE_NOW}
                        <span class="visually-hidden">{format!(": {number}")}</span>
                    </button>
                })}
                <button
                    class="button button--small"
                    type="button"
                    title=words::RESTORE_TITLE
                    on:click=restore
                >
                    {words::RESTORE}
                    <span class="visually-hidden">{format!(" {number}")}</span>
                </button>
                <button
                    class="button button--small button--quiet"
                    type="button"
                    on:click=move |_| session.delete_version(&name.get_value(), number)
                >
                    {words::DELETE}
                    <span class="visually-hidden">{format!(" {number}")}</span>
                </button>
            </div>
        </li>
    }
}
