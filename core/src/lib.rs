//! Cyclotron's engine: a pure function from a workspace of AWS Proton template bundles to an
//! analysis of it.

mod analysis;
mod analyze;
pub mod archive;
pub mod assist;
pub mod beginnings;
pub mod bundle;
mod checks;
pub mod cloudformation;
pub mod compare;
mod diagnostic;
pub mod explain;
pub mod fields;
pub mod files;
mod form;
mod generated;
mod given;
pub mod manifest;
mod mend;
mod names;
pub mod nearest;
pub mod outputs;
mod prose;
mod reading;
pub mod refusals;
pub mod render;
mod renderings;
pub mod samples;
pub mod schema;
pub mod share;
pub mod spec;
pub mod text;
pub mod trace;
mod value;
mod workspace;
pub mod yaml;

pub use analysis::{Analysis, BundleAnalysis, Rendering, Target};
pub use analyze::{Options, analyze, analyze_as};
pub use bundle::{Bundle, Content, File, FileId, Kind, Part};
pub use diagnostic::{Code, Diagnostic, Fix, RenderedPlace, Severity};
pub use form::{Action, Control, Entries, Field, Form, Inherited, Key, Variant};
pub use mend::mend;
pub use prose::{Part as ProsePart, Prose};
pub use trace::{Trace, rendered_lines, trace};
pub use value::{Map, Value};
pub use workspace::{Workspace, apply_change, prepare, prepare_all, sample_spec};
