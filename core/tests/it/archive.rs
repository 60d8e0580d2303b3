//! Archives as others make and read them: GNU tar, the tool that Proton's guide packs bundles with, and
//! Python's `tarfile` and `zipfile`.

#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cyclotron_core::archive::{contents, gather, open, pack, pack_workspace, unpack};
use cyclotron_core::{Bundle, Content, File, Workspace};

const SCRIPT: &str = "infrastructure/deploy.sh";

/// Runs GNU tar in `folder` and gives what it prints; an error, or any complaint, fails the test.
fn tar(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("tar").args(arguments).current_dir(folder).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaint.is_empty(), "tar {arguments:?}: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}

/// Whether GNU tar is available; prints a line if not.
fn gnu_tar() -> bool {
    let version = Command::new("tar").arg("--version").output();
    let found = version.is_ok_and(|out| out.stdout.starts_with(b"tar (GNU tar)"));
    if !found {
        crate::common::say("GNU tar: skipped, there is none");
    }
    found
}

/// Runs Python in `folder` and returns its output; without Python, prints a line and returns `None`.
fn python(folder: &Path, script: &str) -> Option<String> {
    let Ok(output) = Command::new("python3").args(["-c", script]).current_dir(folder).output()
    else {
        crate::common::say("Python: skipped, there is none");
        return None;
    };
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaint.is_empty(), "{complaint}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The files in the archive `x.tar.gz` of `folder` as Python reads them.
fn python_reads(folder: &Path) -> Option<BTreeMap<String, Vec<u8>>> {
    let script = "import tarfile, json\n\
        with tarfile.open('x.tar.gz', 'r:gz') as tar:\n\
        \x20 print(json.dumps({one.name: list(tar.extractfile(one).read()) for one in tar if one.isfile()}))";
    Some(serde_json::from_str(&python(folder, script)?).unwrap())
}

/// The files of a folder.
fn on_disk(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = crate::common::files(folder).into_iter();
    files.map(|(path, file)| (path, fs::read(file).unwrap())).collect()
}

/// Two versions of one bundle, and one at the root of its archive.
fn workspace() -> Workspace {
    let versions = ["v1", "v2"].map(|version| Bundle {
        name: format!("my template-{version}"),
        top_folder: Some(format!("my template/{version}")),
        pack_sample: false,
        sample: "spec/prod.yaml".into(),
        ..bundle()
    });
    let root = Bundle { name: "root".into(), top_folder: None, ..bundle() };
    Workspace { bundles: [vec![root], versions.into()].concat() }
}

/// The files of [`workspace`] by their places in its archive, without the list of bundles.
fn workspace_files() -> BTreeMap<String, Vec<u8>> {
    let folders = ["root", "my template-v1/v1", "my template-v2/v2"];
    let bundles = workspace().bundles;
    let files = bundles.iter().zip(folders).flat_map(|(bundle, folder)| {
        let place = move |file: &File| (format!("{folder}/{}", file.path), file.bytes().to_vec());
        bundle.files.iter().map(place)
    });
    files.collect()
}

/// A folder for one test, empty.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A bundle with every kind of name and content that travels.
fn bundle() -> Bundle {
    let long =
        format!("infrastructure/{}/{}.yaml", "a long name ".repeat(8), "und noch länger".repeat(6));
    let mut bundle = Bundle {
        name: "my template".into(),
        top_folder: Some("my template/v1".into()),
        pack_sample: true,
        files: vec![
            File::new("schema/schema.yaml", "\u{feff}schema: {} # as it was\r\n"),
            File::new(".template-registration.yaml", "compatible_environments: [env:1]"),
            File::new("infrastructure/manifest.yaml", ""),
            File::new(SCRIPT, "#!/bin/sh\nset -e\n"),
            File::new(long, "x: 1\n".repeat(3000)),
            File::new("infrastructure/-odd \\ name's 日本.txt", "—"),
            File::new("spec/spec.yaml", "proton: EnvironmentSpec\n"),
            File {
                path: "logo.png".into(),
                content: Content::Binary(vec![0x89, b'P', 0, 0xff].into()),
            },
        ],
        ..Bundle::default()
    };
    bundle.sort();
    bundle
}

fn write(bundle: &Bundle, folder: &Path) {
    for file in &bundle.files {
        let path = folder.join(bundle.top_folder.as_deref().unwrap_or("")).join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes()).unwrap();
    }
}

#[test]
fn gnu_tar_unpacks_what_is_packed() {
    if !gnu_tar() {
        return;
    }
    let folder = scratch("unpacks");
    let bundle = bundle();
    fs::write(folder.join("my.tar.gz"), pack(&bundle)).unwrap();
    tar(&folder, &["-xzf", "my.tar.gz"]);
    let top = folder.join("my template/v1");
    for file in &bundle.files {
        assert_eq!(fs::read(top.join(&file.path)).unwrap(), file.bytes(), "{}", file.path);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path| fs::metadata(top.join(path)).unwrap().permissions().mode();
        assert_eq!(mode(SCRIPT) & 0o111, 0o111);
        assert_eq!(mode("schema/schema.yaml") & 0o111, 0);
    }
}

#[test]
fn gnu_tar_lists_what_is_packed() {
    if !gnu_tar() {
        return;
    }
    let folder = scratch("lists");
    let bundle = Bundle { top_folder: None, pack_sample: false, ..bundle() };
    fs::write(folder.join("my.tar.gz"), pack(&bundle)).unwrap();
    let listed = tar(&folder, &["--quoting-style=literal", "-tzf", "my.tar.gz"]);
    let listed: Vec<_> = listed.lines().filter(|path| !path.ends_with('/')).collect();
    let paths = bundle.files.iter().map(|file| file.path.as_str());
    let packed: Vec<_> = paths.filter(|path| !path.starts_with("spec/")).collect();
    assert_eq!(listed, packed);
    let verbose = tar(&folder, &["--utc", "-tvzf", "my.tar.gz", ".template-registration.yaml"]);
    assert!(verbose.starts_with("-rw-r--r-- 0/0 "), "{verbose}");
    assert!(verbose.contains(" 1980-01-01 00:00 "), "{verbose}");
}

#[test]
fn a_workspace_is_unpacked_by_gnu_tar_and_opens_again_from_either() {
    if !gnu_tar() {
        return;
    }
    let folder = scratch("workspace");
    let packed = pack_workspace(&workspace(), &[]);
    fs::write(folder.join("x.tar.gz"), &packed).unwrap();
    fs::create_dir(folder.join("out")).unwrap();
    tar(&folder, &["-xzf", "x.tar.gz", "-C", "out"]);
    let mut found = on_disk(&folder.join("out"));
    let opened = gather("out", found.clone().into_iter().collect()).unwrap();
    assert_eq!(opened.bundles, workspace().bundles);
    tar(&folder, &["-czf", "again.tgz", "out"]);
    let opened = open("again.tgz", &fs::read(folder.join("again.tgz")).unwrap()).unwrap();
    assert_eq!(opened.bundles, workspace().bundles);
    assert_eq!(pack_workspace(&Workspace { bundles: opened.bundles }, &[]), packed);
    assert!(found.remove(".cyclotron/workspace.json").is_some());
    assert_eq!(found, workspace_files());
}

#[test]
fn python_reads_what_is_packed() {
    let folder = scratch("python");
    fs::write(folder.join("x.tar.gz"), pack_workspace(&workspace(), &[])).unwrap();
    let Some(mut found) = python_reads(&folder) else { return };
    assert!(found.remove(".cyclotron/workspace.json").is_some());
    assert_eq!(found, workspace_files());

    let bundle = bundle();
    fs::write(folder.join("x.tar.gz"), pack(&bundle)).unwrap();
    let top = |file: &File| (format!("my template/v1/{}", file.path), file.bytes().to_vec());
    assert_eq!(python_reads(&folder).unwrap(), bundle.files.iter().map(top).collect());
    let listed = contents(&pack(&bundle)).into_iter();
    let size = |(path, bytes): (String, Vec<u8>)| (path, bytes.len() as u64);
    let expected: Vec<_> = bundle.files.iter().map(top).map(size).collect();
    assert_eq!(listed.collect::<Vec<_>>(), expected);
}

#[test]
fn archives_packed_by_python_open() {
    let folder = scratch("python-packs");
    let bundle = bundle();
    write(&bundle, &folder);
    let script = "import tarfile, zipfile, os\n\
        with tarfile.open('x.tar.gz', 'w:gz') as tar:\n\
        \x20 tar.add('my template')\n\
        for name, method in ('stored.zip', zipfile.ZIP_STORED), ('x.zip', zipfile.ZIP_DEFLATED):\n\
        \x20 with zipfile.ZipFile(name, 'w', method) as zip:\n\
        \x20   for path, _, files in os.walk('my template'):\n\
        \x20     for file in files: zip.write(os.path.join(path, file))\n\
        with zipfile.ZipFile('large.zip', 'w') as zip:\n\
        \x20 for path, _, files in os.walk('my template'):\n\
        \x20   for file in files:\n\
        \x20     with zip.open(os.path.join(path, file), 'w', force_zip64=True) as to:\n\
        \x20       to.write(open(os.path.join(path, file), 'rb').read())";
    if python(&folder, script).is_none() {
        return;
    }
    for name in ["x.tar.gz", "stored.zip", "x.zip", "large.zip"] {
        let opened = unpack(name, &fs::read(folder.join(name)).unwrap()).unwrap();
        assert_eq!(opened, bundle, "{name}");
    }
}

#[test]
fn archives_packed_by_gnu_tar_open() {
    if !gnu_tar() {
        return;
    }
    let bundle = bundle();
    for format in ["gnu", "pax", "posix", "oldgnu"] {
        let folder = scratch(&format!("packs-{format}"));
        write(&bundle, &folder);
        let format = format!("--format={format}");
        tar(&folder, &[&format, "-czf", "top.tar.gz", "my template"]);
        let opened = unpack("top.tar.gz", &fs::read(folder.join("top.tar.gz")).unwrap()).unwrap();
        assert_eq!(opened, bundle, "{format}");

        tar(&folder, &[&format, "-cf", "root.tar", "-C", "my template/v1", "."]);
        let opened = unpack("root.tar", &fs::read(folder.join("root.tar")).unwrap()).unwrap();
        let name = "root".to_owned();
        assert_eq!(opened, Bundle { name, top_folder: None, ..bundle.clone() }, "{format}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_devices_packed_by_gnu_tar_are_refused() {
    if !gnu_tar() {
        return;
    }
    let folder = scratch("refuses");
    write(&Bundle { top_folder: None, ..bundle() }, &folder);
    std::os::unix::fs::symlink("schema/schema.yaml", folder.join("zz-link")).unwrap();
    fs::hard_link(folder.join("schema/schema.yaml"), folder.join("zz-twin")).unwrap();
    fs::File::create(folder.join("zz-hole")).unwrap().set_len(1 << 40).unwrap();
    let refusal = |arguments: &[&str]| {
        tar(&folder, &[&["-czf", "my.tgz"], arguments].concat());
        unpack("my.tgz", &fs::read(folder.join("my.tgz")).unwrap()).unwrap_err().message
    };
    assert!(refusal(&["schema", "zz-link"]).contains("`zz-link`, a link to `schema/schema.yaml`"));
    assert!(refusal(&["schema", "zz-twin"]).contains("`zz-twin`, a hard link to"));
    assert!(refusal(&["--sparse", "schema", "zz-hole"]).contains("`zz-hole`, a file with holes"));
    let pax = refusal(&["--format=pax", "--sparse", "schema", "zz-hole"]);
    assert!(pax.contains("a file with holes"), "{pax}");
}
