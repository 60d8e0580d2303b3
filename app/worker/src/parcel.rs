//! What the page and the worker say to each other about what leaves the page, as a file or as a link,
//! and about what comes by a link.

use std::borrow::Cow;

use cyclotron_core::archive::{self, OpenError};
use cyclotron_core::{Bundle, Rendering, Workspace, analyze, prepare, share};
use serde::{Deserialize, Serialize};

/// What the page wants.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request<'a> {
    /// Make an archive of a bundle.
    Bundle(Cow<'a, Bundle>),
    /// Make an archive of all that is open.
    Workspace(Cow<'a, Workspace>),
    /// Render a bundle with one of its samples.
    Render {
        /// What is open.
        workspace: Cow<'a, Workspace>,
        /// The bundle's name.
        bundle: Cow<'a, str>,
        /// The sample's path.
        sample: Cow<'a, str>,
    },
    /// Make the fragment of a link to a bundle.
    Share(Cow<'a, Bundle>),
    /// Read such a fragment. Nothing of what it holds is rendered.
    Read(Cow<'a, str>),
    /// Give a bundle that came by a link the samples that it lacks.
    Prepare {
        /// The bundle.
        bundle: Cow<'a, Bundle>,
        /// What is open: its environments supply a sample of outputs.
        workspace: Cow<'a, Workspace>,
    },
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// To [`Request::Bundle`] and [`Request::Workspace`].
    Packed(Packed),
    /// To [`Request::Render`].
    Rendered(Vec<Rendering>),
    /// To [`Request::Share`].
    Shared(String),
    /// To [`Request::Read`].
    Read(Result<Bundle, OpenError>),
    /// To [`Request::Prepare`].
    Prepared(Bundle),
}

/// An archive, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// The `tar.gz`.
    pub bytes: Vec<u8>,
    /// Path and bytes of each file.
    pub files: Vec<(String, u64)>,
}

/// Does what the page wants.
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
