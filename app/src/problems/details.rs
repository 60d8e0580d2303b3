//! The details of a problem: its help, all its places, and what can be done.

use cyclotron_core::Diagnostic;
use cyclotron_core::cloudformation::rule_page;
use cyclotron_core::silence::Silencer;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::item::position;
use super::rows::ProblemRow;
use super::state::use_problems;
use crate::app::SharedEngine;
use crate::help::state::use_help;
use crate::session::use_session;
use crate::ui::prose::message;
use crate::words::problems as words;
use crate::words::problems::silence;

/// The details of equal problems. A click in them doesn't go to the problem.
#[component]
pub fn Details(
    /// The row.
    row: Memo<Option<ProblemRow>>,
) -> impl IntoView {
    view! {
        <div class="problem__details" on:click=|event: MouseEvent| event.stop_propagation()>
            {move || row.get().map(|row| view! { <Contents row /> })}
        </div>
    }
}

#[component]
fn Contents(
    /// The row.
    row: ProblemRow,
) -> impl IntoView {
    let session = use_session();
    let help = use_help();
    let engine: SharedEngine = expect_context();
    let ProblemRow { problems, by, is_silenced, .. } = row;
    let problem = problems[0].clone();
    let page = rule_page(&problem);
    // The page of the rule is a link of its own.
    let hint = problem
        .help
        .clone()
        .filter(|help| page.as_ref().is_none_or(|(_, address)| !help.contains(address.as_str())));
    let is_ignorable = by.is_none() && session.can_ignore(&problem);
    let code = problem.code.0.to_string();
    let (explained, ignored_code) = (code.clone(), code.clone());
    let ignored = problem.clone();
    view! {
        {hint.map(|hint| view! { <p class="problem__help">{message(&hint)}</p> })}
        <Places problems />
        <div class="problem__actions">
            <button
                class="link"
                type="button"
                title=words::EXPLAIN_TITLE
                on:click=move |_| help.open(Some(&explained))
            >
                {words::EXPLAIN}
                <code>{code}</code>
            </button>
            {page.map(|(rule, address)| view! {
                <a class="link" href=address target="_blank" rel="noopener noreferrer">
                    {words::rule_page(&rule)}
                </a>
            })}
            {by.map(|by| view! { <SilencedBy by is_silenced /> })}
            {is_ignorable.then(|| view! {
                <button
                    class="link"
                    type="button"
                    title=silence::IGNORE_TITLE
                    on:click=move |_| session.ignore(engine, &ignored)
                >
                    {silence::IGNORE}
                    <span class="visually-hidden">{silence::of(&ignored_code)}</span>
                </button>
            })}
        </div>
    }
}

/// The places of equal problems, each with the line that it was found in where that is rendered text.
#[component]
fn Places(
    /// The problems.
    problems: Vec<Diagnostic>,
) -> impl IntoView {
    let state = use_problems();
    let has_several = problems.len() > 1;
    let place = move |problem: Diagnostic| {
        let own = has_several.then(|| {
            let shown = problem.clone();
            view! {
                <button class="link" type="button" on:click=move |_| state.show(&shown)>
                    {words::line(&position(&problem))}
                </button>
                " "
            }
        });
        let file = problem.file.clone();
        let rendered = problem.rendered.clone().map(|place| {
            let name = words::rendered(&place.file_name, place.line);
            view! {
                <button
                    class="link"
                    type="button"
                    title=words::RENDERED_TITLE
                    on:click=move |_| state.show_rendered(&file, &place)
                >
                    {name}
                </button>
            }
        });
        (own.is_some() || rendered.is_some()).then(|| view! { <li>{own}{rendered}</li> })
    };
    let places: Vec<_> = problems.into_iter().filter_map(place).collect();
    (!places.is_empty()).then(|| {
        view! { <ul class="problem__places" aria-label=words::PLACES>{places}</ul> }
    })
}

/// The rule that silences a problem, as a button that opens its line.
#[component]
fn SilencedBy(
    /// The rule.
    by: Silencer,
    /// Whether it is applied.
    is_silenced: bool,
) -> impl IntoView {
    let session = use_session();
    let text = silence::by(&by, is_silenced);
    let is_open = by.place().is_some_and(|(file, _)| {
        session.workspace.with_untracked(|workspace| workspace.file(file).is_some())
    });
    if !is_open {
        return view! { <span class="problem__by">{text}</span> }.into_any();
    }
    view! {
        <button
            class="link"
            type="button"
            title=silence::PLACE_TITLE
            on:click=move |_| session.show_silencer(&by)
        >
            {text}
        </button>
    }
    .into_any()
}
