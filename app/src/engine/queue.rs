//! The queue of the requests to a worker: which one is sent next, and which ones are dropped.

/// The order in which requests are sent; the first comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// The user waits for it while typing, and the reply takes a millisecond or two.
    Editor,
    /// An action of the user.
    Task,
    /// The analysis of the newest text.
    Analysis,
    /// A question about what the page shows, which can wait for the analysis.
    Question,
}

/// Identifies a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

/// Requests of the type `T` that wait. A `Slot` holds at most one request, the newest.
#[derive(Debug)]
pub struct Queue<Slot, T> {
    entries: Vec<Entry<Slot, T>>,
    /// The number of tickets so far.
    tickets: u64,
}

#[derive(Debug)]
struct Entry<Slot, T> {
    ticket: Ticket,
    priority: Priority,
    slot: Option<Slot>,
    item: T,
}

impl<Slot, T> Default for Queue<Slot, T> {
    fn default() -> Self {
        Self { entries: vec![], tickets: 0 }
    }
}

impl<Slot: PartialEq, T> Queue<Slot, T> {
    /// Adds a request at the end of its priority. Returns the request that it replaces, which has the same slot.
    pub fn push(&mut self, priority: Priority, slot: Option<Slot>, item: T) -> (Ticket, Option<T>) {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        let is_same = |entry: &Entry<Slot, T>| slot.is_some() && entry.slot == slot;
        let old = self.entries.iter().position(is_same).map(|at| self.entries.remove(at).item);
        self.entries.push(Entry { ticket, priority, slot, item });
        (ticket, old)
    }

    /// Takes the next request: the oldest of the first priority.
    pub fn pop(&mut self) -> Option<(Ticket, T)> {
        let entries = self.entries.iter().enumerate();
        let (at, _) = entries.min_by_key(|(at, entry)| (entry.priority, *at))?;
        let entry = self.entries.remove(at);
        Some((entry.ticket, entry.item))
    }

    /// Removes all requests. Their tickets are not given out again.
    pub fn clear(&mut self) -> Vec<T> {
        self.entries.drain(..).map(|entry| entry.item).collect()
    }

    /// Removes a request that was not sent yet.
    pub fn remove(&mut self, ticket: Ticket) -> Option<T> {
        let at = self.entries.iter().position(|entry| entry.ticket == ticket)?;
        Some(self.entries.remove(at).item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn popped(queue: &mut Queue<u8, &'static str>) -> Vec<&'static str> {
        std::iter::from_fn(|| queue.pop()).map(|(_, item)| item).collect()
    }

    #[test]
    fn requests_are_sent_by_priority_then_by_age() {
        let mut queue = Queue::default();
        queue.push(Priority::Question, None, "lines");
        queue.push(Priority::Analysis, None, "analysis");
        queue.push(Priority::Task, None, "open");
        queue.push(Priority::Task, None, "pack");
        queue.push(Priority::Editor, None, "complete");
        assert_eq!(popped(&mut queue), ["complete", "open", "pack", "analysis", "lines"]);
    }

    #[test]
    fn a_slot_holds_the_newest_request_and_gives_the_older_back() {
        let mut queue = Queue::default();
        assert_eq!(queue.push(Priority::Editor, Some(1), "first").1, None);
        assert_eq!(queue.push(Priority::Editor, Some(2), "other").1, None);
        assert_eq!(queue.push(Priority::Editor, None, "without").1, None);
        assert_eq!(queue.push(Priority::Editor, Some(1), "second").1, Some("first"));
        assert_eq!(popped(&mut queue), ["other", "without", "second"]);
    }

    #[test]
    fn a_request_can_be_removed_until_it_is_sent() {
        let mut queue = Queue::<u8, _>::default();
        let (first, _) = queue.push(Priority::Task, None, "first");
        let (second, _) = queue.push(Priority::Task, None, "second");
        assert_eq!(queue.remove(first), Some("first"));
        assert_eq!(queue.remove(first), None);
        assert_eq!(queue.pop(), Some((second, "second")));
        assert_eq!(queue.remove(second), None);
    }

    #[test]
    fn a_ticket_is_not_given_out_again() {
        let mut queue = Queue::<u8, _>::default();
        let (before, _) = queue.push(Priority::Task, None, "before");
        assert_eq!(queue.clear(), ["before"]);
        let (after, _) = queue.push(Priority::Task, None, "after");
        assert_ne!(before, after);
        assert_eq!(queue.remove(before), None);
    }
}
