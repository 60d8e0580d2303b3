//! Tests of workspace archives.

use super::*;
use crate::prepare::prepare_all;
use crate::workspace::Workspace;

fn reopened(workspace: &Workspace) -> Workspace {
    let opened = open("workspace.tar.gz", &pack_workspace(workspace, &[])).unwrap();
    assert_eq!(opened.left_out, Vec::<String>::new());
    Workspace { bundles: opened.bundles }
}

fn bundle_of(name: &str, top_folder: Option<&str>, paths: &[&str]) -> Bundle {
    Bundle {
        name: name.into(),
        top_folder: top_folder.map(str::to_owned),
        files: paths.iter().map(|&path| File::new(path, "a: 1\r\n")).collect(),
        ..Bundle::default()
    }
}

/// The paths of the files in an archive.
fn listed(archive: &[u8]) -> Vec<String> {
    let files = tarball::read(&gzip::expand(archive).unwrap()).unwrap();
    files.into_keys().collect()
}

#[test]
fn files_beside_bundles_are_packed_and_open_again() {
    let workspace = Workspace {
        bundles: vec![
            bundle_of("docs", None, &["schema/schema.yaml"]),
            bundle_of("svc", None, &["notes"]),
        ],
    };
    let files = |paths: &[&str]| paths.iter().map(|path| File::new(*path, "x")).collect::<Vec<_>>();
    let beside = [
        ("repo".to_owned(), files(&["README.md", "guides/how.md"])),
        // These would be files of a bundle, or of the folder before.
        ("repo".to_owned(), files(&["docs/index.md"])),
        ("a/b".to_owned(), files(&["README.md", "guides"])),
    ];
    let packed = pack_workspace(&workspace, &beside);
    let others = [
        "README.md",
        "guides/how.md",
        "other-files/README.md",
        "other-files/guides",
        "repo/docs/index.md",
    ];
    let opened = open("all.tar.gz", &packed).unwrap();
    assert_eq!(opened.bundles, workspace.bundles);
    let paths: Vec<_> = opened.beside.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, others);
    assert_eq!(opened.left_out, others);
}

#[test]
fn each_bundle_lies_below_a_folder_of_its_own() {
    let workspace = Workspace {
        bundles: vec![
            bundle_of("svc-v2", Some("svc/v2"), &["schema/schema.yaml"]),
            bundle_of("svc", None, &["schema/schema.yaml", "spec/spec.yaml"]),
            bundle_of("SVC", Some("a/b"), &["manifest.yaml"]),
            bundle_of("a:b", None, &["notes"]),
        ],
    };
    assert_eq!(
        listed(&pack_workspace(&workspace, &[])),
        [
            ".cyclotron/workspace.json",
            "bundle-3/manifest.yaml",
            "bundle-4/notes",
            "svc-v2/v2/schema/schema.yaml",
            "svc/schema/schema.yaml",
            "svc/spec/spec.yaml",
        ]
    );
    assert_eq!(reopened(&workspace), workspace);
}

#[test]
fn properties_outside_the_folder_layout_survive_a_round_trip() {
    let mut bare = bundle_of("bare", None, &[]);
    bare.sample = "spec/prod.yaml".into();
    let mut odd = bundle_of("no bundle by its files", Some("x/v1"), &["a/b.txt", "spec/spec.yaml"]);
    odd.pack_sample = false;
    let workspace = Workspace { bundles: vec![odd, bare] };
    assert_eq!(reopened(&workspace), workspace);
    assert_eq!(reopened(&Workspace::default()), Workspace::default());
    let samples = crate::starters::ready_workspace();
    assert_eq!(reopened(&samples), samples);
    // Preparing the bundles, as after any opening, changes nothing.
    let mut bundles = reopened(&samples).bundles;
    prepare_all(&mut bundles, &Workspace::default());
    assert_eq!(bundles, samples.bundles);
}

#[test]
fn the_list_may_lie_below_one_folder_and_have_company() {
    let samples = crate::starters::ready_workspace();
    let tar = gzip::expand(&pack_workspace(&samples, &[])).unwrap();
    let mut tree: Vec<_> = (tarball::read(&tar).unwrap().into_iter())
        .map(|(path, bytes)| (format!("unpacked/{path}"), bytes))
        .collect();
    tree.push(("unpacked/new/v1/schema/schema.yaml".into(), b"schema: {}".to_vec()));
    tree.push(("unpacked/README.md".into(), vec![]));
    let opened = gather("any", tree).unwrap();
    let names: Vec<_> = opened.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    assert_eq!(names, ["item-api-environment", "item-api-service", "new"]);
    assert_eq!(opened.bundles[..2], samples.bundles);
    assert_eq!(opened.left_out, ["unpacked/README.md"]);
}

#[test]
fn an_invalid_list_of_bundles_is_ignored_and_not_opened_as_a_file() {
    let entry = |folder: &str, name: &str| {
        format!(
            r#"{{"folder":"{folder}","name":"{name}","top_folder":null,"pack_sample":true,"sample":""}}"#
        )
    };
    let list = |bundles: &str| format!(r#"{{"format":1,"bundles":[{bundles}]}}"#);
    for text in [
        "",
        "{",
        "[]",
        r#"{"format":2,"bundles":[]}"#,
        &list(&entry("../..", "x")),
        &list(&entry("", "x")),
        &list(&entry("env", "")),
        &list(&entry("env", "a/b")),
        &list(&[entry("env", "x"), entry("env", "y")].join(",")),
        &list(&[entry("env", "x"), entry("svc", "x")].join(",")),
        &"[".repeat(100_000),
    ] {
        let archive = files(&[(".cyclotron/workspace.json", text), ("env/schema/schema.yaml", "")]);
        let opened = open("x.tar.gz", &archive).unwrap();
        let names: Vec<_> = opened.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
        assert_eq!(
            (names.as_slice(), opened.left_out.len()),
            (["env"].as_slice(), 0),
            "{text:.80}"
        );
    }
    let good = list(&entry("env", "mine"));
    let archive = files(&[(".cyclotron/workspace.json", &good), ("env/schema/schema.yaml", "")]);
    assert_eq!(open("x.tar.gz", &archive).unwrap().bundles[0].name, "mine");
}

prop_compose! {
    fn workspace()(
        bundles in prop::collection::vec((bundle(), r"[^/\x00]{1,12}", any::<bool>()), 0..4),
    ) -> Workspace {
        let mut workspace = Workspace::default();
        for (mut bundle, name, pack_sample) in bundles {
            bundle.name = crate::text::free(name, |name| workspace.bundle(name).is_some());
            bundle.pack_sample = pack_sample;
            bundle.sample = bundle.files[0].path.clone();
            workspace.bundles.push(bundle);
        }
        workspace
    }
}

proptest! {
    #[test]
    fn a_packed_workspace_reopens_unchanged(workspace in workspace()) {
        let packed = pack_workspace(&workspace, &[]);
        let again = reopened(&workspace);
        prop_assert_eq!(&packed, &pack_workspace(&again, &[]));
        prop_assert_eq!(again, workspace);
    }
}

#[test]
fn reopens_agrees_with_open() {
    let bundle = |name: &str, size: usize| Bundle {
        name: name.to_owned(),
        files: vec![File::new("schema/schema.yaml", "x".repeat(size))],
        ..Bundle::default()
    };
    for (size, expected) in [(1, true), (14 << 20, true), (17 << 20, false)] {
        let workspace = Workspace { bundles: vec![bundle("a", size), bundle("b", size)] };
        assert_eq!(reopens(&workspace, &[]), expected, "{size}");
        let opened = open("all.tar.gz", &pack_workspace(&workspace, &[]));
        assert_eq!(opened.is_ok(), expected, "{size}");
    }
    let workspace = Workspace { bundles: vec![bundle("a", 1); MAX_BUNDLES + 1] };
    assert!(!reopens(&workspace, &[]));
}
