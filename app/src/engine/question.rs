//! Questions about renderings, sent between two analyses.

use std::borrow::Cow;

use cyclotron_core::picture::Picture;
use cyclotron_core::{Diagnostic, FileId, Trace, Workspace};
use cyclotron_worker::{Request, encode};

/// Ranges of rendered lines: first and last, from 1.
pub type Runs = Vec<(usize, usize)>;

/// Gets a diagram; none if the worker stopped.
pub type Drawn = Box<dyn FnOnce(Option<Picture>)>;

/// A question with the callback for its reply.
pub enum Question {
    /// The source of a rendered line.
    Trace {
        /// The bundle's name.
        bundle: String,
        /// The file name of the rendering in the bundle.
        file_name: String,
        /// The line, from 1.
        line: usize,
        /// Gets the source.
        done: Box<dyn FnOnce(Option<Trace>)>,
    },
    /// The rendered lines that a line of a template produced.
    Lines {
        /// The file name of the rendering in the template's bundle.
        file_name: String,
        /// The template.
        template: FileId,
        /// The line, from 1.
        line: usize,
        /// Gets the rendered lines.
        done: Box<dyn FnOnce(Runs)>,
    },
    /// The diagram of the workspace.
    Picture {
        /// The diagnostics to mark.
        diagnostics: Vec<Diagnostic>,
        /// Gets the diagram.
        done: Drawn,
    },
    /// The diagram of a rendered template.
    Resources {
        /// The bundle's name.
        bundle: String,
        /// The file name of the rendering in the bundle.
        file_name: String,
        /// The rendered text.
        text: String,
        /// The diagnostics to mark.
        diagnostics: Vec<Diagnostic>,
        /// Gets the diagram.
        done: Drawn,
    },
}

impl Question {
    /// Whether this question replaces another one that is queued.
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
