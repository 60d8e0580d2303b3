//! The way in by a link: what it holds is shown, and opened only if that is wanted.

use cyclotron_core::archive::OpenError;
use cyclotron_core::{Bundle, File};
use leptos::ev;
use leptos::prelude::*;

use super::contents::Contents;
use super::link as share;
use crate::app::SharedEngine;
use crate::browser::lifetime::on_window;
use crate::engine::Parcel;
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::words::transfer::link as words;

/// What the address of the page holds: a bundle, or why none can be read out of it.
type Found = Result<Bundle, OpenError>;

/// Asks what to do with a bundle that the page's address holds. Until then nothing of it is rendered,
/// and nothing that is open changes.
#[component]
pub fn Shared() -> impl IntoView {
    let engine: SharedEngine = expect_context();
    let found = RwSignal::new(None::<Found>);
    let round = StoredValue::new(0_u32);
    let look = move || {
        let Some(fragment) = share::fragment() else { return };
        round.update_value(|round| *round += 1);
        let mine = round.get_value();
        let done = move |result: Option<Found>| {
            // A newer link counts.
            if round.try_get_value() == Some(mine) {
                found.set(Some(result.unwrap_or_else(|| {
                    Err(OpenError {
                        message: words::STOPPED.to_owned(),
                        help: words::STOPPED_HELP.to_owned(),
                    })
                })));
            }
        };
        engine.with_value(|engine| engine.send(Parcel::Read(fragment, Box::new(done))));
    };
    look();
    on_window(ev::hashchange, move |_| look());
    let close = Callback::new(move |()| {
        share::forget();
        found.set(None);
    });
    view! {
        // A new dialog for each link: none shows what another one held.
        {move || found.get().map(|result| match result {
            Ok(bundle) => view! { <Offer bundle close /> }.into_any(),
            Err(error) => view! { <Refused error close /> }.into_any(),
        })}
    }
}

/// What the link holds, and whether to open it.
#[component]
fn Offer(
    /// The bundle.
    bundle: Bundle,
    /// Closes the dialog and forgets the link.
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
    let is_taken = session.workspace.with_untracked(|open| open.bundle(&name).is_some());
    let bundle = StoredValue::new(bundle);
    let open = move |_| {
        let wanted = bundle.get_value();
        let as_it_is = wanted.clone();
        let done = move |prepared: Option<Bundle>| {
            // Without samples it opens as well: what a sample lacks is made up.
            session.add(prepared.unwrap_or(as_it_is));
        };
        engine.with_value(|engine| engine.send(Parcel::Prepare(wanted, Box::new(done))));
        close.run(());
    };
    view! {
        <Dialog title=words::TITLE on_close=close>
            <p>
                {words::ABOUT}
            </p>
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

/// Why nothing can be read out of the link.
#[component]
fn Refused(
    /// Why.
    error: OpenError,
    /// Closes the dialog and forgets the link.
    close: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog title=words::REFUSED on_close=close>
            <p>{error.message}</p>
            <p>{error.help}</p>
            <p>{words::UNHARMED}</p>
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
