//! Every rendering that is missing or incomplete has a problem that explains it: of its template, its
//! manifest, the schema, the spec, or of a file that is missing or in another folder.

use std::path::{Path, PathBuf};

use cyclotron_core::bundle::SCHEMA;
use cyclotron_core::{
    Analysis, Bundle, File, Part, Rendering, Severity, Target, Workspace, analyze, prepare,
};

use crate::common::{self, bundle, cases, files};

#[test]
fn a_problem_explains_every_missing_rendering() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut bundles = vec![];
    for folder in ["checks", "bundles", "sound"] {
        for entry in std::fs::read_dir(fixtures.join(folder)).unwrap() {
            bundles.push(of_fixture(&fixtures, &entry.unwrap().path()));
        }
    }
    let own = bundles.len();
    bundles.extend(
        cases::cases().iter().flat_map(|case| [true, false].map(|all| cases::open(case, all))),
    );
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases");
    if shared.is_dir() {
        for root in roots(&shared) {
            bundles.push(bundle(&root, &root.strip_prefix(&shared).unwrap().display().to_string()));
        }
    } else {
        common::say("missing renderings: skipped ../shared/cases, which is not there");
    }
    let mut unexplained = vec![];
    let mut missing = 0;
    for mut bundle in bundles.clone() {
        prepare(&mut bundle, &Workspace::default());
        let workspace = Workspace { bundles: vec![bundle] };
        let analysis = analyze(&workspace);
        for (part, lacks) in lacking(&workspace.bundles[0], &analysis) {
            missing += 1;
            if !is_explained(&workspace.bundles[0], &analysis, part) {
                unexplained.push(format!("{}: {lacks}", workspace.bundles[0].name));
            }
        }
    }
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    assert!(missing > 40, "{missing}");
    common::say(&format!(
        "{} bundles, {own} of them our own: {missing} renderings are missing, each for a reported reason",
        bundles.len()
    ));
}

#[test]
fn an_empty_schema_is_reported() {
    let manifest = "infrastructure: {templates: [{file: a.yaml, rendering_engine: jinja, template_language: cloudformation}]}";
    let files = [
        (SCHEMA, ""),
        ("infrastructure/manifest.yaml", manifest),
        ("infrastructure/a.yaml", "A: {{ environment.inputs.a }}"),
    ];
    let files = files.map(|(path, text)| File::new(path, text)).into();
    let bundle = Bundle { name: "empty".into(), files, ..Bundle::default() };
    let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics;
    let codes: Vec<_> = found.iter().map(|one| (&*one.code.0, &*one.file.path)).collect();
    assert!(codes.contains(&("missing-schema-key", SCHEMA)), "{codes:?}");
}

/// The bundle of a fixture, with the files that it takes from a sound one.
fn of_fixture(fixtures: &Path, folder: &Path) -> Bundle {
    let mut own = bundle(folder, folder.file_name().unwrap().to_str().unwrap());
    if let Some(like) = own.text("like.txt").map(str::to_owned) {
        let sound = bundle(&fixtures.join("sound").join(like.trim()), "sound");
        let lacking = sound.files.into_iter().filter(|file| own.file(&file.path).is_none());
        let lacking: Vec<File> = lacking.collect();
        own.files.extend(lacking);
    }
    let is_note = |path: &str| Path::new(path).extension().is_some_and(|ending| ending == "txt");
    own.files.retain(|file| !is_note(&file.path) && !file.path.starts_with("beside/"));
    own.sort();
    own
}

/// Every folder with a schema or a component's manifest.
fn roots(folder: &Path) -> Vec<PathBuf> {
    let paths: Vec<String> = files(folder).into_iter().map(|(path, _)| path).collect();
    let roots = cyclotron_core::archive::roots(paths.iter().map(String::as_str));
    roots.into_iter().map(|root| folder.join(root)).collect()
}

/// The parts of a bundle that are not rendered, or not for everything that they are for.
fn lacking(bundle: &Bundle, analysis: &Analysis) -> Vec<(Part, String)> {
    let renderings = &analysis.bundles[0].renderings;
    let mut all = vec![];
    for part in bundle.parts() {
        let is_of = |one: &&Rendering| part == part_of(one.target);
        let own: Vec<_> = renderings.iter().filter(is_of).collect();
        if own.is_empty() {
            all.push((part, format!("no rendering of {part:?}")));
        }
        let incomplete = own.into_iter().filter(|one| !one.is_complete);
        all.extend(incomplete.map(|one| (part, one.file_name.clone())));
    }
    all
}

fn part_of(target: Target) -> Part {
    match target {
        Target::Environment => Part::Environment,
        Target::Instance(_) => Part::Instance,
        Target::Pipeline => Part::Pipeline,
        Target::Component => Part::Component,
    }
}

fn is_explained(bundle: &Bundle, analysis: &Analysis, part: Part) -> bool {
    analysis.diagnostics.iter().any(|one| {
        let path = one.file.path.as_str();
        let is_near = path == SCHEMA
            || path == bundle.spec()
            || path.starts_with(part.folder())
            || bundle.file(path).is_none()
            || &*one.code.0 == "misplaced-file";
        one.severity != Severity::Info && is_near
    })
}
