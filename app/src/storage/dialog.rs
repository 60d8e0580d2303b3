//! The workspaces that this browser keeps: the button with the name of this one, and their list.

use leptos::html;
use leptos::prelude::*;

use super::history_list::History;
use super::quota::Room;
use super::workspaces::RawRecords;
use super::{Card, Entry, HistoryState, LegacyUnread, NAME, SharedStorage, Storage, Unreadable};
use crate::browser::dates as date;
use crate::browser::download::{file_name, save};
use crate::browser::lifetime::Lifetime;
use crate::session::use_session;
use crate::shell::dialogs::{PageDialog, use_dialogs};
use crate::ui::dialog::Dialog;
use crate::ui::flow::{For, Show};
use crate::words::storage::{database as storage_words, workspaces as words};

/// The longest name of a workspace, in characters.
const LONGEST: usize = 60;

/// The button *Workspaces*, hidden where the browser cannot store data.
#[component]
pub fn Workspaces() -> impl IntoView {
    let session = use_session();
    let dialogs = use_dialogs();
    let storage: SharedStorage = expect_context();
    view! {
        <Show when=move || storage.with_value(Option::is_some)>
            <button
                class="button toolbar__workspace"
                type="button"
                title=words::OPENS_TITLE
                aria-haspopup="dialog"
                on:click=move |_| dialogs.open(PageDialog::Workspaces)
            >
                <span class="visually-hidden">{words::OPENS}</span>
                <span class="toolbar__workspace-name">{move || session.stored.title.get()}</span>
            </button>
        </Show>
    }
}

/// The dialog with the list.
#[component]
pub fn WorkspaceList(
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog title=words::TITLE on_close=close>
            <List close />
        </Dialog>
    }
}

/// The list, with what can be done.
#[component]
fn List(
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let storage: SharedStorage = expect_context();
    let cards = RwSignal::new(Vec::<Entry<Card>>::new());
    let other_unread = storage.with_value(|storage| storage.as_ref().map(unread_elsewhere));
    let here = RwSignal::new(0_u64);
    let failure = RwSignal::new(None::<String>);
    let name = RwSignal::new(String::new());
    let lifetime = Lifetime::current();
    let run = move |work: Work| {
        let Some(storage) = storage.get_value() else { return };
        let leaves = matches!(work, Work::Open(_) | Work::New(_));
        let task = async move {
            let done = work.run(&storage, session).await;
            (done, storage.cards().await, storage.id())
        };
        lifetime.run(task, move |(done, all, id)| {
            if done.is_ok() && leaves {
                session.say(words::is_open(&session.stored.title.get_untracked()));
                return close.run(());
            }
            failure.set(done.err().or_else(|| all.as_ref().err().cloned()));
            if let Ok(all) = all {
                cards.set(all);
            }
            here.set(id);
        });
    };
    run(Work::Look);
    let create = move || {
        let wanted = name.with_untracked(|name| named(name));
        run(Work::New(wanted));
    };
    view! {
        <p class="workspaces__intro">
            {words::ABOUT}
        </p>
        {move || failure.get().map(|reason| view! {
            <p class="workspaces__failure" role="alert">{reason}</p>
        })}
        <ul class="workspaces" aria-label=words::TITLE>
            <For each=move || cards.get() key=Clone::clone let(entry)>
                {match entry {
                    Entry::Read(card) => {
                        view! { <Workspace card here run=Callback::new(run) /> }.into_any()
                    }
                    Entry::Unread { key, name, why } => {
                        let name = name.unwrap_or_else(|| storage_words::UNNAMED.to_owned());
                        view! { <Unread name records=RawRecords::Workspace(key) why failure /> }.into_any()
                    }
                }}
            </For>
            {other_unread.into_iter().flatten().map(|(name, records, why)| {
                view! { <Unread name records why failure /> }
            }).collect_view()}
        </ul>
        <form
            class="workspaces__new"
            aria-label=words::NEW
            on:submit=move |event| {
                event.prevent_default();
                create();
            }
        >
            <label class="field__label" for="workspace-name">{words::NEW}</label>
            <div class="workspaces__line">
                <input
                    class="field__input"
                    id="workspace-name"
                    type="text"
                    autocomplete="off"
                    maxlength=LONGEST
                    placeholder=NAME
                    prop:value=move || name.get()
                    on:input:target=move |event| name.set(event.target().value())
                />
                <button class="button" type="submit">{words::CREATE}</button>
            </div>
        </form>
        <History close />
        <Room />
    }
}

/// The unreadable work that is not in the list of workspaces: its names, where it is stored, and the reasons.
fn unread_elsewhere(storage: &Storage) -> Vec<(String, RawRecords, Unreadable)> {
    let legacy = storage.legacy_unread().iter().map(|LegacyUnread { id, name, states }| {
        let name = name.as_deref().unwrap_or(storage_words::UNNAMED);
        let name = match states {
            Some(states) => storage_words::legacy_states(name, *states),
            None => name.to_owned(),
        };
        (name, RawRecords::Legacy(*id), Unreadable::Damaged)
    });
    let journals = storage.unread_journals().iter().map(|journal| {
        let records = RawRecords::Journal(journal.key.clone());
        (storage_words::JOURNAL.to_owned(), records, journal.why)
    });
    legacy.chain(journals).collect()
}

/// The storage operation to run before the list is read again.
#[derive(Clone, Debug)]
enum Work {
    /// Nothing: only the list is read.
    Look,
    Open(u64),
    New(String),
    Rename(u64, String),
    Delete(u64),
}

impl Work {
    async fn run(self, storage: &Storage, session: crate::session::Session) -> Result<(), String> {
        match self {
            Self::Look => storage.flush(session).await,
            Self::Open(id) => storage.switch(session, id).await,
            Self::New(name) => storage.create(session, &name).await,
            Self::Rename(id, name) => storage.rename(session, id, &name).await,
            Self::Delete(id) => storage.delete(id).await,
        }
    }
}

/// Work that this build cannot read, with a button that downloads the stored records.
#[component]
pub fn Unread(
    /// Its name or time.
    name: String,
    /// Its stored records.
    records: RawRecords,
    /// Why it cannot be read.
    why: Unreadable,
    /// Takes why something failed.
    failure: RwSignal<Option<String>>,
) -> impl IntoView {
    let storage: SharedStorage = expect_context();
    let file = file_name(&name, ".json");
    let lifetime = Lifetime::current();
    let download = move |_| {
        let (file, records) = (file.clone(), records.clone());
        let Some(storage) = storage.get_value() else { return };
        let task = async move {
            let text = storage.raw(records).await;
            text.map(|text| save(&file, text.as_bytes()))
        };
        lifetime.run(task, move |saved| failure.set(saved.err()));
    };
    let label = words::on_workspace(storage_words::DOWNLOAD, &name);
    view! {
        <li class="workspaces__entry">
            <div class="workspaces__about">
                <p class="workspaces__name">{name}</p>
                <p class="workspaces__state">{storage_words::why(why)}</p>
            </div>
            <div class="workspaces__actions">
                <button class="button button--small" type="button" aria-label=label on:click=download>
                    {storage_words::DOWNLOAD}
                </button>
            </div>
        </li>
    }
}

/// One workspace.
#[component]
fn Workspace(
    /// The summary of the workspace.
    card: Card,
    /// The id of the one that is open.
    here: RwSignal<u64>,
    /// Runs an operation, then reads the list again.
    run: Callback<Work>,
) -> impl IntoView {
    let id = card.id;
    let is_here = move || here.get() == id;
    let asks = RwSignal::new(false);
    let renames = RwSignal::new(false);
    let name = StoredValue::new(card.name.clone());
    let input = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let rename = move || {
        if let Some(input) = input.get_untracked() {
            run.run(Work::Rename(id, named(&input.value())));
        }
        renames.set(false);
    };
    let button = move |what: &'static str, act: Callback<()>| {
        let label = move || words::on_workspace(what, &name.get_value());
        view! {
            <button
                class="button button--small"
                type="button"
                aria-label=label
                on:click=move |_| act.run(())
            >
                {what}
            </button>
        }
    };
    view! {
        <li class="workspaces__entry" aria-current=move || is_here().then_some("true")>
            <div class="workspaces__about">
                {move || if renames.get() {
                    view! {
                        <form on:submit=move |event| {
                            event.prevent_default();
                            rename();
                        }>
                            <input
                                class="field__input"
                                type="text"
                                aria-label=words::NAME
                                maxlength=LONGEST
                                node_ref=input
                                value=name.get_value()
                                on:keydown=move |event| {
                                    if event.key() == "Escape" {
                                        event.prevent_default();
                                        event.stop_propagation();
                                        renames.set(false);
                                    }
                                }
                            />
                        </form>
                    }.into_any()
                } else {
                    view! {
                        <p class="workspaces__name">
                            {name.get_value()}
                            {move || is_here().then_some(words::HERE)}
                        </p>
                    }.into_any()
                }}
                <p class="workspaces__state">{about(&card.state)}</p>
            </div>
            <div class="workspaces__actions">
                {move || if asks.get() {
                    view! {
                        <span>{words::DELETE_ASKS}</span>
                        {button(words::DELETE_YES, Callback::new(move |()| run.run(Work::Delete(id))))}
                        {button(words::DELETE_NO, Callback::new(move |()| asks.set(false)))}
                    }.into_any()
                } else {
                    view! {
                        {(!is_here()).then(|| button(words::OPEN, Callback::new(move |()| run.run(Work::Open(id)))))}
                        {button(words::RENAME, Callback::new(move |()| renames.set(true)))}
                        {(!is_here()).then(|| button(words::DELETE, Callback::new(move |()| asks.set(true))))}
                    }.into_any()
                }}
            </div>
        </li>
    }
}

/// The contents of a state and the time at which it was saved.
pub fn about(state: &HistoryState) -> String {
    words::state(&date::shown(state.time), &state.bundles, state.files)
}

/// A name as it is kept.
fn named(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() { NAME.to_owned() } else { name.chars().take(LONGEST).collect() }
}
