//! The dialog for a new file.

use cyclotron_core::bundle::Paths;
use cyclotron_core::{Bundle, FileId};
use leptos::prelude::*;

use super::name_field::NameField;
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::ui::question::Question;
use crate::words::files::naming as words;

/// Asks for the path of a new file, and suggests the ones that the bundle lacks.
#[component]
pub fn NewFile(
    /// The folder or bundle for the file, or a file beside it.
    item: FileId,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let FileId { bundle, path } = item.clone();
    let folder = if path.is_empty() || !session.has_file(&item) {
        path.as_str()
    } else {
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    };
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let (paths, lacking) = session.workspace.with_untracked(|open| {
        let found = open.bundle(&bundle);
        let paths = found.map(|bundle| Paths::of(bundle, |_| true)).unwrap_or_default();
        let mut lacking = found.map(Bundle::lacking).unwrap_or_default();
        lacking.retain(|path| path.starts_with(&folder));
        (paths, lacking)
    });
    let end = folder.encode_utf16().count();
    let value = RwSignal::new(folder);
    let tried = RwSignal::new(false);
    let paths = StoredValue::new(paths);
    let typed = move || value.with(|path| path.trim().to_owned());
    let wrong = Memo::new(move |_| paths.with_value(|paths| paths.refusal(&typed())));
    let caution = Memo::new(move |_| paths.with_value(|paths| paths.caution(&typed())));
    let title = words::new_file(&bundle);
    let create = move || {
        tried.set(true);
        if wrong.get_untracked().is_none() {
            let id = FileId { bundle: bundle.clone(), path: untrack(typed) };
            close.run(());
            session.new_file(&id);
        }
    };
    let offers = lacking.into_iter().map(|path| {
        let chosen = path.clone();
        view! {
            <li>
                <button class="link" type="button" on:click=move |_| value.set(chosen.clone())>
                    {path}
                </button>
            </li>
        }
    });
    let offers = offers.collect::<Vec<_>>();
    view! {
        <Dialog title on_close=close>
            <Question act=words::CREATE submit=create close>
                <NameField label=words::PATH value wrong caution tried selected=(end, end) />
                {(!offers.is_empty()).then(|| view! {
                    <div class="question__offers">
                        <p class="field__help" id="new-file-offers">{words::LACKING}</p>
                        <ul aria-labelledby="new-file-offers">{offers}</ul>
                    </div>
                })}
            </Question>
        </Dialog>
    }
}
