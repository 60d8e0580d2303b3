//! A web worker that exchanges messages of bytes, and ends when it is dropped.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

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
        let heard = Heard {
            message: Closure::new(move |event: MessageEvent| hear(event.data())),
            error: Closure::new(move |event: Event| {
                event.prevent_default();
                fail();
            }),
        };
        worker.set_onmessage(Some(heard.message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(heard.error.as_ref().unchecked_ref()));
        Some(Self { worker, heard: Some(heard) })
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
