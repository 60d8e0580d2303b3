//! Any archive: it is refused or opened, and what was opened is the same after it was packed.
//!
//! The input is the tar; every other time it is what gzip would have made of it, which a fuzzer
//! does not find by itself.
#![no_main]

use std::io::Write;

use cyclotron_core::archive;
use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = archive::unpack("bundle.tar.gz", bytes);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).expect("a vector takes everything");
    let bytes = gzip.finish().expect("a vector takes everything");
    let Ok(bundle) = archive::unpack("bundle.tar.gz", &bytes) else { return };
    let packed = archive::pack(&bundle);
    assert_eq!(packed, archive::pack(&bundle), "packed twice, two archives");
    let again = archive::unpack("bundle.tar.gz", &packed).expect("what was packed can be opened");
    assert_eq!(archive::pack(&again), packed, "opened and packed, another archive");
});
