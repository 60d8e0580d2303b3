//! Why a verb could not do its work.

use std::io::{self, Write};
use std::path::Path;

use annotate_snippets::{Level, Renderer};
use cyclotron_core::archive::OpenError;

/// Why a verb could not do its work.
#[derive(Debug)]
pub struct Failure {
    /// What the program ends with.
    pub status: u8,
    message: String,
    help: Option<String>,
}

impl Failure {
    /// The command line asks for something that cannot be had.
    pub fn wrong_use(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { status: 2, message: message.into(), help: Some(help.into()) }
    }

    /// A bundle cannot be opened.
    pub fn bundle(error: OpenError) -> Self {
        Self { status: 1, message: error.message, help: Some(error.help) }
    }

    /// A file cannot be read or written: `verb` says which.
    pub fn file(verb: &str, path: &Path, error: &io::Error) -> Self {
        let message = format!("cannot {verb} {}: {error}", path.display());
        Self { status: 2, message, help: None }
    }

    /// Says it to standard error.
    pub fn print(&self) {
        let help = self.help.as_deref().map(|help| Level::HELP.message(help));
        let report = [Level::ERROR.primary_title(&self.message).elements(help)];
        let text = Renderer::styled().render(&report);
        // There is nobody left to tell where standard error is closed.
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}

/// Writes `text` to standard error.
pub fn print_error(text: &str) {
    // Where standard error is closed, there is no other place to report it.
    let _ = write!(anstream::stderr(), "{text}");
}

/// Writes `bytes` to standard output. A reader that has gone, as `head` does, wants no more.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut output = anstream::stdout();
    finish(output.write_all(bytes).and_then(|()| output.flush()))
}

/// The same for bytes that are passed on as they are, colours or not.
pub fn print_raw(bytes: &[u8]) -> Result<(), Failure> {
    let mut output = io::stdout();
    finish(output.write_all(bytes).and_then(|()| output.flush()))
}

fn finish(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::file("write to", Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}
