//! The public bundles, where they are at hand.

use std::path::{Path, PathBuf};

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::{Bundle, File};

/// The folders of the oracle's cases; without that folder, prints a line and returns none.
pub fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracle/cases");
    let Ok(folder) = std::fs::read_dir(folder) else {
        super::say("public bundles: skipped, there is no ../shared/oracle");
        return vec![];
    };
    let mut cases: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// The bundle of one, with its own samples or without any.
pub fn open(case: &Path, sample: bool) -> Bundle {
    let name = case.file_name().unwrap().to_str().unwrap();
    let mut bundle = super::bundle(&case.join("bundle"), name);
    if sample {
        for (path, file) in [(SPEC, "spec.yaml"), (SAMPLE_OUTPUTS, "outputs.yaml")] {
            if let Ok(text) = std::fs::read_to_string(case.join(file)) {
                bundle.files.push(File::new(path, text));
            }
        }
    }
    bundle.sort();
    bundle
}
