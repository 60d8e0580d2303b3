//! The dialog *Eject…*: converts bundles to CloudFormation templates that need no Proton, with scripts that deploy them.
//!
//! `core` ejects, in a worker of its own with the code of CloudFormation's rules, because the proofs need them: [`run`] sends
//! the requests, and [`dialog`] shows the options, the report and the files. The commands `Eject` and `EjectAll` and the
//! menu of a bundle open the dialog. Invariant: an archive is only offered after all proofs have succeeded.

pub mod dialog;
mod files;
mod kept;
mod options;
mod report;
pub mod run;
mod save;
mod write;
