//! The pages of the help that hold what is looked for.

use cyclotron_core::Prose;
use cyclotron_worker::HelpPage;
use leptos::prelude::*;

use super::first_minutes::FirstStepsAgain;
use crate::commands::{Command, use_commands};
use crate::count::plural;
use crate::session::use_session;
use crate::words::shortcuts as words;

/// The list of pages, those that hold all words of the query.
#[component]
pub fn HelpList(
    /// What is looked for.
    query: RwSignal<String>,
    /// The code that was asked for, where there is no page about it.
    wanted: Memo<Option<String>>,
    /// Called with the code of the page that is chosen.
    #[prop(into)]
    on_select: Callback<String>,
) -> impl IntoView {
    let session = use_session();
    let found = Memo::new(move |_| {
        let words: Vec<String> =
            query.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        session.help_pages.with(|pages| {
            let mut found: Vec<_> = pages
                .iter()
                .filter_map(|page| rank(page, &words).map(|rank| (rank, page)))
                .collect();
            found.sort_by_key(|(rank, _)| *rank);
            let entry = |(_, page): (usize, &HelpPage)| (page.code.clone(), page.title.clone());
            found.into_iter().map(entry).collect::<Vec<_>>()
        })
    });
    let note = move || {
        let (all, count) = (session.help_pages.with(Vec::len), found.with(Vec::len));
        match wanted.get() {
            _ if all == 0 => "The pages are on their way…".to_owned(),
            Some(code) => format!("There is no page about {code}."),
            None if query.with(|query| query.trim().is_empty()) => plural(all, "page"),
            None => format!("{} of {all}", plural(count, "page")),
        }
    };
    view! {
        <Show when=move || query.with(String::is_empty)>
            <Keys />
            <FirstStepsAgain />
        </Show>
        <p class="help__note" role="status">{note}</p>
        <ul class="help__list">
            <For each=move || found.get() key=Clone::clone let((code, title))>
                {
                    let chosen = code.clone();
                    view! {
                        <li>
                            <button
                                class="help__entry"
                                type="button"
                                on:click=move |_| on_select.run(chosen.clone())
                            >
                                <span>{title}</span>
                                <span class="help__code">{code}</span>
                            </button>
                        </li>
                    }
                }
            </For>
        </ul>
    }
}

/// The way to the keys.
#[component]
fn Keys() -> impl IntoView {
    let commands = use_commands();
    view! {
        <p class="help__keys">
            <button
                class="button button--small"
                type="button"
                aria-haspopup="dialog"
                on:click=move |_| commands.run(Command::Shortcuts)
            >
                {words::ALL}
            </button>
        </p>
    }
}

/// How well a page fits, the best first; none where a word is missing.
fn rank(page: &HelpPage, words: &[String]) -> Option<usize> {
    let head = format!("{} {}", page.code, page.title).to_lowercase();
    let mut text = String::new();
    collect(&page.text, &mut text);
    let text = text.to_lowercase();
    let ranks = words.iter().map(|word| match (head.contains(word), text.contains(word)) {
        (true, _) => Some(0),
        (_, true) => Some(1),
        _ => None,
    });
    ranks.sum()
}

/// Adds what is written in the pieces.
fn collect(pieces: &[Prose], text: &mut String) {
    for piece in pieces {
        match piece {
            Prose::Text(words) | Prose::Code(words) => text.push_str(words),
            Prose::Break => text.push(' '),
            Prose::Part(_, inner) => {
                collect(inner, text);
                text.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_to_be_there_and_the_title_counts_most() {
        let text = vec![Prose::Text("Use ".into()), Prose::Code("default".into())];
        let page = HelpPage { code: "undefined-name".into(), title: "A Name".into(), text };
        let rank = |words: &[&str]| {
            rank(&page, &words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(rank(&[]), Some(0));
        assert_eq!(rank(&["name", "undefined"]), Some(0));
        assert_eq!(rank(&["name", "default"]), Some(1));
        assert_eq!(rank(&["name", "missing"]), None);
    }
}
