//! The actions on the service instances of a spec: add, copy, rename, move, remove.

use cyclotron_core::spec::MAX_INSTANCES;
use cyclotron_core::text::numbered;
use cyclotron_core::{Action, FileId, Form, Key, Target};
use leptos::prelude::*;

use super::new_instance::add_instance;
use super::samples::Samples;
use crate::app::SharedEngine;
use crate::form::environment::environment_of;
use crate::form::section::{element_id, field_id};
use crate::session::use_session;
use crate::ui::await_element::focus_when_there;
use crate::ui::flow::Show;
use crate::ui::menu_button::{Dots, MenuButton, MenuItem};
use crate::words::inputs as words;

/// The button that adds an instance, and the menu with the actions on the shown instance and sample.
#[component]
pub fn InstanceActions(
    /// The forms of the shown target.
    forms: Memo<Vec<Form>>,
    /// The samples of the bundle.
    samples: Samples,
) -> impl IntoView {
    let session = use_session();
    let names = Memo::new(move |_| {
        let targets = session.targets().into_iter();
        let instances = targets.filter(|(target, _)| matches!(target, Target::Instance(_)));
        instances.map(|(_, name)| name).collect::<Vec<_>>()
    });
    let count = move || names.with(Vec::len);
    let shown = Memo::new(move |_| match session.shown_target() {
        Target::Instance(index) => Some(index),
        _ => None,
    });
    let file = move || -> Option<FileId> {
        session.bundle_name().and_then(|name| {
            session
                .workspace
                .with_untracked(|open| open.bundle(&name).map(|bundle| bundle.id(bundle.spec())))
        })
    };
    let item = |index: usize| vec![Key::Name("instances".into()), Key::Index(index)];
    let act = move |index: usize, action: Action| {
        if let Some(file) = untrack(file) {
            session.change(&file, &item(index), action);
        }
    };
    let free_name = move |begin: &str| {
        names.with_untracked(|names| numbered(begin, 2, |name| names.iter().any(|own| own == name)))
    };
    let engine: SharedEngine = expect_context();
    let add = move || {
        let environment = forms.with_untracked(|forms| forms.first().and_then(environment_of));
        add_instance(session, engine, free_name("instance"), environment);
    };
    let copy = move || {
        let Some(index) = shown.get_untracked() else { return };
        let name = names.with_untracked(|names| names.get(index).cloned()).unwrap_or_default();
        act(index, Action::Copy);
        if let Some(file) = untrack(file) {
            let mut path = item(index + 1);
            path.push(Key::Name("name".into()));
            session.change(&file, &path, Action::Set(free_name(&name).as_str().into()));
            session.target.set(Target::Instance(index + 1));
            focus_when_there(&element_id(&file, &path), || {});
        }
    };
    let rename = move || {
        let field = forms.with_untracked(|forms| {
            let form = forms.first()?;
            Some(field_id(&form.file, form.fields.first()?))
        });
        if let Some(field) = field {
            focus_when_there(&field, || {});
        }
    };
    let go = move |to: Option<usize>| {
        if let (Some(from), Some(to)) = (shown.get_untracked(), to) {
            act(from, Action::Move(to));
            session.target.set(Target::Instance(to));
        }
    };
    let remove = move || {
        if let Some(index) = shown.get_untracked() {
            let name = names.with_untracked(|names| names.get(index).cloned());
            if let Some(file) = untrack(file) {
                let message = words::removed(&name.unwrap_or_default());
                session.remove(&file, &item(index), message);
            }
            session.target.set(Target::Instance(index.saturating_sub(1)));
        }
    };
    let is_full = move || count() >= MAX_INSTANCES;
    let earlier = move || shown.get().and_then(|at| at.checked_sub(1));
    let later = move || shown.get().map(|at| at + 1).filter(|at| *at < count());
    let is_service = Memo::new(move |_| count() > 0);
    let items = move || {
        let mut items = vec![];
        if let Some(name) = shown.get().and_then(|at| names.with(|names| names.get(at).cloned())) {
            items = vec![
                MenuItem::new(words::copy_instance(&name), copy).only_if(!is_full()),
                MenuItem::new(words::rename(&name), rename),
                MenuItem::new(words::EARLIER, move || go(untrack(earlier)))
                    .only_if(earlier().is_some()),
                MenuItem::new(words::LATER, move || go(untrack(later))).only_if(later().is_some()),
                MenuItem::new(words::remove(&name), remove).only_if(count() > 1),
            ];
        }
        items.extend(samples.items());
        items
    };
    view! {
        <Show when=move || is_service.get()>
            <Add is_full=Signal::derive(is_full) add=Callback::new(move |()| add()) />
        </Show>
        <MenuButton id="inputs-menu" label=words::ACTIONS items=Signal::derive(items)>
            <Dots />
        </MenuButton>
    }
}

/// The button that adds an instance.
#[component]
fn Add(
    /// Whether the spec has as many instances as allowed.
    is_full: Signal<bool>,
    /// Adds the instance.
    add: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="button button--icon"
            type="button"
            aria-label=words::ADD_INSTANCE
            title=words::ADD_INSTANCE
            disabled=move || is_full.get()
            on:click=move |_| add.run(())
        >
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M8 3v10M3 8h10" />
            </svg>
        </button>
    }
}
