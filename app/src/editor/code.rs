//! `CodeMirror`'s code, which is loaded after the page. Until it is there, the panes show plain text.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::codemirror::load;
use crate::browser::lifetime::Lifetime;
use crate::ui::flow::Show;
use crate::words::editor as words;

/// `CodeMirror`'s code. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Code {
    state: RwSignal<State, LocalStorage>,
    /// The number of attempts to load it.
    attempts: StoredValue<u32>,
    /// The lifetime of the page.
    lifetime: Lifetime,
}

/// `CodeMirror`'s code, from the context.
pub fn use_code() -> Code {
    expect_context()
}

#[derive(Clone, PartialEq)]
enum State {
    /// It is on the way.
    Loading,
    /// The module.
    Loaded(JsValue),
    /// It could not be loaded.
    Failed,
}

impl Code {
    /// Starts to load the code.
    pub fn start() -> Self {
        let state = RwSignal::new_local(State::Loading);
        let code = Self { state, attempts: StoredValue::new(0), lifetime: Lifetime::current() };
        code.load();
        code
    }

    /// The module; `None` while it is not loaded.
    pub fn module(self) -> Option<JsValue> {
        self.state.with(|state| match state {
            State::Loaded(module) => Some(module.clone()),
            State::Loading | State::Failed => None,
        })
    }

    fn load(self) {
        self.state.set(State::Loading);
        self.attempts.update_value(|attempts| *attempts += 1);
        let address = address(self.attempts.get_value());
        self.lifetime.run(async move { load(&address).await }, move |loaded| {
            self.state.set(match loaded {
                Ok(module) => State::Loaded(module),
                Err(_) => State::Failed,
            });
        });
    }
}

/// The address of the module, which the build writes into the page. A browser may remember that an address failed, so
/// each further attempt has an address of its own.
fn address(attempt: u32) -> String {
    let meta = document().query_selector("meta[name='editor']").ok().flatten();
    let address = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    if attempt > 1 { format!("{address}?attempt={attempt}") } else { address }
}

/// A text that can be read and selected while `CodeMirror`'s code is not loaded. If loading it failed, a button tries again.
#[component]
pub fn PlainText(
    /// The accessible name of the text.
    #[prop(into)]
    label: Signal<String>,
    /// The text; `None` while the pane shows no file.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    let code = use_code();
    let is_shown = move || code.module().is_none() && text.with(Option::is_some);
    view! {
        <Show when=is_shown>
            <div class="plain-text">
                <Show when=move || code.state.with(|state| *state == State::Failed)>
                    <p class="pane__note" role="alert">
                        {words::NOT_LOADED}
                        " "
                        <button class="link" type="button" on:click=move |_| code.load()>
                            {words::TRY_AGAIN}
                        </button>
                    </p>
                </Show>
                <pre class="plain-text__text" tabindex="0" role="group" aria-label=label>
                    {move || text.get()}
                </pre>
            </div>
        </Show>
    }
}
