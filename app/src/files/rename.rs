//! The dialogs that rename a bundle, and that move a file or folder.

use cyclotron_core::bundle::malformed;
use cyclotron_core::{FileId, Workspace};
use leptos::prelude::*;

use super::name_field::{NameField, wrong_name};
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::ui::question::Question;
use crate::words::files::naming as words;

/// Asks for another name for a bundle.
#[component]
pub fn RenameBundle(
    /// The present name.
    name: String,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let value = RwSignal::new(name.clone());
    let tried = RwSignal::new(false);
    let before = StoredValue::new(name.clone());
    let wrong = Memo::new(move |_| {
        let name = value.get();
        let name = name.trim();
        let is_same = before.with_value(|before| before == name);
        let is_taken = session.workspace.with(|open| open.bundle(name).is_some());
        // A bundle may keep its own name, even an invalid one.
        if is_same { None } else { wrong_name(name, is_taken) }
    });
    let rename = move || {
        tried.set(true);
        if wrong.get_untracked().is_none() {
            let name = value.get_untracked();
            close.run(());
            session.rename_bundle(&before.get_value(), name.trim());
        }
    };
    view! {
        <Dialog title=words::rename(&name) on_close=close>
            <Question act=words::RENAME submit=rename close>
                <NameField
                    label=words::NAME
                    value
                    wrong
                    tried
                    selected=(0, usize::MAX)
                />
            </Question>
        </Dialog>
    }
}

/// Asks for another path for a file or a folder.
#[component]
pub fn RenameFile(
    /// The file or folder.
    item: FileId,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let path = item.path.clone();
    let value = RwSignal::new(path.clone());
    let tried = RwSignal::new(false);
    let is_file = session.has_file(&item);
    let item = StoredValue::new(item);
    let typed = move || {
        let path = value.get();
        let path = path.trim();
        if is_file { path.to_owned() } else { path.trim_end_matches('/').to_owned() }
    };
    let check = Memo::new(move |_| {
        let to = typed();
        item.with_value(|item| {
            if to == item.path {
                return (None, None);
            }
            let moved = |open: &Workspace| {
                let bundle = open.bundle(&item.bundle)?;
                let moves = bundle.moves(&item.path, &to);
                Some((bundle.refusal(&moves), bundle.caution(&moves)))
            };
            match malformed(&to) {
                None => session.workspace.with(moved).unwrap_or_default(),
                wrong => (wrong, None),
            }
        })
    });
    let wrong = Signal::derive(move || check.with(|(wrong, _)| wrong.clone()));
    let caution = Signal::derive(move || check.with(|(_, caution)| caution.clone()));
    let rename = move || {
        tried.set(true);
        if wrong.get_untracked().is_none() {
            let to = untrack(typed);
            close.run(());
            session.move_to(&item.get_value(), &to);
        }
    };
    let selected = name_of(&path);
    view! {
        <Dialog title=words::rename_file(&path) on_close=close>
            <Question act=words::MOVE submit=rename close>
                <NameField label=words::PATH value wrong caution tried selected=selected />
            </Question>
        </Dialog>
    }
}

/// The range of the name without its extension in a path, in UTF-16 units.
fn name_of(path: &str) -> (usize, usize) {
    let folder = path.rfind('/').map_or(0, |slash| slash + 1);
    let name = &path[folder..];
    let end = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
    let units = |text: &str| text.encode_utf16().count();
    (units(&path[..folder]), units(&path[..folder + end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_what_people_change_most() {
        assert_eq!(name_of("spec/prod.yaml"), (5, 9));
        assert_eq!(name_of("a/.hidden"), (2, 9));
        assert_eq!(name_of("schema"), (0, 6));
        assert_eq!(name_of("ü𝄞/b.c"), (4, 5));
    }
}
