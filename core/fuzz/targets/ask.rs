//! Any workspace: it is analyzed alike each time, every line can be asked about, and so can every file.
#![no_main]

use cyclotron_core::assist::{About, Question, assist};
use cyclotron_core::text::Position;
use cyclotron_core::{Target, rendered_lines, trace};
use cyclotron_fuzz::{analyze_whole, workspace};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(workspace) = workspace(bytes) else { return };
    let analysis = analyze_whole(&workspace);
    // A place that depends on the input, as a fuzzer cannot choose it besides.
    let at = Position { line: 1 + bytes.len() % 7, column: bytes.len() % 11 };
    for rendering in analysis.bundles.iter().flat_map(|bundle| &bundle.renderings) {
        let bundle = &rendering.template.bundle;
        trace(&workspace, bundle, &rendering.file_name, at.line);
        rendered_lines(&workspace, &rendering.file_name, &rendering.template, at.line);
    }
    let fuzzed = &workspace.bundles[1];
    for file in &fuzzed.files {
        for about in [
            About::Completions,
            About::Hover(Target::Environment),
            About::Definition,
            About::References,
            About::Outline,
        ] {
            assist(&workspace, &Question { file: fuzzed.id(&file.path), at, about });
        }
    }
});
