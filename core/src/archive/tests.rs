mod trees;
mod workspaces;
mod zips;

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use tar::{EntryType, Header};

use super::pack::append;
use super::*;
use crate::bundle::File;
use crate::bundle::{MAX_FILES, MAX_PATH};

/// A tar.gz of entries: their type, path, and content or link target.
fn archive(entries: &[(EntryType, &[u8], &[u8])]) -> Vec<u8> {
    gzip(&tar(entries))
}

fn tar(entries: &[(EntryType, &[u8], &[u8])]) -> Vec<u8> {
    let mut tar = Vec::new();
    for &(kind, path, content) in entries {
        append(&mut tar, kind, "placeholder", 0o644, content);
        let at = tar.len() - content.len().next_multiple_of(512) - 512;
        let mut header = Header::from_byte_slice(&tar[at..at + 512]).clone();
        let gnu = header.as_gnu_mut().unwrap();
        gnu.name = [0; 100];
        gnu.name[..path.len()].copy_from_slice(path);
        gnu.realsize = *b"00000000000\0"; // of a sparse file
        if matches!(kind, EntryType::Symlink | EntryType::Link) {
            gnu.linkname[..content.len()].copy_from_slice(content);
            tar.truncate(at + 512);
            header.set_size(0);
        }
        header.set_cksum();
        tar[at..at + 512].copy_from_slice(header.as_bytes());
    }
    tar.extend([0; 1024]);
    tar
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// A tar.gz of text files.
fn files(files: &[(&str, &str)]) -> Vec<u8> {
    let entries: Vec<_> = (files.iter())
        .map(|(path, text)| (EntryType::Regular, path.as_bytes(), text.as_bytes()))
        .collect();
    archive(&entries)
}

fn paths(bundle: &Bundle) -> Vec<&str> {
    bundle.files.iter().map(|file| file.path.as_str()).collect()
}

const SCHEMA: (EntryType, &[u8], &[u8]) =
    (EntryType::Regular, b"schema/schema.yaml", b"schema: {}");

#[test]
fn a_bundle_opens_at_the_root_or_below_any_folder() {
    let cases = [
        ("my.tar.gz", "schema/schema.yaml", "my", None),
        ("my.tgz", "./schema/schema.yaml", "my", None),
        ("my.tar", "./env//schema/schema.yaml", "env", Some("env")),
        ("my.tar.gz", "env/schema/schema.yml", "env", Some("env")),
        ("my.tar.gz", "env/v1/schema/schema.yaml", "env", Some("env/v1")),
        ("my.tar.gz", "v12/schema/schema.yaml", "my", Some("v12")),
        (".tar.gz", "manifest.yaml", "bundle", None),
        ("my.tar.gz", "bucket/manifest.yaml", "bucket", Some("bucket")),
    ];
    for (file_name, path, name, top_folder) in cases {
        let bundle = unpack(file_name, &files(&[(path, "")])).unwrap();
        assert_eq!((bundle.name.as_str(), bundle.top_folder.as_deref()), (name, top_folder));
        assert_eq!(unpack(file_name, &pack(&bundle)).unwrap(), bundle);
    }
}

#[test]
fn manifests_of_a_bundle_are_no_components() {
    let bundle = unpack(
        "b.tar.gz",
        &files(&[
            ("infrastructure/manifest.yaml", ""),
            ("schema/schema.yaml", ""),
            ("schema/schema.yml", ""),
            ("chart/manifest.yaml", ""),
        ]),
    );
    assert_eq!(bundle.unwrap().files.len(), 4);
    let component = files(&[("manifest.yaml", ""), ("docs/manifest.yaml", "")]);
    assert_eq!(unpack("c.tar.gz", &component).unwrap().files.len(), 2);
}

#[test]
fn a_bare_tar_opens() {
    let bundle = unpack("my.tar", &tar(&[SCHEMA])).unwrap();
    assert_eq!(paths(&bundle), ["schema/schema.yaml"]);
}

#[test]
fn gzip_members_follow_one_another_and_garbage_ends_them() {
    let tar = tar(&[SCHEMA]);
    let mut bytes = [gzip(&tar[..700]), gzip(&tar[700..])].concat();
    bytes.extend([0; 100]);
    assert_eq!(unpack("my.tar.gz", &bytes).unwrap().files.len(), 1);
}

#[test]
fn traces_of_finder_and_git_are_left_out() {
    let bundle = unpack(
        "my.tar.gz",
        &archive(&[
            (EntryType::XGlobalHeader, b"pax_global_header", b"14 comment=ab\n"),
            (EntryType::Directory, b"env/", b""),
            (EntryType::Regular, b"._env", &[0, 5, 0x16, 7, 0]),
            (EntryType::Regular, b"env/.DS_Store", b"\0\0\0\x01Bud1"),
            (EntryType::Regular, b"env/schema/._schema.yaml", &[0, 5, 0x16, 7, 0]),
            (EntryType::Regular, b"env/schema/schema.yaml", b""),
            (EntryType::Regular, b"env/._mine.yaml", b"written by hand"),
        ]),
    );
    assert_eq!(paths(&bundle.unwrap()), ["._mine.yaml", "schema/schema.yaml"]);
}

#[test]
fn pax_headers_give_the_path() {
    let long = format!("{}/schema/schema.yaml", "ö".repeat(80));
    let record = format!(" path={long}\n");
    let record = format!("{}{record}", record.len() + 3);
    let bytes = archive(&[
        (EntryType::XHeader, b"PaxHeaders/x", record.as_bytes()),
        (EntryType::Regular, b"cut-short", b"schema: {}"),
    ]);
    assert_eq!(unpack("my.tar.gz", &bytes).unwrap().top_folder, Some("ö".repeat(80)));
}

#[test]
fn the_sample_is_packed_where_it_was_or_is_wanted() {
    let opened = unpack("s.tar.gz", &files(&[("schema/schema.yaml", ""), ("spec/spec.yaml", "")]));
    let mut bundle = opened.unwrap();
    assert!(bundle.pack_sample);
    bundle.pack_sample = false;
    let packed = unpack("s.tar.gz", &pack(&bundle)).unwrap();
    assert_eq!(paths(&packed), ["schema/schema.yaml"]);
}

#[test]
fn the_header_tells_neither_time_nor_name() {
    let bundle = unpack("my.tar.gz", &archive(&[SCHEMA])).unwrap();
    let packed = pack(&bundle);
    assert_eq!(packed[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    let shuffled = Bundle { files: bundle.files.iter().rev().cloned().collect(), ..bundle };
    assert_eq!(pack(&shuffled), packed);
}

/// Refused archives, with the messages in `snapshots/`.
#[test]
fn refusals() {
    let whole = archive(&[SCHEMA]);
    let many = (0..MAX_FILES).map(|n| (format!("env/f{n}"), String::new()));
    let many: Vec<_> = many.chain([("env/schema/schema.yaml".into(), String::new())]).collect();
    let many: Vec<_> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let long = format!("{}/schema.yaml", "long-".repeat(MAX_PATH / 5));
    let mut long_path = tar(&[SCHEMA]);
    long_path.truncate(1024);
    append(&mut long_path, EntryType::Regular, &long, 0o644, b"");
    let tools: Vec<_> = (0..=MAX_ENTRIES).map(|n| (format!("f{n}"), String::new())).collect();
    let tools: Vec<_> = tools.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let odd: [(&str, Vec<u8>); 29] = [
        ("nothing", vec![]),
        ("cut zip", b"PK\x03\x04\x14\0".to_vec()),
        ("xz", b"\xfd7zXZ\0\0".to_vec()),
        ("text", b"schema:\n  format:\n    openapi: \"3.0.0\"\n".to_vec()),
        ("bytes", vec![0, 1, 2, 255]),
        ("a short tar", vec![0; 511]),
        ("cut gzip", whole[..whole.len() - 20].to_vec()),
        ("cut in the gzip header", whole[..5].to_vec()),
        ("damaged gzip", [&whole[..whole.len() - 6], &[1, 2, 3, 4, 5, 6]].concat()),
        ("one file, compressed", gzip(b"schema: {}")),
        ("cut tar", gzip(&tar(&[SCHEMA, SCHEMA])[..1500])),
        ("damaged tar", gzip(&[&tar(&[SCHEMA])[..1024], &[7; 512]].concat())),
        ("cut tar header", gzip(&[&tar(&[SCHEMA])[..1024], &[7; 12]].concat())),
        ("empty", archive(&[])),
        ("folders only", archive(&[(EntryType::Directory, b"schema/", b"")])),
        ("a bomb", gzip(&vec![0; MAX_UNPACKED + 1])),
        ("too many files", files(&many)),
        ("far too many files", files(&tools)),
        ("too long a path", gzip(&long_path)),
        ("out of the folder", files(&[("a/../../.ssh/config", "")])),
        ("absolute", files(&[("/etc/passwd", "")])),
        ("drive", files(&[("C:\\Windows\\win.ini", "")])),
        ("not UTF-8", archive(&[(EntryType::Regular, b"sch\xe9ma.yaml", b"")])),
        ("symbolic link", archive(&[(EntryType::Symlink, b"schema", b"../schema")])),
        ("hard link", archive(&[(EntryType::Link, b"b.yaml", b"a.yaml")])),
        ("device", archive(&[(EntryType::Char, b"dev/null", b"")])),
        ("unknown type", archive(&[(EntryType::new(b'V'), b"label", b"")])),
        ("sparse", archive(&[(EntryType::GNUSparse, b"hole", b"")])),
        ("duplicate", archive(&[SCHEMA, (EntryType::Regular, b"./schema//schema.yaml", b"")])),
    ];
    let roots: [(&str, &[&str]); 3] = [
        ("file and folder", &["schema", "schema/schema.yaml"]),
        ("no bundle", &["README.md", "infrastructure/manifest.yaml"]),
        ("no bundle, many files", &["a", "b", "c", "d", "e", "f", "g", "h", "i"]),
    ];
    let roots = roots.map(|(what, paths)| {
        (what, files(&paths.iter().map(|&path| (path, "")).collect::<Vec<_>>()))
    });
    let mut report = String::new();
    for (what, bytes) in odd.into_iter().chain(roots) {
        let error = unpack("my.tar.gz", &bytes).expect_err(what);
        let OpenError { message, help, .. } = error;
        writeln!(report, "# {what}\n{message}\n  → {help}\n").unwrap();
    }
    insta::assert_snapshot!(report);
}

prop_compose! {
    /// A name of arbitrary characters; 120 of them don't fit into the field of a tar header.
    fn part()(
        name in prop_oneof![r"[a-z.\\_ -]{1,9}", r"[^/\x00]{1,9}", "[a-zö]{70,120}"]
            .prop_filter("a name", |name| !matches!(name.as_str(), "." | ".." | "schema"))
            .prop_filter("not Finder's", |name| name != ".DS_Store")
            .prop_filter("no drive", |name| name.as_bytes().get(1) != Some(&b':'))
            .prop_filter("no way out on Windows", |name| {
                !name.starts_with('\\') && !name.split('\\').any(|part| part == "..")
            }),
    ) -> String { name }
}

fn content() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<String>().prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..1500),
        Just(b"#!/bin/sh\n".to_vec()),
    ]
}

prop_compose! {
    fn bundle()(
        top in prop::collection::vec(part(), 0..3),
        folders in prop::collection::btree_map(
            prop::collection::vec(part().prop_map(|name| format!("{name}+")), 0..3),
            prop::collection::btree_map(part().prop_map(|name| format!("{name}.x")), content(), 0..4),
            0..4,
        ),
        sample in any::<bool>(),
    ) -> Bundle {
        let mut bundle = Bundle {
            top_folder: (!top.is_empty()).then(|| top.join("/")),
            files: vec![File::new("schema/schema.yaml", "schema:\r\n")],
            pack_sample: sample,
            ..Bundle::default()
        };
        bundle.name = name(bundle.top_folder.as_deref().unwrap_or_default(), "x.tar.gz");
        if sample {
            bundle.files.push(File::new("spec/spec.yaml", "# mine\n"));
        }
        for (folder, files) in folders {
            for (name, bytes) in files {
                let path = folder.iter().chain([&name]).map(String::as_str).collect::<Vec<_>>();
                bundle.files.push(File::from_bytes(path.join("/"), bytes));
            }
        }
        bundle.sort();
        bundle
    }
}

proptest! {
    #[test]
    fn a_packed_bundle_reopens_unchanged(bundle in bundle()) {
        prop_assert_eq!(unpack("x.tar.gz", &pack(&bundle)).unwrap(), bundle);
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = unpack("x.tar.gz", &bytes);
        let _ = unpack("x.tar.gz", &gzip(&bytes));
    }

    #[test]
    fn changed_archives_never_panic(
        bundle in bundle(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        kind in prop::sample::select(b"01234567SLKxgV".to_vec()),
        cut in any::<prop::sample::Index>(),
    ) {
        let packed = pack(&bundle);
        let mut changed = packed.clone();
        for (at, byte) in &changes {
            changed[at.index(packed.len())] = *byte;
        }
        let _ = unpack("x.tar.gz", &changed);
        let _ = unpack("x.tar.gz", &packed[..cut.index(packed.len())]);

        // Change the bytes below gzip's checksum too, with a valid tar checksum, so that more code runs.
        let mut tar = gzip::expand(&packed).unwrap();
        for (at, byte) in &changes {
            let at = at.index(tar.len());
            tar[at] = *byte;
            let block = at / 512 * 512;
            let mut header = Header::from_byte_slice(&tar[block..block + 512]).clone();
            header.set_entry_type(EntryType::new(kind));
            header.set_cksum();
            tar[block..block + 512].copy_from_slice(header.as_bytes());
            let _ = unpack("x.tar", &tar);
        }
    }
}

#[test]
fn members_without_end_are_refused() {
    let archive = [gzip(&tar(&[SCHEMA])), gzip(b"").repeat(300_000)].concat();
    let error = unpack("b.tar.gz", &archive).unwrap_err();
    assert!(error.message.contains("more than 10000 gzip members"), "{error}");
}

#[test]
fn the_message_about_a_link_with_a_long_target_is_one_line() {
    let mut builder = tar::Builder::new(vec![]);
    let target = b"t".repeat(1 << 20);
    builder.append_pax_extensions([("linkpath", &target[..])]).unwrap();
    let mut header = Header::new_ustar();
    header.set_path("x.yaml").unwrap();
    header.set_entry_type(EntryType::Symlink);
    header.set_size(0);
    header.set_cksum();
    builder.append(&header, &b""[..]).unwrap();
    let error = unpack("b.tar.gz", &gzip(&builder.into_inner().unwrap())).unwrap_err();
    assert!(error.message.contains("a link to `ttt") && error.message.len() < 300, "{error}");
}
