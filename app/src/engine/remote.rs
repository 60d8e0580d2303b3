//! A web worker that exchanges messages of bytes, and ends when it is dropped.

use gloo::timers::callback::Timeout;
use gloo::utils::window;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

/// The name of the property of the window with the worker that `app/start.js` has started.
const EARLY: &str = "earlyWorker";

/// A running worker. Dropping it terminates the worker, even during a request.
pub struct Remote {
    worker: Worker,
    /// The callbacks for the worker's events; taken when the worker ends.
    heard: Option<Heard>,
}

struct Heard {
    message: Closure<dyn Fn(MessageEvent)>,
    error: Closure<dyn Fn(Event)>,
}

impl Remote {
    /// Starts the module at `address`. `hear` gets each message; `fail` is called if the module doesn't load or
    /// stops. Returns `None` if the browser allows no workers.
    pub fn start(
        address: &str,
        hear: impl Fn(JsValue) + 'static,
        fail: impl Fn() + 'static,
    ) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options).ok()?;
        Some(Self::listening(worker, hear, fail))
    }

    /// Takes over the worker that `app/start.js` has started before the page's code was loaded. Its earlier messages, and
    /// an earlier failure, are passed to `hear` and `fail` after this returns. Returns `None` if there is no such
    /// worker, or if it was already taken over.
    pub fn take_early(
        hear: impl Fn(JsValue) + Clone + 'static,
        fail: impl Fn() + Clone + 'static,
    ) -> Option<Self> {
        let early = Reflect::get(&window(), &EARLY.into()).ok()?;
        // Without the property, the script starts no worker from now on. Deleting fails only for a property that cannot be.
        let _ = Reflect::delete_property(&window(), &EARLY.into());
        let worker = Reflect::get(&early, &"worker".into()).ok()?.dyn_into().ok()?;
        let has_failed = Reflect::get(&early, &"hasFailed".into()).is_ok_and(|has| has.is_truthy());
        let messages = Reflect::get(&early, &"messages".into()).unwrap_or_default();
        let (hear_early, fail_early) = (hear.clone(), fail.clone());
        spawn_local(async move {
            for message in Array::from(&messages) {
                hear_early(message);
            }
            if has_failed {
                fail_early();
            }
        });
        Some(Self::listening(worker, hear, fail))
    }

    fn listening(
        worker: Worker,
        hear: impl Fn(JsValue) + 'static,
        fail: impl Fn() + 'static,
    ) -> Self {
        let heard = Heard {
            message: Closure::new(move |event: MessageEvent| hear(event.data())),
            error: Closure::new(move |event: Event| {
                event.prevent_default();
                fail();
            }),
        };
        worker.set_onmessage(Some(heard.message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(heard.error.as_ref().unchecked_ref()));
        Self { worker, heard: Some(heard) }
    }

    /// Sends a message.
    pub fn send(&self, message: &[u8]) {
        let bytes = Uint8Array::from(message);
        // Only fails for data that cannot be cloned; bytes can.
        let _ = self.worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        // The running closure may be one of these, so they must outlive this call.
        let heard = self.heard.take();
        Timeout::new(0, move || drop(heard)).forget();
    }
}

/// The bytes of a message.
pub fn bytes(message: &JsValue) -> Vec<u8> {
    Uint8Array::new(message).to_vec()
}
