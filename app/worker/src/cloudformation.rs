//! The requests to the worker that runs CloudFormation's rules.

use cyclotron_core::Diagnostic;
use cyclotron_core::cloudformation::{Catalog, Rules};
use serde::{Deserialize, Serialize};

use crate::Call;
use crate::calls::Shown;

/// A request. While the worker's code is being downloaded, it sends arrays of two numbers instead of replies: the
/// number of bytes received, and the total number, or 0 if it is not known.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// See [`Start`].
    Start(Start),
    /// See [`CheckFirst`].
    CheckFirst(CheckFirst),
    /// See [`Check`].
    Check(Check),
}

/// Starts the rules, which takes seconds, unless they have started. The reply lists the known resources; the error is
/// the reason why they cannot start.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Start;

/// Checks one rendering, before [`Check`] checks all. The reply is `None` if that has the findings as quickly. [`Start`]
/// comes first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckFirst {
    /// The rules to check.
    pub rules: Rules,
    /// The rendering that the page shows.
    pub shown: Shown,
}

/// Checks the renderings of the workspace. [`Start`] comes first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Check(
    /// The rules to check.
    pub Rules,
);

impl From<Start> for Request {
    fn from(call: Start) -> Self {
        Self::Start(call)
    }
}

impl From<CheckFirst> for Request {
    fn from(call: CheckFirst) -> Self {
        Self::CheckFirst(call)
    }
}

impl From<Check> for Request {
    fn from(call: Check) -> Self {
        Self::Check(call)
    }
}

impl Call for Start {
    type Request = Request;
    type Reply = Result<Catalog, String>;
}

impl Call for CheckFirst {
    type Request = Request;
    type Reply = Option<Vec<Diagnostic>>;
}

impl Call for Check {
    type Request = Request;
    type Reply = Vec<Diagnostic>;
}
