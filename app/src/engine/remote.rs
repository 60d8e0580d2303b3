//! A web worker of ours: bytes go to it and come back, until it is dropped.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A worker that runs. Dropped, it is ended, whatever it is at.
pub struct Remote {
    worker: Worker,
    /// What the worker calls; gone once it is ended.
    heard: Option<Heard>,
}

struct Heard {
    message: Closure<dyn Fn(MessageEvent)>,
    error: Closure<dyn Fn(Event)>,
}

impl Remote {
    /// Starts the module at `address`. `hear` gets each message; `fail` is called where it does not
    /// load or stops. None where the browser allows no workers.
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
        // Fails only for what cannot be cloned, and bytes can.
        let _ = self.worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        // The closure that is running now may be one of them: it must outlive this call.
        let heard = self.heard.take();
        Timeout::new(0, move || drop(heard)).forget();
    }
}

/// The bytes of a message.
pub fn bytes(message: &JsValue) -> Vec<u8> {
    Uint8Array::new(message).to_vec()
}
