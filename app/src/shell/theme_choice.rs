//! The choice of the theme.

use leptos::prelude::*;

use super::theme::{Theme, use_theme};
use crate::browser::lifetime::bound;
use crate::words::shell::theme as words;

/// The choice.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let theme = use_theme();
    let choose = move |name: String| {
        if let Some(chosen) = Theme::ALL.into_iter().find(|theme| theme.name() == name) {
            theme.set(chosen);
        }
    };
    view! {
        <label class="theme">
            <span class="theme__label">{words::LABEL}</span>
            <select class="theme__choice" on:change=bound(move |event| choose(event_target_value(&event)))>
                {Theme::ALL.map(|choice| view! {
                    <option value=choice.name() selected=move || theme.get() == choice>
                        {words::theme(choice)}
                    </option>
                })}
            </select>
        </label>
    }
}
