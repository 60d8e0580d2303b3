//! The dialogs about bundles and files.

use leptos::prelude::*;

use super::menu::Menu;
use super::new_file::NewFile;
use super::rename::{RenameBundle, RenameFile};
use crate::session::{Asking, use_session};
use crate::starters::dialog::NewBundle;
use crate::storage::dialog::WorkspaceList;
use crate::transfer::download::DownloadOptions;
use crate::transfer::share::Share;

/// The open menu or dialog.
#[component]
pub fn Asked() -> impl IntoView {
    let session = use_session();
    let close = Callback::new(move |()| session.tree.asking.set(None));
    view! {
        <Menu />
        {move || session.tree.asking.get().map(|asking| match asking {
            Asking::NewBundle => view! { <NewBundle close /> }.into_any(),
            Asking::NewFile(item) => view! { <NewFile item close /> }.into_any(),
            Asking::Rename(item) if item.path.is_empty() => {
                view! { <RenameBundle name=item.bundle close /> }.into_any()
            }
            Asking::Rename(item) => view! { <RenameFile item close /> }.into_any(),
            Asking::Download => view! { <DownloadOptions close /> }.into_any(),
            Asking::Share => view! { <Share close /> }.into_any(),
            Asking::Workspaces => view! { <WorkspaceList close /> }.into_any(),
        })}
    }
}
