//! The shortcuts dialog.

use leptos::prelude::*;

use super::shown_keys::ShownKeys;
use super::{Section, ShortcutRow, is_mac, sections, use_commands};
use crate::browser::lifetime::bound;
use crate::ui::dialog::Dialog;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::words::commands::shortcuts as words;

/// The shortcuts dialog, while it is open.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let commands = use_commands();
    let close = Callback::new(move |()| commands.sheet.set(false));
    view! { <Show when=move || commands.sheet.get()>{dialog(close)}</Show> }
}

later! {
    /// The open dialog.
    fn dialog in rest(close: Callback<()>) while (Frame::Dialog(close)) {
        view! { <OpenShortcuts close /> }
    }
}

/// The open dialog.
#[component]
fn OpenShortcuts(
    /// Closes it.
    close: Callback<()>,
) -> impl IntoView {
    let commands = use_commands();
    let all = sections(is_mac(), &commands.editor_keys());
    view! {
        <Dialog title=words::TITLE wide=true on_close=close>
            <label class="check shortcuts__switch">
                <input
                    type="checkbox"
                    aria-describedby="single-keys-help"
                    prop:checked=move || commands.single.get()
                    on:change=bound(move |event| commands.single.set(event_target_checked(&event)))
                />
                {words::SINGLE}
            </label>
            <p class="shortcuts__help" id="single-keys-help">{words::SINGLE_HELP}</p>
            <div class="shortcuts">
                {all.into_iter().map(|section| view! { <Table section /> }).collect_view()}
            </div>
        </Dialog>
    }
}

/// The table of the keys in one part of the page.
#[component]
fn Table(
    /// The part, with its keys.
    section: Section,
) -> impl IntoView {
    let row = |ShortcutRow { keys, does }: ShortcutRow| {
        let keys = keys.into_iter().enumerate().map(|(at, keys)| {
            view! {
                {(at > 0).then(|| format!(" {} ", words::OR))}
                <ShownKeys keys />
            }
        });
        view! {
            <tr class="shortcuts__row">
                <th class="shortcuts__does" scope="row">{does}</th>
                <td class="shortcuts__keys">{keys.collect_view()}</td>
            </tr>
        }
    };
    view! {
        <table class="shortcuts__table">
            <caption class="shortcuts__title">{section.title}</caption>
            <thead class="visually-hidden">
                <tr><th scope="col">{words::DOES}</th><th scope="col">{words::KEYS}</th></tr>
            </thead>
            <tbody>{section.rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
