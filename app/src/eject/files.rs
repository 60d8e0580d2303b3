//! The files of the result, with a preview.

use cyclotron_core::FileId;
use cyclotron_core::compare::Differences as FoundDifferences;
use cyclotron_core::eject::ResultFile;
use cyclotron_core::sort::CompactSort;
use cyclotron_worker::cloudformation::EjectReply;
use leptos::prelude::*;

use super::run::Run;
use crate::browser::lifetime::{after_dialog, bound};
use crate::compare::differences::Differences;
use crate::session::{Reveal, use_session};
use crate::ui::flow::{For, Show};
use crate::words::eject as words;

/// The file that is shown at first.
const FIRST: &str = "README.md";
/// The longest text that is shown, in bytes: the page must stay fast.
const LONGEST: usize = 200_000;

/// The files in groups by folder, and the text of the selected one.
#[component]
pub fn Files(
    /// The run.
    run: Run,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let groups = Memo::new(move |_| {
        run.reply.with(|reply| reply.as_ref().map(|reply| groups(&reply.files)).unwrap_or_default())
    });
    let chosen = RwSignal::new(FIRST.to_owned());
    // Another choice of bundles may remove the file.
    let selected = Memo::new(move |_| {
        let exists = |path: &String| {
            run.reply.with(|reply| {
                reply
                    .as_ref()
                    .is_some_and(|reply| reply.files.iter().any(|file| file.path == *path))
            })
        };
        Some(chosen.get()).filter(exists).unwrap_or_else(|| FIRST.to_owned())
    });
    let is_comparing = RwSignal::new(true);
    let text = Memo::new(move |_| {
        run.reply.with(|reply| {
            let files = &reply.as_ref()?.files;
            selected.with(|path| files.iter().find(|file| file.path == *path).map(text))
        })
    });
    let compared = Memo::new(move |_| {
        run.reply.with(|reply| selected.with(|path| differences(reply.as_ref()?, path)))
    });
    let is_compared = move || is_comparing.get() && compared.with(Option::is_some);
    let file = move |path: String| {
        let name = path.split_once('/').map_or(path.as_str(), |(_, below)| below).to_owned();
        let (own, next) = (path.clone(), path.clone());
        view! {
            <li>
                <button
                    class="eject__file"
                    type="button"
                    title=path
                    aria-pressed=move || selected.with(|path| *path == own).to_string()
                    on:click=move |_| chosen.set(next.clone())
                >
                    {name}
                </button>
            </li>
        }
    };
    let group = move |(folder, paths): (String, Vec<String>)| {
        let is_open = !matches!(folder.as_str(), "proton" | "rendered" | "bin");
        let is_root = folder.is_empty();
        let list = view! {
            <ul class="eject__list">{paths.into_iter().map(file).collect_view()}</ul>
        };
        if is_root {
            return list.into_any();
        }
        view! { <details class="eject__folder" open=is_open><summary>{folder}</summary>{list}</details> }
            .into_any()
    };
    view! {
        <Show when=move || groups.with(|groups| !groups.is_empty())>
            <section class="eject__files" aria-label=words::FILES>
                <h3 class="eject__title">{words::FILES}</h3>
                <div class="eject__browser">
                    <div class="eject__tree" role="group" aria-label=words::FILE_LIST>
                        <For each=move || groups.get() key=Clone::clone let(one)>{group(one)}</For>
                    </div>
                    <div class="eject__preview">
                        <p class="eject__path"><code>{move || selected.get()}</code></p>
                        <Show when=move || compared.with(Option::is_some)>
                            <label class="check">
                                <input
                                    type="checkbox"
                                    prop:checked=move || is_comparing.get()
                                    on:change=bound(move |event| is_comparing.set(event_target_checked(&event)))
                                />
                                {words::COMPARE}
                            </label>
                        </Show>
                        {move || if is_compared() {
                            compared.get().map(|(file, path, found)| {
                                view! { <Compared file path found close /> }.into_any()
                            })
                        } else {
                            text.get().map(|text| view! {
                                <pre
                                    class="eject__text"
                                    // A scrolling element must be reachable by keyboard.
                                    tabindex="0"
                                    role="region"
                                    aria-label=words::PREVIEW
                                >
                                    {text}
                                </pre>
                            }.into_any())
                        }}
                    </div>
                </div>
            </section>
        </Show>
    }
}

/// The differences between Proton's template and the ejected one.
#[component]
fn Compared(
    /// Proton's template.
    file: FileId,
    /// The path of the ejected one.
    path: String,
    /// The differences.
    found: FoundDifferences,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let before = words::from_proton(&file.path);
    let go = Callback::new(move |line: usize| {
        close.run(());
        let range = Some(((line, 0), (line, 0)));
        let reveal = Reveal { file: file.clone(), range, focus: true };
        after_dialog(move || session.go(reveal));
    });
    view! { <Differences before after=path differences=found on_before=go /> }
}

/// The paths of files by their first folder; those without a folder come first.
fn groups(files: &[ResultFile]) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = vec![];
    for file in files {
        let folder = file.path.split_once('/').map_or("", |(folder, _)| folder);
        match groups.iter_mut().find(|(name, _)| name == folder) {
            Some((_, paths)) => paths.push(file.path.clone()),
            None => groups.push((folder.to_owned(), vec![file.path.clone()])),
        }
    }
    groups.compact_sort_by_key(|(folder, _)| !folder.is_empty());
    groups
}

/// The text of a file to show.
fn text(file: &ResultFile) -> String {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        return words::binary(file.bytes.len());
    };
    let end = text.floor_char_boundary(LONGEST);
    if end == text.len() { text.to_owned() } else { words::excerpt(&text[..end]) }
}

/// Proton's template for an ejected one, its path, and the differences; `None` for other files.
fn differences(reply: &EjectReply, path: &str) -> Option<(FileId, String, FoundDifferences)> {
    let (path, file, found) = reply.templates.iter().find(|(of, _, _)| of == path)?;
    Some((file.clone(), path.clone(), found.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, bytes: &[u8]) -> ResultFile {
        ResultFile { path: path.into(), bytes: bytes.into(), is_executable: false }
    }

    #[test]
    fn files_without_a_folder_come_first() {
        let files = ["bin/adopt", "bin/deploy", "README.md", "a/b/c"].map(|path| file(path, b""));
        let group = |folder: &str, paths: &[&str]| {
            (folder.to_owned(), paths.iter().map(|path| (*path).to_owned()).collect())
        };
        let wanted = [
            group("", &["README.md"]),
            group("bin", &["bin/adopt", "bin/deploy"]),
            group("a", &["a/b/c"]),
        ];
        assert_eq!(groups(&files), wanted);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(text(&file("a", "é".as_bytes())), "é");
        let long = "é".repeat(LONGEST);
        let shown = text(&file("a", long.as_bytes()));
        assert!(shown.len() < LONGEST + 200 && shown.starts_with("éé"), "{}", shown.len());
        assert_eq!(text(&file("a", &[0xff])), words::binary(1));
    }
}
