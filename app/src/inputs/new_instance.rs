//! Adds a service instance with plausible values for the required inputs.

use cyclotron_core::{Action, Key, Target};
use cyclotron_worker::calls::NewInstance;
use leptos::prelude::*;

use crate::app::SharedEngine;
use crate::form::section::element_id;
use crate::session::Session;
use crate::ui::await_element::focus_when_there;

/// Adds an instance called `name` to the selected sample, shows its form, and focuses its name. It runs in
/// `environment`, else in the most likely one.
pub fn add_instance(
    session: Session,
    engine: SharedEngine,
    name: String,
    environment: Option<String>,
) {
    let bundle = untrack(|| session.bundle_name())
        .and_then(|name| session.workspace.with_untracked(|open| open.bundle(&name).cloned()));
    let Some(bundle) = bundle else { return };
    let file = bundle.id(bundle.spec());
    let call = NewInstance { bundle, name, environment };
    engine.get_value().call_then(call, move |instance| {
        // The engine has already shown a notice.
        let Some(instance) = instance else { return };
        let at = untrack(|| session.targets())
            .iter()
            .filter(|(target, _)| matches!(target, Target::Instance(_)))
            .count();
        let item = vec![Key::Name("instances".into()), Key::Index(at)];
        session.change(&file, &item, Action::Set(instance));
        session.target.set(Target::Instance(at));
        let name = [item.as_slice(), &["name".into()]].concat();
        focus_when_there(&element_id(&file, &name), || {});
    });
}
