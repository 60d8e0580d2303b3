//! `cyclotron render`: a bundle's templates, rendered into files.

use std::fs;
use std::path::Path;

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::{Bundle, File, Options, analyze_as};

use crate::Outcome;
use crate::arguments::Render;
use crate::disk;
use crate::failure::{Failure, print_raw};
use crate::human::print_findings;
use crate::report::{Report, workspace};

/// Writes what renders and reports what does not.
pub fn render(arguments: &Render) -> Result<Outcome, Failure> {
    let mut opened = disk::open(&arguments.bundle)?;
    let samples = [(SPEC, &arguments.spec), (SAMPLE_OUTPUTS, &arguments.outputs)];
    for (path, given) in samples {
        if let Some(given) = given {
            put(&mut opened.bundle, path, disk::text(given)?);
        }
    }
    let (workspace, prefixes) = workspace(vec![opened]);
    let options = Options {
        undefined: arguments.undefined.into(),
        make_up_outputs: arguments.outputs.is_none(),
    };
    let analysis = analyze_as(&workspace, options);
    let report = Report::new(&workspace, &prefixes, analysis.diagnostics, |path| {
        let (_, given) = samples.iter().find(|(sample, _)| *sample == path)?;
        given.as_deref().map(disk::shown)
    });
    print_findings(&report.findings);
    let renderings = analysis.bundles.iter().flat_map(|bundle| &bundle.renderings);
    for rendering in renderings.filter(|rendering| rendering.is_complete) {
        let Some(text) = &rendering.text else { continue };
        write(&arguments.out, &rendering.file_name, text)?;
    }
    Ok(report.outcome())
}

fn put(bundle: &mut Bundle, path: &str, text: String) {
    bundle.files.retain(|file| file.path != path);
    bundle.files.push(File::new(path, text));
    bundle.sort();
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(name);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| Failure::file("write", &path, &error))?;
    print_raw(format!("{}\n", path.display()).as_bytes())
}
