//! Writes the result into a folder of the user.

use std::sync::Arc;

use cyclotron_worker::cloudformation::EjectReply;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::session::Session;
use crate::transfer::folder::{self, Directory};
use crate::words::eject as words;

/// The file that every result has.
const README: &str = "README.md";

/// The number of written files, and of all files; `None` if nothing is being written.
pub type Progress = RwSignal<Option<(usize, usize)>>;

/// Lets the user pick a folder, and writes the files of a result into a new folder in it. Goes on if the dialog is closed.
pub fn save(session: Session, reply: Arc<EjectReply>, folder: String, progress: Progress) {
    spawn_local(async move {
        let directory = match folder::pick(true).await {
            Ok(Some(directory)) => directory,
            Ok(None) => return,
            Err(reason) => return session.warn(words::not_saved(&folder, &reason), None),
        };
        let all = reply.files.len();
        let report = move |done| _ = progress.try_set(Some((done, all)));
        let files = reply.files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice()));
        let outcome = write(&directory, &folder, files, report).await;
        _ = progress.try_set(None);
        tell(session, outcome, all, &folder);
    });
}

/// The reason why a result is not saved.
enum Unsaved {
    /// The folder has files.
    NotEmpty,
    /// The file at a path could not be written, for a reason.
    File(String, String),
}

/// Writes files into a new folder below another one. Writes nothing if that folder has a result.
async fn write<'f>(
    directory: &Directory,
    folder: &str,
    files: impl Iterator<Item = (&'f str, &'f [u8])>,
    report: impl Fn(usize),
) -> Result<(), Unsaved> {
    let path = format!("{folder}/{README}");
    match directory.read(&path).await {
        Ok(None) => {}
        Ok(Some(_)) => return Err(Unsaved::NotEmpty),
        Err(reason) => return Err(Unsaved::File(path, reason)),
    }
    for (done, (path, bytes)) in files.enumerate() {
        report(done);
        let path = format!("{folder}/{path}");
        if let Err(reason) = directory.write(&path, bytes).await {
            return Err(Unsaved::File(path, reason));
        }
    }
    Ok(())
}

fn tell(session: Session, outcome: Result<(), Unsaved>, count: usize, folder: &str) {
    match outcome {
        Ok(()) => session.tell(words::saved_to(count, folder), Some(words::RUN_WITH_SH.into())),
        Err(Unsaved::NotEmpty) => {
            session.warn(words::not_empty(folder), Some(words::CHOOSE_ANOTHER.into()));
        }
        Err(Unsaved::File(path, reason)) => session.warn(words::not_saved(&path, &reason), None),
    }
}
