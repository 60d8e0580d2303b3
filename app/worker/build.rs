//! Gives the build its name: a hash over everything that decides what a message means.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut hasher = DefaultHasher::new();
    for place in ["core/src", "app/worker/src", "app/cloudformation", "Cargo.lock"] {
        hash(&root.join(place), &mut hasher);
        println!("cargo::rerun-if-changed={}", root.join(place).display());
    }
    println!("cargo::rustc-env=CYCLOTRON_BUILD={:016x}", hasher.finish());
}

fn hash(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(folder) = std::fs::read_dir(path) {
        let entries: BTreeSet<_> = folder.flatten().map(|entry| entry.path()).collect();
        for entry in entries {
            hash(&entry, hasher);
        }
    } else if let Ok(bytes) = std::fs::read(path) {
        path.file_name().hash(hasher);
        bytes.hash(hasher);
    }
}
