//! Whether a change is minor or major, and why.

use cyclotron_core::compare::{Judgement, Level, Reason};
use leptos::prelude::*;

use crate::ui::prose;
use crate::words::compare::differences as words;

/// The number of reasons to show before the rest is expanded.
const AT_ONCE: usize = 8;

/// The level of a change, and the reasons for it.
#[component]
pub fn Judged(
    /// The level and the reasons.
    judgement: Judgement,
) -> impl IntoView {
    let Judgement { level, reasons } = judgement;
    let class = match level {
        Level::Same => "judged",
        Level::Minor => "judged judged--minor",
        Level::Major => "judged judged--major",
    };
    let rest = reasons.len().saturating_sub(AT_ONCE);
    let more: Vec<Reason> = reasons.iter().skip(AT_ONCE).cloned().collect();
    let first: Vec<Reason> = reasons.into_iter().take(AT_ONCE).collect();
    view! {
        <div class=class>
            <p class="judged__verdict">
                <strong class="judged__level">{words::level(level)}</strong>
                <span>{words::verdict(level)}</span>
            </p>
            {(!first.is_empty()).then(|| view! { <Reasons reasons=first /> })}
            {(rest > 0).then(|| view! {
                <details class="judged__more">
                    <summary>{words::more_reasons(rest)}</summary>
                    <Reasons reasons=more />
                </details>
            })}
        </div>
    }
}

/// A list of reasons.
#[component]
fn Reasons(
    /// The reasons, in the order to show.
    reasons: Vec<Reason>,
) -> impl IntoView {
    let item = |Reason { path, message, level }| {
        let word = words::level(level.max(Level::Minor));
        let class =
            if level == Level::Major { "judged__word judged__word--major" } else { "judged__word" };
        view! {
            <li class="judged__reason">
                <span class=class>{word}</span>
                <span>
                    {(!path.is_empty()).then(|| view! { <code class="judged__path">{path}</code> })}
                    " "
                    {prose::message(&message)}
                </span>
            </li>
        }
    };
    view! {
        <ul class="judged__reasons" aria-label=words::REASONS>
            {reasons.into_iter().map(item).collect_view()}
        </ul>
    }
}
