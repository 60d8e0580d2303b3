//! What the worker does besides analysis.

use std::borrow::Cow;

use cyclotron_core::beginnings::Beginning;
use cyclotron_core::schema::Extent;
use cyclotron_core::{Bundle, Workspace};
use cyclotron_worker::{Compared, Request, encode};

use super::parcel::Parcel;

/// Something to be done besides analysis, and who waits for it.
pub enum Errand {
    /// Read an archive.
    Open {
        /// Its name.
        file_name: String,
        /// What is in it.
        bytes: Vec<u8>,
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
    /// Make a new bundle.
    New {
        /// What it begins as.
        beginning: Beginning,
        /// Its name.
        name: String,
        /// Gets it.
        done: Box<dyn FnOnce(Bundle)>,
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
            Self::Open { file_name, bytes } => encode(&Request::Open {
                file_name: Cow::Borrowed(file_name),
                bytes: Cow::Borrowed(bytes),
                workspace,
            }),
            Self::Parcel(parcel) => encode(&Request::Parcel(parcel.request(workspace))),
            Self::Sample { bundle, extent, .. } => encode(&Request::Sample {
                bundle: Cow::Borrowed(bundle),
                workspace,
                extent: *extent,
            }),
            Self::New { beginning, name, .. } => encode(&Request::New {
                beginning: *beginning,
                name: Cow::Borrowed(name),
                workspace,
            }),
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
