//! Handlers that end with the component that they belong to.
//!
//! Leptos disposes of a component's signals first and removes its elements afterwards. A browser sends
//! `blur` and `focusout` while it removes an element that has the keyboard; a timer, an animation frame
//! or a promise comes whenever it likes. Reading a disposed signal panics, so each handler that may come
//! late is bound to its [`Lifetime`]: once that is over, the handler is not called.
//!
//! Components use nothing else for timers, frames, promises and listeners of the window; a test below
//! fails where one does. Files without a component live as long as the page and need none of this.

use std::future::Future;

use gloo::timers::callback::Timeout;
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// The time for which the signals of one reactive owner exist: a component, a row of a `For`, one run of
/// an effect. Copy it freely.
#[derive(Clone, Copy)]
pub struct Lifetime(StoredValue<()>);

impl Lifetime {
    /// That of the owner whose code runs now.
    pub fn current() -> Self {
        // The owner disposes of it together with its signals.
        Self(StoredValue::new(()))
    }

    /// Whether its signals are disposed of.
    pub fn is_over(self) -> bool {
        self.0.is_disposed()
    }

    /// The handler, which does nothing once the lifetime is over.
    pub fn bind<T>(self, mut handler: impl FnMut(T) + 'static) -> impl FnMut(T) + 'static {
        move |event| {
            if !self.is_over() {
                handler(event);
            }
        }
    }

    /// The same for a handler of one reply.
    pub fn bind_once<T>(self, handler: impl FnOnce(T) + 'static) -> impl FnOnce(T) + 'static {
        move |reply| {
            if !self.is_over() {
                handler(reply);
            }
        }
    }

    /// Calls `act` after so many milliseconds.
    pub fn after(self, milliseconds: u32, act: impl FnOnce() + 'static) {
        let act = self.bind_once(move |()| act());
        Timeout::new(milliseconds, move || act(())).forget();
    }

    /// Calls `act` before the page is drawn the next time.
    pub fn next_frame(self, act: impl FnOnce() + 'static) {
        let act = self.bind_once(move |()| act());
        request_animation_frame(move || act(()));
    }

    /// Runs a task to its end, also where the lifetime ends before it: what the person has asked for is
    /// done. So the task uses what belongs to the page alone, and `then`, which gets its result, the
    /// signals of the component.
    pub fn run<T: 'static>(
        self,
        task: impl Future<Output = T> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        let then = self.bind_once(then);
        spawn_local(async move { then(task.await) });
    }
}

/// [`Lifetime::bind`] for the owner whose code runs now: what `on:` gets in a view.
pub fn bound<T>(handler: impl FnMut(T) + 'static) -> impl FnMut(T) + 'static {
    Lifetime::current().bind(handler)
}

/// Listens to an event of the window until the owner whose code runs now is gone.
pub fn on_window<E: EventDescriptor + 'static>(event: E, handler: impl Fn(E::EventType) + 'static)
where
    E::EventType: JsCast,
{
    let listener = window_event_listener(event, handler);
    on_cleanup(move || listener.remove());
}

/// Calls `act` once the dialog that is being closed has given the keyboard back. The dialog's signals
/// are disposed of by then, so `act` uses what belongs to the page alone.
pub fn after_dialog(act: impl FnOnce() + 'static) {
    Timeout::new(0, act).forget();
}

#[cfg(test)]
mod tests;
