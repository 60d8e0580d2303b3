//! The changed files of a comparison.

use cyclotron_core::FileId;
use cyclotron_core::compare::{
    Differences as FoundDifferences, FileChange, FileDifference, FileKind,
};
use leptos::prelude::*;

use super::changes::ChangeSection;
use super::differences::Differences;
use super::sides::{Comparison, Side, use_comparison};
use crate::browser::lifetime::after_dialog;
use crate::session::{Reveal, Session, use_session};
use crate::ui::flow::{For, Show};
use crate::words::compare::differences as words;

/// The rows of all files are shown at first if at most this many files have changed.
const OPEN: usize = 3;

/// The number of files to list at first, and with each request for more.
const AT_ONCE: usize = 100;

/// The list of the files that differ.
#[component]
pub fn ComparedFiles(
    /// The older side.
    before: Side,
    /// The newer side.
    after: Side,
    /// The files that differ, in path order.
    files: Vec<FileDifference>,
    /// The number of equal files.
    equal: usize,
) -> impl IntoView {
    let summary = words::summary(files.len(), equal);
    let open = files.len() <= OPEN;
    let count = files.len();
    let shown = RwSignal::new(AT_ONCE);
    let files = StoredValue::new(files);
    let sides = StoredValue::new((before, after));
    let part = move |at: usize| {
        let file = files.with_value(|files| files.get(at).cloned())?;
        let (before, after) = sides.get_value();
        Some(view! { <File before after file open /> })
    };
    view! {
        <section class="compare__part" aria-label=words::FILES_LABEL>
            <h3 class="compare__title">{words::FILES}</h3>
            <p class="compare__summary">{summary}</p>
            <For each=move || 0..shown.get().min(count) key=|at| *at let(at)>{part(at)}</For>
            <Show when=move || { shown.get() < count }>
                <button
                    class="button button--small"
                    type="button"
                    on:click=move |_| shown.update(|shown| *shown += AT_ONCE)
                >
                    {move || words::more_of_files((count - shown.get()).min(AT_ONCE))}
                </button>
            </Show>
        </section>
    }
}

/// A changed file.
#[component]
fn File(
    /// The older side.
    before: Side,
    /// The newer side.
    after: Side,
    /// The difference of the file.
    file: FileDifference,
    /// Whether its rows are shown at first.
    open: bool,
) -> impl IntoView {
    let session = use_session();
    let comparison = use_comparison();
    let FileDifference { path, change, kind } = file;
    let old_path = match &change {
        FileChange::Renamed(from) => from.clone(),
        _ => path.clone(),
    };
    let what = match change {
        FileChange::Added => words::NEW.to_owned(),
        FileChange::Removed => words::REMOVED.to_owned(),
        FileChange::Changed => words::CHANGED.to_owned(),
        FileChange::Renamed(from) => words::renamed(&from),
    };
    let counts = match &kind {
        FileKind::Text(found) => counts(found),
        FileKind::Binary(..) => {
            view! { <span class="compared__what">{words::BINARY}</span> }.into_any()
        }
    };
    let head = view! {
        <code class="compared__path">{path.clone()}</code>
        " "
        <span class="compared__what">{what}</span>
        " "
        {counts}
    }
    .into_any();
    let go =
        (way(session, comparison, &before, &old_path), way(session, comparison, &after, &path));
    let body = StoredValue::new((before.label(), after.label(), kind));
    view! {
        <ChangeSection head open>
            {body.with_value(|(before, after, kind)| match kind {
                FileKind::Text(found) if found.is_empty() => view! {
                    <p class="differences__note">{words::SAME_TEXT}</p>
                }.into_any(),
                FileKind::Text(found) => compared(before, after, found, go),
                FileKind::Binary(old, new) => view! {
                    <p class="differences__note">
                        {words::sizes(*old, *new)}
                    </p>
                }.into_any(),
            })}
        </ChangeSection>
    }
}

/// Callbacks that go to a line of the older and of the newer file.
type Go = (Option<Callback<usize>>, Option<Callback<usize>>);

fn compared(before: &str, after: &str, found: &FoundDifferences, go: Go) -> AnyView {
    let (before, after, differences) = (before.to_owned(), after.to_owned(), found.clone());
    match go {
        (Some(on_before), Some(on_after)) => {
            view! { <Differences before after differences on_before on_after /> }.into_any()
        }
        (Some(on_before), None) => {
            view! { <Differences before after differences on_before /> }.into_any()
        }
        (None, Some(on_after)) => {
            view! { <Differences before after differences on_after /> }.into_any()
        }
        (None, None) => view! { <Differences before after differences /> }.into_any(),
    }
}

/// A callback that goes to a line of a file; `None` if its side isn't open.
fn way(
    session: Session,
    comparison: Comparison,
    side: &Side,
    path: &str,
) -> Option<Callback<usize>> {
    if !session.has(side, path) {
        return None;
    }
    let file = FileId { bundle: side.bundle.clone(), path: path.to_owned() };
    Some(Callback::new(move |line: usize| {
        comparison.close();
        let range = Some(((line, 0), (line, 0)));
        let reveal = Reveal { file: file.clone(), range, focus: true };
        // The dialog must restore the focus before the editor takes it.
        after_dialog(move || session.go(reveal));
    }))
}

/// The numbers of added and removed lines, as signs and as text for screen readers.
pub fn counts(found: &FoundDifferences) -> AnyView {
    if found.is_too_large {
        return view! { <span class="compared__what">{words::LARGE}</span> }.into_any();
    }
    let (added, removed) = (found.added, found.removed);
    view! {
        <span class="compared__count compared__count--added" aria-hidden="true">{format!("+{added}")}</span>
        " "
        <span class="compared__count compared__count--removed" aria-hidden="true">{format!("−{removed}")}</span>
        <span class="visually-hidden">
            {words::counts(added, removed)}
        </span>
    }
    .into_any()
}
