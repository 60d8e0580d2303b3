//! `cyclotron pack`.

use std::fs;

use super::{folder, repair, said};

/// The archive is the same whether it is made of the folder or of the archive.
#[test]
fn makes_what_opens_again() {
    let folder = folder("pack");
    repair(&folder);
    let (status, out, _) = said(&folder, &["pack", "broken", "-o", "a.tar.gz"]);
    assert_eq!((status, &*out), (0, "a.tar.gz\n"));
    // The folder is made, and a quiet run prints nothing.
    let (status, out, _) = said(&folder, &["pack", "broken", "-q", "-o", "x/y/a.tar.gz"]);
    assert_eq!((status, &*out), (0, ""));
    assert!(folder.join("x/y/a.tar.gz").is_file());
    let (status, _, error) = said(&folder, &["pack", "broken", "-o", "x"]);
    assert!(status == 2 && error.contains("Name the archive: `x/broken.tar.gz`"), "{error}");
    assert_eq!(said(&folder, &["pack", "a.tar.gz", "-o", "b.tar.gz"]).0, 0);
    let bytes = fs::read(folder.join("a.tar.gz")).unwrap();
    assert_eq!(bytes, fs::read(folder.join("b.tar.gz")).unwrap());
    let bundle = cyclotron_core::archive::unpack("a.tar.gz", &bytes).unwrap();
    let paths: Vec<_> = bundle.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "infrastructure/cloudformation.yaml",
            "infrastructure/manifest.yaml",
            "schema/schema.yaml",
            "spec/spec.yaml",
        ]
    );
    let (status, out, _) = said(&folder, &["check", "a.tar.gz"]);
    assert!(status == 0 && out.ends_with("no errors and no warnings in 1 bundle.\n"), "{out}");

    // The archive of a bundle that Proton would have refused is written, and the status says so.
    fs::remove_file(folder.join("broken/infrastructure/manifest.yaml")).unwrap();
    let (status, _, error) = said(&folder, &["pack", "broken", "-o", "c.tar.gz"]);
    assert!(
        status == 1 && error.contains("error[") && folder.join("c.tar.gz").is_file(),
        "{error}"
    );
}

/// The archive of an earlier run is in the folder, and is not part of the bundle.
#[test]
fn packing_into_the_own_folder_is_stable() {
    let folder = folder("pack-inside");
    let bundle = folder.join("broken");
    for (at, arguments) in [
        (&folder, ["pack", "broken", "-o", "broken/out.tar.gz"]),
        (&bundle, ["pack", ".", "-o", "out.tar.gz"]),
        (&folder, ["pack", "./broken", "-o", "broken/../broken/out.tar.gz"]),
    ] {
        assert_eq!(said(at, &arguments).0, 0);
        let first = fs::read(bundle.join("out.tar.gz")).unwrap();
        assert_eq!(said(at, &arguments).0, 0);
        assert_eq!(first, fs::read(bundle.join("out.tar.gz")).unwrap());
        let packed = cyclotron_core::archive::unpack("out.tar.gz", &first).unwrap();
        assert_eq!(packed.files.len(), 4);
    }
}
