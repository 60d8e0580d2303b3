//! A path whose files cannot be checked.

use std::io;
use std::path::Path;

use cyclotron_core::archive::OpenError;

use super::shown;
use crate::failure::Failure;

/// A path whose files cannot be checked, reported like a problem of a bundle.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The file, folder or archive.
    pub path: String,
    /// The code of the problem.
    pub code: &'static str,
    /// The problem.
    pub message: String,
    /// The suggested fix.
    pub help: String,
    /// Whether the path itself is wrong, rather than the files there.
    pub is_usage_error: bool,
}

impl Fault {
    /// A file or folder that cannot be read.
    pub fn unreadable(path: &Path, reason: impl Into<String>, help: &str) -> Self {
        let path = shown(path);
        let message = format!("cannot read {path}: {}", reason.into());
        Self {
            path,
            code: "unreadable-file",
            message,
            help: help.to_owned(),
            is_usage_error: false,
        }
    }

    /// A file or folder that can't be read, with the system's error.
    pub fn io(path: &Path, error: &io::Error) -> Self {
        Self::unreadable(
            path,
            error.to_string(),
            "Check the permissions, and where it leads if it is a link.",
        )
    }

    /// An archive that can't be opened, or a folder with too many files.
    pub fn bundle(path: &Path, error: OpenError) -> Self {
        Self {
            path: shown(path),
            code: "unreadable-bundle",
            message: error.message,
            help: error.help,
            is_usage_error: false,
        }
    }

    /// A path without a bundle.
    pub fn wrong_path(path: &Path, message: String, help: String) -> Self {
        Self { path: shown(path), code: "no-bundle", message, help, is_usage_error: true }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        let Fault { message, help, is_usage_error, .. } = fault;
        if is_usage_error {
            Self::usage_error(message, help)
        } else {
            Self::bundle(OpenError::new(message, help))
        }
    }
}
