//! A problem in the list.

use cyclotron_core::silence::Silencer;
use cyclotron_core::{Diagnostic, FileId, Severity, is_preview_layout};
use leptos::prelude::*;

use super::state::use_problems;
use crate::app::SharedEngine;
use crate::help::state::use_help;
use crate::session::use_session;
use crate::words::problems as words;
use crate::words::problems::silence;

/// A problem, with buttons that open its place and its help page, fix it and silence it.
#[component]
pub fn Problem(
    /// The problem.
    problem: Diagnostic,
    /// The rule of its bundle that silences it, or would.
    #[prop(optional_no_strip)]
    by: Option<Silencer>,
    /// Whether it is silenced.
    #[prop(optional)]
    is_silenced: bool,
) -> impl IntoView {
    let session = use_session();
    let problems = use_problems();
    let help = use_help();
    let engine: SharedEngine = expect_context();
    let is_ignorable = by.is_none() && session.can_ignore(&problem);
    let ignored = problem.clone();
    let class = match problem.severity {
        Severity::Error => "problem problem--error",
        Severity::Warning => "problem problem--warning",
        Severity::Info => "problem problem--info",
    };
    let FileId { bundle, path } = &problem.file;
    // The configuration file around bundles belongs to no bundle.
    let path = if bundle.is_empty() { path.clone() } else { format!("{bundle}/{path}") };
    let place = match problem.range {
        Some((from, _)) => format!("{path}:{}", from.line),
        None => path,
    };
    let shown = problem.clone();
    let fixed = problem.clone();
    let code = problem.code.0.to_string();
    let (explained, ignored_code) = (code.clone(), code.clone());
    let convert = is_preview_layout(&problem).then(|| problem.file.bundle.clone());
    let file = problem.file;
    view! {
        <li class=class>
            <button class="problem__go" type="button" on:click=move |_| problems.show(&shown)>
                <span class="problem__severity">{words::severity(problem.severity)}</span>
                <span class="problem__message">{problem.message}</span>
                {problem.help.map(|help| view! { <span class="problem__help">{help}</span> })}
                <span class="problem__place">{place}</span>
            </button>
            <div class="problem__more">
                {problem
                    .rendered
                    .map(|place| {
                        let name = words::rendered(&place.file_name, place.line);
                        view! {
                            <button
                                class="link problem__code"
                                type="button"
                                title=words::RENDERED_TITLE
                                on:click=move |_| problems.show_rendered(&file, &place)
                            >
                                {name}
                            </button>
                        }
                    })}
                <button
                    class="link problem__code"
                    type="button"
                    title=words::EXPLAIN_TITLE
                    on:click=move |_| help.open(Some(&explained))
                >
                    <span class="visually-hidden">{words::EXPLAIN}</span>
                    {code}
                </button>
                {by.map(|by| view! { <SilencedBy by is_silenced /> })}
                {problem
                    .fix
                    .filter(|_| !is_silenced)
                    .map(|fix| {
                        view! {
                            <button
                                class="button button--small"
                                type="button"
                                on:click=move |_| problems.fix(&fixed)
                            >
                                {fix.title}
                            </button>
                        }
                    })}
                {convert
                    .filter(|_| !is_silenced)
                    .map(|bundle| {
                        view! {
                            <button
                                class="button button--small"
                                type="button"
                                on:click=move |_| session.convert(engine, &bundle)
                            >
                                {words::CONVERT}
                            </button>
                        }
                    })}
                {is_ignorable.then(|| view! {
                    <button
                        class="button button--small button--quiet"
                        type="button"
                        title=silence::IGNORE_TITLE
                        on:click=move |_| session.ignore(engine, &ignored)
                    >
                        {silence::IGNORE}
                        <span class="visually-hidden">{silence::of(&ignored_code)}</span>
                    </button>
                })}
            </div>
        </li>
    }
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
            class="link problem__code"
            type="button"
            title=silence::PLACE_TITLE
            on:click=move |_| session.show_silencer(&by)
        >
            {text}
        </button>
    }
    .into_any()
}
