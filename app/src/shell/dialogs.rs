//! The dialog that is open on the page, if any.

use cyclotron_core::FileId;
use leptos::prelude::*;

use crate::eject::dialog::EjectBundles;
use crate::files::new_file::NewFile;
use crate::files::rename::{RenameBundle, RenameFile};
use crate::inputs::new_sample::NewSample;
use crate::share::dialog::Share;
use crate::starters::dialog::NewBundle;
use crate::storage::dialog::WorkspaceList;
use crate::transfer::download::DownloadOptions;
use crate::ui::later::{Frame, later};

/// A dialog of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum PageDialog {
    /// Create a bundle: its kind and name.
    NewBundle,
    /// Create a file beside or in this item: its path.
    NewFile(FileId),
    /// Create a sample of the selected bundle.
    NewSample,
    /// Rename or move this item.
    Rename(FileId),
    /// Choose what to download, and how.
    Download,
    /// Share the selected bundle.
    Share,
    /// Eject the bundles with these names.
    Eject(Vec<String>),
    /// Choose one of the workspaces that the browser stores.
    Workspaces,
}

/// The open dialog. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Dialogs(RwSignal<Option<PageDialog>>);

impl Dialogs {
    /// Opens a dialog.
    pub fn open(self, dialog: PageDialog) {
        self.0.set(Some(dialog));
    }
}

/// The open dialog. Must be called below the root component.
pub fn use_dialogs() -> Dialogs {
    expect_context()
}

/// Shows the open dialog.
#[component]
pub fn OpenDialog() -> impl IntoView {
    let Dialogs(open) = use_dialogs();
    let close = Callback::new(move |()| open.set(None));
    move || open.get().map(|dialog| show(dialog, close))
}

later! {
    /// Shows a dialog.
    fn show in rest(dialog: PageDialog, close: Callback<()>) while (Frame::Dialog(close)) {
        match dialog {
            PageDialog::NewBundle => view! { <NewBundle close /> }.into_any(),
            PageDialog::NewFile(item) => view! { <NewFile item close /> }.into_any(),
            PageDialog::NewSample => view! { <NewSample close /> }.into_any(),
            PageDialog::Rename(item) if item.path.is_empty() => {
                view! { <RenameBundle name=item.bundle close /> }.into_any()
            }
            PageDialog::Rename(item) => view! { <RenameFile item close /> }.into_any(),
            PageDialog::Download => view! { <DownloadOptions close /> }.into_any(),
            PageDialog::Eject(bundles) => view! { <EjectBundles bundles close /> }.into_any(),
            PageDialog::Share => view! { <Share close /> }.into_any(),
            PageDialog::Workspaces => view! { <WorkspaceList close /> }.into_any(),
        }
    }
}
