//! Errors that stop a command.

use std::io::{self, Write};
use std::path::Path;

use annotate_snippets::{Level, Renderer};
use cyclotron_core::archive::OpenError;

/// An error that stops a command.
#[derive(Debug)]
pub struct Failure {
    /// The exit status.
    pub status: u8,
    message: String,
    help: Option<String>,
}

impl Failure {
    /// The command line is wrong.
    pub fn usage_error(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { status: 2, message: message.into(), help: Some(help.into()) }
    }

    /// A bundle can't be opened.
    pub fn bundle(error: OpenError) -> Self {
        Self { status: 1, message: error.message, help: Some(error.help) }
    }

    /// A file can't be read or written; `verb` names the operation.
    pub fn file(verb: &str, path: &Path, error: &io::Error) -> Self {
        let message = format!("cannot {verb} {}: {error}", path.display());
        Self { status: 2, message, help: None }
    }

    /// Prints the error to standard error.
    pub fn print(&self) {
        let help = self.help.as_deref().map(|help| Level::HELP.message(help));
        let report = [Level::ERROR.primary_title(&self.message).elements(help)];
        let text = Renderer::styled().render(&report);
        // If standard error is closed, there is no other place to report it.
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}

/// Writes `text` to standard error.
pub fn print_error(text: &str) {
    // If standard error is closed, there is no other place to report it.
    let _ = write!(anstream::stderr(), "{text}");
}

/// Writes `bytes` to standard output. A closed pipe is not an error, since a reader such as `head` may stop early.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut output = anstream::stdout();
    finish(output.write_all(bytes).and_then(|()| output.flush()))
}

/// Like `print`, but keeps the bytes unchanged, including color codes.
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
