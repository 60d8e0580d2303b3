//! The hint how to leave the editor by keyboard, as Tab indents there.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::lifetime::on_window;
use crate::ui::flow::Show;
use crate::ui::focus::focused;
use crate::words::editor as words;

/// The hint, while the editor has got the focus by keyboard.
#[component]
pub fn LeaveHint() -> impl IntoView {
    let is_by_keyboard = StoredValue::new(false);
    let is_shown = RwSignal::new(false);
    on_window(ev::keydown, move |_| is_by_keyboard.set_value(true));
    on_window(ev::pointerdown, move |_| {
        is_by_keyboard.set_value(false);
        is_shown.set(false);
    });
    on_window(ev::focusin, move |_| {
        let is_editor = focused().is_some_and(|focused| {
            let is_text =
                focused.element().get_attribute("contenteditable").as_deref() == Some("true");
            is_text && focused.element().get_attribute("aria-readonly").is_none()
        });
        is_shown.set(is_editor && is_by_keyboard.get_value());
    });
    view! {
        <Show when=move || is_shown.get()>
            <span class="status__leave">{words::LEAVE}</span>
        </Show>
    }
}
