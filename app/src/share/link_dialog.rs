//! The dialog that offers to open the bundle of a shared link.

use cyclotron_core::archive::OpenError;
use cyclotron_core::{Bundle, File};
use cyclotron_worker::calls::{PrepareBundle, ReadLink};
use leptos::ev;
use leptos::prelude::*;

use super::link;
use crate::app::SharedEngine;
use crate::browser::lifetime::on_window;
use crate::session::use_session;
use crate::transfer::contents::Contents;
use crate::ui::dialog::Dialog;
use crate::ui::later::{Frame, later};
use crate::ui::prose::message;
use crate::words::share::link as words;

/// The bundle in the address of the page, or why it cannot be read.
type Found = Result<Bundle, OpenError>;

/// Offers to open the bundle in the page's address. Until the user accepts, the bundle isn't rendered and the
/// workspace doesn't change.
#[component]
pub fn Shared() -> impl IntoView {
    let engine: SharedEngine = expect_context();
    let found = RwSignal::new(None::<Found>);
    let round = StoredValue::new(0_u32);
    let look = move || {
        let Some(fragment) = link::fragment() else { return };
        round.update_value(|round| *round += 1);
        let this_round = round.get_value();
        let done =
            move |result: Option<Found>| {
                // Ignore the reply for an older link.
                if round.try_get_value() == Some(this_round) {
                    found.set(Some(result.unwrap_or_else(|| {
                        Err(OpenError::new(words::STOPPED, words::STOPPED_HELP))
                    })));
                }
            };
        engine.with_value(|engine| engine.call_then(ReadLink(fragment), done));
    };
    look();
    on_window(ev::hashchange, move |_| look());
    let close = Callback::new(move |()| {
        link::forget();
        found.set(None);
    });
    view! {
        // Creates a new dialog for each link, so that it never shows the contents of another one.
        {move || found.get().map(|result| dialog(result, close))}
    }
}

later! {
    /// The dialog for a link.
    fn dialog in rest(found: Found, close: Callback<()>) while (Frame::Dialog(close)) {
        match found {
            Ok(bundle) => view! { <Offer bundle close /> }.into_any(),
            Err(error) => view! { <Refused error close /> }.into_any(),
        }
    }
}

/// The contents of the link, with the buttons to open or discard it.
#[component]
fn Offer(
    /// The bundle.
    bundle: Bundle,
    /// Closes the dialog and removes the link from the address.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let kind = bundle.kind().noun();
    let files: Vec<_> = bundle.files.iter().map(|file| (file.path.clone(), size(file))).collect();
    let total: u64 = files.iter().map(|(_, size)| size).sum();
    let samples: Vec<_> = bundle.samples().iter().map(|(name, _)| (*name).to_owned()).collect();
    let samples = match samples.as_slice() {
        [] => words::NO_SAMPLES.to_owned(),
        some => some.join(", "),
    };
    let count = words::contents(files.len(), total);
    let name = bundle.name.clone();
    let is_newcomer = session.is_ready_workspace();
    let is_taken = session.workspace.with_untracked(|open| open.bundle(&name).is_some());
    let bundle = StoredValue::new(bundle);
    let open = move |_| {
        let wanted = bundle.get_value();
        let as_it_is = wanted.clone();
        let done = move |prepared: Option<Bundle>| {
            // If the worker stopped, the bundle is opened without added samples.
            session.add(prepared.unwrap_or(as_it_is));
        };
        engine.with_value(|engine| engine.call_then(PrepareBundle(wanted), done));
        close.run(());
    };
    view! {
        <Dialog title=words::TITLE on_close=close>
            <p>{if is_newcomer { words::ABOUT_FIRST } else { words::ABOUT }}</p>
            <dl class="shared__facts">
                <dt>{words::NAME}</dt>
                <dd>{name}</dd>
                <dt>{words::KIND}</dt>
                <dd>{kind}</dd>
                <dt>{words::CONTENTS}</dt>
                <dd>{count}</dd>
                <dt>{words::SAMPLES}</dt>
                <dd>{samples}</dd>
            </dl>
            {is_taken.then(|| view! {
                <p class="shared__note">{words::TAKEN}</p>
            })}
            <Contents files />
            <div class="dialog__actions">
                <button class="button" type="button" on:click=move |_| close.run(())>
                    {words::DISCARD}
                </button>
                <button class="button button--primary" type="button" on:click=open>
                    {words::OPEN}
                </button>
            </div>
        </Dialog>
    }
}

/// The reason why the link cannot be read.
#[component]
fn Refused(
    /// The reason, with a hint.
    error: OpenError,
    /// Closes the dialog and removes the link from the address.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    view! {
        <Dialog title=words::REFUSED on_close=close>
            <p>{message(&error.message)}</p>
            <p>{message(&error.help)}</p>
            {(!session.is_ready_workspace()).then(|| view! { <p>{words::UNHARMED}</p> })}
            <div class="dialog__actions">
                <button
                    class="button button--primary"
                    type="button"
                    on:click=move |_| close.run(())
                >
                    {words::DISCARD}
                </button>
            </div>
        </Dialog>
    }
}

fn size(file: &File) -> u64 {
    file.bytes().len() as u64
}
