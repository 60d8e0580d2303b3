//! `cyclotron pack`: a bundle as an archive.

use std::fs;

use cyclotron_core::refusals::refusals;
use cyclotron_core::silence::Silencing;
use cyclotron_core::{analyze, archive};

use crate::Outcome;
use crate::arguments::Pack;
use crate::disk::{self, Opening};
use crate::failure::{Failure, print_raw};
use crate::human::print_findings;
use crate::report::{Report, workspace};

/// Writes the archive that the page would download, and reports the problems for which Proton would have refused
/// it, silenced or not: with one of these, the outcome is bad, but the archive is written. An archive that an earlier
/// run wrote into the bundle's own folder does not become a part of it. Prints the path of the archive.
pub fn pack(arguments: &Pack, quiet: bool) -> Result<Outcome, Failure> {
    let (opened, Opening { faults, .. }) = disk::open(&arguments.bundle, Some(&arguments.output))?;
    // An archive that lacks a file would look complete.
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault.into());
    }
    let output = &arguments.output;
    if output.is_dir() {
        let message = format!("--output: {} is a folder", output.display());
        let file = output.join(format!("{}.tar.gz", opened.bundle.name));
        let help = format!("Name the archive: `{}`.", file.display());
        return Err(Failure::usage_error(message, help));
    }
    if let Some(folder) = output.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file("create", folder, &error))?;
    }
    fs::write(output, archive::pack(&opened.bundle))
        .map_err(|error| Failure::file("write", output, &error))?;
    let name = opened.bundle.name.clone();
    let (workspace, places) = workspace(vec![opened]);
    let found = analyze(&workspace).diagnostics;
    let refused = refusals(&name, &found).cloned().collect();
    let silencing = Silencing::default();
    let report = Report::new(&workspace, &places, vec![], (refused, vec![]), &silencing, None);
    print_findings(&report.findings);
    if !quiet {
        print_raw(format!("{}\n", output.display()).as_bytes())?;
    }
    Ok(report.outcome())
}
