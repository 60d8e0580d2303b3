//! The reasons why a download could not be packed, or is incomplete.

/// The engine stopped; its own notice says why.
pub const STOPPED: &str = "Couldn’t create the file: the engine stopped.";
/// The bundle was closed in the meantime.
pub const NOT_OPEN: &str = "The bundle is no longer open.";
/// The spec was requested, and the bundle has no sample.
pub const NO_SAMPLE: &str = "The bundle has no sample.";
/// The rendered files were requested, and the bundle has no template.
pub const NO_TEMPLATE: &str = "The bundle has no template.";
/// The archive of the workspace would exceed the limits for opening one.
pub const TOO_LARGE: &str = "The workspace is too large: its archive couldn’t be opened again (32 MB, 10,000 files, 100 bundles). Download the bundles one by one.";

/// No template renders; `reasons` says why.
pub fn nothing(reasons: &[String]) -> String {
    format!("Nothing renders. {}", reasons.join(" "))
}

/// The engine stopped while it rendered this sample.
pub fn sample_stopped(sample: &str) -> String {
    format!("{sample}: the engine stopped while it rendered.")
}

/// Nothing is rendered with this sample.
pub fn sample_empty(sample: &str) -> String {
    format!("{sample}: nothing is rendered with this sample.")
}

/// A template fails.
pub fn fails(path: &str) -> String {
    format!("{path} does not render.")
}

/// A rendered file that exceeds the limit; `most` is the limit in MB.
pub fn too_large(path: &str, most: usize) -> String {
    format!("With {path}, the archive would exceed {most} MB.")
}
