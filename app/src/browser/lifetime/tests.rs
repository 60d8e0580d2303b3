//! Tests that handlers end with their components, and that components use no other handlers.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use super::*;

/// Events that a browser sends to an element while it removes it, or after that.
const LATE: [&str; 11] = [
    "blur",
    "cancel",
    "change",
    "close",
    "focus",
    "focusin",
    "focusout",
    "pointercancel",
    "pointerup",
    "toggle",
    "touchmove",
];

/// Functions that may call a handler after its component is removed.
const UNBOUND: [&str; 12] = [
    "EventListener::new(",
    "Timeout::new(",
    "Interval::new(",
    "Observer::new(",
    "add_event_listener",
    "queue_microtask(",
    "request_animation_frame(",
    "set_interval(",
    "set_timeout(",
    "spawn_local",
    "then2(",
    "window_event_listener",
];

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

#[test]
fn components_bind_every_handler_that_may_come_late() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![];
    crate::words::tests::collect(&folder, &mut files).unwrap();
    files.sort();
    let mut unbound = vec![];
    let mut components = 0;
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        // A file without a component lives as long as the page.
        if !text.lines().any(|line| line == "#[component]") || path.ends_with("app.rs") {
            continue;
        }
        components += 1;
        let name = path.strip_prefix(&folder).unwrap().display();
        for (at, line) in text.lines().enumerate() {
            let is_code = !line.trim_start().starts_with("//");
            if is_code && (is_late(line) || UNBOUND.iter().any(|name| line.contains(name))) {
                unbound.push(format!("{name}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(components > 50, "only {components} files with components");
    assert!(unbound.is_empty(), "use crate::browser::lifetime: {unbound:#?}");
}

/// Whether a line of a view listens to an event that may come late, with an unbound handler.
fn is_late(line: &str) -> bool {
    line.match_indices("on:").any(|(at, on)| {
        let (event, handler) = line[at + on.len()..].split_once('=').unwrap_or_default();
        let name = event.split(':').next().unwrap_or_default();
        LATE.contains(&name) && !handler.starts_with("bound(")
    })
}

#[test]
fn an_unbound_handler_is_found() {
    assert!(is_late("on:blur=move |_| draft.set(None)"));
    assert!(is_late("<div class=\"outline\" on:focusout=left>"));
    assert!(is_late("on:change:target=move |event| rename(event.target().value())"));
    assert!(!is_late("on:blur=bound(move |_| draft.set(None))"));
    assert!(!is_late("on:click=move |_| close.run(())"));
}
