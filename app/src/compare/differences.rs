//! The differences of two texts, side by side.

use cyclotron_core::compare::{DiffRow, Differences as FoundDifferences, Hunk, Line};
use leptos::prelude::*;

use crate::ui::flow::{For, Show};
use crate::words::compare::differences as words;

/// The number of rows to show at first, and with each request for more.
const AT_ONCE: usize = 300;

/// Shows the differences of two texts side by side, or one below the other in a narrow window. Independent of
/// bundles, so it can compare any two texts.
#[component]
pub fn Differences(
    /// The name of the older text.
    #[prop(into)]
    before: String,
    /// The name of the newer text.
    #[prop(into)]
    after: String,
    /// The differences.
    differences: FoundDifferences,
    /// Goes to a line of the older text, given its number; `None` if the text cannot be opened.
    #[prop(optional, into)]
    on_before: Option<Callback<usize>>,
    /// Goes to a line of the newer text, given its number; `None` if the text cannot be opened.
    #[prop(optional, into)]
    on_after: Option<Callback<usize>>,
) -> impl IntoView {
    let FoundDifferences { hunks, notes, is_too_large, .. } = differences;
    let count: usize = hunks.iter().map(|hunk| hunk.rows.len()).sum();
    let shown = RwSignal::new(AT_ONCE);
    let has_rows = count > 0;
    let hunks = StoredValue::new(hunks);
    let title = words::both(&before, &after);
    let go = (on_before, on_after);
    // Only appends rows, so that the existing ones keep the focus.
    let parts = move || (0..shown.get().min(count).div_ceil(AT_ONCE)).collect::<Vec<_>>();
    let part = move |at: usize| {
        hunks.with_value(|hunks| rows(hunks, at * AT_ONCE, AT_ONCE, go).collect_view())
    };
    view! {
        {is_too_large.then(|| view! {
            <p class="differences__note">{words::TOO_LARGE}</p>
        })}
        {notes.into_iter().map(|note| view! { <p class="differences__note">{note}</p> }).collect_view()}
        {has_rows.then(|| view! {
            <div class="differences" role="table" aria-label=title>
                <div class="differences__head" role="row">
                    <span class="differences__label" role="columnheader">{before}</span>
                    <span class="differences__label" role="columnheader">{after}</span>
                </div>
                <For each=parts key=|at| *at let(at)>
                    <div class="differences__rows" role="rowgroup">{part(at)}</div>
                </For>
            </div>
        })}
        <Show when=move || { shown.get() < count }>
            <button
                class="button button--small"
                type="button"
                on:click=move |_| shown.update(|shown| *shown += AT_ONCE)
            >
                {move || words::more_of_rows((count - shown.get()).min(AT_ONCE))}
            </button>
        </Show>
    }
}

/// Callbacks that go to a line of the older and of the newer text.
type Go = (Option<Callback<usize>>, Option<Callback<usize>>);

/// Up to `count` rows of all hunks, starting at row `from`, with a heading before the first row of each hunk.
fn rows(hunks: &[Hunk], from: usize, count: usize, go: Go) -> impl Iterator<Item = AnyView> {
    let rows = hunks.iter().flat_map(|hunk| {
        hunk.rows.iter().enumerate().map(move |(at, row)| ((at == 0).then_some(hunk), row))
    });
    rows.skip(from).take(count).flat_map(move |(begin, row)| {
        [begin.map(|hunk| heading(hunk, go)), Some(view_row(row, go))].into_iter().flatten()
    })
}

/// The heading of a hunk with its line numbers. It is focusable, and goes to the first changed line if it can.
fn heading(hunk: &Hunk, go: Go) -> AnyView {
    let numbers = |side: fn(&DiffRow) -> Option<&Line>| {
        let mut lines = hunk.rows.iter().filter_map(side).map(|line| line.number);
        let first = lines.next()?;
        Some((first, lines.next_back().unwrap_or(first)))
    };
    let (old, new) = (numbers(|row| row.before.as_ref()), numbers(|row| row.after.as_ref()));
    let text = words::hunk(old, new);
    let changed = hunk.rows.iter().find(|row| row.is_changed);
    let after = changed.and_then(|row| row.after.as_ref()).map(|line| line.number);
    let before = changed.and_then(|row| row.before.as_ref()).map(|line| line.number);
    // If the changed lines are missing on this side, go to the first line of the hunk.
    let target = match go {
        (_, Some(go)) => after.or(new.map(|(first, _)| first)).map(|line| (go, line)),
        (Some(go), None) => before.or(old.map(|(first, _)| first)).map(|line| (go, line)),
        (None, None) => None,
    };
    let place = match target {
        Some((go, line)) => view! {
            <button
                class="link differences__place"
                type="button"
                title=words::GO
                on:click=move |_| go.run(line)
            >
                {text}
            </button>
        }
        .into_any(),
        None => view! { <span class="differences__place" tabindex="-1">{text}</span> }.into_any(),
    };
    view! {
        <div class="differences__hunk" role="row">
            <span role="rowheader">{place}</span>
        </div>
    }
    .into_any()
}

fn view_row(row: &DiffRow, (on_before, on_after): Go) -> AnyView {
    let is_changed = row.is_changed;
    let (old, new) = match (&row.before, &row.after) {
        _ if !is_changed => ("same", "same"),
        (Some(_), Some(_)) => ("removed", "added"),
        (Some(_), None) => ("removed", "none"),
        _ => ("none", "added"),
    };
    view! {
        <div class="differences__row" class:differences__row--changed=is_changed role="row">
            {cell(row.before.as_ref(), "before", old, on_before)}
            {cell(row.after.as_ref(), "after", new, on_after)}
        </div>
    }
    .into_any()
}

/// A line with its kind of change, as a sign and as text for screen readers.
fn cell(
    line: Option<&Line>,
    side: &'static str,
    state: &'static str,
    go: Option<Callback<usize>>,
) -> AnyView {
    let (sign, meaning) = match state {
        "removed" => ("−", words::LINE_REMOVED),
        "added" => ("+", words::LINE_ADDED),
        _ => ("", ""),
    };
    let class = format!("differences__cell differences__cell--{side} differences__cell--{state}");
    let Some(line) = line else {
        return view! { <span class=class role="cell"></span> }.into_any();
    };
    let number = line.number;
    let number = match go {
        // This button is not in the tab order: the heading of the hunk leads to the same line.
        Some(go) => view! {
            <button
                class="differences__number differences__number--link"
                type="button"
                tabindex="-1"
                title=words::GO
                on:click=move |_| go.run(number)
            >
                {number}
            </button>
        }
        .into_any(),
        None => view! { <span class="differences__number">{number}</span> }.into_any(),
    };
    let pieces = pieces(line).into_iter().map(|(text, is_changed)| match (is_changed, state) {
        (true, "removed") => view! { <del class="differences__word">{text}</del> }.into_any(),
        (true, _) => view! { <ins class="differences__word">{text}</ins> }.into_any(),
        (false, _) => text.into_any(),
    });
    view! {
        <span class=class role="cell">
            {number}
            <span class="differences__sign" aria-hidden="true">{sign}</span>
            <code class="differences__text">
                {(!meaning.is_empty()).then(|| view! { <span class="visually-hidden">{meaning}</span> })}
                {pieces.collect_view()}
            </code>
        </span>
    }
    .into_any()
}

/// The pieces of a line, each with whether it differs from the other line.
fn pieces(line: &Line) -> Vec<(String, bool)> {
    let mut pieces = vec![];
    let mut at = 0;
    for span in &line.changed {
        let between = line.text.get(at..span.start).unwrap_or_default();
        pieces.push((between.to_owned(), false));
        pieces.push((span.of(&line.text).to_owned(), true));
        at = span.end;
    }
    pieces.push((line.text.get(at..).unwrap_or_default().to_owned(), false));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use cyclotron_core::text::Span;

    use super::*;

    #[test]
    fn a_line_is_shown_in_pieces() {
        let line = |changed| Line { number: 1, text: "type: string".into(), changed };
        assert_eq!(pieces(&line(vec![])), [("type: string".to_owned(), false)]);
        assert_eq!(
            pieces(&line(vec![Span::new(0, 4), Span::new(6, 12)])),
            [("type".to_owned(), true), (": ".to_owned(), false), ("string".to_owned(), true)]
        );
    }
}
