//! Cyclotron's engine: a pure function from a workspace of AWS Proton template bundles to an
//! analysis of it.

mod analysis;
pub mod bundle;
mod diagnostic;
mod form;
pub mod text;
mod value;
mod workspace;

pub use analysis::{Analysis, BundleAnalysis, Rendering, Target};
pub use bundle::{Bundle, Content, File, FileId, Kind, Part};
pub use diagnostic::{Code, Diagnostic, Fix, Severity};
pub use form::{Control, Field, Form, Key};
pub use value::{Map, Value};
pub use workspace::Workspace;
