//! The buttons for the service instances of a spec: add, copy, move, remove.

use cyclotron_core::spec::MAX_INSTANCES;
use cyclotron_core::text::numbered;
use cyclotron_core::{Action, FileId, Form, Key, Map, Target, Value};
use leptos::prelude::*;

use crate::session::use_session;
use crate::words::inputs as words;

/// The buttons for the shown service instance.
#[component]
pub fn Instances(
    /// The forms of the shown target.
    forms: Memo<Vec<Form>>,
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
    let add = move |_| {
        let at = untrack(count);
        let environment = forms.with_untracked(|forms| {
            let fields = forms.first().map(|form| form.fields.as_slice()).unwrap_or_default();
            fields.get(1).and_then(|field| field.value.clone())
        });
        let mut instance = Map::default();
        instance.insert("name", free_name("instance").as_str().into());
        instance.insert("environment", environment.unwrap_or_else(|| "my-env".into()));
        instance.insert("spec", Value::Map(Map::default()));
        act(at, Action::Set(Value::Map(instance)));
        session.target.set(Target::Instance(at));
    };
    let copy = move |_| {
        let Some(index) = shown.get_untracked() else { return };
        let name = names.with_untracked(|names| names.get(index).cloned()).unwrap_or_default();
        act(index, Action::Copy);
        if let Some(file) = untrack(file) {
            let mut path = item(index + 1);
            path.push(Key::Name("name".into()));
            session.change(&file, &path, Action::Set(free_name(&name).as_str().into()));
        }
        session.target.set(Target::Instance(index + 1));
    };
    let go = move |to: Option<usize>| {
        if let (Some(from), Some(to)) = (shown.get_untracked(), to) {
            act(from, Action::Move(to));
            session.target.set(Target::Instance(to));
        }
    };
    let remove = move |_| {
        if let Some(index) = shown.get_untracked() {
            act(index, Action::Remove);
            session.target.set(Target::Instance(index.saturating_sub(1)));
        }
    };
    let is_full = move || count() >= MAX_INSTANCES;
    let earlier = move || shown.get().and_then(|at| at.checked_sub(1));
    let later = move || shown.get().map(|at| at + 1).filter(|at| *at < count());
    view! {
        <div class="pane__actions" role="group" aria-label=words::INSTANCES>
            <button class="button button--small button--quiet" type="button" disabled=is_full on:click=add>
                {words::ADD_INSTANCE}
            </button>
            <button class="button button--small button--quiet" type="button" aria-label=words::COPY_INSTANCE disabled=move || shown.get().is_none() || is_full() on:click=copy>
                {words::COPY_INSTANCE_SHORT}
            </button>
            <button class="button button--small button--quiet" type="button" aria-label=words::EARLIER title=words::EARLIER disabled=move || earlier().is_none() on:click=move |_| go(untrack(earlier))>
                "←"
            </button>
            <button class="button button--small button--quiet" type="button" aria-label=words::LATER title=words::LATER disabled=move || later().is_none() on:click=move |_| go(untrack(later))>
                "→"
            </button>
            <button class="button button--small button--quiet" type="button" aria-label=words::REMOVE_INSTANCE title=words::REMOVE_INSTANCE disabled=move || { shown.get().is_none() || count() < 2 } on:click=remove>
                "✕"
            </button>
        </div>
    }
}
