//! The dialog that compares two bundles, or two states of one bundle.

use cyclotron_core::compare::{BundleDifference, SampleDifference};
use cyclotron_worker::calls::{CompareBundles, CompareSample};
use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::changes::{step, unfold};
use super::files::ComparedFiles;
use super::judgement::Judged;
use super::samples::ComparedSamples;
use super::sides::{Side, use_comparison};
use crate::app::SharedEngine;
use crate::browser::dates;
use crate::browser::lifetime::{Lifetime, after_dialog, bound, on_window};
use crate::commands::use_commands;
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::versions::marked::use_shown_versions;
use crate::words::compare::dialog as words;
use crate::words::shell::empty_states as gaps;

/// The maximum number of samples whose renderings are compared, as each is rendered twice.
pub const MAX_SAMPLES: usize = 30;

/// The state of a request to the engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked<T> {
    /// No reply yet.
    UnderWay,
    /// The reply.
    Done(T),
    /// The engine stopped.
    Failed,
}

/// The name of a sample, and the differences of its renderings.
pub type Sample = (String, Asked<SampleDifference>);

/// The dialog, while two sides are compared.
#[component]
pub fn Compare() -> impl IntoView {
    let comparison = use_comparison();
    let close = Callback::new(move |()| comparison.close());
    view! {
        <Show when=move || comparison.sides.with(Option::is_some)>{dialog(close)}</Show>
    }
}

later! {
    /// The open dialog.
    fn dialog in rest(close: Callback<()>) while (Frame::Dialog(close)) {
        view! {
            <Dialog title=words::TITLE wide=true on_close=close>
                <Comparison />
            </Dialog>
        }
    }
}

/// The choice of the two sides, and their differences.
#[component]
fn Comparison() -> impl IntoView {
    let comparison = use_comparison();
    let engine: SharedEngine = expect_context();
    let pair = Memo::new(move |_| comparison.sides.get());
    let found = RwSignal::new(Asked::<BundleDifference>::UnderWay);
    let samples = RwSignal::new(Vec::<Sample>::new());
    let ask = move |before: Side, after: Side| {
        // A later run of the effect drops the replies to this one.
        let lifetime = Lifetime::current();
        found.set(Asked::UnderWay);
        samples.set(vec![]);
        let (Some(before), Some(after)) = (comparison.bundle(&before), comparison.bundle(&after))
        else {
            return found.set(Asked::Failed);
        };
        let call = CompareBundles { before: before.clone(), after: after.clone() };
        let reply = engine.with_value(|engine| engine.call(call));
        lifetime.run(reply, move |difference| {
            let Some(difference) = difference else {
                return found.set(Asked::Failed);
            };
            let wanted: Vec<_> = difference.samples.iter().take(MAX_SAMPLES).cloned().collect();
            found.set(Asked::Done(difference));
            samples.set(wanted.iter().map(|(_, name)| (name.clone(), Asked::UnderWay)).collect());
            for (at, (path, _)) in wanted.into_iter().enumerate() {
                let call = CompareSample { before: before.clone(), after: after.clone(), path };
                let reply = engine.with_value(|engine| engine.call(call));
                lifetime.run(reply, move |difference| {
                    let answer = difference.map_or(Asked::Failed, Asked::Done);
                    samples.update(|all| {
                        if let Some((_, sample)) = all.get_mut(at) {
                            *sample = answer;
                        }
                    });
                });
            }
        });
    };
    Effect::new(move || {
        if let Some((before, after)) = pair.get() {
            untrack(|| ask(before, after));
        }
    });
    let body = NodeRef::<html::Div>::new();
    let commands = use_commands();
    let go = move |by: isize| {
        if let Some(body) = body.get_untracked() {
            step(&body, by);
        }
    };
    on_window(ev::keydown, move |event: KeyboardEvent| {
        if let Some(by) = direction(&event, commands.single.get_untracked()) {
            event.prevent_default();
            event.stop_propagation();
            go(by);
        }
    });
    let expand = move |open: bool| {
        if let Some(body) = body.get_untracked() {
            unfold(&body, open);
        }
    };
    view! {
        <Sides pair />
        <div class="compare" node_ref=body>
            {move || match (pair.get(), found.get()) {
                (_, Asked::UnderWay) => view! { <p role="status">{words::COMPARING}</p> }.into_any(),
                (Some((before, after)), Asked::Done(difference)) => {
                    let BundleDifference { judgement, files, equal, samples: all } = difference;
                    let left_out = all.len().saturating_sub(MAX_SAMPLES);
                    view! {
                        <section class="compare__part" aria-label=words::JUDGEMENT>
                            <Judged judgement />
                        </section>
                        <div class="compare__tools" role="group" aria-label=words::CHANGES>
                            <button class="button button--small" type="button" title=words::PREVIOUS_TITLE on:click=move |_| go(-1)>
                                {words::PREVIOUS}
                            </button>
                            <button class="button button--small" type="button" title=words::NEXT_TITLE on:click=move |_| go(1)>
                                {words::NEXT}
                            </button>
                            <button class="button button--small button--quiet" type="button" on:click=move |_| expand(true)>
                                {words::EXPAND}
                            </button>
                            <button class="button button--small button--quiet" type="button" on:click=move |_| expand(false)>
                                {words::COLLAPSE}
                            </button>
                        </div>
                        <ComparedFiles before=before.clone() after=after.clone() files equal />
                        <ComparedSamples before=before.label() after=after.label() samples left_out />
                    }
                    .into_any()
                }
                _ => view! {
                    <p role="status">{words::FAILED}</p>
                }
                .into_any(),
            }}
        </div>
    }
}

/// The direction of the pressed keys: 1 for F7 and n, -1 for Shift+F7 and p. The letters only work if `single`
/// keys are on.
fn direction(event: &KeyboardEvent, single: bool) -> Option<isize> {
    use wasm_bindgen::JsCast;
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    // In a select element, a letter selects an option.
    let is_choosing = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| matches!(target.tag_name().as_str(), "SELECT" | "INPUT"));
    match (event.key().as_str(), event.shift_key()) {
        ("F7", false) => Some(1),
        ("F7", true) => Some(-1),
        ("n", false) if single && !is_choosing => Some(1),
        ("p", false) if single && !is_choosing => Some(-1),
        _ => None,
    }
}

/// The choice of the two sides.
#[component]
fn Sides(
    /// The two sides, the older one first.
    pair: Memo<Option<(Side, Side)>>,
) -> impl IntoView {
    let session = use_session();
    let comparison = use_comparison();
    let versions = use_shown_versions();
    let sides = Memo::new(move |_| comparison.all_sides());
    let choose = move |is_after: bool, at: usize| {
        let Some(side) = sides.with_untracked(|sides| sides.get(at).cloned()) else { return };
        comparison.sides.update(|pair| {
            if let Some((before, after)) = pair {
                *(if is_after { after } else { before }) = side;
            }
        });
    };
    let select = move |is_after: bool, id: &'static str, label: &'static str| {
        let is_chosen = move |side: &Side| {
            pair.with(|pair| {
                pair.as_ref()
                    .is_some_and(|(before, after)| side == if is_after { after } else { before })
            })
        };
        view! {
            <div class="compare__side">
                <label class="field__label" for=id>{label}</label>
                <select
                    class="field__input"
                    id=id
                    on:change=bound(move |event| {
                        choose(is_after, event_target_value(&event).parse().unwrap_or_default());
                    })
                >
                    {move || sides.get().into_iter().enumerate().map(|(at, side)| {
                        let label = side.label();
                        view! {
                            <option value=at.to_string() prop:selected=move || is_chosen(&side)>{label}</option>
                        }
                    }).collect_view()}
                </select>
            </div>
        }
    };
    let is_alone = move || sides.with(|sides| sides.len() < 2);
    let mark = move |_| {
        comparison.close();
        // This dialog must restore the focus before the next one takes it.
        after_dialog(move || versions.open(session.bundle_name()));
    };
    view! {
        <div class="compare__sides">
            {select(false, "compare-before", words::BEFORE)}
            <button
                class="button button--small"
                type="button"
                on:click=move |_| comparison.sides.update(|pair| {
                    if let Some((before, after)) = pair {
                        std::mem::swap(before, after);
                    }
                })
            >
                {words::SWAP}
            </button>
            {select(true, "compare-after", words::AFTER)}
            {move || comparison.shown_earlier().map(|(time, bundle)| view! {
                <button
                    class="button button--small"
                    type="button"
                    on:click=move |_| {
                        comparison.close();
                        session.restore_bundle(bundle.clone(), &dates::shown(time));
                    }
                >
                    {words::RESTORE}
                </button>
            })}
        </div>
        <Show when=is_alone>
            <p class="versions__hint">
                {gaps::NOTHING_TO_COMPARE} " "
                <button class="link" type="button" on:click=mark>{gaps::MARK}</button>
            </p>
        </Show>
    }
}
