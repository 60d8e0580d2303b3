//! Two bundles side by side: their files, what their samples render, and whether what was valid for
//! the one is valid for the other.

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
pub use texts::{Differences, Hunk, Line, Row, texts};
pub use version::{Number, Version, next_number};

/// What tells two bundles apart, as files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleDifference {
    /// Whether the newer one can be a minor version after the older one.
    pub judgement: Judgement,
    /// The files that are not the same in both, in path order.
    pub files: Vec<FileDifference>,
    /// How many are.
    pub equal: usize,
    /// The samples of either: path, and what people call it. What they render is compared by
    /// [`sample`], one by one, as each takes its time.
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
