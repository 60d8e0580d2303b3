//! Delivers the events of the session to the features that follow them.

use std::collections::VecDeque;
use std::rc::Rc;

use cyclotron_core::FileId;
use leptos::prelude::*;

use super::{EditId, EditStep, Move};

/// An event of the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A bundle is renamed, or files are moved. Sent before the workspace changes.
    Moved(Move),
    /// The text of a file was changed outside the editor.
    Replaced {
        /// The file.
        file: FileId,
        /// The previous text.
        before: String,
        /// The edit of several texts that this is part of.
        edit: Option<(EditId, EditStep)>,
    },
    /// The workspace was replaced by another state.
    Resumed,
    /// The user has entered a value in a form.
    Entered,
    /// A bundle or file was created, moved or restored, so the tree shows its row.
    Item {
        /// The file, or the bundle with an empty path.
        item: FileId,
        /// Whether the row gets the focus.
        focus: bool,
    },
    /// The editor goes to a place in the selected file.
    Reveal(Reveal),
    /// The rendering scrolls to a line.
    RevealRendered {
        /// The name of the rendering: [`Rendering::file_name`](cyclotron_core::Rendering::file_name).
        file_name: String,
        /// The line, from 1.
        line: usize,
    },
}

/// A place to show in the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct Reveal {
    /// The file.
    pub file: FileId,
    /// The start and end of the range to select. Lines count from 1, UTF-16 columns from 0.
    pub range: Option<((usize, usize), (usize, usize))>,
    /// Whether the editor gets the focus.
    pub focus: bool,
}

type Listener = Rc<dyn Fn(&Event)>;

/// Calls each listener for each event, at once and in the order of the events. An event that a listener sends is
/// delivered after the current one, so that all listeners get the events in the same order. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Events(StoredValue<Queue, LocalStorage>);

#[derive(Default)]
struct Queue {
    listeners: Vec<(usize, Listener)>,
    next_id: usize,
    waiting: VecDeque<Event>,
    is_delivering: bool,
}

impl Default for Events {
    fn default() -> Self {
        Self(StoredValue::new_local(Queue::default()))
    }
}

impl Events {
    /// Calls `listener` for each event until the current owner is cleaned up.
    pub fn listen(self, listener: impl Fn(&Event) + 'static) {
        let id = self.0.try_update_value(|queue| {
            let id = queue.next_id;
            queue.next_id += 1;
            queue.listeners.push((id, Rc::new(listener)));
            id
        });
        on_cleanup(move || {
            self.0
                .try_update_value(|queue| queue.listeners.retain(|(other, _)| Some(*other) != id));
        });
    }

    /// Sends an event.
    pub fn send(self, event: Event) {
        let is_delivering = self.0.try_update_value(|queue| {
            queue.waiting.push_back(event);
            std::mem::replace(&mut queue.is_delivering, true)
        });
        if is_delivering != Some(false) {
            return;
        }
        while let Some((event, listeners)) = self.next() {
            // An effect that sends an event must not follow the signals of the listeners.
            untrack(|| listeners.iter().for_each(|listener| listener(&event)));
        }
    }

    /// Takes the next event, with the listeners at this time. Without a further event, the delivery ends.
    fn next(self) -> Option<(Event, Vec<Listener>)> {
        self.0.try_update_value(|queue| {
            let event = queue.waiting.pop_front();
            queue.is_delivering = event.is_some();
            event.map(|event| {
                (event, queue.listeners.iter().map(|(_, listener)| listener.clone()).collect())
            })
        })?
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    impl Events {
        /// Records all events from now on.
        pub fn record(self) -> Rc<RefCell<Vec<Event>>> {
            let record: Rc<RefCell<Vec<Event>>> = Rc::default();
            let events = record.clone();
            self.listen(move |event| events.borrow_mut().push(event.clone()));
            record
        }
    }

    fn item(path: &str) -> Event {
        let item = FileId { bundle: "bundle".into(), path: path.into() };
        Event::Item { item, focus: false }
    }

    #[test]
    fn each_event_is_delivered_once_and_in_order() {
        Owner::new().with(|| {
            let events = Events::default();
            events.send(item("before any listener"));
            events.listen(move |event| {
                if *event == item("first") {
                    events.send(item("sent by a listener"));
                }
            });
            // This listener gets the events in the same order, though the one before it sends another.
            let record = events.record();
            events.send(item("first"));
            events.send(item("second"));
            let expected = ["first", "sent by a listener", "second"].map(item);
            assert_eq!(*record.borrow(), expected);
        });
    }

    #[test]
    fn a_listener_ends_with_its_owner() {
        Owner::new().with(|| {
            let events = Events::default();
            let component = Owner::new();
            let record = component.with(|| events.record());
            events.send(item("first"));
            component.cleanup();
            events.send(item("second"));
            assert_eq!(*record.borrow(), [item("first")]);
        });
    }
}
