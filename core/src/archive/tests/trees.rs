//! Tests of trees with several bundles, and of folders.

use super::*;
use crate::Kind::{Component, CustomerManagedEnvironment, Environment, Service};

fn open_paths(file_name: &str, paths: &[&str]) -> Opened {
    open(file_name, &files(&paths.iter().map(|&path| (path, "")).collect::<Vec<_>>())).unwrap()
}

/// The name, top folder and version of each bundle.
fn places(opened: &Opened) -> Vec<(&str, Option<&str>, Option<&str>)> {
    let bundles = opened.bundles.iter();
    bundles
        .map(|bundle| (bundle.name.as_str(), bundle.top_folder.as_deref(), bundle.version()))
        .collect()
}

#[test]
fn a_tree_opens_as_its_bundles_and_says_what_it_left_out() {
    let opened = open_paths(
        "repo.tar.gz",
        &[
            "repo/README.md",
            "repo/._README.md",
            "repo/manifest.yaml",
            "repo/bucket/cloudformation.yaml",
            "repo/bucket/manifest.yaml",
            "repo/env/README.md",
            "repo/env/v1/infrastructure/manifest.yaml",
            "repo/env/v1/schema/schema.yaml",
            "repo/env/v2/schema/schema.yaml",
            "repo/svc/v1/instance_infrastructure/manifest.yaml",
            "repo/svc/v1/schema/schema.yaml",
        ],
    );
    assert_eq!(
        places(&opened),
        [
            ("bucket", Some("repo/bucket"), None),
            ("env-v1", Some("repo/env/v1"), Some("v1")),
            ("env-v2", Some("repo/env/v2"), Some("v2")),
            ("svc", Some("repo/svc/v1"), Some("v1")),
        ]
    );
    let kinds: Vec<_> = opened.bundles.iter().map(Bundle::kind).collect();
    assert_eq!(kinds, [Component, Environment, CustomerManagedEnvironment, Service]);
    assert_eq!(opened.left_out, ["repo/README.md", "repo/env/README.md", "repo/manifest.yaml"]);
}

#[test]
fn bundles_with_equal_names_get_the_names_of_parent_folders() {
    let cases: [(&[&str], &[&str]); 5] = [
        (&["v1", "v2"], &["my-v1", "my-v2"]),
        (&["a/bundle", "b/bundle"], &["a-bundle", "b-bundle"]),
        (&["a/t/v1", "a/t/v2", "b/t/v1"], &["a-t-v1", "t-v2", "b-t-v1"]),
        (&["", "x/my"], &["my", "x-my"]),
        (&["a-b/t", "a/b/t"], &["a-b-t", "b-t"]),
    ];
    for (roots, names) in cases {
        let paths: Vec<_> = roots.iter().map(|root| format!("{root}/schema/schema.yaml")).collect();
        let paths: Vec<_> = paths.iter().map(|path| path.trim_start_matches('/')).collect();
        let opened = open_paths("my.zip", &paths);
        let found: Vec<_> = opened.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
        assert_eq!(found, names);
    }
}

#[test]
fn a_nested_bundle_gets_only_its_own_files() {
    let opened = open_paths(
        "x.tar.gz",
        &["schema/schema.yaml", "examples/env/schema/schema.yaml", "examples/README.md"],
    );
    let files: Vec<_> = opened.bundles.iter().map(paths).collect();
    assert_eq!(
        files,
        [vec!["examples/README.md", "schema/schema.yaml"], vec!["schema/schema.yaml"]]
    );
}

#[test]
fn an_archive_with_more_bundles_than_open_is_refused() {
    let roots = (0..=MAX_BUNDLES).map(|n| format!("t{n}/schema/schema.yaml"));
    let all: Vec<_> = roots.collect();
    let all: Vec<_> = all.iter().map(|path| (path.as_str(), "")).collect();
    let error = open("all.tar.gz", &files(&all)).unwrap_err();
    assert_eq!(
        error.message,
        "all.tar.gz holds 101 template bundles; 100 can be opened at a time."
    );
    assert_eq!(open("all.tar.gz", &files(&all[1..])).unwrap().bundles.len(), MAX_BUNDLES);
    assert!(unpack("all.tar.gz", &files(&all[1..])).is_err());
}

fn folder(paths: &[&str]) -> Vec<(String, Vec<u8>)> {
    paths.iter().map(|&path| (path.to_owned(), b"a: 1\r\n".to_vec())).collect()
}

#[test]
fn a_folder_opens_as_an_archive_does() {
    let opened = gather("env", folder(&["./schema/schema.yaml", "x/y.txt"])).unwrap();
    assert_eq!(places(&opened), [("env", Some("env"), None)]);
    assert_eq!(paths(&opened.bundles[0]), ["schema/schema.yaml", "x/y.txt"]);
    assert_eq!(opened.bundles[0].files[0].bytes(), b"a: 1\r\n");

    let opened = gather("v2", folder(&["schema/schema.yaml"])).unwrap();
    assert_eq!(places(&opened), [("v2", Some("v2"), Some("v2"))]);

    let opened = gather("repo", folder(&["t/v1/schema/schema.yaml", "README.md"])).unwrap();
    assert_eq!(places(&opened), [("t", Some("t/v1"), Some("v1"))]);
    assert_eq!((opened.folders, opened.left_out), (vec!["t/v1".into()], vec!["README.md".into()]));

    let error = gather("env", folder(&["../schema/schema.yaml"])).unwrap_err();
    assert!(error.message.starts_with("env holds `../schema/schema.yaml`, a path that"), "{error}");
}

#[test]
fn of_a_folder_only_its_bundles_are_read() {
    let sized = |files: &[(&str, u64)]| -> Vec<(String, u64)> {
        files.iter().map(|&(path, size)| (path.to_owned(), size)).collect()
    };
    let choice = plan(
        "repo",
        &sized(&[
            ("env/schema/schema.yaml", 10),
            (".git/objects/ab", 1 << 40),
            ("env/node_modules/a/schema/schema.yaml", 1 << 40),
            ("video.mp4", 1 << 40),
            (".DS_Store", 1),
        ]),
    );
    let choice = choice.unwrap();
    assert_eq!(choice.wanted, ["env/schema/schema.yaml"]);
    assert_eq!(choice.left_out, ["video.mp4"]);

    let error =
        plan("repo", &sized(&[("schema/schema.yaml", 1), ("disk.img", 1 << 40)])).unwrap_err();
    assert!(error.message.starts_with("repo holds more than 32 MB"), "{error}");
    assert!(plan("repo", &sized(&[("README.md", 1)])).is_err());
    let many: Vec<_> = (0..=MAX_ENTRIES).map(|n| (format!("schema/{n}"), 0)).collect();
    let error = plan("repo", &many).unwrap_err();
    assert!(error.message.starts_with("repo holds more than 10000 files"), "{error}");
}

/// A bundle that has lost its schema is a bundle, so that the missing schema is reported.
#[test]
fn a_bundle_is_found_without_its_schema() {
    let manifest = "infrastructure:\n  templates:\n    - rendering_engine: jinja\n";
    let named = |entries: &[(&str, &str)]| {
        let opened = open("repo.tar.gz", &files(entries));
        opened.map(|opened| opened.bundles.iter().map(|one| one.name.clone()).collect::<Vec<_>>())
    };
    let found = named(&[
        ("repo/env/infrastructure/manifest.yaml", manifest),
        ("repo/svc/instance_infrastructure/manifest.yaml", ""),
        ("repo/pipe/pipeline_infrastructure/manifest.yaml", ""),
        ("repo/cluster/infrastructure/manifest.yaml", "kind: Deployment\n"),
        ("repo/net/schema/schema.yaml", ""),
    ]);
    assert_eq!(found.unwrap(), ["env", "net", "pipe", "svc"]);
    // A folder around bundles is not a bundle, and a part in a bundle belongs to it.
    let found = named(&[
        ("infrastructure/manifest.yaml", manifest),
        ("net/schema/schema.yaml", ""),
        ("net/more/instance_infrastructure/manifest.yaml", ""),
    ]);
    assert_eq!(found.unwrap(), ["net"]);
    let error = named(&[("cluster/infrastructure/manifest.yaml", "kind: Deployment\n")]);
    assert!(error.unwrap_err().lacks_bundle);
}

/// As the command line leaves them out of a folder.
#[test]
fn bundles_in_hidden_folders_only_count_alone() {
    let roots = |paths: &[&str]| -> Vec<String> {
        crate::archive::roots(paths.iter().copied()).into_iter().map(str::to_owned).collect()
    };
    let hidden = [".git/a/schema/schema.yaml", "x/node_modules/b/schema/schema.yaml"];
    assert_eq!(roots(&[&hidden[..], &["c/schema/schema.yaml"]].concat()), ["c"]);
    assert_eq!(roots(&hidden), [".git/a", "x/node_modules/b"]);
    assert_eq!(roots(&["c/schema/schema.yaml", "c/.template-registration.yaml"]), ["c"]);
}
