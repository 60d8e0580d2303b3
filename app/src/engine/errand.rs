//! What the worker does besides analysis.

use std::borrow::Cow;

use cyclotron_core::archive::{OpenError, Opened};
use cyclotron_core::schema::Extent;
use cyclotron_core::starters::{Preview, Starter};
use cyclotron_core::text::Edit;
use cyclotron_core::{Bundle, Conversion, Diagnostic, Workspace};
use cyclotron_worker::{Compared, Request, Source, encode};

use super::parcel::Parcel;

/// What was in an archive or a folder; none where the worker stopped.
pub type Unpacked = Option<Result<Opened, OpenError>>;

/// Something to be done besides analysis, and who waits for it.
pub enum Errand {
    /// Read an archive or the files of a folder.
    Open {
        /// What it is called.
        name: String,
        /// What is in it.
        source: Source,
        /// Gets the bundles.
        done: Box<dyn FnOnce(Unpacked)>,
    },
    /// Make something that leaves the page, or read what comes by a link.
    Parcel(Parcel),
    /// Make a sample of inputs up.
    Sample {
        /// What for.
        bundle: Bundle,
        /// How much.
        extent: Extent,
        /// Gets the spec.
        done: Box<dyn FnOnce(String)>,
    },
    /// Make new bundles that belong together.
    New {
        /// What each begins as, and its name.
        wanted: Vec<(Starter, String)>,
        /// Gets them.
        done: Box<dyn FnOnce(Vec<Bundle>)>,
    },
    /// Tell what a new bundle would be.
    Preview {
        /// What it begins as.
        beginning: Starter,
        /// Gets it.
        done: Box<dyn FnOnce(Preview)>,
    },
    /// Find the comment that silences a finding.
    Ignore {
        /// The finding.
        diagnostic: Box<Diagnostic>,
        /// Gets the edit; none where no comment can silence it, or where the worker stopped.
        done: Box<dyn FnOnce(Option<Edit>)>,
    },
    /// Convert a bundle from the layout of Proton's preview.
    Convert {
        /// The bundle.
        bundle: Bundle,
        /// Gets it; none where it has another layout.
        done: Box<dyn FnOnce(Option<Conversion>)>,
    },
    /// Send the pages of the help.
    Help,
    /// Compare two bundles.
    Compare {
        /// What with what.
        pair: Pair,
        /// Gets what tells them apart; none where the worker stopped.
        done: Box<dyn FnOnce(Option<Compared>)>,
    },
}

/// Two bundles to be compared.
pub struct Pair {
    /// The older one.
    pub before: Bundle,
    /// The newer one.
    pub after: Bundle,
    /// The path of the sample whose renderings are compared; none for the files.
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
