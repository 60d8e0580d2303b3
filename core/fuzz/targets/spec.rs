//! Any `spec.yaml`: there is an analysis, the same each time, with every problem in its place.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    cyclotron_fuzz::analyze_with("spec/spec.yaml", text);
});
