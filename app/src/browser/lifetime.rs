//! Handlers that end with their component.
//!
//! Leptos disposes of a component's signals before it removes the component's elements. A browser sends `blur` and
//! `focusout` while it removes the focused element, and a timer, an animation frame or a promise may call back at
//! any time. Reading a disposed signal panics. Therefore each handler that may be called late is bound to its
//! [`Lifetime`], and is not called after its end.
//!
//! Components use only this module for timers, frames, promises and listeners of the window; a test below checks
//! that. Files without a component live as long as the page and do not need it.

use std::future::Future;

use gloo::timers::callback::Timeout;
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// The time for which the signals of a reactive owner exist: a component, a row of a `For`, or one run of an
/// effect. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Lifetime(StoredValue<()>);

impl Lifetime {
    /// The lifetime of the current owner.
    pub fn current() -> Self {
        // The owner disposes of it together with its signals.
        Self(StoredValue::new(()))
    }

    /// Whether its signals are disposed of.
    pub fn is_over(self) -> bool {
        self.0.is_disposed()
    }

    /// Returns the handler, which does nothing after the lifetime.
    pub fn bind<T>(self, mut handler: impl FnMut(T) + 'static) -> impl FnMut(T) + 'static {
        move |event| {
            if !self.is_over() {
                handler(event);
            }
        }
    }

    /// `bind` for a handler that is called once.
    pub fn bind_once<T>(self, handler: impl FnOnce(T) + 'static) -> impl FnOnce(T) + 'static {
        move |reply| {
            if !self.is_over() {
                handler(reply);
            }
        }
    }

    /// Calls `act` after some milliseconds, unless the lifetime is over by then.
    pub fn after(self, milliseconds: u32, act: impl FnOnce() + 'static) {
        let act = self.bind_once(move |()| act());
        Timeout::new(milliseconds, move || act(())).forget();
    }

    /// Calls `act` before the next repaint, unless the lifetime is over by then.
    pub fn next_frame(self, act: impl FnOnce() + 'static) {
        let act = self.bind_once(move |()| act());
        request_animation_frame(move || act(()));
    }

    /// Runs a task to its end, even past the lifetime: an action of the user is completed. Therefore the task must
    /// not use the component's signals. Only `then` may, which gets the result within the lifetime.
    pub fn run<T: 'static>(
        self,
        task: impl Future<Output = T> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        let then = self.bind_once(then);
        spawn_local(async move { then(task.await) });
    }
}

/// [`Lifetime::bind`] for the current owner; for `on:` handlers in a view.
pub fn bound<T>(handler: impl FnMut(T) + 'static) -> impl FnMut(T) + 'static {
    Lifetime::current().bind(handler)
}

/// Listens to an event of the window until the current owner is cleaned up.
pub fn on_window<E: EventDescriptor + 'static>(event: E, handler: impl Fn(E::EventType) + 'static)
where
    E::EventType: JsCast,
{
    let listener = window_event_listener(event, handler);
    on_cleanup(move || listener.remove());
}

/// Calls `act` after the closing dialog has returned the focus. The dialog's signals are disposed of by then, so
/// `act` must not use them.
pub fn after_dialog(act: impl FnOnce() + 'static) {
    Timeout::new(0, act).forget();
}

#[cfg(test)]
mod tests;
