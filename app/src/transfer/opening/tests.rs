use cyclotron_core::File as BundleFile;

use super::*;

#[test]
fn the_files_of_a_bundle_are_found_in_the_folder_that_was_read() {
    let files = ["schema/schema.yaml", "spec/spec.yaml", "made.yaml"];
    let files = files.map(|path| BundleFile::new(path, "")).to_vec();
    let bundle = Bundle { name: "a".into(), files, ..Bundle::default() };
    let hashes = [("a/schema/schema.yaml", 1), ("a/spec/spec.yaml", 2), ("spec/spec.yaml", 3)];
    let hashes = hashes.map(|(path, hash)| (path.to_owned(), hash)).into();
    let own = |paths: &[(&str, u64)]| {
        paths.iter().map(|(path, hash)| ((*path).to_owned(), *hash)).collect::<HashMap<_, _>>()
    };
    let (prefix, seen) = place_in_folder(&bundle, "a", &hashes);
    assert_eq!(prefix, "a/");
    assert_eq!(seen, own(&[("schema/schema.yaml", 1), ("spec/spec.yaml", 2)]));
    let (prefix, seen) = place_in_folder(&bundle, "", &hashes);
    assert_eq!((prefix.as_str(), seen), ("", own(&[("spec/spec.yaml", 3)])));
}

#[test]
fn only_a_single_complete_bundle_needs_no_notice() {
    assert!(!needs_notice(1, 0));
    assert!(needs_notice(1, 1) && needs_notice(2, 0) && needs_notice(0, 1));
}

#[test]
fn a_workspace_is_named_after_its_repository() {
    for (name, title) in
        [("templates.tar.gz", "templates"), ("a.zip", "a"), (".zip", ".zip"), ("folder", "folder")]
    {
        assert_eq!(without_ending(name), title);
    }
}
