//! Bundles from folders, and a line of output for skipped tests.

// No test needs all of it.
#![allow(dead_code)]

pub mod cases;
pub mod forms;
pub mod variations;

use std::collections::BTreeSet;
use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use cyclotron_core::{Bundle, File};

/// Says how it went, or what was skipped. A test that passes prints nothing otherwise.
#[expect(clippy::explicit_write, reason = "`println!` is swallowed where a test passes")]
pub fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").unwrap();
}

/// All of `all` in `make soak`, which sets `SOAK`; otherwise `count` of them, spread evenly. Says what is left out.
pub fn sample<T>(what: &str, all: Vec<T>, count: usize) -> Vec<T> {
    let total = all.len();
    if env::var_os("SOAK").is_some() || total <= count {
        return all;
    }
    say(&format!("{what}: a sample of {count}; `make soak` runs all {total}"));
    let kept: BTreeSet<usize> = (0..count).map(|at| at * total / count).collect();
    all.into_iter().enumerate().filter_map(|(at, one)| kept.contains(&at).then_some(one)).collect()
}

/// A fixture bundle by its name.
pub fn fixture(name: &str) -> Bundle {
    bundle(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles").join(name), name)
}

/// The files of a folder as a bundle.
pub fn bundle(folder: &Path, name: &str) -> Bundle {
    let mut bundle = Bundle { name: name.into(), ..Bundle::default() };
    for (path, file) in files(folder) {
        bundle.files.push(File::from_bytes(path, std::fs::read(file).unwrap()));
    }
    bundle.sort();
    bundle
}

/// Every file below a folder: its path from there, with slashes, and where it is.
pub fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let below = files(&entry.path());
            found.extend(below.into_iter().map(|(path, file)| (format!("{name}/{path}"), file)));
        } else {
            found.push((name, entry.path()));
        }
    }
    found
}

/// cfn-lint has nothing to say about the files. `$CFN_LINT` names the command, and then it has to work.
pub fn cfn_lint(files: &[PathBuf]) {
    let named = env::var_os("CFN_LINT");
    let command = named.clone().unwrap_or_else(|| "cfn-lint".into());
    let output = match Command::new(&command).args(files).output() {
        Ok(output) => output,
        Err(error) if named.is_none() => return say(&format!("cfn-lint: skipped ({error})")),
        Err(error) => panic!("{} cannot be run: {error}", command.display()),
    };
    let found = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && found.is_empty(), "{found}{said}");
    say(&format!("cfn-lint: nothing to say about {} renderings", files.len()));
}
