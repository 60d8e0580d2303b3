//! What leaves the page, as a file or as a link, and what comes by a link.

use std::borrow::Cow;

use cyclotron_core::archive::OpenError;
use cyclotron_core::{Bundle, Rendering, Workspace};
use cyclotron_worker::parcel::{Packed, Reply, Request};

/// How long packing may take, in milliseconds: it ends by itself, and compresses 32 MiB at most for a
/// bundle.
const PACK_LIMIT: u32 = 20_000;

/// Gets what was made; nothing where the worker stopped.
pub type Done<T> = Box<dyn FnOnce(Option<T>)>;

/// Something to be made or read, and who waits for it.
pub enum Parcel {
    /// An archive of a bundle.
    Bundle(Bundle, Done<Packed>),
    /// An archive of all that is open.
    Workspace(Done<Packed>),
    /// What a bundle renders to with one of its samples.
    Render {
        /// The bundle's name.
        bundle: String,
        /// The sample's path.
        sample: String,
        /// Gets the renderings.
        done: Done<Vec<Rendering>>,
    },
    /// The fragment of a link to a bundle.
    Share(Bundle, Done<String>),
    /// A bundle out of such a fragment.
    Read(String, Done<Result<Bundle, OpenError>>),
    /// A bundle with the samples that it lacked.
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

    /// How long packing may take, in milliseconds; none for a request with the usual limit.
    pub fn limit(&self) -> Option<u32> {
        match self {
            Self::Bundle(..) | Self::Workspace(_) | Self::Share(..) => Some(PACK_LIMIT),
            Self::Render { .. } | Self::Read(..) | Self::Prepare(..) => None,
        }
    }

    /// Hands over what was made; nothing where the worker stopped.
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
