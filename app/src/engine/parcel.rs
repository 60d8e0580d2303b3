//! Exports, as a file or a link, and shared links that are opened.

use std::borrow::Cow;

use cyclotron_core::archive::OpenError;
use cyclotron_core::{Bundle, Rendering, Workspace};
use cyclotron_worker::parcel::{Packed, Reply, Request};

/// The time limit for packing, in milliseconds. Packing always ends, as it compresses at most 32 MiB per
/// bundle.
const PACK_LIMIT: u32 = 20_000;

/// Gets the result; none if the worker stopped.
pub type Done<T> = Box<dyn FnOnce(Option<T>)>;

/// An export or import for the worker, with the callback for its result.
pub enum Parcel {
    /// Pack a bundle into an archive.
    Bundle(Bundle, Done<Packed>),
    /// Pack all open bundles into an archive.
    Workspace(Done<Packed>),
    /// Render a bundle with one of its samples.
    Render {
        /// The bundle's name.
        bundle: String,
        /// The sample's path.
        sample: String,
        /// Gets the renderings.
        done: Done<Vec<Rendering>>,
    },
    /// Encode a bundle as the fragment of a link.
    Share(Bundle, Done<String>),
    /// Decode a bundle from the fragment of a link.
    Read(String, Done<Result<Bundle, OpenError>>),
    /// Add the samples that a bundle lacks.
    Prepare(Bundle, Done<Bundle>),
}

impl Parcel {
    /// The request to the worker.
    pub fn request<'a>(&'a self, workspace: Cow<'a, Workspace>) -> Request<'a> {
        match self {
            Self::Bundle(bundle, _) => Request::Bundle(Cow::Borrowed(bundle)),
            Self::Workspace(_) => Request::Workspace(workspace),
            Self::Render { bundle, sample, .. } => Request::Render {
                workspace,
                bundle: Cow::Borrowed(bundle),
                sample: Cow::Borrowed(sample),
            },
            Self::Share(bundle, _) => Request::Share(Cow::Borrowed(bundle)),
            Self::Read(fragment, _) => Request::Read(Cow::Borrowed(fragment)),
            Self::Prepare(bundle, _) => {
                Request::Prepare { bundle: Cow::Borrowed(bundle), workspace }
            }
        }
    }

    /// The time limit for packing, in milliseconds; none for a request with the usual limit.
    pub fn limit(&self) -> Option<u32> {
        match self {
            Self::Bundle(..) | Self::Workspace(_) | Self::Share(..) => Some(PACK_LIMIT),
            Self::Render { .. } | Self::Read(..) | Self::Prepare(..) => None,
        }
    }

    /// Delivers the result; none if the worker stopped.
    pub fn end(self, reply: Option<Reply>) {
        match (self, reply) {
            (Self::Bundle(_, done) | Self::Workspace(done), reply) => done(match reply {
                Some(Reply::Packed(packed)) => Some(packed),
                _ => None,
            }),
            (Self::Render { done, .. }, reply) => done(match reply {
                Some(Reply::Rendered(renderings)) => Some(renderings),
                _ => None,
            }),
            (Self::Share(_, done), reply) => done(match reply {
                Some(Reply::Shared(fragment)) => Some(fragment),
                _ => None,
            }),
            (Self::Read(_, done), reply) => done(match reply {
                Some(Reply::Read(result)) => Some(result),
                _ => None,
            }),
            (Self::Prepare(_, done), reply) => done(match reply {
                Some(Reply::Prepared(bundle)) => Some(bundle),
                _ => None,
            }),
        }
    }
}
