//! Any archive: it is refused or opened, and what was opened is the same after it was packed, each
//! bundle by itself and all of them together.
//!
//! The input is the tar or the zip; it is also read as what gzip would have made of it, which a fuzzer
//! does not find by itself.
#![no_main]

use std::io::Write;

use cyclotron_core::archive::{self, Opened};
use cyclotron_core::bundle::MAX_PATH;
use cyclotron_core::{Bundle, Workspace};
use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = archive::open("bundle.zip", bytes) {
        comes_back(opened);
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).expect("a vector takes everything");
    let bytes = gzip.finish().expect("a vector takes everything");
    if let Ok(opened) = archive::open("bundle.tar.gz", &bytes) {
        comes_back(opened);
    }
});

fn comes_back(opened: Opened) {
    for bundle in &opened.bundles {
        let whole = Bundle { pack_sample: true, ..bundle.clone() };
        let packed = archive::pack(&whole);
        assert_eq!(packed, archive::pack(&whole), "packed twice, two archives");
        let again = archive::open("bundle.tar.gz", &packed).expect("what was packed can be opened");
        let [again] = again.bundles.as_slice() else { panic!("one was packed") };
        assert_eq!(again.files, whole.files, "opened and packed, another bundle");
    }
    // Below a folder of its own, a path that was just short enough is too long.
    let is_long = |bundle: &Bundle| bundle.files.iter().any(|file| file.path.len() > MAX_PATH / 2);
    if opened.bundles.iter().any(is_long) {
        return;
    }
    let workspace = Workspace { bundles: opened.bundles };
    let packed = archive::pack_workspace(&workspace, &[]);
    let again = archive::open("workspace.tar.gz", &packed).expect("what was packed can be opened");
    assert_eq!(again.bundles, workspace.bundles, "opened and packed, another workspace");
}
