//! One problem in the list.

use cyclotron_core::{Diagnostic, Severity};
use leptos::prelude::*;

use crate::session::use_session;
use crate::words::problems as words;

/// One problem: a way to its place, to what it means, and out of it.
#[component]
pub fn Problem(
    /// What is wrong.
    problem: Diagnostic,
) -> impl IntoView {
    let session = use_session();
    let class = match problem.severity {
        Severity::Error => "problem problem--error",
        Severity::Warning => "problem problem--warning",
        Severity::Info => "problem problem--info",
    };
    let place = match problem.range {
        Some((from, _)) => format!("{}/{}:{}", problem.file.bundle, problem.file.path, from.line),
        None => format!("{}/{}", problem.file.bundle, problem.file.path),
    };
    let shown = problem.clone();
    let fixed = problem.clone();
    let code = problem.code.0.to_string();
    let explained = code.clone();
    let file = problem.file;
    view! {
        <li class=class>
            <button class="problem__go" type="button" on:click=move |_| session.show(&shown)>
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
                                on:click=move |_| session.show_rendered(&file, &place)
                            >
                                {name}
                            </button>
                        }
                    })}
                <button
                    class="link problem__code"
                    type="button"
                    title=words::EXPLAIN_TITLE
                    on:click=move |_| session.open_help(Some(&explained))
                >
                    <span class="visually-hidden">{words::EXPLAIN}</span>
                    {code}
                </button>
                {problem
                    .fix
                    .map(|fix| {
                        view! {
                            <button
                                class="button button--small"
                                type="button"
                                on:click=move |_| session.fix(&fixed)
                            >
                                {fix.title}
                            </button>
                        }
                    })}
            </div>
        </li>
    }
}
