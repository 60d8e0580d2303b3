//! The page without network: a service worker keeps the page's files and gives them out, all of one
//! version. A newer version is fetched beside it and waits until the person takes it up, or until no
//! tab shows the page any more. Where a browser has no service workers, nothing is different.

use std::cell::Cell;

use gloo::events::EventListener;
use gloo::utils::{document, window};
use js_sys::{Date, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::session::{EngineState, Saved, Session};
use crate::words::storage::database as words;

/// What `app/offline/precache.mjs` writes; its folder is the page's.
const WORKER: &str = "./service-worker.js";
/// What `app/offline/service-worker.js` waits for.
const TAKE_OVER: &str = "take over";
/// Milliseconds between two looks for a newer version.
const PAUSE: f64 = 3_600_000.0;

/// What there is besides the version on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// Nothing, or nothing that the person wants to hear of now.
    None,
    /// A newer version, which waits.
    Ready,
    /// A newer version, which is to take over once the work is saved.
    Wanted,
    /// A newer version has taken over from another tab: what this one would fetch is no longer there.
    Taken,
    /// The same, and the page is to be loaded anew once the work is saved.
    Leaving,
}

/// The service worker's state. Copy it freely.
#[derive(Clone, Copy)]
pub struct Offline {
    /// What the person can be offered.
    pub newer: RwSignal<Newer>,
    session: Session,
    registration: StoredValue<Option<ServiceWorkerRegistration>, LocalStorage>,
}

impl Offline {
    /// Has the page kept, once the engine is there: its files need not wait for copies of themselves.
    pub fn start(session: Session) -> Self {
        let offline = Self {
            newer: RwSignal::new(Newer::None),
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

    /// Takes the newer version up, once the work is saved.
    pub fn take_up(self) {
        self.newer.update(|newer| {
            *newer = match *newer {
                Newer::Taken | Newer::Leaving => Newer::Leaving,
                _ => Newer::Wanted,
            }
        });
    }

    fn keep(self, container: &ServiceWorkerContainer) {
        let controlled = Cell::new(container.controller().is_some());
        EventListener::new(container, "controllerchange", move |_| {
            // At a first visit, the first version takes the page under its care: that is none newer.
            let was_controlled = controlled.replace(true);
            match self.newer.get_untracked() {
                Newer::Wanted => self.newer.set(Newer::Leaving),
                Newer::Leaving => {}
                _ if was_controlled => self.newer.set(Newer::Taken),
                _ => {}
            }
        })
        .forget();
        let registered = container.register(WORKER);
        spawn_local(async move {
            let Ok(registration) = JsFuture::from(registered).await else { return };
            // A browser that is told to have none answers with nothing.
            if let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() {
                self.watch(registration);
            }
        });
    }

    /// Hears of newer versions from now on.
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
        // It may have begun to arrive before anybody listened.
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

    /// Sees whether a version waits.
    fn look(self) {
        let waits = self.registration.with_value(|registration| {
            registration
                .as_ref()
                .is_some_and(|one| one.waiting().is_some() && one.active().is_some())
        });
        match self.newer.get_untracked() {
            Newer::None if waits => self.newer.set(Newer::Ready),
            // Another tab has taken it up, or a newer one is here instead.
            Newer::Ready if !waits => self.newer.set(Newer::None),
            _ => {}
        }
    }

    /// The next step to the newer version. Each waits until all that was entered is in storage.
    fn go_on(self) {
        let newer = self.newer.get();
        if !matches!(newer, Newer::Wanted | Newer::Leaving)
            || self.session.engine.get() == EngineState::Busy
        {
            return;
        }
        match self.session.saved.get() {
            Saved::Pending => {}
            Saved::Yes if newer == Newer::Wanted => self.take_over(),
            Saved::Yes => {
                // Fails only where the page is being left already.
                let _ = window().location().reload();
            }
            Saved::No(_) | Saved::Elsewhere => {
                self.newer.set(match newer {
                    Newer::Wanted => Newer::Ready,
                    _ => Newer::Taken,
                });
                self.session.tell(words::NOT_TAKEN_UP, Some(words::NOT_TAKEN_UP_HELP.to_owned()));
            }
        }
    }

    /// Tells the version that waits to take over.
    fn take_over(self) {
        let waiting = self.registration.with_value(|registration| {
            registration.as_ref().and_then(ServiceWorkerRegistration::waiting)
        });
        if let Some(waiting) = waiting {
            // Fails only for what cannot be cloned, and text can.
            let _ = waiting.post_message(&TAKE_OVER.into());
        }
    }
}

/// Anywhere below the root.
pub fn use_offline() -> Offline {
    expect_context()
}

/// The browser's service workers; none in a private window of some, and from a file.
fn container() -> Option<ServiceWorkerContainer> {
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

/// Looks for a newer version. Without network, there is none.
fn check(registration: &ServiceWorkerRegistration) {
    if let Ok(found) = registration.update() {
        spawn_local(async move {
            let _ = JsFuture::from(found).await;
        });
    }
}
