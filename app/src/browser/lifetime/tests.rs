//! Tests that handlers end with their components.

use std::cell::Cell;
use std::rc::Rc;

use super::*;

#[test]
fn a_bound_handler_is_called_until_its_owner_is_cleaned_up() {
    let owner = Owner::new();
    let calls = Rc::new(Cell::new(0));
    let count = calls.clone();
    let (mut handler, reply) = owner.with(|| {
        let signal = RwSignal::new(1);
        let handler = bound(move |by: i32| count.set(count.get() + by * signal.get_untracked()));
        let reply = Lifetime::current().bind_once(move |()| assert_eq!(signal.get_untracked(), 1));
        (handler, reply)
    });
    handler(2);
    assert_eq!(calls.get(), 2);
    owner.cleanup();
    // Without the binding, both would panic, since the signal is disposed of.
    handler(2);
    reply(());
    assert_eq!(calls.get(), 2);
}

#[test]
fn a_handler_of_an_inner_owner_ends_with_the_outer_one() {
    let outer = Owner::new();
    let lifetime = outer.with(|| Owner::new().with(Lifetime::current));
    assert!(lifetime.is_over(), "the inner owner was dropped");
    let inner = outer.with(Owner::new);
    let lifetime = inner.with(Lifetime::current);
    assert!(!lifetime.is_over());
    outer.cleanup();
    assert!(lifetime.is_over());
}
