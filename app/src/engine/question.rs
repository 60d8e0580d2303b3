//! What is asked about a rendering between two analyses.

use std::borrow::Cow;

use cyclotron_core::picture::Picture;
use cyclotron_core::{Diagnostic, FileId, Trace, Workspace};
use cyclotron_worker::{Request, encode};

/// Runs of rendered lines: first and last, from 1.
pub type Runs = Vec<(usize, usize)>;

/// Gets a picture; none where the worker stopped.
pub type Drawn = Box<dyn FnOnce(Option<Picture>)>;

/// A question, and who waits for the answer.
pub enum Question {
    /// Where a rendered line comes from.
    Trace {
        /// The bundle's name.
        bundle: String,
        /// The rendering's file name in it.
        file_name: String,
        /// From 1.
        line: usize,
        /// Gets the answer.
        done: Box<dyn FnOnce(Option<Trace>)>,
    },
    /// What a line of a template became.
    Lines {
        /// The rendering's file name in the template's bundle.
        file_name: String,
        /// The template.
        template: FileId,
        /// From 1.
        line: usize,
        /// Gets the answer.
        done: Box<dyn FnOnce(Runs)>,
    },
    /// The picture of the workspace.
    Picture {
        /// What is known to be wrong.
        diagnostics: Vec<Diagnostic>,
        /// Gets the picture.
        done: Drawn,
    },
    /// The picture of a rendered template.
    Resources {
        /// The bundle's name.
        bundle: String,
        /// The rendering's file name in it.
        file_name: String,
        /// What was rendered.
        text: String,
        /// What is known to be wrong.
        diagnostics: Vec<Diagnostic>,
        /// Gets the picture.
        done: Drawn,
    },
}

impl Question {
    /// Whether this one makes the other needless.
    pub fn replaces(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// The message to the worker.
    pub fn message(&self, workspace: &Workspace) -> Vec<u8> {
        let workspace = Cow::Borrowed(workspace);
        match self {
            Self::Trace { bundle, file_name, line, .. } => encode(&Request::Trace {
                workspace,
                bundle: Cow::Borrowed(bundle),
                file_name: Cow::Borrowed(file_name),
                line: *line,
            }),
            Self::Lines { file_name, template, line, .. } => encode(&Request::Lines {
                workspace,
                file_name: Cow::Borrowed(file_name),
                template: Cow::Borrowed(template),
                line: *line,
            }),
            Self::Picture { diagnostics, .. } => {
                encode(&Request::Picture { workspace, diagnostics: Cow::Borrowed(diagnostics) })
            }
            Self::Resources { bundle, file_name, text, diagnostics, .. } => {
                encode(&Request::Resources {
                    bundle: Cow::Borrowed(bundle),
                    file_name: Cow::Borrowed(file_name),
                    text: Cow::Borrowed(text),
                    diagnostics: Cow::Borrowed(diagnostics),
                })
            }
        }
    }
}
