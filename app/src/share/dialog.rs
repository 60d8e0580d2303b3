//! Sharing a bundle as a link whose address contains the bundle.

use cyclotron_core::share::MAX_LINK;
use cyclotron_core::{Bundle, bundle};
use cyclotron_worker::calls::MakeLink;
use leptos::html;
use leptos::prelude::*;

use super::link;
use crate::app::SharedEngine;
use crate::browser::lifetime::{Lifetime, after_dialog, bound};
use crate::session::{Freshness, use_session};
use crate::shell::dialogs::{PageDialog, use_dialogs};
use crate::ui::dialog::Dialog;
use crate::ui::flow::Show;
use crate::words::share::dialog as words;

/// The length from which chat and mail programs start to cut links, in characters.
const CUT_BY_MESSAGES: usize = 2_000;
/// The length from which an address bar may cut a pasted link: Chromium accepts 32 KiB (`kMaxURLDisplayChars`
/// in `content/common/content_constants.cc`).
const CUT_BY_BARS: usize = 32_000;

/// The button that opens the dialog for sharing the selected bundle.
#[component]
pub fn ShareButton() -> impl IntoView {
    let session = use_session();
    let dialogs = use_dialogs();
    let shown = Memo::new(move |_| session.bundle_name());
    view! {
        <button
            class="button"
            type="button"
            disabled=move || shown.with(Option::is_none)
            title=move || words::share_title(shown.get().as_deref())
            aria-haspopup="dialog"
            on:click=move |_| dialogs.open(PageDialog::Share)
        >
            {move || shown.get().map_or_else(|| words::SHARE.to_owned(), |name| words::share(&name))}
        </button>
    }
}

/// The dialog with a link to the selected bundle.
#[component]
pub fn Share(
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let found = session.workspace.with_untracked(|open| {
        untrack(|| session.bundle_name()).and_then(|name| open.bundle(&name).cloned())
    });
    found.map(|bundle| view! { <Link bundle close /> })
}

/// The result of creating the link.
#[derive(Clone, PartialEq)]
enum Made {
    /// The link.
    Link(String),
    /// A link that is too long for browsers, with its length in characters.
    TooLong(usize),
    /// The engine stopped.
    Nothing,
}

/// The dialog with a link to a bundle.
#[component]
fn Link(
    /// The bundle to share.
    bundle: Bundle,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let dialogs = use_dialogs();
    let engine: SharedEngine = expect_context();
    let samples: Vec<_> = bundle.samples().iter().map(|(name, _)| (*name).to_owned()).collect();
    let has_samples = bundle.files.iter().any(|file| is_sample(&file.path));
    let title = words::title(&bundle.name);
    let bundle = StoredValue::new(bundle);
    let with_samples = RwSignal::new(has_samples);
    let made = RwSignal::new(None::<Made>);
    let said = RwSignal::new("");
    Effect::new(move || {
        let pack_sample = with_samples.get();
        made.set(None);
        said.set("");
        // Wait until pending form entries are in the text, so that the link contains them.
        if session.freshness() == Freshness::Pending {
            return;
        }
        let newest = session
            .workspace
            .with(|open| bundle.with_value(|bundle| open.bundle(&bundle.name).cloned()));
        let wanted = Bundle { pack_sample, ..newest.unwrap_or_else(|| bundle.get_value()) };
        // A later run of the effect, such as for other options, drops this reply.
        let reply = engine.with_value(|engine| engine.call(MakeLink(wanted)));
        Lifetime::current().run(reply, move |fragment| {
            made.set(Some(fragment.map_or(Made::Nothing, |fragment| {
                let link = link::link(&fragment);
                if link.len() > MAX_LINK { Made::TooLong(link.len()) } else { Made::Link(link) }
            })));
        });
    });
    let contents = move || {
        let files = bundle.with_value(|bundle| {
            let counts = |path: &str| with_samples.get() || !is_sample(path);
            bundle.files.iter().filter(|file| counts(&file.path)).count()
        });
        words::contents(files, with_samples.get().then_some(samples.as_slice()))
    };
    let field = NodeRef::<html::Input>::new();
    let select = move |_| {
        if let Some(field) = field.get_untracked() {
            field.select();
        }
    };
    let copy = move |_| {
        let Some(Made::Link(link)) = made.get_untracked() else { return };
        Lifetime::current().run(link::copy(link), move |is_copied| {
            if is_copied {
                said.set(words::COPIED);
            } else if let Some(field) = field.get_untracked() {
                let _ = field.focus();
                field.select();
                said.set(words::NOT_COPIED);
            }
        });
    };
    let link = move || match made.get() {
        Some(Made::Link(link)) => link,
        _ => String::new(),
    };
    let is_link = Memo::new(move |_| matches!(made.get(), Some(Made::Link(_))));
    let length = Memo::new(move |_| match made.get() {
        Some(Made::Link(link)) => link.len(),
        Some(Made::TooLong(length)) => length,
        _ => 0,
    });
    let summary = move || match made.get() {
        None => words::MAKING.to_owned(),
        Some(Made::Nothing) => words::STOPPED.to_owned(),
        Some(Made::Link(link)) => words::made(link.len()),
        Some(Made::TooLong(length)) => words::too_long(length, MAX_LINK),
    };
    let is_too_long = Memo::new(move |_| matches!(made.get(), Some(Made::TooLong(_))));
    let warning = move || match length.get() {
        _ if is_too_long.get() => None,
        CUT_BY_BARS.. => Some(words::CUT_BY_BARS),
        CUT_BY_MESSAGES.. => Some(words::CUT_BY_MESSAGES),
        _ => None,
    };
    let download = move |_| {
        close.run(());
        // This dialog must restore the focus before the next one takes it.
        after_dialog(move || dialogs.open(PageDialog::Download));
    };
    view! {
        <Dialog title on_close=close>
            <Show when=move || has_samples>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || with_samples.get()
                        on:change=bound(move |event| with_samples.set(event_target_checked(&event)))
                    />
                    {words::WITH_SAMPLES}
                </label>
            </Show>
            <p>{contents}</p>
            <p class="share__summary" role="status">{summary}</p>
            <Show when=move || is_link.get()>
                <div class="share__link">
                    <input
                        class="field__input"
                        type="text"
                        readonly
                        aria-label=words::LINK
                        node_ref=field
                        prop:value=link
                        on:focus=bound(select)
                    />
                    <button class="button button--primary" type="button" on:click=copy>
                        {words::COPY}
                    </button>
                </div>
            </Show>
            <p class="share__said" role="status">{move || said.get()}</p>
            <Show when=move || warning().is_some()>
                <p class="share__warning">{warning}</p>
            </Show>
            <ul class="share__notes">
                <li>{words::NOTE_WHO}</li>
                <li>{words::NOTE_SERVER}</li>
                <li>{words::NOTE_CHANGE}</li>
            </ul>
            <Show when=move || is_too_long.get()>
                <div class="dialog__actions">
                    <button class="button button--primary" type="button" on:click=download>
                        {words::DOWNLOAD}
                    </button>
                </div>
            </Show>
        </Dialog>
    }
}

fn is_sample(path: &str) -> bool {
    path.starts_with(bundle::SAMPLE_FOLDER)
}
