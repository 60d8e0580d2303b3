//! The question before an unsaved page is closed.

use leptos::ev;
use leptos::prelude::*;

use super::lifetime::on_window;
use crate::session::{Saved, Session};

/// Makes the browser ask before a page with unsaved work is closed.
pub fn guard(session: Session) {
    on_window(ev::beforeunload, move |event| {
        let is_unsaved =
            matches!(session.stored.saved.get_untracked(), Saved::No(_) | Saved::Elsewhere);
        if is_unsaved || session.is_at_risk() {
            event.prevent_default();
        }
    });
}
