//! The onboarding strip for new users: edit, fill in, download.

use cyclotron_core::{Bundle, FileId};
use gloo::utils::document;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::dialogs::{Dialogs, PageDialog, use_dialogs};
use super::first_steps::{Step, use_onboarding};
use crate::browser::lifetime::{Lifetime, after_dialog};
use crate::help::state::use_help;
use crate::inputs::state::{InputsTab, ShownTab, use_shown_tab};
use crate::session::{Pane, Reveal, Session, use_session};
use crate::ui::flow::Show;
use crate::ui::focus::point_at;
use crate::words::shell::onboarding as words;

/// The elements of the form that can have the focus first.
const FIRST_FIELD: &str = ".field input, .field select, .field textarea, .field button";

/// The strip, until all three steps are finished or the user dismisses it.
#[component]
pub fn FirstSteps() -> impl IntoView {
    let session = use_session();
    let first = use_onboarding();
    let dialogs = use_dialogs();
    let tab = use_shown_tab();
    let dismiss = move |_| {
        first.dismiss();
        // The button is removed together with the strip.
        focus("main");
    };
    // Only the next step is a button: it shows where the step is done.
    let next = move || Step::ALL.into_iter().find(|step| !first.was_made(*step));
    let step = move |step: Step| {
        let (does, what) = words::step(step);
        let name = move || {
            view! {
                <span class="first__tick" aria-hidden="true">
                    {move || if first.was_made(step) { "✓".to_owned() } else { number(step) }}
                </span>
                <span class="first__name">{does} " " <span class="first__what">{what}</span></span>
            }
        };
        view! {
            <li class="first__step" class:first__step--done=move || first.was_made(step)>
                <Show
                    when=move || next() == Some(step)
                    fallback=move || view! { <span class="first__other">{name()}</span> }
                >
                    <button class="first__move" type="button" on:click=move |_| go(session, dialogs, tab, step)>
                        {name()}
                    </button>
                    <span class="first__hint">{words::hint(step)}</span>
                </Show>
                <span class="visually-hidden">
                    {move || first.was_made(step).then(|| format!(" ({})", words::DONE))}
                </span>
            </li>
        }
    };
    view! {
        <Show when=move || first.is_shown()>
            <section class="first" aria-label=words::TITLE>
                <p class="first__lead">{words::LEAD}</p>
                <ol class="first__steps">{Step::ALL.map(step).into_iter().collect_view()}</ol>
                <button
                    class="button button--small button--quiet first__dismiss"
                    type="button"
                    title=words::DISMISS_TITLE
                    on:click=dismiss
                >
                    {words::DISMISS}
                </button>
            </section>
        </Show>
    }
}

/// The button in the help that shows the strip again.
#[component]
pub fn FirstStepsAgain() -> impl IntoView {
    let first = use_onboarding();
    let help = use_help();
    let call_back = move |_| {
        first.call_back();
        help.close();
        // The help returns the focus first, since it contains this button.
        after_dialog(|| focus(".first__move"));
    };
    view! {
        <button class="button button--small" type="button" on:click=call_back>{words::AGAIN}</button>
    }
}

/// Focuses the place of a step.
fn go(session: Session, dialogs: Dialogs, tab: ShownTab, step: Step) {
    let shown = session.bundle_name();
    let bundle =
        session.workspace.with_untracked(|open| shown.and_then(|name| open.bundle(&name).cloned()));
    let Some(bundle) = bundle else { return dialogs.open(PageDialog::NewBundle) };
    match step {
        Step::Edit => {
            if let Some(reveal) = template(&bundle) {
                session.go(reveal);
            }
        }
        Step::FillIn => {
            session.show_pane(Pane::Inputs);
            tab.show(InputsTab::Inputs);
            Lifetime::current().run(tick(), |()| {
                let form = document().get_element_by_id("inputs-panel");
                let form = form.and_then(|form| form.dyn_into::<HtmlElement>().ok());
                let field = form
                    .as_ref()
                    .and_then(|form| form.query_selector(FIRST_FIELD).ok().flatten())
                    .and_then(|field| field.dyn_into::<HtmlElement>().ok());
                if let Some(place) = field.or(form) {
                    point_at(&place);
                }
            });
        }
        Step::Download => focus("#download"),
    }
}

/// The template of a bundle, at the first input that it reads.
fn template(bundle: &Bundle) -> Option<Reveal> {
    let is_template =
        |path: &str| path.ends_with("cloudformation.yaml") || path.ends_with("/main.tf");
    let file = bundle.files.iter().find(|file| is_template(&file.path)).or(bundle.files.first())?;
    let id: FileId = bundle.id(&*file.path);
    let range = file.text().and_then(first_input);
    Some(Reveal { file: id, range, focus: true })
}

/// The range of the tag in the first line whose first tag prints an input, which is usually the value of a property.
/// Lines count from 1, UTF-16 columns from 0.
fn first_input(text: &str) -> Option<((usize, usize), (usize, usize))> {
    text.lines().enumerate().find_map(|(at, line)| {
        let from = line.find("{{")?;
        let to = from + line[from..].find("}}")? + "}}".len();
        let column = |byte: usize| line[..byte].encode_utf16().count();
        line[from..to].contains("inputs.").then(|| ((at + 1, column(from)), (at + 1, column(to))))
    })
}

fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        point_at(&element);
    }
}

fn number(step: Step) -> String {
    let at = Step::ALL.iter().position(|other| *other == step).unwrap_or_default();
    (at + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyclotron_core::starters;

    #[test]
    fn the_first_input_of_each_ready_template_is_found() {
        for bundle in starters::ready_workspace().bundles {
            let reveal = template(&bundle).unwrap();
            let text = bundle.text(&reveal.file.path).unwrap();
            let ((line, from), (_, to)) = reveal.range.unwrap();
            let tag = &text.lines().nth(line - 1).unwrap()[from..to];
            assert!(
                tag.starts_with("{{ ") && tag.ends_with(" }}") && tag.contains("inputs."),
                "{tag}"
            );
        }
        assert_eq!(first_input("ü{{ a }}\nü: {{ environment.inputs.x }}"), Some(((2, 3), (2, 29))));
    }
}
