//! Options of all verbs, and `cyclotron completions`.

use std::fs;

use super::{folder, repair, run, said};

#[test]
fn the_version_names_the_program() {
    let folder = folder("version");
    let (status, out, _) = said(&folder, &["-V"]);
    assert_eq!((status, out), (0, format!("cyclotron {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn quiet_prints_only_problems() {
    let folder = folder("quiet");
    let (status, out, _) = said(&folder, &["--quiet", "check", "."]);
    assert!(status == 1 && out.contains("error[undeclared-input]"), "{out}");
    assert!(!out.contains("bundle.") && !out.contains("cyclotron explain"), "{out}");
    repair(&folder);
    let (status, out, _) = said(&folder, &["check", "-q", "."]);
    assert_eq!((status, &*out), (0, ""));
    let (status, out, _) = said(&folder, &["render", "broken", "--out", "out", "--quiet"]);
    assert_eq!((status, &*out), (0, ""));
    assert!(folder.join("out/environment.yaml").is_file());
}

#[test]
fn colors_come_when_asked_for() {
    let folder = folder("color");
    let escape = |arguments: &[&str]| {
        let output = run(&folder, arguments);
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    let check = ["check", ".", "--no-cloudformation"];
    assert!(!escape(&check));
    assert!(escape(&[&check[..], &["--color", "always"]].concat()));
    assert!(!escape(&[&check[..], &["--color=never"]].concat()));
    assert!(escape(&["render", "broken", "--out", "out", "--color=always"]));
    // A format for programs has none.
    assert!(!escape(&[&check[..], &["--color=always", "--format=json"]].concat()));
}

#[test]
fn every_shell_gets_a_script() {
    let folder = folder("completions");
    for (shell, mark) in [
        ("bash", "complete -F _cyclotron"),
        ("zsh", "#compdef cyclotron"),
        ("fish", "complete -c cyclotron"),
    ] {
        let (status, out, _) = said(&folder, &["completions", shell]);
        assert!(status == 0 && out.contains(mark), "{shell}: {out}");
        assert!(out.contains("no-cloudformation"), "{shell}: {out}");
    }
    // bash reads its own.
    let (_, script, _) = said(&folder, &["completions", "bash"]);
    fs::write(folder.join("script"), script).unwrap();
    let status = std::process::Command::new("bash").arg("-n").arg(folder.join("script")).status();
    assert!(status.is_ok_and(|status| status.success()));
}
