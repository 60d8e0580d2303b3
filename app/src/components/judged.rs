//! Whether a change is minor or major, and why.

use cyclotron_core::compare::{Judgement, Level, Reason};
use leptos::prelude::*;

/// Reasons that are shown before the rest is asked for.
const AT_ONCE: usize = 8;

/// What a change asks for, with its reasons.
#[component]
pub fn Judged(
    /// What was found.
    judgement: Judgement,
) -> impl IntoView {
    let Judgement { level, reasons } = judgement;
    let (class, sentence) = match level {
        Level::Same => ("judged", "Nothing that makes a version has changed."),
        Level::Minor => (
            "judged judged--minor",
            "Every spec that was valid stays valid, so Proton would have taken it as a minor version.",
        ),
        Level::Major => (
            "judged judged--major",
            "A spec that was valid may not be any more; Proton refused such a change as a minor version.",
        ),
    };
    let word = match level {
        Level::Same => "No change",
        Level::Minor => "Minor",
        Level::Major => "Major",
    };
    let rest = reasons.len().saturating_sub(AT_ONCE);
    let more: Vec<Reason> = reasons.iter().skip(AT_ONCE).cloned().collect();
    let first: Vec<Reason> = reasons.into_iter().take(AT_ONCE).collect();
    view! {
        <div class=class>
            <p class="judged__verdict">
                <strong class="judged__level">{word}</strong>
                <span>{sentence}</span>
            </p>
            {(!first.is_empty()).then(|| view! { <Reasons reasons=first /> })}
            {(rest > 0).then(|| view! {
                <details class="judged__more">
                    <summary>{format!("{rest} more")}</summary>
                    <Reasons reasons=more />
                </details>
            })}
        </div>
    }
}

/// A list of reasons.
#[component]
fn Reasons(
    /// In this order.
    reasons: Vec<Reason>,
) -> impl IntoView {
    let item = |Reason { path, message, level }| {
        let word = if level == Level::Major { "Major" } else { "Minor" };
        let class =
            if level == Level::Major { "judged__word judged__word--major" } else { "judged__word" };
        view! {
            <li class="judged__reason">
                <span class=class>{word}</span>
                <span>
                    {(!path.is_empty()).then(|| view! { <code class="judged__path">{path}</code> })}
                    " "
                    {message}
                </span>
            </li>
        }
    };
    view! {
        <ul class="judged__reasons" aria-label="Reasons">
            {reasons.into_iter().map(item).collect_view()}
        </ul>
    }
}
