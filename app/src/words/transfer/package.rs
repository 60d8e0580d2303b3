//! What is made ready to be downloaded, and what keeps it from that.

/// Where the engine stopped at it; the engine says that itself, and this is what it means here.
pub const STOPPED: &str = "It could not be made: the engine stopped.";
/// Where the bundle was closed meanwhile.
pub const NOT_OPEN: &str = "The bundle is not open any more.";
/// Where there is no spec to download.
pub const NO_SAMPLE: &str = "The bundle has no sample.";
/// Where there is nothing to render.
pub const NO_TEMPLATE: &str = "The bundle has no template.";
/// Where an archive of all would be larger than what opens.
pub const TOO_LARGE: &str = "All together they are too large: an archive of so much would not open \
                             again (32 MB, 10,000 files, 100 bundles). Download the bundles one by one.";

/// Where nothing came of rendering, and why.
pub fn nothing(reasons: &[String]) -> String {
    format!("Nothing renders. {}", reasons.join(" "))
}

/// A sample at which the engine stopped.
pub fn sample_stopped(sample: &str) -> String {
    format!("{sample}: the engine stopped while it rendered.")
}

/// A sample with which nothing is rendered.
pub fn sample_empty(sample: &str) -> String {
    format!("{sample}: nothing is rendered with this sample.")
}

/// A text that does not render.
pub fn fails(path: &str) -> String {
    format!("{path} does not render.")
}

/// A text for which there is no room, and how many MB there may be.
pub fn too_large(path: &str, most: usize) -> String {
    format!("{path} would make it more than {most} MB.")
}
