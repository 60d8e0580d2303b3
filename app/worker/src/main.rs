//! The worker: takes a request, gives the reply, keeps nothing.

use cyclotron_worker::{BUILD, Reply, answer, decode, encode};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let post = move |reply: &Reply| {
        let bytes = Uint8Array::from(encode(reply).as_slice());
        let transfer = js_sys::Array::of1(&bytes.buffer());
        // Fails only for what cannot be cloned, and bytes can.
        let _ = scope.post_message_with_transfer(&bytes, &transfer);
    };

    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    post(&Reply::Ready(BUILD.to_owned()));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        if let Some(request) = decode(&bytes) {
            post(&answer(request));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker lives as long as its global scope.
    on_message.forget();
}
