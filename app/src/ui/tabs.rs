//! A row of tabs, after the ARIA Authoring Practices: one tab is in the tab order, and arrows move between them.

use crate::ui::flow::For;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A row of tabs. The caller has the panel: an element with `role="tabpanel"` and the id `panel`.
#[component]
pub fn Tabs<K>(
    /// The accessible name of the row.
    label: &'static str,
    /// The id of the panel.
    panel: &'static str,
    /// The tabs and their labels.
    #[prop(into)]
    tabs: Signal<Vec<(K, String)>>,
    /// The selected tab.
    #[prop(into)]
    selected: Signal<K>,
    /// Called with the chosen tab.
    #[prop(into)]
    on_select: Callback<K>,
) -> impl IntoView
where
    K: Clone + Eq + std::hash::Hash + Send + Sync + 'static,
{
    let row = NodeRef::<html::Div>::new();
    let go = move |event: KeyboardEvent| {
        let all = tabs.get();
        let Some(at) = all.iter().position(|(key, _)| *key == selected.get()) else { return };
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % all.len(),
            "ArrowLeft" => (at + all.len() - 1) % all.len(),
            "Home" => 0,
            "End" => all.len() - 1,
            _ => return,
        };
        event.prevent_default();
        on_select.run(all[to].0.clone());
        if let Some(row) = row.get()
            && let Some(tab) = row.children().item(u32::try_from(to).unwrap_or(0))
            && let Some(tab) = tab.dyn_ref::<HtmlElement>()
        {
            let _ = tab.focus();
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label node_ref=row on:keydown=go>
            <For
                each=move || tabs.get()
                key=Clone::clone
                children=move |(key, name)| {
                    let chosen = key.clone();
                    let is_selected = Memo::new(move |_| selected.get() == key);
                    view! {
                        <button
                            class="tabs__tab"
                            type="button"
                            role="tab"
                            aria-controls=panel
                            aria-selected=move || is_selected.get().to_string()
                            tabindex=move || if is_selected.get() { "0" } else { "-1" }
                            on:click=move |_| on_select.run(chosen.clone())
                        >
                            {name}
                        </button>
                    }
                }
            />
        </div>
    }
}
