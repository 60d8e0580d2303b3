//! `cyclotron check`: the diagnostics of bundles.

use cyclotron_core::cloudformation::merge;
use cyclotron_core::silence::{Silencing, silence};
use cyclotron_core::{Analysis, Diagnostic, FileId, Workspace, analyze};

use crate::Outcome;
use crate::arguments::{Check, Format};
use crate::cloudformation::cloudformation;
use crate::disk::{self, Opening};
use crate::failure::{Failure, print, print_error, print_raw};
use crate::github::github;
use crate::human::{human, print_findings, summary};
use crate::json::json;
use crate::report::{Places, Report, workspace};
use crate::sarif::sarif;
use crate::silencing::{self, add_configurations, read_baseline, with_options, write_baseline};

const MORE: &str = "`cyclotron explain CODE` tells more about each.\n";

/// Reports the problems of all bundles below the paths.
pub fn check(arguments: &Check, quiet: bool) -> Result<Outcome, Failure> {
    let Opening { bundles, faults } = disk::open_all(&arguments.paths);
    let (workspace, places) = workspace(bundles);
    let Analysis { mut diagnostics, silencing: mut rules, .. } = analyze(&workspace);
    let problems = add_configurations(&mut rules, &workspace, &places);
    with_options(&mut rules, arguments)?;
    with_other_specs(&workspace, &places, &mut diagnostics);
    merge(&workspace, &mut diagnostics, cloudformation(&workspace, arguments)?);
    diagnostics.splice(..0, problems);

    let written = arguments.write_baseline.as_ref();
    let written = written.map(|path| path.as_ref().or(arguments.baseline.as_ref()));
    let baseline = written.flatten().or(arguments.baseline.as_ref());
    let known_as = |file: &FileId| match baseline {
        Some(baseline) => disk::beside(baseline, &places.path(&workspace, file)),
        None => places.path(&workspace, file),
    };
    match (written, baseline) {
        (Some(_), None) => {
            return Err(Failure::wrong_use(
                "--write-baseline: no file is named",
                "Add `--baseline FILE`.",
            ));
        }
        // An incomplete baseline would bring back the findings that it lacks.
        (Some(_), Some(path)) if !faults.is_empty() => {
            let nothing = (vec![], vec![]);
            let report =
                Report::new(&workspace, &places, faults, nothing, &Silencing::default(), None);
            print_findings(&report.findings);
            let path = disk::shown(path);
            print_error(&format!("{path} is not written, because not everything could be read.\n"));
            return Ok(report.outcome());
        }
        (Some(_), Some(path)) => {
            let (shown, _) = silence(&workspace, diagnostics, &rules, known_as);
            write_baseline(path, &workspace, &shown, known_as)?;
            if !quiet {
                let written = match shown.len() {
                    1 => "1 finding is written".to_owned(),
                    count => format!("{count} findings are written"),
                };
                print(format!("{written} to {}.\n", path.display()).as_bytes())?;
            }
            return Ok(Outcome::Good);
        }
        (None, Some(path)) => rules.set_baseline(read_baseline(path)?),
        (None, None) => {}
    }
    let parted = silence(&workspace, diagnostics, &rules, known_as);
    let report =
        Report::new(&workspace, &places, faults, parted, &rules, baseline.map(|path| &**path));
    match arguments.format {
        Format::Human => {
            let text = human(&report.findings);
            let silenced = silencing::summary(&report.silenced);
            let silenced = silenced.map_or(String::new(), |text| text + "\n");
            let more = if text.is_empty() { "" } else { MORE };
            let summary = if quiet { String::new() } else { summary(&report) + "\n" };
            let more = if quiet { "" } else { more };
            print(format!("{text}{summary}{silenced}{more}").as_bytes())
        }
        Format::Json => print_raw(json(&report).as_bytes()),
        Format::Sarif => print_raw(sarif(&report).as_bytes()),
        Format::Github => print_raw(github(&report).as_bytes()),
    }?;
    Ok(report.outcome())
}

/// Adds the problems of a bundle with specs other than its sample: a template has one for each service.
fn with_other_specs(workspace: &Workspace, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    for (spec, _) in &places.elsewhere {
        let mut other = workspace.clone();
        let bundle = other.bundles.iter_mut().find(|bundle| bundle.name == spec.bundle);
        let Some(bundle) = bundle.filter(|bundle| bundle.spec() != spec.path) else { continue };
        bundle.sample.clone_from(&spec.path);
        let found = analyze(&other).diagnostics.into_iter();
        let own = found.filter(|one| one.file.bundle == spec.bundle);
        let new: Vec<_> = own.filter(|one| !diagnostics.contains(one)).collect();
        diagnostics.extend(new);
    }
}
