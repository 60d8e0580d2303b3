//! Usage errors of the command line, and their exit status.

use std::fs;
use std::path::Path;

use super::{SAMPLES, folder, said, text};

#[test]
fn usage_errors_have_their_own_exit_status() {
    let folder = folder("use");
    fs::write(folder.join("list.json"), "[]").unwrap();
    fs::write(folder.join("t.j2"), "").unwrap();
    let several = Path::new(SAMPLES);
    for (arguments, complaint) in [
        (vec!["check"], "required"),
        (vec!["check", "--format", "xml", "."], "invalid value"),
        (vec!["render", "nowhere", "--out", "o"], "cannot open nowhere"),
        (vec!["pack", "broken/spec", "-o", "x.tar.gz"], "is a part of the bundle in broken"),
        (vec!["explain", "undefined-nmae"], "Did you mean `undefined-name`?"),
        (vec!["explain", "zzz"], "lists all codes"),
        (vec!["render", "broken"], "--out"),
        (vec!["render", "broken", "--spec", "none.yaml", "--out", "o"], "cannot read none.yaml"),
        (vec!["pack", text(several), "-o", "x.tar.gz"], "several bundles"),
        (vec!["jinja", "t.j2", "--context", "list.json"], "isn't a JSON object"),
    ] {
        let (status, _, error) = said(&folder, &arguments);
        assert!(status == 2 && error.contains(complaint), "{arguments:?}: {status} {error}");
    }
    // An archive may hold several bundles to check, and one is packed at a time.
    let workspace = cyclotron_core::starters::ready_workspace();
    let packed = cyclotron_core::archive::pack_workspace(&workspace, &[]);
    fs::write(folder.join("both.tar.gz"), packed).unwrap();
    assert_eq!(said(&folder, &["check", "both.tar.gz"]).0, 0);
    let (status, _, error) = said(&folder, &["pack", "both.tar.gz", "-o", "x.tar.gz"]);
    assert!(status == 2 && error.contains("several bundles"), "{status} {error}");
    assert!(error.contains("Unpack it"), "{error}");
    // An archive that does not open is a bundle with something wrong.
    fs::write(folder.join("bad.tar.gz"), "no archive").unwrap();
    let (status, _, error) = said(&folder, &["pack", "bad.tar.gz", "-o", "x.tar.gz"]);
    assert!(status == 1 && error.contains("is not a tar.gz archive"), "{status} {error}");
}
