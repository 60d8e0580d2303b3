//! `cyclotron check`: the diagnostics of bundles.

use cyclotron_core::analyze;
use cyclotron_core::cloudformation::merge;

use crate::Outcome;
use crate::arguments::{Check, Format};
use crate::cloudformation::cloudformation;
use crate::disk;
use crate::failure::{Failure, print, print_raw};
use crate::github::github;
use crate::human::{human, summary};
use crate::json::json;
use crate::report::{Report, workspace};
use crate::sarif::sarif;

const MORE: &str = "`cyclotron explain CODE` tells more about each.\n";

/// Reports what is wrong with all bundles below the paths.
pub fn check(arguments: &Check) -> Result<Outcome, Failure> {
    let (workspace, prefixes) = workspace(disk::open_all(&arguments.paths)?);
    let mut diagnostics = analyze(&workspace).diagnostics;
    merge(&workspace, &mut diagnostics, cloudformation(&workspace, arguments)?);
    let report = Report::new(&workspace, &prefixes, diagnostics, |_| None);
    match arguments.format {
        Format::Human => {
            let text = human(&report.findings);
            let more = if text.is_empty() { "" } else { MORE };
            print(format!("{text}{}\n{more}", summary(&report)).as_bytes())
        }
        Format::Json => print_raw(json(&report).as_bytes()),
        Format::Sarif => print_raw(sarif(&report).as_bytes()),
        Format::Github => print_raw(github(&report).as_bytes()),
    }?;
    Ok(report.outcome())
}
