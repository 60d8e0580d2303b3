//! Downloads: the button, and the dialog that offers what to download and how.

use cyclotron_core::archive;
use leptos::prelude::*;

use super::contents::Contents;
use super::package;
use super::package::{DownloadContents, Package, hindrance};
use super::refusals::Refusals;
use crate::app::SharedEngine;
use crate::browser::download;
use crate::browser::download::Download;
use crate::browser::lifetime::{Lifetime, after_dialog, bound};
use crate::session::{Freshness, Session, use_session};
use crate::shell::dialogs::{Dialogs, PageDialog, use_dialogs};
use crate::shell::first_steps::{Onboarding, Step, use_onboarding};
use crate::ui::dialog::Dialog;
use crate::ui::flow::{For, Show};
use crate::words::files::tree::download as download_bundle;
use crate::words::transfer::download as words;

/// Downloads bundles without further questions. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Downloads {
    session: Session,
    engine: SharedEngine,
    dialogs: Dialogs,
    onboarding: Onboarding,
    lifetime: Lifetime,
    /// The name of the bundle whose download starts once the analysis is up to date.
    pending: RwSignal<Option<String>>,
}

/// The downloads. Must be called below the root component.
pub fn use_downloads() -> Downloads {
    expect_context()
}

impl Downloads {
    /// Creates the state, with no download pending.
    pub fn new(
        session: Session,
        engine: SharedEngine,
        dialogs: Dialogs,
        onboarding: Onboarding,
    ) -> Self {
        let downloads = Self {
            session,
            engine,
            dialogs,
            onboarding,
            lifetime: Lifetime::current(),
            pending: RwSignal::default(),
        };
        Effect::new(move || {
            if let Some(name) = downloads.pending.get() {
                let freshness = session.freshness();
                if freshness != Freshness::Pending {
                    downloads.pending.set(None);
                    untrack(|| downloads.download(name, freshness));
                }
            }
        });
        downloads
    }

    /// Downloads a bundle once the analysis is up to date; does nothing without one.
    pub fn begin(self, bundle: Option<String>) {
        self.pending.set(bundle);
    }

    /// Whether a download waits for the analysis.
    pub fn is_pending(self) -> bool {
        self.pending.with(Option::is_some)
    }

    /// Downloads a bundle. Opens the dialog instead if Proton would have refused it, or if it could not be checked.
    fn download(self, name: String, freshness: Freshness) {
        let Self { session, engine, dialogs, onboarding, lifetime, .. } = self;
        if freshness == Freshness::Stopped || !session.refusals(&name).is_empty() {
            return dialogs.open(PageDialog::Download);
        }
        let made = package::make(session, engine.get_value(), DownloadContents::Bundle, name);
        lifetime.run(made, move |made| match made {
            Ok(package) => {
                download::save(&package.name, &package.bytes);
                onboarding.made(Step::Download);
            }
            Err(message) => {
                session.warn(message, Some(words::TRY_AGAIN.into()));
            }
        });
    }

    /// Downloads all open bundles as one archive.
    pub fn save_workspace(self) {
        let Self { session, engine, lifetime, .. } = self;
        let name = untrack(|| session.bundle_name()).unwrap_or_default();
        let made = package::make(session, engine.get_value(), DownloadContents::Workspace, name);
        lifetime.run(made, move |made| match made {
            Ok(package) => download::save(&package.name, &package.bytes),
            Err(message) => session.warn(message, Some(words::TRY_AGAIN.into())),
        });
    }
}

/// The button that downloads the selected bundle, and the button that opens the options.
#[component]
pub fn DownloadButtons() -> impl IntoView {
    let session = use_session();
    let downloads = use_downloads();
    let dialogs = use_dialogs();
    let shown = Memo::new(move |_| session.bundle_name());
    let none = move || shown.get().is_none();
    let title = move || {
        shown.get().map_or_else(
            || words::NOTHING.to_owned(),
            |name| words::save(&Download::Bundle(&name).name()),
        )
    };
    let options_title = move || {
        shown.get().map_or_else(|| words::NOTHING.to_owned(), |name| words::options_title(&name))
    };
    view! {
        <span class="split">
            <button
                class="button button--primary"
                id="download"
                type="button"
                disabled=none
                title=title
                aria-label=move || shown.get().map_or_else(|| words::DOWNLOAD.to_owned(), |name| download_bundle(&name))
                aria-busy=move || downloads.is_pending().to_string()
                on:click=move |_| downloads.begin(shown.get())
            >
                {words::DOWNLOAD}
            </button>
            <button
                class="button button--primary"
                type="button"
                disabled=none
                title=options_title
                aria-label=move || shown.get().map_or_else(|| words::OPTIONS.to_owned(), |name| words::options_title(&name))
                aria-haspopup="dialog"
                on:click=move |_| dialogs.open(PageDialog::Download)
            >
                <svg class="split__mark" viewBox="0 0 8 8" aria-hidden="true">
                    <path d="M1 2.5 4 5.5 7 2.5" />
                </svg>
            </button>
        </span>
    }
}

/// The file for the present choice, or why it cannot be created; `None` until the engine has replied.
type Made = Option<Result<Package, String>>;

/// The dialog with the options for downloading the selected bundle.
#[component]
pub fn DownloadOptions(
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let onboarding = use_onboarding();
    let engine: SharedEngine = expect_context();
    let name = StoredValue::new(untrack(|| session.bundle_name()).unwrap_or_default());
    let what = RwSignal::new(DownloadContents::Bundle);
    let wrong_folder = RwSignal::new(None::<String>);
    let made: RwSignal<Made> = RwSignal::new(None);
    let is_ready = RwSignal::new(false);
    Effect::new(move || {
        let what = what.get();
        session.workspace.track();
        is_ready.set(false);
        session.stored.beside.track();
        let beside = session.open_beside();
        let hindrance = session
            .workspace
            .with_untracked(|open| name.with_value(|name| hindrance(open, &beside, what, name)));
        let is_wrong = wrong_folder.with(Option::is_some) && what == DownloadContents::Bundle;
        if let Some(why) = hindrance.or(is_wrong.then_some(words::WRONG_FOLDER)) {
            return made.set(Some(Err(why.to_owned())));
        }
        if session.freshness() == Freshness::Pending {
            return;
        }
        // A later run of the effect, such as for another choice, drops this reply.
        let file = package::make(session, engine.get_value(), what, name.get_value());
        Lifetime::current().run(file, move |result| {
            made.set(Some(result));
            is_ready.set(true);
        });
    });
    let refused = Memo::new(move |_| match what.get() {
        DownloadContents::Bundle => name.with_value(|name| session.refusals(name)),
        DownloadContents::Workspace => {
            let names = session.workspace.with(|open| {
                open.bundles.iter().map(|bundle| bundle.name.clone()).collect::<Vec<_>>()
            });
            names.iter().flat_map(|name| session.refusals(name)).collect()
        }
        DownloadContents::Rendered | DownloadContents::Spec => vec![],
    });
    let save = move |_| {
        let package = made.with_untracked(|made| made.clone().and_then(Result::ok));
        if let Some(package) = package.filter(|_| is_ready.get_untracked()) {
            download::save(&package.name, &package.bytes);
            close.run(());
            session.say(words::done(&package.name));
            onboarding.made(Step::Download);
        }
    };
    let save_label = move || {
        if refused.with(Vec::is_empty) {
            let file =
                made.with(|made| made.as_ref()?.as_ref().ok().map(|package| package.name.clone()));
            file.map_or_else(|| words::SAVE.to_owned(), |file| words::save(&file))
        } else {
            words::SAVE_ANYWAY.to_owned()
        }
    };
    let dialogs = use_dialogs();
    let eject = move |_| {
        close.run(());
        after_dialog(move || dialogs.open(PageDialog::Eject(vec![name.get_value()])));
    };
    let is_unchecked = move || session.freshness() == Freshness::Stopped;
    view! {
        <Dialog title=words::DOWNLOAD on_close=close>
            <fieldset class="options">
                <legend class="field__label">{words::WHAT}</legend>
                <Choices name what />
            </fieldset>
            <Show when=move || what.get() == DownloadContents::Bundle>
                <Layout name wrong_folder />
            </Show>
            <Refusals refused on_leave=close />
            <Show when=is_unchecked>
                <p class="options__note">
                    {words::UNCHECKED}
                </p>
            </Show>
            <Outcome made is_ready />
            <div class="dialog__actions">
                <button
                    class="button button--primary"
                    type="button"
                    disabled=move || !is_ready.get()
                    on:click=save
                >
                    {save_label}
                </button>
            </div>
            <p class="field__help">
                {words::WITHOUT_PROTON}
                " "
                <button class="link" type="button" on:click=eject>{words::EJECT}</button>
            </p>
        </Dialog>
    }
}

/// The choice of what to download.
#[component]
fn Choices(
    /// The name of the bundle.
    name: StoredValue<String>,
    /// The selected choice.
    what: RwSignal<DownloadContents>,
) -> impl IntoView {
    let session = use_session();
    let (samples, sample, bundles) = session.workspace.with_untracked(|open| {
        let bundle = name.with_value(|name| open.bundle(name));
        let samples = bundle.map(cyclotron_core::Bundle::samples).unwrap_or_default();
        let shown = bundle.map(cyclotron_core::Bundle::spec).unwrap_or_default();
        let sample = samples.iter().find(|(_, path)| *path == shown).map(|(name, _)| *name);
        (samples.len(), sample.unwrap_or("spec").to_owned(), open.bundles.len())
    });
    let choices = [
        (DownloadContents::Bundle, words::BUNDLE.to_owned()),
        (DownloadContents::Rendered, words::rendered(samples)),
        (DownloadContents::Spec, words::spec(&sample)),
        (DownloadContents::Workspace, words::workspace(bundles)),
    ];
    choices
        .into_iter()
        .map(|(choice, title)| {
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name="download-what"
                        prop:checked=move || what.get() == choice
                        on:change=bound(move |_| what.set(choice))
                    />
                    {title}
                </label>
            }
        })
        .collect_view()
}

/// The options for the layout of the archive: the top folder, and whether samples are included.
#[component]
fn Layout(
    /// The name of the bundle.
    name: StoredValue<String>,
    /// The reason why the typed folder is invalid; `None` if it is valid.
    wrong_folder: RwSignal<Option<String>>,
) -> impl IntoView {
    let session = use_session();
    let read = move |session: Session| {
        session.workspace.with(|open| {
            let bundle = name.with_value(|name| open.bundle(name))?;
            Some((bundle.top_folder.clone(), bundle.pack_sample))
        })
    };
    let folder = Memo::new(move |_| read(session).and_then(|(folder, _)| folder));
    let packs_sample = move || read(session).is_some_and(|(_, packs)| packs);
    let is_below = RwSignal::new(folder.with_untracked(Option::is_some));
    let written =
        RwSignal::new(folder.get_untracked().unwrap_or_else(|| name.with_value(Clone::clone)));
    let take = move || {
        let wanted = is_below.get_untracked().then(|| {
            let found = session
                .workspace
                .with_untracked(|open| name.with_value(|name| open.bundle(name).cloned()));
            found.map_or(Ok(String::new()), |bundle| {
                written.with_untracked(|written| archive::top_folder(&bundle, written))
            })
        });
        match wanted.transpose() {
            Ok(wanted) => {
                wrong_folder.set(None);
                if wanted != folder.get_untracked() {
                    name.with_value(|name| session.set_top_folder(name, wanted));
                }
            }
            Err(wrong) => wrong_folder.set(Some(wrong)),
        }
    };
    let choose = move |below: bool| {
        is_below.set(below);
        take();
    };
    on_cleanup(move || wrong_folder.set(None));
    view! {
        <fieldset class="options">
            <legend class="field__label">{words::WHERE}</legend>
            <label class="check">
                <input
                    type="radio"
                    name="download-where"
                    prop:checked=move || !is_below.get()
                    on:change=bound(move |_| choose(false))
                />
                {words::AT_ROOT}
            </label>
            <label class="check">
                <input
                    type="radio"
                    name="download-where"
                    prop:checked=move || is_below.get()
                    on:change=bound(move |_| choose(true))
                />
                {words::BELOW_FOLDER}
            </label>
            <Show when=move || is_below.get()>
                <div class="options__folder">
                    <label class="field__label" for="download-folder">{words::FOLDER}</label>
                    <input
                        class="field__input"
                        id="download-folder"
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby="download-folder-wrong"
                        aria-invalid=move || wrong_folder.with(Option::is_some).to_string()
                        prop:value=move || written.get()
                        on:input:target=move |event| {
                            written.set(event.target().value());
                            take();
                        }
                    />
                    <p class="field__message" id="download-folder-wrong">
                        {move || wrong_folder.get()}
                    </p>
                </div>
            </Show>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=packs_sample
                    on:change=bound(move |event| {
                        let pack = event_target_checked(&event);
                        name.with_value(|name| session.pack_sample(name, pack));
                    })
                />
                {words::WITH_SAMPLES}
            </label>
        </fieldset>
    }
}

/// The result of the choice: the size of the file, its contents, and the files that are left out.
#[component]
fn Outcome(
    /// The file, or why it cannot be created.
    made: RwSignal<Made>,
    /// Whether the file matches the present choice.
    is_ready: RwSignal<bool>,
) -> impl IntoView {
    let read = move |read: fn(&Package) -> Vec<String>| {
        made.with(|made| made.as_ref()?.as_ref().ok().map(read)).unwrap_or_default()
    };
    let summary = move || {
        made.with(|made| match made {
            None => words::MAKING.to_owned(),
            Some(Err(why)) => why.clone(),
            Some(Ok(Package { name, bytes: content, files, .. })) => {
                words::made(name, files.len(), content.len() as u64)
            }
        })
    };
    let files = Memo::new(move |_| {
        made.with(|made| match made {
            Some(Ok(package)) => package.files.clone(),
            _ => vec![],
        })
    });
    let left_out = Memo::new(move |_| read(|package| package.left_out.clone()));
    view! {
        <section class="outcome" aria-busy=move || (!is_ready.get()).to_string()>
            <p class="outcome__summary" role="status">{summary}</p>
            <Show when=move || left_out.with(|all| !all.is_empty())>
                <h3 class="outcome__title">{words::LEFT_OUT}</h3>
                <ul class="outcome__left">
                    <For each=move || left_out.get() key=Clone::clone let(line)>
                        <li>{line}</li>
                    </For>
                </ul>
            </Show>
            <Show when=move || files.with(|files| !files.is_empty())>
                <Contents files />
            </Show>
        </section>
    }
}
