//! Parts of a public bundle that an author may forget: wherever rendering then fails for an undefined
//! name, a check explains it.

use std::path::Path;

use crate::common::cases::{cases, open};
use cyclotron_core::bundle::{SCHEMA, SPEC};
use cyclotron_core::{Action, Bundle, Key, Value, Workspace, analyze, apply_change, yaml};

/// The part of an input that the author forgot.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Forgotten {
    /// All of it.
    Declaration,
    /// The default of the input, which is not required.
    Default,
}

#[test]
fn a_missing_input_is_reported() {
    let mut reported = 0;
    let mut wrong = vec![];
    for case in cases().iter().filter(|case| is_first_of_its_bundle(case)) {
        let bundle = open(case, true);
        for (role, name) in inputs(&bundle) {
            for (forgotten, code) in [
                (Forgotten::Declaration, "undeclared-input"),
                (Forgotten::Default, "unguarded-input"),
            ] {
                let workspace = without(&bundle, &role, &name, forgotten);
                let found = analyze(&workspace).diagnostics;
                for one in found.iter().filter(|one| one.code.0 == "undefined-name") {
                    wrong.push(format!(
                        "{} {forgotten:?} {name}: {} {}",
                        case.display(),
                        one.file.path,
                        one.message
                    ));
                }
                reported += found.iter().filter(|one| one.code.0 == code).count();
            }
        }
    }
    assert!(wrong.is_empty(), "{} are not reported:\n{}", wrong.len(), wrong.join("\n"));
    if reported > 0 {
        crate::common::say(&format!("forgotten inputs: reported at {reported} places"));
    }
}

/// One of several variants is enough: they differ in their specs.
fn is_first_of_its_bundle(case: &Path) -> bool {
    let name = case.file_name().unwrap().to_string_lossy();
    let is_variant = name.ends_with("--repo") || name.ends_with("--full");
    is_variant && case.join("bundle").join(SCHEMA).exists() && !name.contains("invalid-jinja")
}

/// The types of inputs, and the names in each.
fn inputs(bundle: &Bundle) -> Vec<(String, String)> {
    let schema = yaml::parse(bundle.text(SCHEMA).unwrap()).root.unwrap().value();
    let schema = schema.get("schema").unwrap();
    let keys = ["environment_input_type", "service_input_type", "pipeline_input_type"];
    let mut inputs = vec![];
    for role in keys.iter().filter_map(|key| schema.get(key)?.as_str()) {
        let properties = schema.get("types").and_then(|types| types.get(role)?.get("properties"));
        for (name, _) in properties.and_then(Value::as_map).unwrap().iter() {
            inputs.push((role.to_owned(), name.to_owned()));
        }
    }
    inputs
}

/// The bundle with something forgotten about an input, and a spec that does not give it.
fn without(bundle: &Bundle, role: &str, name: &str, forgotten: Forgotten) -> Workspace {
    let mut workspace = Workspace { bundles: vec![bundle.clone()] };
    let own: [Key; 3] = ["schema".into(), "types".into(), role.into()];
    let property = [own.as_slice(), &["properties".into(), name.into()]].concat();
    let gone = match forgotten {
        Forgotten::Declaration => property,
        Forgotten::Default => [property.as_slice(), &["default".into()]].concat(),
    };
    let mut change = |path: &[Key], file| {
        // An error only means that the part does not exist.
        let _ = apply_change(&mut workspace, &bundle.id(file), path, &Action::Remove);
    };
    change(&gone, SCHEMA);
    change(&[own.as_slice(), &["required".into()]].concat(), SCHEMA);
    change(&["spec".into(), name.into()], SPEC);
    change(&["pipeline".into(), name.into()], SPEC);
    for index in 0..20 {
        change(&["instances".into(), Key::Index(index), "spec".into(), name.into()], SPEC);
    }
    workspace
}
