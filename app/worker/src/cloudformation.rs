//! The requests to the worker that has CloudFormation's rules, and that ejects bundles: both are needed late, and the proofs
//! of an ejected template need the rules.

use cyclotron_core::cloudformation::{Catalog, Rules};
use cyclotron_core::compare::Differences;
use cyclotron_core::eject::{Ejection, Leftover, Options, ParameterFix, ResultFile};
use cyclotron_core::{Diagnostic, FileId};
use serde::{Deserialize, Serialize};

use crate::Call;
use crate::calls::Shown;

macro_rules! requests {
    ($($call:ident => $reply:ty,)*) => {
        /// A request. While the worker's code is being downloaded, it sends arrays of two numbers instead of replies: the
        /// number of bytes received, and the total number, or 0 if it is not known.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each variant is the struct of the same name")]
        pub enum Request {
            $($call($call),)*
        }

        $(
            impl From<$call> for Request {
                fn from(call: $call) -> Self {
                    Self::$call(call)
                }
            }

            impl Call for $call {
                type Request = Request;
                type Reply = $reply;
            }
        )*
    };
}

requests! {
    Start => Result<Catalog, String>,
    CheckFirst => Option<Vec<Diagnostic>>,
    Check => Vec<Diagnostic>,
    Eject => EjectReply,
    FindParameterFixes => Vec<ParameterFix>,
    ValidateEjected => Option<Vec<NewError>>,
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

/// Ejects bundles together. Does not need the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eject {
    /// The names of the bundles.
    pub bundles: Vec<String>,
    /// The choices of the user.
    pub options: Options,
    /// The ids of stacks with the names of existing stacks. Ids that the result does not have are skipped.
    pub stack_names: Vec<(String, String)>,
    /// The folder of the files in the archive.
    pub folder: String,
}

/// The reply to [`Eject`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EjectReply {
    /// The stacks, parameters and inputs.
    pub ejection: Ejection,
    /// The ids of stacks whose names are wrong, each with the reason.
    pub wrong_names: Vec<(String, String)>,
    /// The lines that still use Proton, each with the path of its file.
    pub leftovers: Vec<(String, Leftover)>,
    /// For each ejected template its path, Proton's template, and the differences between them.
    pub templates: Vec<(String, FileId, Differences)>,
    /// The files of the result.
    pub files: Vec<ResultFile>,
    /// The files as tar.gz.
    pub archive: Vec<u8>,
}

/// Finds changes of templates with which frozen inputs become parameters. Does not need the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindParameterFixes {
    /// The names of the bundles.
    pub bundles: Vec<String>,
    /// The choices of the user.
    pub options: Options,
}

/// Validates an ejected template. The reply has the errors that Proton's rendering lacks; it is `None` if the rules have not
/// started, see [`Start`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ValidateEjected {
    /// The ejected template.
    pub template: String,
    /// Proton's rendering of the same stack.
    pub rendering: String,
}

/// An error that ejecting has caused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewError {
    /// The rule's id.
    pub rule: String,
    /// The message, as a sentence.
    pub message: String,
    /// The line of the ejected template, from 1; `None` for an error of the template as a whole.
    pub line: Option<usize>,
}
