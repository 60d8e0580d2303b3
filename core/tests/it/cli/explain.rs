//! `cyclotron explain`.

use super::{folder, said};

#[test]
fn prints_a_page_and_lists_all() {
    let folder = folder("explain");
    let (status, out, _) = said(&folder, &["explain", "undefined-name"]);
    assert!(status == 0 && out.starts_with("A template reads an undefined name\n====="), "{out}");
    let (status, out, _) = said(&folder, &["explain", "cfn-E2531"]);
    assert!(status == 0 && out.contains("CloudFormation"), "{status} {out}");
    let (status, out, _) = said(&folder, &["explain"]);
    let line = out.lines().find(|line| line.starts_with("  undefined-name "));
    assert!(status == 0 && line.is_some_and(|line| line.ends_with("an undefined name")), "{out}");
    assert!(out.starts_with("Begin:\n") && out.contains("\nFiles:\n  bundle "), "{out}");
    // A word by its name, and a link as the code to go on with.
    let (status, out, _) = said(&folder, &["explain", "upper"]);
    assert!(status == 0 && out.starts_with("Filter upper\n============\n"), "{out}");
    // Subjects that have a page under another name.
    for (word, title) in [
        ("terraform", "manifest"),
        ("CodeBuild", "manifest"),
        ("proton-ops", "proton-ops.yaml"),
        ("proton-ops.yaml", "proton-ops.yaml"),
        ("baseline", "Silencing"),
    ] {
        let (status, out, error) = said(&folder, &["explain", word]);
        let first = out.lines().next().unwrap_or_default().to_lowercase();
        assert!(status == 0 && first.contains(&title.to_lowercase()), "{word}: {first} {error}");
    }
    let (_, out, _) = said(&folder, &["explain", "service_instance.name"]);
    assert!(out.contains("a service instance (`names-instance`)"), "{out}");
}

/// CloudFormation's rules are known by their ids, in any case.
#[test]
fn explains_a_rule_by_its_id() {
    let folder = folder("explain-rule");
    for rule in ["E3012", "e3012", "cfn-e3012"] {
        let (status, out, _) = said(&folder, &["explain", rule]);
        assert!(status == 0 && out.starts_with("E3012: "), "{status} {out}");
        assert!(out.contains("CloudFormation"), "{out}");
    }
    // The validator calls this one F3006.
    let (status, out, _) = said(&folder, &["explain", "E3006"]);
    assert!(status == 0 && out.starts_with("E3006: "), "{status} {out}");
    let (status, _, error) = said(&folder, &["explain", "E9998"]);
    assert!(status == 2 && error.contains("no code `E9998`"), "{status} {error}");
}
