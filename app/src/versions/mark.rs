//! The form that marks the present state of a bundle as a version.

use cyclotron_core::compare::{Judgement, Level, Number, next_number};
use cyclotron_worker::calls::CompareBundles;
use js_sys::Date;
use leptos::prelude::*;

use crate::app::SharedEngine;
use crate::browser::lifetime::Lifetime;
use crate::compare::judgement::Judged;
use crate::session::use_session;
use crate::ui::flow::Show;
use crate::words::versions as words;

/// The most characters of a note.
const MAX_NOTE: usize = 500;

/// The state of the verdict on the changes since the last version.
#[derive(Clone, Debug, PartialEq)]
enum Judging {
    /// There is no version yet.
    First,
    /// The engine is comparing.
    UnderWay,
    /// The verdict.
    Done(Judgement),
    /// The engine stopped.
    Failed,
}

/// Proposes a number for the present state of a bundle, and marks it.
#[component]
pub fn MarkVersion(
    /// The name of the bundle.
    name: String,
) -> impl IntoView {
    let session = use_session();
    let name = StoredValue::new(name);
    let typed = RwSignal::new(None::<String>);
    let note = RwSignal::new(String::new());
    let done = RwSignal::new(String::new());
    let last = Memo::new(move |_| {
        session.versions_of(&name.get_value()).last().map(|version| version.number)
    });
    let bundle = move || session.workspace.with(|open| open.bundle(&name.get_value()).cloned());
    let judging = judging_since(name);
    let level = move || match judging.get() {
        Judging::Done(judgement) => judgement.level,
        // Without a verdict, the change may be incompatible.
        Judging::Failed => Level::Major,
        Judging::First | Judging::UnderWay => Level::Same,
    };
    let offered =
        Memo::new(move |_| bundle().map(|bundle| next_number(&bundle, last.get(), level())));
    let text = move || {
        let offered = || offered.get().map(|number| number.to_string()).unwrap_or_default();
        typed.get().unwrap_or_else(offered)
    };
    let wrong = Memo::new(move |_| wrong(&text(), last.get()));
    let advice = move || {
        let is_minor_step =
            last.get().zip(read(&text())).is_some_and(|(last, new)| new.major == last.major);
        let is_refused = level() == Level::Major && is_minor_step;
        is_refused.then_some(words::NOT_MINOR)
    };
    let mark = move || {
        let Some(number) = read(&untrack(text)) else { return };
        if wrong.with_untracked(Option::is_some) || judging.get_untracked() == Judging::UnderWay {
            return;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a date")]
        let time = Date::now() as u64;
        let said: String = note.with_untracked(|note| note.trim().chars().take(MAX_NOTE).collect());
        session.mark_version(&name.get_value(), number, &said, time);
        done.set(words::done(number));
        typed.set(None);
        note.set(String::new());
    };
    view! {
        <Show
            when=move || offered.with(Option::is_some)
            fallback=|| view! {
                <p class="versions__hint">{words::NOT_OPEN}</p>
            }
        >
            <form
                class="versions__form"
                aria-label=words::MARK_FORM
                on:submit=move |event| {
                    event.prevent_default();
                    mark();
                }
            >
                <Since judging last />
                <div class="versions__fields">
                    <Fields text=Signal::derive(text) typed wrong note />
                    <button
                        class="button button--primary"
                        type="submit"
                        disabled=move || judging.get() == Judging::UnderWay
                    >
                        {words::MARK}
                    </button>
                </div>
                <p class="field__message versions__wrong" id="version-number-hint">
                    {move || wrong.get().or_else(|| advice().map(str::to_owned))}
                </p>
                <p class="versions__done" role="status" aria-label=words::DONE_LABEL>{move || done.get()}</p>
            </form>
        </Show>
    }
}

/// The verdict on the changes in a bundle since its last version.
fn judging_since(name: StoredValue<String>) -> RwSignal<Judging> {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let judging = RwSignal::new(Judging::First);
    let bundle = move || session.workspace.with(|open| open.bundle(&name.get_value()).cloned());
    Effect::new(move || {
        let versions = session.versions_of(&name.get_value());
        let (Some(after), Some(before)) = (bundle(), versions.into_iter().next_back()) else {
            return judging.set(Judging::First);
        };
        judging.set(Judging::UnderWay);
        let call = CompareBundles { before: before.bundle, after };
        let reply = engine.with_value(|engine| engine.call(call));
        // A later run of the effect drops this reply.
        Lifetime::current().run(reply, move |found| {
            judging.set(found.map_or(Judging::Failed, |found| Judging::Done(found.judgement)));
        });
    });
    judging
}

/// The changes since the last version.
#[component]
fn Since(
    /// The state of the verdict.
    judging: RwSignal<Judging>,
    /// The number of the last version.
    last: Memo<Option<Number>>,
) -> impl IntoView {
    let since = move || match judging.get() {
        Judging::First => view! {
            <p class="versions__hint">{words::FIRST}</p>
        }
        .into_any(),
        Judging::UnderWay => view! { <p class="versions__hint">{words::COMPARING}</p> }.into_any(),
        Judging::Failed => view! {
            <p class="versions__hint">
                {words::NOT_COMPARED}
            </p>
        }
        .into_any(),
        Judging::Done(judgement) => {
            let last = last.get_untracked().map(|last| last.to_string()).unwrap_or_default();
            view! {
                <h3 class="versions__title">{words::since(&last)}</h3>
                <Judged judgement />
            }
            .into_any()
        }
    };
    view! {
        <div class="versions__since" role="status" aria-label=words::CHANGED>{since}</div>
    }
}

/// The fields for the number and the note.
#[component]
fn Fields(
    /// The shown number.
    text: Signal<String>,
    /// The number as typed; `None` while the proposed one is shown.
    typed: RwSignal<Option<String>>,
    /// The error in the number.
    wrong: Memo<Option<String>>,
    /// The note.
    note: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="versions__field">
            <label class="field__label" for="version-number">{words::NUMBER}</label>
            <input
                class="field__input"
                id="version-number"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                spellcheck="false"
                maxlength="12"
                aria-describedby="version-number-hint"
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                prop:value=move || text.get()
                on:input:target=move |event| typed.set(Some(event.target().value()))
            />
        </div>
        <div class="versions__field versions__field--wide">
            <label class="field__label" for="version-note">{words::NOTE}</label>
            <input
                class="field__input"
                id="version-note"
                type="text"
                autocomplete="off"
                maxlength=MAX_NOTE.to_string()
                placeholder=words::NOTE_HINT
                prop:value=move || note.get()
                on:input:target=move |event| note.set(event.target().value())
            />
        </div>
    }
}

/// Reads a typed number, such as `1.0`.
fn read(text: &str) -> Option<Number> {
    let (major, minor) = text.trim().trim_start_matches('v').split_once('.')?;
    let number = |digits: &str| {
        let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| are_digits)
    };
    Some(Number::new(number(major)?, number(minor)?))
}

/// The error in a typed number.
fn wrong(text: &str, last: Option<Number>) -> Option<String> {
    let Some(number) = read(text) else {
        return Some(words::NO_NUMBER.to_owned());
    };
    match last {
        Some(last) if number <= last => Some(words::too_small(last)),
        _ if number.major == 0 => Some(words::NO_MAJOR.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_two_numbers_and_more_than_the_last() {
        let last = Some(Number::new(1, 4));
        for text in ["1.5", "2.0", " v1.10 "] {
            assert_eq!(wrong(text, last), None, "{text}");
        }
        for text in ["", "1", "1.", "1.4", "0.9", "1.5.1", "1,5", "+2.0", "99999999999.0"] {
            assert!(wrong(text, last).is_some(), "{text}");
        }
        assert!(wrong("0.1", None).is_some());
    }
}
