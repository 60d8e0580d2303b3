//! The protocol between the page and its workers.
//!
//! The page sends a [`Message`]: a request, and the changes of the workspace since the last message. The worker keeps
//! the workspace, applies the changes, and replies before the page sends the next message. Its first message is
//! [`BUILD`]. Everything is postcard in a `Uint8Array`.
//!
//! A request is a type of its own that names the type of its reply; see [`calls`] for those of the engine, and
//! [`cloudformation`] for those of CloudFormation's rules.

pub mod calls;
pub mod cloudformation;
pub mod update;

use std::marker::PhantomData;

use cyclotron_core::Workspace;
use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use self::update::{Held, Update};

/// The identifier of this build. The files of the worker have no hash in their names, so a cache can pair an old worker
/// with a new page; the builds are compared before any reply is decoded.
pub const BUILD: &str = env!("CYCLOTRON_BUILD");

/// The reply to a message whose changes don't fit the workspace of the worker.
const OUT_OF_DATE: &[u8] = &[0];

/// A request to a worker.
pub trait Call: Into<Self::Request> {
    /// The enum of all requests to the same worker.
    type Request;
    /// The reply.
    type Reply: Serialize + DeserializeOwned;
}

/// A message from the page. `Request` comes first, so that the first byte is the kind of request.
#[derive(Debug, Serialize, Deserialize)]
pub struct Message<Request> {
    /// The request.
    pub request: Request,
    /// The changes of the workspace since the last message.
    pub update: Option<Update>,
}

/// The bytes of a message whose request is encoded already.
pub fn message(request: &[u8], update: Option<&Update>) -> Vec<u8> {
    // Postcard writes the fields of a struct one after the other.
    [request, &encode(&update)].concat()
}

/// The reply in a message from the worker; `None` if the worker lacks earlier changes of the workspace, so that it needs
/// the whole one. The error is for bytes that are not reply of this build.
pub fn reply(bytes: &[u8]) -> Result<Option<&[u8]>, NoReply> {
    match bytes {
        OUT_OF_DATE => Ok(None),
        [1, reply @ ..] => Ok(Some(reply)),
        _ => Err(NoReply),
    }
}

/// The error for bytes that are not reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoReply;

/// Encodes a message.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages hold nothing that postcard refuses")
}

/// Encodes the reply to a request of the type `C`.
pub fn encode_reply<C: Call>(reply: &C::Reply) -> Vec<u8> {
    encode(reply)
}

/// Decodes a message; `None` if the bytes are not a message of this build.
pub fn decode<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Replies to messages, and keeps the workspace between them.
pub struct Worker<Request, Answer> {
    held: Held,
    answer: Answer,
    request: PhantomData<Request>,
}

impl<Request, Answer> Worker<Request, Answer>
where
    Request: DeserializeOwned,
    Answer: FnMut(Request, &Workspace) -> Vec<u8>,
{
    /// Creates a worker without open bundles. `answer` returns the encoded reply to a request.
    pub fn new(answer: Answer) -> Self {
        Self { held: Held::default(), answer, request: PhantomData }
    }

    /// The bytes of the reply to a message; `None` for bytes that are not message of this build.
    pub fn reply(&mut self, message: &[u8]) -> Option<Vec<u8>> {
        let Message { request, update } = decode(message)?;
        if !update.is_none_or(|update| self.held.apply(update)) {
            return Some(OUT_OF_DATE.to_vec());
        }
        let mut reply = vec![1];
        reply.append(&mut (self.answer)(request, self.held.workspace()));
        Some(reply)
    }
}

/// Runs a worker: posts [`BUILD`], then the reply to each message. `answer` returns the encoded reply to a request.
pub fn serve<Request>(answer: impl FnMut(Request, &Workspace) -> Vec<u8> + 'static)
where
    Request: DeserializeOwned + 'static,
{
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let post = move |bytes: &[u8]| {
        let bytes = Uint8Array::from(bytes);
        // Posting fails only for values that cannot be cloned, and bytes can.
        let _ = page.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    };
    post(&encode(&BUILD));
    let mut worker = Worker::new(answer);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        if let Some(reply) = worker.reply(&bytes) {
            post(&reply);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The listener lives as long as the worker's global scope.
    on_message.forget();
}
