//! The dialog.

use leptos::prelude::*;

use super::files::Files;
use super::kept;
use super::options::{ChoiceFields, Choices};
use super::report::Report;
use super::run::{Run, Stage};
use super::save::SaveButton;
use crate::browser::download;
use crate::browser::lifetime::after_dialog;
use crate::help::state::use_help;
use crate::session::use_session;
use crate::storage::{SharedStorage, Storage};
use crate::ui::dialog::Dialog;
use crate::ui::flow::Show;
use crate::words::eject as words;

/// The dialog that ejects bundles. It starts at once, and again with each change of a choice.
#[component]
pub fn EjectBundles(
    /// The names of the bundles that are chosen at first.
    bundles: Vec<String>,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let help = use_help();
    let storage: SharedStorage = expect_context();
    let id = storage.with_value(|storage| storage.as_ref().map_or(0, Storage::id));
    let choices = Choices::new(session, bundles, id);
    Effect::new(move |before: Option<()>| {
        let to_keep = choices.to_keep();
        // The first run has what is kept already.
        if before.is_some() {
            kept::keep(session, storage.get_value(), to_keep);
        }
    });
    let run = Run::new(session);
    let request = Memo::new(move |_| choices.request());
    Effect::new(move || {
        let request = request.get();
        if !request.bundles.is_empty() {
            untrack(|| run.start(request));
        }
    });
    let start = Callback::new(move |()| run.start(request.get_untracked()));
    let has_bundles = move || request.with(|request| !request.bundles.is_empty());
    let explain = move |_| {
        close.run(());
        after_dialog(move || help.open(Some("eject")));
    };
    view! {
        <Dialog title=words::TITLE wide=true on_close=close>
            <p>
                {words::ABOUT}
                " "
                <button class="link" type="button" on:click=explain>{words::EXPLAIN}</button>
            </p>
            <ChoiceFields choices run />
            <Show
                when=has_bundles
                fallback=|| view! { <p class="eject__note">{words::NO_BUNDLE}</p> }
            >
                <Report run close again=start />
                <Errors run />
                <Files run close />
            </Show>
            <Bar run choices is_chosen=Signal::derive(has_bundles) again=start />
        </Dialog>
    }
}

/// The errors of ejected templates that Proton's renderings lack.
#[component]
fn Errors(
    /// The run.
    run: Run,
) -> impl IntoView {
    view! {
        <Show when=move || run.errors.with(|errors| !errors.is_empty())>
            <section class="eject__errors" role="alert">
                <p>{words::NEW_ERRORS}</p>
                <ul>
                    {move || run.errors.get().into_iter().map(|(path, error)| view! {
                        <li>
                            <code>{words::place(&path, error.line)}</code>
                            ": "
                            {error.message}
                            " "
                            <code>{error.rule}</code>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// The state, and the buttons that cancel, try again and download.
#[component]
fn Bar(
    /// The run.
    run: Run,
    /// The choices.
    choices: Choices,
    /// Whether a bundle is chosen.
    is_chosen: Signal<bool>,
    /// Starts again.
    again: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let is_running = move || {
        is_chosen.get()
            && run
                .stage
                .with(|stage| !matches!(stage, Stage::Done | Stage::Cancelled | Stage::Failed(_)))
    };
    let can_retry =
        move || run.stage.with(|stage| matches!(stage, Stage::Cancelled | Stage::Failed(_)));
    let outcome = Memo::new(move |_| {
        let is_empty =
            run.reply.with(|reply| reply.as_ref().is_none_or(|reply| reply.ejection.is_empty()));
        let is_complete = run
            .reply
            .with(|reply| reply.as_ref().is_some_and(|reply| reply.ejection.is_complete()));
        let wrong_names =
            run.reply.with(|reply| reply.as_ref().map_or(0, |reply| reply.wrong_names.len()));
        words::Outcome { is_empty, is_complete, errors: run.errors.with(Vec::len), wrong_names }
    });
    let state =
        move || is_chosen.get().then(|| run.stage.with(|stage| words::stage(stage, outcome.get())));
    let can_download = move || {
        let outcome = outcome.get();
        let is_done = run.stage.with(|stage| *stage == Stage::Done);
        let is_good = !outcome.is_empty && outcome.errors == 0 && outcome.wrong_names == 0;
        is_chosen.get() && is_done && is_good
    };
    let save = move |_| {
        let Some(reply) = run.reply.get_untracked().filter(|_| untrack(can_download)) else {
            return;
        };
        let name = untrack(|| choices.file_name());
        download::save(&name, &reply.archive);
        session.say(words::saved(&name));
    };
    let folder = Signal::derive(move || can_download().then(|| choices.folder()));
    view! {
        <div class="eject__bar">
            <p class="eject__state" role="status">{state}</p>
            <Show when=is_running>
                <button class="button" type="button" on:click=move |_| run.cancel()>{words::CANCEL}</button>
            </Show>
            <Show when=can_retry>
                <button class="button" type="button" on:click=move |_| again.run(())>{words::TRY_AGAIN}</button>
            </Show>
            <SaveButton run folder />
            <button
                class="button button--primary"
                type="button"
                disabled=move || !can_download()
                on:click=save
            >
                {move || words::download(&choices.file_name())}
            </button>
        </div>
    }
}
