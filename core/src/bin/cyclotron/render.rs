//! `cyclotron render`: a bundle's templates, rendered into files.

use std::fs;
use std::path::Path;

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::silence::silence;
use cyclotron_core::{Bundle, BundleAnalysis, File, Options, Rendering, analyze_as};

use crate::Outcome;
use crate::arguments::Render;
use crate::disk;
use crate::failure::{Failure, print_error, print_raw};
use crate::human::print_findings;
use crate::outdated::remove_outdated;
use crate::report::{Report, workspace};
use crate::silencing::{self, add_configurations};

/// Writes what renders and reports what does not.
pub fn render(arguments: &Render, quiet: bool) -> Result<Outcome, Failure> {
    let (mut opened, faults) = disk::open(&arguments.bundle, None)?;
    let samples = [(SPEC, &arguments.spec), (SAMPLE_OUTPUTS, &arguments.outputs)];
    for (path, given) in samples {
        if let Some(given) = given {
            put(&mut opened.bundle, path, disk::text(given)?);
        }
    }
    if arguments.spec.is_some() {
        opened.bundle.sample.clear();
    }
    let (workspace, mut places) = workspace(vec![opened]);
    for (path, given) in samples {
        let file = workspace.bundles[0].id(path);
        places.elsewhere.extend(given.as_deref().map(|given| (file, disk::shown(given))));
    }
    let options = Options {
        undefined: arguments.undefined.into(),
        make_up_outputs: arguments.outputs.is_none(),
    };
    let analysis = analyze_as(&workspace, options);
    let mut rules = analysis.silencing;
    let mut diagnostics = add_configurations(&mut rules, &workspace, &places.prefixes);
    diagnostics.extend(analysis.diagnostics);
    let parted = silence(&workspace, diagnostics, &rules, |file| places.path(&workspace, file));
    let report = Report::new(&workspace, &places, faults, parted, &rules, None);
    print_findings(&report.findings);
    if let Some(silenced) = silencing::summary(&report.silenced) {
        print_error(&format!("{silenced}\n"));
    }
    for (bundle, analysis) in workspace.bundles.iter().zip(&analysis.bundles) {
        remove_outdated(&arguments.out, bundle, &analysis.renderings)?;
    }
    for rendering in analysis.bundles.iter().flat_map(|bundle| &bundle.renderings) {
        let Some(text) = text(rendering) else { continue };
        write(&arguments.out, &rendering.file_name, text, quiet)?;
    }
    // Silencing the reason of a failure does not make up for the file.
    let is_complete =
        |bundle: &BundleAnalysis| bundle.renderings.iter().all(|one| text(one).is_some());
    match report.outcome() {
        Outcome::Good if !analysis.bundles.iter().all(is_complete) => Ok(Outcome::Bad),
        outcome => Ok(outcome),
    }
}

/// The text of a rendering that is complete: Proton would have rendered no other.
fn text(rendering: &Rendering) -> Option<&str> {
    rendering.text.as_deref().filter(|_| rendering.is_complete)
}

fn put(bundle: &mut Bundle, path: &str, text: String) {
    bundle.files.retain(|file| file.path != path);
    bundle.files.push(File::new(path, text));
    bundle.sort();
}

fn write(folder: &Path, name: &str, text: &str, quiet: bool) -> Result<(), Failure> {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap_or(folder))
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| Failure::file("write", &path, &error))?;
    if quiet { Ok(()) } else { print_raw(format!("{}\n", path.display()).as_bytes()) }
}
