//! Tasks of the worker other than analysis.

use std::borrow::Cow;

use cyclotron_core::archive::{OpenError, Opened};
use cyclotron_core::schema::Extent;
use cyclotron_core::starters::{Preview, Starter};
use cyclotron_core::text::Edit;
use cyclotron_core::{Bundle, Conversion, Diagnostic, Workspace};
use cyclotron_worker::{Compared, Request, Source, encode};

use super::parcel::Parcel;

/// The bundles of an archive or a folder; none if the worker stopped.
pub type Unpacked = Option<Result<Opened, OpenError>>;

/// A task other than an analysis, with the callback for its reply.
pub enum Errand {
    /// Read an archive or the files of a folder.
    Open {
        /// The name of the archive or folder.
        name: String,
        /// Its contents.
        source: Source,
        /// Gets the bundles.
        done: Box<dyn FnOnce(Unpacked)>,
    },
    /// Create a file or link for export, or read a shared link.
    Parcel(Parcel),
    /// Generate a sample.
    Sample {
        /// The bundle of the sample.
        bundle: Bundle,
        /// Which inputs the sample sets.
        extent: Extent,
        /// Gets the spec.
        done: Box<dyn FnOnce(String)>,
    },
    /// Create new bundles that belong together.
    New {
        /// The starting point and the name of each bundle.
        wanted: Vec<(Starter, String)>,
        /// Gets the bundles.
        done: Box<dyn FnOnce(Vec<Bundle>)>,
    },
    /// Describe the bundle that a starting point creates.
    Preview {
        /// The starting point.
        beginning: Starter,
        /// Gets the description.
        done: Box<dyn FnOnce(Preview)>,
    },
    /// Find the comment that silences a finding.
    Ignore {
        /// The finding.
        diagnostic: Box<Diagnostic>,
        /// Gets the edit; none if no comment can silence the finding, or if the worker stopped.
        done: Box<dyn FnOnce(Option<Edit>)>,
    },
    /// Convert a bundle from the layout of Proton's preview.
    Convert {
        /// The bundle.
        bundle: Bundle,
        /// Gets the converted bundle; none if the bundle has another layout.
        done: Box<dyn FnOnce(Option<Conversion>)>,
    },
    /// Load the help pages.
    Help,
    /// Compare two bundles.
    Compare {
        /// The two bundles.
        pair: Pair,
        /// Gets the differences; none if the worker stopped.
        done: Box<dyn FnOnce(Option<Compared>)>,
    },
}

/// Two bundles to be compared.
pub struct Pair {
    /// The older side.
    pub before: Bundle,
    /// The newer side.
    pub after: Bundle,
    /// The path of the sample whose renderings are compared; none to compare the files.
    pub sample: Option<String>,
}

impl Errand {
    /// The message to the worker.
    pub fn message(&self, workspace: &Workspace) -> Vec<u8> {
        let workspace = Cow::Borrowed(workspace);
        match self {
            Self::Open { name, source, .. } => encode(&Request::Open {
                name: Cow::Borrowed(name),
                source: Cow::Borrowed(source),
                workspace,
            }),
            Self::Parcel(parcel) => encode(&Request::Parcel(parcel.request(workspace))),
            Self::Sample { bundle, extent, .. } => encode(&Request::Sample {
                bundle: Cow::Borrowed(bundle),
                workspace,
                extent: *extent,
            }),
            Self::New { wanted, .. } => {
                encode(&Request::New { wanted: Cow::Borrowed(wanted), workspace })
            }
            Self::Preview { beginning, .. } => encode(&Request::Preview(*beginning)),
            Self::Ignore { diagnostic, .. } => {
                encode(&Request::Ignore { workspace, diagnostic: Cow::Borrowed(diagnostic) })
            }
            Self::Convert { bundle, .. } => {
                encode(&Request::Convert { bundle: Cow::Borrowed(bundle), workspace })
            }
            Self::Help => encode(&Request::Help),
            Self::Compare { pair: Pair { before, after, sample }, .. } => {
                encode(&Request::Compare {
                    workspace,
                    before: Cow::Borrowed(before),
                    after: Cow::Borrowed(after),
                    sample: sample.as_deref().map(Cow::Borrowed),
                })
            }
        }
    }
}
