//! `cyclotron check`: the diagnostics of bundles.

use std::collections::HashSet;
use std::path::PathBuf;

use cyclotron_core::cloudformation::merge;
use cyclotron_core::silence::{Selector, Silencing, silence};
use cyclotron_core::{Analysis, Diagnostic, FileId, Severity, Workspace, analyze};

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
use crate::silencing::{self, add_outside, read_baseline, with_options, write_baseline};

const MORE: &str = "`cyclotron explain CODE` explains each.\n";

/// Reports the problems of all bundles below the paths.
pub fn check(arguments: &Check, quiet: bool) -> Result<Outcome, Failure> {
    let Opening { bundles, faults, archives, ops } = disk::open_all(&arguments.paths);
    let (workspace, places) = workspace(bundles);
    let Analysis { mut diagnostics, silencing: mut rules, bundles: analyses } = analyze(&workspace);
    let problems = add_outside(&mut rules, &workspace, &places, ops);
    with_options(&mut rules, arguments)?;
    with_other_specs(&workspace, &places, &mut diagnostics);
    merge(&workspace, &mut diagnostics, cloudformation(&workspace, arguments)?);
    diagnostics.splice(..0, problems);
    if faults.is_empty() {
        // Without CloudFormation's rules, or without a rendering for them, their findings are unknown.
        let is_rendered: Vec<&str> = (analyses.iter())
            .filter(|bundle| bundle.renderings.iter().all(|one| one.is_complete))
            .map(|bundle| &*bundle.name)
            .collect();
        let has_rules =
            |file: &FileId| !arguments.no_cloudformation && is_rendered.contains(&&*file.bundle);
        let unused = unused(&workspace, &diagnostics, &rules, |file, selector| {
            selector.rules().is_none() || has_rules(file)
        });
        diagnostics.extend(unused);
    }
    let known_as = |baseline: Option<&PathBuf>, file: &FileId| match baseline {
        Some(baseline) => disk::beside(baseline, &places.path(&workspace, file)),
        None => places.path(&workspace, file),
    };
    let report = |faults, parted, rules: &Silencing, baseline: Option<&PathBuf>| {
        let baseline = baseline.map(|path| &**path);
        let mut report = Report::new(&workspace, &places, faults, parted, rules, baseline);
        report.archives.clone_from(&archives);
        report
    };

    if let Some(path) = &arguments.write_baseline {
        let Some(path) = path.as_ref().or(arguments.baseline.as_ref()) else {
            return Err(Failure::usage_error(
                "--write-baseline: no file is named",
                "Add `--baseline FILE`.",
            ));
        };
        // An incomplete baseline would bring back the findings that it lacks.
        if !faults.is_empty() {
            let report = report(faults, (vec![], vec![]), &Silencing::default(), None);
            print_findings(&report.findings);
            let path = disk::shown(path);
            print_error(&format!("{path} is not written, because not everything could be read.\n"));
            return Ok(report.outcome());
        }
        let known_as = |file: &FileId| known_as(Some(path), file);
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
    let baseline = arguments.baseline.as_ref();
    if let Some(path) = baseline {
        rules.set_baseline(read_baseline(path)?);
    }
    let parted = silence(&workspace, diagnostics, &rules, |file| known_as(baseline, file));
    let report = report(faults, parted, &rules, baseline);
    match arguments.format {
        Format::Human => {
            let text = human(&report.findings);
            let more = if text.is_empty() || quiet { "" } else { MORE };
            let summary = if quiet { String::new() } else { summary(&report) };
            let silenced = silencing::summary(&report.silenced);
            let silenced = silenced.map_or(String::new(), |text| text + "\n");
            print(format!("{text}{summary}{silenced}{more}").as_bytes())
        }
        Format::Json => print_raw(json(&report).as_bytes()),
        Format::Sarif => print_raw(sarif(&report).as_bytes()),
        Format::Github => print_raw(github(&report, quiet).as_bytes()),
    }?;
    Ok(report.outcome())
}

/// The comments that silence nothing, in bundles without an error: an error may keep other checks from finding
/// anything. `is_checked` says whether the findings of a selector in a file are known.
fn unused(
    workspace: &Workspace,
    diagnostics: &[Diagnostic],
    rules: &Silencing,
    is_checked: impl Fn(&FileId, &Selector) -> bool,
) -> Vec<Diagnostic> {
    let (shown, silenced) =
        silence(workspace, diagnostics.to_vec(), rules, |file| file.path.clone());
    let broken: HashSet<&str> = (shown.iter())
        .filter(|one| one.severity == Severity::Error)
        .map(|one| &*one.file.bundle)
        .collect();
    rules.unused(workspace, &silenced, |file, selector| {
        is_checked(file, selector) && !broken.contains(&*file.bundle)
    })
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
