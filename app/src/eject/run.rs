//! Ejects bundles and validates the templates, in a worker that lasts as long as the dialog.

use std::collections::HashMap;
use std::sync::Arc;

use cyclotron_core::eject::{Ejected, Input, ParameterFix};
use cyclotron_worker::cloudformation::{
    Eject, EjectReply, FindParameterFixes, NewError, Request, Start, ValidateEjected,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::lifetime::Lifetime;
use crate::engine::client::{Client, Notice};
use crate::engine::cloudformation::another_client;
use crate::session::Session;
use crate::words::eject as words;
use crate::words::engine::rules_reason;

/// How far ejecting has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// The worker's code is loading.
    Loading {
        /// The bytes received.
        loaded: f64,
        /// The bytes in total; 0 if they are not known.
        total: f64,
    },
    /// The bundles are converted, and the templates proven.
    Ejecting,
    /// CloudFormation's rules start.
    Starting,
    /// The templates are validated.
    Validating {
        /// The number of stacks that are done.
        done: usize,
        /// The number of all stacks.
        all: usize,
    },
    /// Everything is done.
    Done,
    /// The user has cancelled it.
    Cancelled,
    /// The worker failed, for this reason, as a clause.
    Failed(String),
}

/// An error that ejecting has caused, with the path of the template.
pub type TemplateError = (String, NewError);

/// The state of ejecting. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Run {
    client: StoredValue<Client<Request>, LocalStorage>,
    lifetime: Lifetime,
    /// The number of the newest start; the tasks of earlier ones end at their next reply.
    newest: StoredValue<u32>,
    /// The errors of the templates that were validated, so that another name of a stack validates nothing again.
    validated: StoredValue<HashMap<ValidateEjected, Vec<NewError>>>,
    /// How far it has come.
    pub stage: RwSignal<Stage>,
    /// The newest result; `None` before the first.
    pub reply: RwSignal<Option<Arc<EjectReply>>>,
    /// The errors of its templates.
    pub errors: RwSignal<Vec<TemplateError>>,
    /// The changes of templates with which frozen inputs become parameters; `None` before they are found.
    pub fixes: RwSignal<Option<Vec<ParameterFix>>>,
}

impl Run {
    /// Creates the state; the worker starts with the first request, and ends with the current owner.
    pub fn new(session: Session) -> Self {
        let stage = RwSignal::new(Stage::Ejecting);
        let newest = StoredValue::new(0);
        let lifetime = Lifetime::current();
        let notify = move |notice| {
            if lifetime.is_over() {
                return;
            }
            match notice {
                Notice::Loading { loaded, total } => stage.set(Stage::Loading { loaded, total }),
                Notice::Ready => stage.set(Stage::Ejecting),
                Notice::Failed { failure, .. } => {
                    newest.update_value(|newest| *newest += 1);
                    stage.set(Stage::Failed(rules_reason(failure).to_owned()));
                }
            }
        };
        let client = StoredValue::new_local(another_client(session, notify));
        // A task may wait for a reply, and would keep the worker.
        on_cleanup(move || _ = client.try_with_value(Client::end));
        Self {
            client,
            lifetime,
            newest,
            validated: StoredValue::default(),
            stage,
            reply: RwSignal::new(None),
            errors: RwSignal::default(),
            fixes: RwSignal::default(),
        }
    }

    /// Ejects bundles, instead of those of an earlier start.
    pub fn start(self, request: Eject) {
        let number = self.next();
        self.stage.set(Stage::Ejecting);
        // It ends early if the worker does, which `notify` or `cancel` shows.
        spawn_local(async move { _ = self.finish(request, number).await });
    }

    /// Ends the worker at the user's request.
    pub fn cancel(self) {
        self.next();
        self.client.with_value(Client::end);
        self.stage.set(Stage::Cancelled);
    }

    fn next(self) -> u32 {
        self.newest.update_value(|newest| *newest += 1);
        self.newest.get_value()
    }

    /// Returns `None` if the worker ended, the dialog was closed, or there was another start.
    async fn finish(self, request: Eject, number: u32) -> Option<()> {
        let is_current =
            move || (!self.lifetime.is_over() && self.newest.get_value() == number).then_some(());
        let client = self.client.get_value();
        let options = request.options.clone();
        let reply = client.call(request).await?;
        is_current()?;
        let stacks = stacks(&reply);
        // Names of stacks and other parts of the result change no template.
        let is_same = self.reply.with_untracked(|known| {
            known.as_ref().is_some_and(|known| known.ejection.bundles == reply.ejection.bundles)
        });
        let bundles = frozen(&reply);
        self.show(Some(reply), &stacks);
        if !is_same {
            self.fixes.set(None);
        }
        // A start that another one replaced may have found none yet.
        if self.fixes.with_untracked(Option::is_none) {
            let found = if bundles.is_empty() {
                vec![]
            } else {
                client.call(FindParameterFixes { bundles, options }).await?
            };
            is_current()?;
            self.fixes.set(Some(found));
        }
        let mut open = stacks.clone();
        self.validated.with_value(|known| open.retain(|(_, call)| !known.contains_key(call)));
        if !open.is_empty() {
            self.stage.set(Stage::Starting);
            let started = client.call(Start).await?;
            is_current()?;
            if let Err(reason) = started {
                self.stage.set(Stage::Failed(reason));
                return None;
            }
        }
        let all = open.len();
        for (done, (_, call)) in open.into_iter().enumerate() {
            self.stage.set(Stage::Validating { done, all });
            let errors = client.call(call.clone()).await?;
            is_current()?;
            let Some(errors) = errors else {
                self.stage.set(Stage::Failed(words::NOT_STARTED.to_owned()));
                return None;
            };
            self.validated.update_value(|known| _ = known.insert(call, errors));
            self.show(None, &stacks);
        }
        self.stage.set(Stage::Done);
        Some(())
    }

    /// Shows a new result, if there is one, and the errors that are known so far.
    fn show(self, reply: Option<EjectReply>, stacks: &[(String, ValidateEjected)]) {
        if let Some(reply) = reply {
            self.reply.set(Some(Arc::new(reply)));
        }
        let mut errors: Vec<TemplateError> = vec![];
        self.validated.with_value(|known| {
            for (path, call) in stacks {
                for error in known.get(call).into_iter().flatten() {
                    let error = (path.clone(), error.clone());
                    // Stacks with the same template have the same errors.
                    if !errors.contains(&error) {
                        errors.push(error);
                    }
                }
            }
        });
        self.errors.set(errors);
    }
}

/// The names of the bundles with a frozen input.
fn frozen(reply: &EjectReply) -> Vec<String> {
    let has_frozen = |bundle: &&Ejected| {
        bundle.stacks.iter().flat_map(|stack| &stack.inputs).any(Input::is_frozen)
    };
    reply.ejection.bundles.iter().filter(has_frozen).map(|one| one.bundle.clone()).collect()
}

/// The stacks to validate, each with the path of its template. One whose rendering contains a secret has no text to
/// compare with.
fn stacks(reply: &EjectReply) -> Vec<(String, ValidateEjected)> {
    let stacks = reply.ejection.stacks.iter().filter_map(|planned| {
        let ejected = reply.ejection.bundles.get(planned.bundle)?;
        let stack = ejected.stacks.get(planned.stack)?;
        let template = ejected.templates.get(*stack.template.as_ref().ok()?)?.text.clone();
        let rendering = stack.rendering.clone()?;
        Some((planned.template.clone(), ValidateEjected { template, rendering }))
    });
    stacks.collect()
}
