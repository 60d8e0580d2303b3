//! Any workspace: there is an analysis, with every problem in its place.
#![no_main]

use cyclotron_fuzz::{analyze_once, workspace};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(workspace) = workspace(bytes) {
        analyze_once(&workspace);
    }
});
