//! `cyclotron render`: renders a bundle's templates into files.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SCHEMA, SPEC};
use cyclotron_core::silence::{Silencing, silence};
use cyclotron_core::text::free;
use cyclotron_core::{Bundle, File, FileId, Options, Rendering, analyze_as};

use crate::Outcome;
use crate::arguments::Render;
use crate::disk::{self, Opened, Opening, OutsideSpec};
use crate::failure::{Failure, print_error, print_raw};
use crate::human::print_findings;
use crate::outdated::remove_outdated;
use crate::report::{Report, workspace};
use crate::silencing::{self, add_outside};

const MADE_UP: &str = "There is no spec, so the inputs are made up. Name one with --spec FILE.\n";
const NO_TEMPLATE: &str = "Nothing is rendered: a customer-managed environment has no template.\n";

/// Writes all successful renderings and reports the others. If `proton-ops.yaml` names several specs, each is
/// rendered into its own folder.
pub fn render(arguments: &Render, quiet: bool) -> Result<Outcome, Failure> {
    let (mut opened, Opening { faults, ops, .. }) = disk::open(&arguments.bundle, None)?;
    refuse_file(&arguments.out)?;
    let samples = [(SPEC, &arguments.spec), (SAMPLE_OUTPUTS, &arguments.outputs)];
    for (path, given) in samples {
        if let Some(given) = given {
            put(&mut opened.bundle, path, disk::text(given)?);
        }
    }
    if arguments.spec.is_some() {
        opened.bundle.sample.clear();
    }
    let has_spec = opened.bundle.file(opened.bundle.spec()).is_some();
    if !has_spec && !opened.bundle.parts().is_empty() && !quiet {
        print_error(MADE_UP);
    }
    let runs = runs(&opened, &arguments.out);
    let (mut workspace, mut places) = workspace(vec![opened]);
    for (path, given) in samples {
        let file = workspace.bundles[0].id(path);
        places.elsewhere.extend(given.as_deref().map(|given| (file, disk::shown(given))));
    }
    let options = Options {
        undefined: arguments.undefined.into(),
        make_up_outputs: arguments.outputs.is_none(),
    };
    let (mut rules, mut diagnostics) = (Silencing::default(), vec![]);
    let mut rendered = vec![];
    for (spec, out) in runs {
        workspace.bundles[0].sample = spec;
        let analysis = analyze_as(&workspace, options);
        rules = analysis.silencing;
        let new = analysis.diagnostics.into_iter().filter(|one| !diagnostics.contains(one));
        diagnostics.extend(new.collect::<Vec<_>>());
        let renderings = analysis.bundles.into_iter().flat_map(|bundle| bundle.renderings);
        let mut renderings: Vec<_> = renderings.collect();
        // Without one of these files, values would be made up.
        let bundle = &workspace.bundles[0];
        let read = [SCHEMA, SAMPLE_OUTPUTS, bundle.spec()].map(|path| bundle.id(path));
        let is_unread = |file: &FileId| {
            let path = places.path(&workspace, file);
            faults.iter().any(|fault| fault.path == path)
        };
        let is_unread_before = read.iter().any(is_unread);
        for rendering in &mut renderings {
            let manifest = bundle.id(rendering.target.part().manifest());
            let is_read = !is_unread(&manifest) && !is_unread(&rendering.template);
            rendering.is_complete &= is_read && !is_unread_before;
        }
        rendered.push((out, renderings));
    }
    let problems = add_outside(&mut rules, &workspace, &places, ops);
    diagnostics.splice(..0, problems);
    let parted = silence(&workspace, diagnostics, &rules, |file| places.path(&workspace, file));
    let report = Report::new(&workspace, &places, faults, parted, &rules, None);
    print_findings(&report.findings);
    if let Some(silenced) = silencing::summary(&report.silenced) {
        print_error(&format!("{silenced}\n"));
    }
    let has_parts = !workspace.bundles[0].parts().is_empty();
    if !has_parts && !quiet {
        print_error(NO_TEMPLATE);
    }
    for (out, renderings) in &rendered {
        remove_outdated(out, &workspace.bundles[0], renderings)?;
        for rendering in renderings {
            let Some(text) = text(rendering) else { continue };
            write(out, &rendering.file_name, text, quiet)?;
        }
    }
    // A silenced failure still means that a file is missing.
    let mut all = rendered.iter().flat_map(|(_, renderings)| renderings);
    match report.outcome() {
        Outcome::Good if all.any(|one| text(one).is_none()) => Ok(Outcome::Bad),
        outcome => Ok(outcome),
    }
}

/// The samples to render, each with its output folder: the bundle's own sample, or every spec of service sync in a
/// folder with the name of its service.
fn runs(opened: &Opened, out: &Path) -> Vec<(String, PathBuf)> {
    let Opened { bundle, specs, .. } = opened;
    let is_synced = specs.iter().any(|spec| spec.path == bundle.spec());
    if specs.len() < 2 || !is_synced {
        return vec![(bundle.sample.clone(), out.to_owned())];
    }
    let mut taken = HashSet::new();
    let run = |spec: &OutsideSpec| {
        let folder = free(spec.service.clone(), |name| taken.contains(name));
        taken.insert(folder.clone());
        (spec.path.clone(), out.join(folder))
    };
    specs.iter().map(run).collect()
}

/// The text of a complete rendering; Proton rendered no other.
fn text(rendering: &Rendering) -> Option<&str> {
    rendering.text.as_deref().filter(|_| rendering.is_complete)
}

/// Refuses an output folder that is a file, or is below one.
pub fn refuse_file(out: &Path) -> Result<(), Failure> {
    match out.ancestors().find(|path| path.is_file()) {
        Some(file) => Err(Failure::usage_error(
            format!("--out: {} is a file, not a folder", file.display()),
            "Name another folder, or remove the file.",
        )),
        None => Ok(()),
    }
}

/// Replaces or adds a file of a bundle.
pub fn put(bundle: &mut Bundle, path: &str, text: String) {
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
