//! The choice of the sample that is rendered, and the actions on samples.

use cyclotron_core::FileId;
use cyclotron_core::bundle::SPEC;
use leptos::prelude::*;

use crate::browser::lifetime::{Lifetime, bound};
use crate::session::{Reveal, Session, use_session};
use crate::share::link;
use crate::shell::dialogs::{Dialogs, PageDialog, use_dialogs};
use crate::ui::flow::For;
use crate::ui::menu_button::MenuItem;
use crate::words::inputs as words;

/// The samples of the selected bundle. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Samples {
    session: Session,
    dialogs: Dialogs,
    lifetime: Lifetime,
    /// The path and name of each sample.
    pub all: Memo<Vec<(String, String)>>,
    /// The path of the sample that is rendered.
    pub selected: Memo<String>,
}

impl Samples {
    /// Follows the selected bundle.
    pub fn new(session: Session) -> Self {
        let all = Memo::new(move |_| {
            let Some(name) = session.bundle_name() else { return vec![] };
            session.workspace.with(|open| {
                let samples = open.bundle(&name).map(|bundle| bundle.samples()).unwrap_or_default();
                let tab = |(name, path): &(&str, &str)| ((*path).to_owned(), (*name).to_owned());
                samples.iter().map(tab).collect()
            })
        });
        let selected = Memo::new(move |_| {
            let spec = session.bundle_name().and_then(|name| {
                session.workspace.with(|open| Some(open.bundle(&name)?.spec().to_owned()))
            });
            spec.unwrap_or_default()
        });
        Self { session, dialogs: use_dialogs(), lifetime: Lifetime::current(), all, selected }
    }

    /// The items of the menu: a new sample, and the actions on the selected one.
    pub fn items(self) -> Vec<MenuItem> {
        let Self { session, dialogs, lifetime, all, selected } = self;
        let path = selected.get();
        let name = all.with(|all| {
            let found = all.iter().find(|(other, _)| *other == path);
            found.map(|(_, name)| name.clone()).unwrap_or_default()
        });
        let is_deletable = path != SPEC;
        let mut items = vec![
            MenuItem::new(words::NEW, move || dialogs.open(PageDialog::NewSample)).begin_group(),
            MenuItem::new(words::edit(&name), move || {
                if let Some(file) = self.file() {
                    session.go(Reveal { file, range: None, focus: true });
                }
            }),
            MenuItem::new(words::copy(&name), move || {
                let text = self.file().and_then(|file| {
                    session
                        .workspace
                        .with_untracked(|open| open.file(&file)?.text().map(str::to_owned))
                });
                let Some(text) = text else { return };
                lifetime.run(link::copy(text), move |is_copied| {
                    session.say(if is_copied { words::COPIED } else { words::NOT_COPIED });
                });
            }),
        ];
        if is_deletable {
            items.push(MenuItem::new(words::delete(&name), move || {
                if let Some(file) = self.file() {
                    session.delete_file(&file.bundle, &file.path);
                }
            }));
        }
        items
    }

    /// The selected sample.
    fn file(self) -> Option<FileId> {
        let bundle = untrack(|| self.session.bundle_name())?;
        Some(FileId { bundle, path: self.selected.get_untracked() })
    }
}

/// The choice of the sample.
#[component]
pub fn SampleChoice(
    /// The samples.
    samples: Samples,
) -> impl IntoView {
    let session = use_session();
    let choose = move |path: String| {
        if let Some(name) = untrack(|| session.bundle_name()) {
            session.use_sample(&name, &path);
        }
    };
    let Samples { all, selected, .. } = samples;
    view! {
        <select
            class="choice-select"
            aria-label=words::SAMPLE
            title=words::SAMPLE_TITLE
            on:change=bound(move |event| choose(event_target_value(&event)))
        >
            <For each=move || all.get() key=Clone::clone let((path, name))>
                {
                    let value = path.clone();
                    view! {
                        <option value=value prop:selected=move || selected.get() == path>{name}</option>
                    }
                }
            </For>
        </select>
    }
}
