//! The question before an edit of several files is undone or redone in a part of them.

use leptos::prelude::*;

use crate::session::edits::EditQuestion;
use crate::session::{EditStep, use_session};
use crate::ui::dialog::Dialog;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::ui::prose::message;
use crate::words::editor::edit_question as words;

/// The dialog, while there is a question.
#[component]
pub fn AskAboutEdit() -> impl IntoView {
    let session = use_session();
    let question = session.edits.question;
    let close = Callback::new(move |()| question.set(None));
    view! {
        <Show when=move || question.with(Option::is_some)>{dialog(close)}</Show>
    }
}

later! {
    /// The open dialog.
    fn dialog in rest(close: Callback<()>) while (Frame::Dialog(close)) {
        let question = use_session().edits.question;
        view! {
            <Dialog title=words::TITLE on_close=close>
                {move || question.get().map(|question| view! { <Asked question /> })}
            </Dialog>
        }
    }
}

/// The changed files, and the buttons.
#[component]
fn Asked(
    /// The question.
    question: EditQuestion,
) -> impl IntoView {
    let session = use_session();
    let EditQuestion { message: edit, step, changed, others, from, .. } = question.clone();
    let is_redo = step == EditStep::Redo;
    let answer = move |files: Vec<_>| {
        let question = question.clone();
        move |_| session.answer_edit(&question, &files)
    };
    let only = from.filter(|_| others.len() > 1).map(|file| {
        view! {
            <button class="button" type="button" on:click=answer(vec![file])>
                {words::only_here(is_redo)}
            </button>
        }
    });
    let count = others.len();
    view! {
        <p>{words::edit(is_redo)} " " {message(&edit)}</p>
        <p>{words::changed(changed.len())}</p>
        <ul class="paths">
            {changed.into_iter().map(|path| view! { <li class="paths__path">{path}</li> }).collect_view()}
        </ul>
        <div class="dialog__actions">
            <button class="button" type="button" on:click=move |_| session.edits.question.set(None)>
                {words::CANCEL}
            </button>
            {only}
            <button class="button button--primary" type="button" on:click=answer(others)>
                {words::in_others(is_redo, count)}
            </button>
        </div>
    }
}
