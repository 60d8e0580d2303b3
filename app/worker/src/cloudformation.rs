//! What the page and the worker that holds CloudFormation's rules say to each other.

use std::borrow::Cow;

use cyclotron_core::cloudformation::{Catalog, Rules};
use cyclotron_core::{Diagnostic, Workspace};
use serde::{Deserialize, Serialize};

/// Check what the workspace renders.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request<'a> {
    /// All of it, as the outputs of an environment are a service's inputs.
    pub workspace: Cow<'a, Workspace>,
    /// Which rules are wanted.
    pub rules: Cow<'a, Rules>,
}

/// What the worker answers. While its code is still on its way, the messages are arrays of two
/// numbers instead: the bytes that are there, and of how many, or 0 where that is not known.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The code is there: its [`BUILD`](crate::BUILD).
    Ready(String),
    /// The rules have started, with the first request: what resources there are.
    Started(Catalog),
    /// To the request.
    Checked(Vec<Diagnostic>),
    /// The rules do not start: why.
    Broken(String),
}
