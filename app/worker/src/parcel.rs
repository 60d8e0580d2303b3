//! The messages between the page and the worker about exports, as a file or as a link, and about bundles read from a
//! link.

use std::borrow::Cow;

use cyclotron_core::archive::{self, OpenError};
use cyclotron_core::{Bundle, Rendering, Workspace, analyze, prepare, share};
use serde::{Deserialize, Serialize};

/// A request from the page.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request<'a> {
    /// Pack a bundle into an archive.
    Bundle(Cow<'a, Bundle>),
    /// Pack all open bundles into an archive.
    Workspace(Cow<'a, Workspace>),
    /// Render a bundle with one of its samples.
    Render {
        /// The open bundles.
        workspace: Cow<'a, Workspace>,
        /// The name of the bundle.
        bundle: Cow<'a, str>,
        /// The path of the sample.
        sample: Cow<'a, str>,
    },
    /// Create the fragment of a link to a bundle.
    Share(Cow<'a, Bundle>),
    /// Read the bundle in such a fragment, without rendering it.
    Read(Cow<'a, str>),
    /// Add the missing samples to a bundle from a link.
    Prepare {
        /// The bundle.
        bundle: Cow<'a, Bundle>,
        /// The open bundles, whose environments supply a sample of outputs.
        workspace: Cow<'a, Workspace>,
    },
}

/// A reply of the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The reply to [`Request::Bundle`] and [`Request::Workspace`].
    Packed(Packed),
    /// The reply to [`Request::Render`].
    Rendered(Vec<Rendering>),
    /// The reply to [`Request::Share`].
    Shared(String),
    /// The reply to [`Request::Read`].
    Read(Result<Bundle, OpenError>),
    /// The reply to [`Request::Prepare`].
    Prepared(Bundle),
}

/// An archive with its list of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// The bytes of the `tar.gz`.
    pub bytes: Vec<u8>,
    /// The path and size in bytes of each file.
    pub files: Vec<(String, u64)>,
}

/// Handles a request.
pub fn answer(request: Request) -> Reply {
    match request {
        Request::Bundle(bundle) => packed(archive::pack(&bundle)),
        Request::Workspace(workspace) => packed(archive::pack_workspace(&workspace)),
        Request::Render { workspace, bundle, sample } => {
            let mut workspace = workspace.into_owned();
            if let Some(bundle) = workspace.bundles.iter_mut().find(|one| one.name == bundle) {
                bundle.sample = sample.into_owned();
            }
            let analyzed = analyze(&workspace).bundles;
            let found = analyzed.into_iter().find(|one| one.name == bundle);
            Reply::Rendered(found.map(|one| one.renderings).unwrap_or_default())
        }
        Request::Share(bundle) => Reply::Shared(share::fragment(&bundle)),
        Request::Read(fragment) => Reply::Read(share::read(&fragment)),
        Request::Prepare { bundle, workspace } => {
            let mut bundle = bundle.into_owned();
            prepare(&mut bundle, &workspace);
            Reply::Prepared(bundle)
        }
    }
}

fn packed(bytes: Vec<u8>) -> Reply {
    Reply::Packed(Packed { files: archive::contents(&bytes), bytes })
}
