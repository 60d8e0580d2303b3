//! The page without a network. A service worker caches the page's files, all of one version, and serves them. A
//! newer version is downloaded beside it, and waits until the user switches to it or no tab shows the page.
//! Nothing changes in a browser without service workers.

use std::cell::Cell;

use gloo::events::EventListener;
use gloo::utils::{document, window};
use js_sys::{Date, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

pub use super::newer::Newer;
use super::newer::Step;
use crate::session::{EngineState, Session};
use crate::words::storage::database as words;

/// The output of `app/offline/precache.mjs`, in the folder of the page.
const WORKER: &str = "./service-worker.js";
/// The message that `app/offline/service-worker.js` waits for.
const TAKE_OVER: &str = "take over";
/// The milliseconds between two checks for a newer version.
const PAUSE: f64 = 3_600_000.0;

/// The state of the service worker. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Offline {
    /// The newer version that the banner offers.
    pub newer: RwSignal<Newer>,
    /// Whether the files of the page are cached, so that it opens without a network.
    pub is_ready: RwSignal<bool>,
    session: Session,
    registration: StoredValue<Option<ServiceWorkerRegistration>, LocalStorage>,
}

impl Offline {
    /// Registers the service worker once the engine is loaded, so that caching does not delay the engine.
    pub fn start(session: Session) -> Self {
        let offline = Self {
            newer: RwSignal::new(Newer::None),
            is_ready: RwSignal::new(false),
            session,
            registration: StoredValue::new_local(None),
        };
        if let Some(container) = container() {
            Effect::new(move |begun: Option<bool>| {
                if begun == Some(true) {
                    return true;
                }
                let ready =
                    !matches!(session.engine.get(), EngineState::Loading | EngineState::Busy);
                if ready {
                    offline.keep(&container);
                }
                ready
            });
            Effect::new(move || offline.go_on());
        }
        offline
    }

    /// Switches to the newer version once the work is saved.
    pub fn take_up(self) {
        self.newer.update(|newer| *newer = newer.accepted());
    }

    fn keep(self, container: &ServiceWorkerContainer) {
        let controlled = Cell::new(container.controller().is_some());
        EventListener::new(container, "controllerchange", move |_| {
            let was_controlled = controlled.replace(true);
            self.change(|newer| newer.took_control(was_controlled));
        })
        .forget();
        let registered = container.register(WORKER);
        spawn_local(async move {
            let Ok(registration) = JsFuture::from(registered).await else { return };
            // A browser with service workers disabled may resolve to something else.
            if let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() {
                self.watch(registration);
            }
        });
    }

    /// Starts to watch for newer versions.
    fn watch(self, registration: ServiceWorkerRegistration) {
        self.registration.set_value(Some(registration.clone()));
        self.look();
        let arriving = registration.clone();
        EventListener::new(&registration, "updatefound", move |_| {
            if let Some(worker) = arriving.installing() {
                EventListener::new(&worker, "statechange", move |_| self.look()).forget();
            }
        })
        .forget();
        // The download may have begun before the listener was added.
        if let Some(worker) = registration.installing() {
            EventListener::new(&worker, "statechange", move |_| self.look()).forget();
        }
        let asked = Cell::new(Date::now());
        if registration.active().is_some() {
            check(&registration);
        }
        EventListener::new(&document(), "visibilitychange", move |_| {
            if !document().hidden() && Date::now() - asked.get() > PAUSE {
                asked.set(Date::now());
                check(&registration);
            }
        })
        .forget();
    }

    /// Updates the state: whether a version is waiting.
    fn look(self) {
        let is_ready = self.registration.with_value(|registration| {
            registration.as_ref().is_some_and(|registration| registration.active().is_some())
        });
        if self.is_ready.get_untracked() != is_ready {
            self.is_ready.set(is_ready);
        }
        let waits = self.registration.with_value(|registration| {
            registration.as_ref().is_some_and(|registration| {
                registration.waiting().is_some() && registration.active().is_some()
            })
        });
        self.change(|newer| newer.seen(waits));
    }

    /// Changes the state, and notifies its subscribers if it is another one.
    fn change(self, change: impl FnOnce(Newer) -> Newer) {
        let before = self.newer.get_untracked();
        let after = change(before);
        if after != before {
            self.newer.set(after);
        }
    }

    /// Takes the next step towards the newer version. Each step waits until all work is saved.
    fn go_on(self) {
        let is_busy = self.session.engine.get() == EngineState::Busy;
        match self.session.stored.saved.with(|saved| self.newer.get().step(is_busy, saved)) {
            Step::Wait => {}
            Step::TakeOver => self.take_over(),
            Step::Reload => {
                // Fails only while the page is being unloaded.
                let _ = window().location().reload();
            }
            Step::GiveUp(newer) => {
                self.newer.set(newer);
                self.session.warn(words::NOT_UPDATED, Some(words::NOT_UPDATED_HELP.to_owned()));
            }
        }
    }

    /// Asks the waiting version to take over.
    fn take_over(self) {
        let waiting = self.registration.with_value(|registration| {
            registration.as_ref().and_then(ServiceWorkerRegistration::waiting)
        });
        if let Some(waiting) = waiting {
            // Fails only for values that cannot be cloned, which text can.
            let _ = waiting.post_message(&TAKE_OVER.into());
        }
    }
}

/// The state of the service worker, from the context.
pub fn use_offline() -> Offline {
    expect_context()
}

/// The browser's service workers; `None` in some private windows, and for pages from a file.
fn container() -> Option<ServiceWorkerContainer> {
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

/// Checks for a newer version. Fails silently without a network.
fn check(registration: &ServiceWorkerRegistration) {
    if let Ok(found) = registration.update() {
        spawn_local(async move {
            let _ = JsFuture::from(found).await;
        });
    }
}
