//! Compares two bundles: their files, the renderings of their samples, and whether inputs that were valid for the
//! older one are valid for the newer one.

mod files;
mod inputs;
mod judgement;
mod lines;
mod samples;
mod texts;
mod version;
mod words;

use serde::{Deserialize, Serialize};

use crate::bundle::Bundle;

pub use files::{FileChange, FileDifference, FileKind};
pub use judgement::{Judgement, Level, Reason, compatibility};
pub use samples::{Outcome, RenderingDifference, SampleDifference, sample, samples};
pub use texts::{DiffRow, Differences, Hunk, Line, texts};
pub use version::{Number, Version, next_number};

/// The difference between two bundles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleDifference {
    /// Whether the newer one can be a minor version after the older one.
    pub judgement: Judgement,
    /// The files that differ, in path order.
    pub files: Vec<FileDifference>,
    /// The number of equal files.
    pub equal: usize,
    /// The samples of either bundle: path and display name. [`sample`] compares their renderings one by one, since
    /// each takes a while.
    pub samples: Vec<(String, String)>,
}

/// Compares two bundles, or two states of one.
pub fn bundles(before: &Bundle, after: &Bundle) -> BundleDifference {
    let (files, equal) = files::files(before, after);
    BundleDifference {
        judgement: compatibility(before, after),
        files,
        equal,
        samples: samples(before, after),
    }
}
