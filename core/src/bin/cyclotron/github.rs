//! Formats diagnostics as workflow commands of GitHub Actions, which become annotations in a pull request.

use std::fmt::Write;

use cyclotron_core::Severity;

use crate::disk::within_repository;
use crate::human::summary;
use crate::report::{Finding, Report};
use crate::silencing;

/// Returns one command per line, and the summary for the log unless `quiet`.
pub fn github(report: &Report, quiet: bool) -> String {
    let mut commands = String::new();
    for finding in &report.findings {
        let _ = writeln!(commands, "{}", command(finding));
    }
    if let Some(silenced) = silencing::summary(&report.silenced) {
        let _ = writeln!(commands, "::notice title=Cyclotron::{}", data(&silenced));
    }
    if !quiet {
        commands += &summary(report);
    }
    commands
}

fn command(finding: &Finding) -> String {
    let diagnostic = &finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut command = format!("::{level} ");
    let path = within_repository(&finding.path);
    // A finding about the repository as a whole has no file.
    if !path.is_empty() {
        let _ = write!(command, "file={},", property(&path));
    }
    if let Some((start, end)) = diagnostic.range {
        let _ = write!(command, "line={},endLine={},", start.line, end.line);
        // GitHub refuses columns if the start and the end are in different lines.
        if start.line == end.line {
            let _ = write!(command, "col={},endColumn={},", start.column + 1, end.column + 1);
        }
    }
    let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    let text = data(&format!("{}{help}", diagnostic.message));
    format!("{command}title={}::{text}", property(&diagnostic.code.0))
}

/// Escapes the message after `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
