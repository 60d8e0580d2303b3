//! Views and actions whose code is not in the page's first file, but in a part that is loaded when it is first wanted.
//!
//! [`later!`] declares them. The build splits the code that only they reach from the page's wasm, see
//! `.ci/bin/wasm-bindgen`. There are two parts, because each further one adds files with the code that some of them
//! share: `analysis` has the panes that are empty until the first analysis, and `rest` has what the user opens.
//! [`prefetch`] loads `rest` when the page has nothing else to do, and the service worker keeps both parts.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
pub use leptos::wasm_split::SplitLoaderError as NotLoaded;

use super::dialog::Dialog;
use crate::browser::lifetime::Lifetime;
use crate::words::ui as words;

/// Declares a function whose code is in a part of the page that is loaded later: `rest` or `analysis`.
///
/// The first form returns a view, and shows a state in its place until the part is loaded. Its [`Frame`] comes after
/// `while`:
///
/// ```ignore
/// later! {
///     /// The panel.
///     pub fn panel in rest(close: Callback<()>) while (Frame::Dialog(close)) {
///         view! { <Panel close /> }
///     }
/// }
/// ```
///
/// The second form has `async fn`, and returns the result or [`NotLoaded`].
macro_rules! later {
    (
        $(#[$meta:meta])*
        $visibility:vis fn $name:ident in $part:ident($($argument:ident: $type:ty),* $(,)?)
        while ($frame:expr)
        { $($body:tt)* }
    ) => {
        $(#[$meta])*
        $visibility fn $name($($argument: $type),*) -> ::leptos::prelude::AnyView {
            use $crate::ui::later::{NotLoaded, view};

            #[::leptos::wasm_split::wasm_split(
                $part, wasm_split_path = ::leptos::wasm_split, preload(load), fallible
            )]
            fn $name($($argument: $type),*) -> Result<::leptos::prelude::AnyView, NotLoaded> {
                Ok(::leptos::prelude::IntoAny::into_any({ $($body)* }))
            }

            let frame = $frame;
            view(
                stringify!($part),
                frame,
                || Box::pin(load()),
                Box::new(move || Box::pin($name($($argument),*))),
            )
        }
    };
    (
        $(#[$meta:meta])*
        $visibility:vis async fn $name:ident in $part:ident($($argument:ident: $type:ty),* $(,)?)
        $(-> $result:ty)?
        { $($body:tt)* }
    ) => {
        #[::leptos::wasm_split::wasm_split(
            $part, wasm_split_path = ::leptos::wasm_split, fallible
        )]
        $(#[$meta])*
        $visibility fn $name(
            $($argument: $type),*
        ) -> Result<$crate::ui::later::later!(@result $($result)?), $crate::ui::later::NotLoaded> {
            Ok({ $($body)* })
        }
    };
    (@result) => { () };
    (@result $result:ty) => { $result };
}

pub(crate) use later;

/// The frame of the state that is shown while a part is loaded, or if it cannot be loaded.
#[derive(Clone)]
pub enum Frame {
    /// A dialog, which this closes.
    Dialog(Callback<()>),
    /// A pane with these classes and this accessible name.
    Pane(Signal<String>, &'static str),
    /// An element with this class.
    Content(&'static str),
}

/// A future in a box.
pub type Task<T> = Pin<Box<dyn Future<Output = Result<T, NotLoaded>>>>;

#[derive(Clone, Copy, PartialEq)]
enum State {
    Loading,
    Loaded,
    Failed,
}

thread_local! {
    /// Whether each part that was wanted is loaded.
    static PARTS: RefCell<BTreeMap<&'static str, ArcRwSignal<bool>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether a part is loaded.
fn is_loaded(part: &'static str) -> ArcRwSignal<bool> {
    PARTS.with_borrow_mut(|parts| {
        parts.entry(part).or_insert_with(|| ArcRwSignal::new(false)).clone()
    })
}

/// Shows the view that `create` creates after `load` has loaded its part. If that is loaded already, the view is there
/// at once or before the browser's next event.
pub fn view(
    part: &'static str,
    frame: Frame,
    load: fn() -> Task<()>,
    create: Box<dyn FnOnce() -> Task<AnyView> + Send>,
) -> AnyView {
    let mut loading = load();
    match poll(&mut loading) {
        Some(Ok(())) => return created(create).unwrap_or_else(|| ().into_any()),
        Some(Err(_)) => loading = load(),
        None => {}
    }
    let is_loaded = is_loaded(part);
    let state = RwSignal::new(State::Loading);
    let lifetime = Lifetime::current();
    let wait = {
        let is_loaded = is_loaded.clone();
        move |loading: Task<()>| {
            let is_loaded = is_loaded.clone();
            lifetime.run(loading, move |result| {
                state.set(if result.is_ok() { State::Loaded } else { State::Failed });
                if result.is_ok() && !is_loaded.get_untracked() {
                    is_loaded.set(true);
                }
            });
        }
    };
    wait(loading);
    let retry = Callback::new(move |()| {
        state.set(State::Loading);
        wait(load());
    });
    // Another view may have loaded the part after this one failed to.
    let other = is_loaded.clone();
    Effect::new(move || {
        if other.get() && state.get_untracked() == State::Failed {
            retry.run(());
        }
    });
    let create = StoredValue::new_local(Some(create));
    let show = move || match state.get() {
        // The code is there, and the view comes at once: a loading state would only flash.
        State::Loading if is_loaded.get_untracked() => ().into_any(),
        State::Loading => frame.loading(),
        State::Failed => frame.failed(retry),
        State::Loaded => {
            let create = create.try_update_value(Option::take).flatten();
            untrack(|| create.and_then(created)).unwrap_or_else(|| ().into_any())
        }
    };
    show.into_any()
}

/// The view, whose part is loaded.
fn created(create: Box<dyn FnOnce() -> Task<AnyView> + Send>) -> Option<AnyView> {
    poll(&mut create())?.ok()
}

/// The result of a task, if it is done without waiting.
fn poll<T>(task: &mut Task<T>) -> Option<Result<T, NotLoaded>> {
    match task.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

impl Frame {
    fn loading(&self) -> AnyView {
        self.around(words::LOADING, || view! { <p role="status">{words::LOADING}</p> }.into_any())
    }

    fn failed(&self, retry: Callback<()>) -> AnyView {
        self.around(words::NOT_LOADED, move || {
            view! {
                <p role="alert">{words::NOT_LOADED} " " {words::NOT_LOADED_HELP}</p>
                <div class="dialog__actions">
                    <button class="button" type="button" on:click=move |_| retry.run(())>
                        {words::TRY_AGAIN}
                    </button>
                </div>
            }
            .into_any()
        })
    }

    /// The frame around a state. `title` is for a dialog.
    fn around(
        &self,
        title: &'static str,
        state: impl FnOnce() -> AnyView + Send + 'static,
    ) -> AnyView {
        match *self {
            Self::Dialog(close) => {
                view! { <Dialog title on_close=close>{state()}</Dialog> }.into_any()
            }
            Self::Pane(class, label) => view! {
                <section class=class aria-label=label>
                    <header class="pane__head"><h2 class="pane__title">{label}</h2></header>
                    <div class="pane__empty">{state()}</div>
                </section>
            }
            .into_any(),
            Self::Content(class) => view! { <div class=class>{state()}</div> }.into_any(),
        }
    }
}

later! {
    /// Does nothing but wait for the part `rest`.
    async fn wait_for_rest in rest() {}
}

/// Loads the part `rest` before it is wanted, when the browser is idle. If that fails, it is loaded when it is wanted.
pub fn prefetch() {
    let load = || {
        spawn_local(async {
            if wait_for_rest().await.is_ok() {
                is_loaded("rest").set(true);
            }
        });
    };
    // Safari does not say when it is idle.
    if request_idle_callback_with_handle(load).is_err() {
        load();
    }
}
