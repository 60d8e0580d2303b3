//! What a browser does by itself and must not here.

use leptos::ev;
use leptos::prelude::*;

use crate::lifetime::on_window;
use crate::session::{Saved, Session};

/// Asks before a page is left whose work is not saved.
pub fn guard(session: Session) {
    on_window(ev::beforeunload, move |event| {
        // What is being saved may not be in time: the browser waits for no transaction.
        if session.saved.get_untracked() != Saved::Yes {
            event.prevent_default();
        }
    });
}
