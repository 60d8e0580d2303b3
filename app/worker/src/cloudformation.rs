//! The messages between the page and the worker that runs CloudFormation's rules.

use std::borrow::Cow;

use cyclotron_core::cloudformation::{Catalog, Rules};
use cyclotron_core::{Diagnostic, Workspace};
use serde::{Deserialize, Serialize};

/// A request to check the renderings of the workspace.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request<'a> {
    /// The whole workspace, as the outputs of an environment are inputs of a service.
    pub workspace: Cow<'a, Workspace>,
    /// The rules to check.
    pub rules: Cow<'a, Rules>,
}

/// A message from the worker. While its code is being downloaded, the messages are arrays of two numbers instead: the
/// number of bytes received, and the total number, or 0 if it is not known.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The worker is ready and has this [`BUILD`](crate::BUILD).
    Ready(String),
    /// The rules were started by the first request; the catalog lists the known resources.
    Started(Catalog),
    /// The reply to a request.
    Checked(Vec<Diagnostic>),
    /// The rules failed to start, for this reason.
    Broken(String),
}
