//! The worker that holds CloudFormation's rules. They start with the first request, as that takes
//! seconds; what they said about a text stays known.

use cyclotron_core::cloudformation::{Validator, findings};
use cyclotron_worker::cloudformation::{Reply, Request};
use cyclotron_worker::{BUILD, decode, encode};
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
    let mut validator = None;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        let Some(Request { workspace, rules }) = decode(&bytes) else { return };
        if validator.is_none() {
            match Validator::new() {
                Ok(started) => {
                    post(&Reply::Started(started.catalog()));
                    validator = Some(started);
                }
                Err(reason) => return post(&Reply::Broken(reason)),
            }
        }
        if let Some(validator) = &mut validator {
            let found = findings(&workspace, &rules, |text| validator.validate(text));
            post(&Reply::Checked(found));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker lives as long as its global scope.
    on_message.forget();
}
