//! What a browser does by itself and must not here.

use leptos::ev;
use leptos::prelude::*;

use super::lifetime::on_window;
use crate::session::{Saved, Session};

/// Asks before a page is left whose work is not saved.
pub fn guard(session: Session) {
    on_window(ev::beforeunload, move |event| {
        let is_unsaved = matches!(session.saved.get_untracked(), Saved::No(_) | Saved::Elsewhere);
        if is_unsaved || session.is_at_risk() {
            event.prevent_default();
        }
    });
}
