//! The provenance of the selected rendered line, and the rendered lines of the template line at the cursor.

use cyclotron_core::{Diagnostic, FileId, Rendering, Severity};
use cyclotron_worker::calls::{RenderedLines, TraceLine};
use leptos::prelude::*;

use super::pointing::{Picked, use_pointing};
use super::viewer::{LineMark, Pick};
use crate::app::SharedEngine;
use crate::browser::lifetime::Lifetime;
use crate::session::{Reveal, use_session};
use crate::ui::flow::Show;
use crate::ui::prose::plain;
use crate::words::rendered::origin as words;

/// The milliseconds that the cursor has to rest before the rendered lines of its line are marked.
const REST: u32 = 150;

/// The provenance of the selected line in a sentence, and a button that clears the highlights.
#[component]
pub fn Origin(
    /// The shown rendering.
    rendering: Memo<Option<Rendering>>,
) -> impl IntoView {
    let pointing = use_pointing();
    follow_edits(rendering);
    let sentence = Memo::new(move |_| {
        pointing.picked.with(|picked| {
            let picked = picked.as_ref()?;
            let is_shown =
                rendering.with(|shown| shown.as_ref().map(name) == Some(picked.rendering.clone()));
            is_shown.then(|| words::sentence(&picked.trace))
        })
    });
    view! {
        <div class="origin" class:origin--empty=move || sentence.with(Option::is_none)>
            <p role="status">{move || sentence.get()}</p>
            <Show when=move || sentence.with(Option::is_some)>
                <button
                    class="link"
                    type="button"
                    aria-label=words::CLEAR_LABEL
                    on:click=move |_| pointing.picked.set(None)
                >
                    {words::CLEAR}
                </button>
            </Show>
        </div>
    }
}

/// Traces the selected line again after each analysis, or deselects it if its text has changed.
fn follow_edits(rendering: Memo<Option<Rendering>>) {
    let (session, pointing) = (use_session(), use_pointing());
    let engine: SharedEngine = expect_context();
    Effect::new(move |before: Option<()>| {
        session.analysis.track();
        rendering.track();
        let Some(picked) = pointing.picked.get_untracked().filter(|_| before.is_some()) else {
            return;
        };
        let text = rendering.with_untracked(|shown| {
            let shown = shown.as_ref().filter(|shown| name(shown) == picked.rendering)?;
            shown.text.clone()
        });
        // Another rendering is shown, or this one fails now.
        let Some(text) = text else { return };
        let Some(line) = picked.line_in(&text) else { return pointing.picked.set(None) };
        // The next run of the effect drops this reply.
        let lifetime = Lifetime::current();
        let (bundle, file_name) = picked.rendering.clone();
        let call = engine.get_value().call(TraceLine { bundle, file_name, line });
        lifetime.run(call, move |trace| {
            let trace = trace.flatten();
            let is_same = pointing
                .picked
                .with_untracked(|now| now.as_ref().map(|now| &now.trace) == Some(&picked.trace));
            if is_same && trace.as_ref() != Some(&picked.trace) {
                pointing.picked.set(trace.map(|trace| Picked::new(picked.rendering, &text, trace)));
            }
        });
    });
}

/// Returns a callback that goes to the origin of a line of the shown rendering.
pub fn following(rendering: Memo<Option<Rendering>>) -> Callback<Pick> {
    let (session, pointing) = (use_session(), use_pointing());
    let engine: SharedEngine = expect_context();
    Callback::new(move |Pick { line, by_key }| {
        let shown = rendering.with_untracked(|shown| {
            let shown = shown.as_ref()?;
            Some((name(shown), shown.template.clone(), shown.text.clone()?))
        });
        let Some((name, file, text)) = shown else { return };
        let (bundle, file_name) = name.clone();
        engine.get_value().call_then(TraceLine { bundle, file_name, line }, move |trace| {
            let Some(trace) = trace else { return };
            if let Some(trace) = trace {
                let picked = Picked::new(name, &text, trace);
                return pointing.follow(&session, picked, by_key);
            }
            // A rendering without a template still has a file that lists its contents.
            pointing.picked.set(None);
            session.go(Reveal { file, range: None, focus: by_key });
        });
    })
}

/// The marks of the shown rendering: the lines of the template line at the cursor, and the lines with problems.
pub fn marks(rendering: Memo<Option<Rendering>>) -> Memo<Vec<LineMark>> {
    let (session, pointing) = (use_session(), use_pointing());
    let engine: SharedEngine = expect_context();
    let became = RwSignal::new(Vec::<LineMark>::new());
    Effect::new(move || {
        let at = pointing.cursor.get();
        let shown = rendering.with(|shown| {
            let shown = shown.as_ref().filter(|shown| shown.text.is_some())?;
            Some((shown.template.clone(), shown.file_name.clone()))
        });
        // The text may have changed while the cursor stayed on the same line.
        session.analysis.track();
        match (at, shown) {
            (Some((file, line)), Some((template, file_name))) if file == template => {
                // The next run of the effect cancels this.
                let lifetime = Lifetime::current();
                lifetime.after(REST, move || {
                    let title = words::from_line(line);
                    let call = RenderedLines { file_name, template: file, line };
                    lifetime.run(engine.get_value().call(call), move |lines| {
                        let mark = |lines| LineMark { lines, kind: "source", title: title.clone() };
                        became.set(lines.into_iter().flatten().map(mark).collect());
                    });
                });
            }
            _ => became.set(Vec::new()),
        }
    });
    Memo::new(move |_| {
        let mut marks = became.get();
        rendering.with(|shown| {
            let Some(shown) = shown else { return };
            session.analysis.with(|analysis| {
                marks.extend(
                    analysis.diagnostics.iter().filter_map(|diagnostic| problem(diagnostic, shown)),
                );
            });
        });
        marks
    })
}

/// The mark of a problem, if it is in this rendering.
fn problem(diagnostic: &Diagnostic, shown: &Rendering) -> Option<LineMark> {
    let place = diagnostic.rendered.as_ref()?;
    let FileId { bundle, .. } = &diagnostic.file;
    let is_here = *bundle == shown.template.bundle && place.file_name == shown.file_name;
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let title = plain(&diagnostic.message);
    is_here.then_some(LineMark { lines: (place.line, place.line), kind, title })
}

/// The bundle and the file name, which identify a rendering.
fn name(rendering: &Rendering) -> (String, String) {
    (rendering.template.bundle.clone(), rendering.file_name.clone())
}
