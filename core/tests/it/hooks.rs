//! The files by which others run the command line: their syntax. `tests/soak/hooks.sh` runs them.

use std::fs;
use std::path::Path;
use std::process::Command;

use cyclotron_core::{Value, yaml};

fn read(name: &str) -> Value {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)).unwrap();
    let document = yaml::parse(&text);
    assert_eq!((document.error, document.duplicates), (None, vec![]), "{name}");
    document.root.unwrap().value()
}

/// pre-commit starts the first word of `entry`, which is a file of this repository.
#[test]
fn the_script_of_the_hook_exists() {
    let hooks = read(".pre-commit-hooks.yaml");
    let [hook] = hooks.as_list().unwrap() else { panic!("one hook") };
    let known = [
        "id",
        "name",
        "description",
        "entry",
        "args",
        "language",
        "pass_filenames",
        "require_serial",
        "files",
    ];
    let unknown: Vec<_> = hook
        .as_map()
        .unwrap()
        .iter()
        .map(|(key, _)| key)
        .filter(|key| !known.contains(key))
        .collect();
    assert_eq!(unknown, [""; 0]);
    let text = |key| hook.get(key).and_then(Value::as_str).unwrap();
    assert_eq!((text("id"), text("language")), ("cyclotron", "script"));
    let script = text("entry").split(' ').next().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(script);
    let syntax = Command::new("bash").arg("-n").arg(&script).status().unwrap();
    assert!(syntax.success(), "{}", script.display());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert!(fs::metadata(&script).unwrap().permissions().mode() & 0o111 != 0);
    }
}

/// Every step has a shell and a script that bash reads, and every input that it reads exists.
#[test]
fn the_steps_of_the_action_are_scripts() {
    let action = read("action.yml");
    assert_eq!(action.get("runs").unwrap().get("using"), Some(&"composite".into()));
    let steps = action.get("runs").unwrap().get("steps").and_then(Value::as_list).unwrap();
    let mut scripts = 0;
    for step in steps {
        let Some(script) = step.get("run").and_then(Value::as_str) else {
            assert!(step.get("uses").is_some(), "{step:?}");
            continue;
        };
        scripts += 1;
        assert_eq!(step.get("shell"), Some(&"bash".into()));
        let syntax = Command::new("bash").args(["-n", "-c", script]).status().unwrap();
        assert!(syntax.success(), "{script}");
        // A value that is put into a script by text could be a command.
        assert!(!script.contains("${{"), "{script}");
        for (_, value) in
            step.get("env").and_then(Value::as_map).into_iter().flat_map(cyclotron_core::Map::iter)
        {
            let input =
                value.as_str().unwrap().trim_start_matches("${{ inputs.").trim_end_matches(" }}");
            assert!(action.get("inputs").unwrap().get(input).is_some(), "{input}");
        }
    }
    assert_eq!(scripts, 3);
}
