//! A worker with a queue: sends one request at a time, and returns each reply as a future.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use cyclotron_worker::update::Held;
use cyclotron_worker::{Call, decode, encode, message, reply};
use futures_channel::oneshot;
use leptos::prelude::*;

use super::queue::{Queue, Ticket};
use super::supervisor::{Event, Failure, Role, Supervisor};
use super::terms::{Slot, Terms};
use crate::session::Session;

/// A client of a worker that answers requests of the type `Request`. Cloning is cheap.
pub struct Client<Request>(Rc<Inner<Request>>);

impl<Request> Clone for Client<Request> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

struct Inner<Request> {
    session: Session,
    supervisor: Supervisor,
    terms: fn(&Request) -> Terms,
    state: RefCell<State<Request>>,
    notify: Box<dyn Fn(Notice)>,
}

struct State<Request> {
    queue: Queue<Slot, Waiting<Request>>,
    /// The request that was sent and has no reply yet.
    current: Option<Current>,
    /// Whether a request is being created and sent, which may add further requests.
    is_sending: bool,
    /// The workspace that the worker holds.
    held: Held,
}

/// A request in the queue.
struct Waiting<Request> {
    /// Creates the request when it is sent.
    create: Box<dyn FnOnce() -> Request>,
    terms: Terms,
    deliver: Deliver,
}

struct Current {
    ticket: Ticket,
    /// The encoded request.
    request: Vec<u8>,
    terms: Terms,
    deliver: Deliver,
}

/// Delivers an encoded reply; `None` if the worker was ended. Returns whether the reply can be read.
type Deliver = Box<dyn FnOnce(Option<&[u8]>) -> bool>;

/// A change of the worker that its owner handles.
pub enum Notice {
    /// A new worker loads; see [`Event::Loading`].
    Loading {
        /// The bytes received.
        loaded: f64,
        /// The bytes in total.
        total: f64,
    },
    /// A new worker waits for requests.
    Ready,
    /// The worker was ended; the request that was sent gets no reply.
    Failed {
        /// The reason.
        failure: Failure,
        /// Whether no other worker is started by itself.
        given_up: bool,
        /// The sentence about the loss of the request.
        loss: Option<String>,
    },
}

impl<Request: serde::Serialize + 'static> Client<Request> {
    /// Creates a client without a running worker. `terms` describes a request; `notify` gets each notice.
    pub fn new(
        session: Session,
        role: Role,
        terms: fn(&Request) -> Terms,
        notify: impl Fn(Notice) + 'static,
    ) -> Self {
        let inner = Rc::new_cyclic(|inner: &std::rc::Weak<Inner<Request>>| {
            let inner = inner.clone();
            let hear = move |event| {
                if let Some(inner) = inner.upgrade() {
                    Self(inner).hear(event);
                }
            };
            let state = State {
                queue: Queue::default(),
                current: None,
                is_sending: false,
                held: Held::default(),
            };
            Inner {
                session,
                supervisor: Supervisor::new(role, hear),
                terms,
                state: RefCell::new(state),
                notify: Box::new(notify),
            }
        });
        Self(inner)
    }

    /// Starts the worker before the first request.
    pub fn start(&self) {
        self.0.supervisor.wake();
    }

    /// Sends a request about the workspace at the time of sending. The future is ready with the reply, or with `None` if
    /// the worker was ended or a newer request replaced this one. Dropping the future cancels the request.
    pub fn call<C: Call<Request = Request>>(&self, call: C) -> Pending<C::Reply>
    where
        C::Reply: 'static,
    {
        let request = call.into();
        let terms = (self.0.terms)(&request);
        let (sender, receiver) = oneshot::channel();
        let deliver = move |reply: Option<C::Reply>| {
            if let Some(reply) = reply {
                // The receiver may be dropped.
                let _ = sender.send(reply);
            }
        };
        let ticket = self.push::<C>(terms, move || request, deliver);
        let client = self.clone();
        Pending { receiver, cancel: Some(Box::new(move || client.cancel(ticket))) }
    }

    /// Sends a request that `create` creates at the time of sending. `deliver` runs before the next request is sent;
    /// it gets `None` if the worker was ended, and isn't called if a newer request replaced this one.
    pub fn call_late<C: Call<Request = Request>>(
        &self,
        terms: Terms,
        create: impl FnOnce() -> Request + 'static,
        deliver: impl FnOnce(Option<C::Reply>) + 'static,
    ) {
        self.push::<C>(terms, create, deliver);
    }

    /// Ends the worker, and drops all requests.
    pub fn end(&self) {
        self.0.supervisor.end();
        let mut state = self.0.state.borrow_mut();
        let dropped = (state.queue.clear(), state.current.take());
        drop(state);
        // Dropping a request wakes those that wait for it.
        drop(dropped);
    }

    fn push<C: Call<Request = Request>>(
        &self,
        terms: Terms,
        create: impl FnOnce() -> Request + 'static,
        deliver: impl FnOnce(Option<C::Reply>) + 'static,
    ) -> Ticket {
        let deliver: Deliver = Box::new(move |bytes| {
            let Some(bytes) = bytes else {
                deliver(None);
                return true;
            };
            let reply = decode(bytes);
            let is_read = reply.is_some();
            deliver(reply);
            is_read
        });
        let (priority, slot) = (terms.priority, terms.slot.clone());
        let waiting = Waiting { create: Box::new(create), terms, deliver };
        let (ticket, replaced) = self.0.state.borrow_mut().queue.push(priority, slot, waiting);
        drop(replaced);
        self.send_next();
        ticket
    }

    /// Drops a request. Ends the worker if it may work on the request for long.
    fn cancel(&self, ticket: Ticket) {
        let mut state = self.0.state.borrow_mut();
        let waiting = state.queue.remove(ticket);
        let is_long =
            |current: &mut Current| current.ticket == ticket && current.terms.can_take_long();
        let current = state.current.take_if(is_long);
        drop(state);
        drop(waiting);
        if current.is_some() {
            self.0.supervisor.replace();
        }
    }

    /// Sends the next request, if there is one and the worker is idle.
    fn send_next(&self) {
        let supervisor = &self.0.supervisor;
        if !supervisor.is_ready() {
            return supervisor.wake();
        }
        let (ticket, waiting) = {
            let mut state = self.0.state.borrow_mut();
            if state.is_sending || state.current.is_some() {
                return;
            }
            let Some(next) = state.queue.pop() else { return };
            state.is_sending = true;
            next
        };
        let Waiting { create, terms, deliver } = waiting;
        let request = encode(&create());
        let mut state = self.0.state.borrow_mut();
        state.is_sending = false;
        state.current = Some(Current { ticket, request, terms, deliver });
        drop(state);
        self.send_current();
    }

    /// Sends the current request, with the changes of the workspace.
    fn send_current(&self) {
        let mut state = self.0.state.borrow_mut();
        let State { current: Some(current), held, .. } = &mut *state else { return };
        let (message, limit) = self.0.session.workspace.with_untracked(|open| {
            let update = held.follow(open);
            (message(&current.request, update.as_ref()), current.terms.limit(open.bundles.len()))
        });
        drop(state);
        self.0.supervisor.send(&message, limit);
    }

    fn hear(&self, event: Event) {
        match event {
            Event::Loading { loaded, total } => {
                self.0.state.borrow_mut().held = Held::default();
                (self.0.notify)(Notice::Loading { loaded, total });
            }
            Event::Ready => {
                (self.0.notify)(Notice::Ready);
                self.send_next();
            }
            Event::Reply(bytes) => self.deliver(&bytes),
            Event::Failed { failure, given_up } => {
                let current = self.0.state.borrow_mut().current.take();
                let loss = current.as_ref().and_then(|current| current.terms.loss.clone());
                (self.0.notify)(Notice::Failed { failure, given_up, loss });
                // This comes last, so that new requests go to the next worker.
                if let Some(current) = current {
                    (current.deliver)(None);
                }
            }
        }
    }

    fn deliver(&self, bytes: &[u8]) {
        let supervisor = &self.0.supervisor;
        let reply = match reply(bytes) {
            Ok(Some(reply)) => reply,
            Ok(None) => {
                self.0.state.borrow_mut().held = Held::default();
                return self.send_current();
            }
            Err(_) => return supervisor.fail(Failure::Unreadable),
        };
        let current = self.0.state.borrow_mut().current.take();
        if current.is_some_and(|current| !(current.deliver)(Some(reply))) {
            return supervisor.fail(Failure::Unreadable);
        }
        self.send_next();
    }
}

/// The reply to a request, as a future; see [`Client::call`].
pub struct Pending<T> {
    receiver: oneshot::Receiver<T>,
    /// Cancels the request; `None` once there is a reply.
    cancel: Option<Box<dyn FnOnce()>>,
}

impl<T> Future for Pending<T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let polled = Pin::new(&mut self.receiver).poll(context);
        if polled.is_ready() {
            self.cancel = None;
        }
        polled.map(Result::ok)
    }
}

impl<T> Drop for Pending<T> {
    fn drop(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            cancel();
        }
    }
}
