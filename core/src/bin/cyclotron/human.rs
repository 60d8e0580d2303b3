//! Formats diagnostics for people: each with its location and the source line.

use std::collections::HashMap;
use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use cyclotron_core::text::{Lines, list};
use cyclotron_core::{Diagnostic, Severity};

use crate::failure::print_error;
use crate::report::{Finding, Report};

/// Formats all findings with colors, each followed by an empty line. Findings with the same message in one file are
/// shown once, with the lines of the others.
pub fn human(findings: &[Finding]) -> String {
    let key = |finding: &Finding| {
        let Diagnostic { code, severity, message, .. } = &finding.diagnostic;
        (finding.path.clone(), code.clone(), *severity, message.clone())
    };
    let mut lines: HashMap<_, Vec<usize>> = HashMap::new();
    for finding in findings {
        let start = finding.diagnostic.range.map(|(start, _)| start.line);
        lines.entry(key(finding)).or_default().extend(start);
    }
    let mut text = String::new();
    for finding in findings {
        let Some(mut lines) = lines.remove(&key(finding)) else { continue };
        if !lines.is_empty() {
            lines.remove(0);
        }
        text += &(one(finding, &lines) + "\n\n");
    }
    text
}

/// Prints the findings to standard error.
pub fn print_findings(findings: &[Finding]) {
    print_error(&human(findings));
}

/// Summarizes the report: a line for each bundle, and the number of findings.
pub fn summary(report: &Report) -> String {
    let mut text = String::new();
    for bundle in &report.bundles {
        let _ = writeln!(text, "Checked {}: {}.", in_line(&bundle.path), bundle.description());
    }
    let unopened = report.archives.len();
    if unopened > 0 {
        let names = list(report.archives.iter().map(|path| format!("`{}`", in_line(path))));
        let _ = writeln!(
            text,
            "Not opened: {} in a folder, {names}. Name an archive to have it checked.",
            count(unopened, "archive")
        );
    }
    let errors = count(report.count(Severity::Error), "error");
    let warnings = count(report.count(Severity::Warning), "warning");
    let bundles = count(report.bundles.len(), "bundle");
    let counts = match report.count(Severity::Info) {
        0 => format!("{errors} and {warnings}"),
        notes => format!("{errors}, {warnings} and {}", count(notes, "note")),
    };
    let fails =
        if report.fails_without_error() { " The check fails because of `fail_on`." } else { "" };
    let _ = writeln!(text, "{counts} in {bundles}.{fails}");
    text
}

/// A path without line breaks: on GitHub, a line may be a command.
fn in_line(path: &str) -> String {
    path.replace(['\n', '\r'], " ")
}

fn count(count: usize, noun: &str) -> String {
    let number = if count == 0 { "no".to_owned() } else { count.to_string() };
    format!("{number} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Formats a finding; `lines` have the same problem.
fn one(finding: &Finding, lines: &[usize]) -> String {
    let diagnostic = &finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(&diagnostic.message).id(&*diagnostic.code.0);
    let group = source(finding, Group::with_title(title));
    let fix = diagnostic.fix.as_ref().map(|fix| &fix.title);
    let help = diagnostic.help.as_ref().or(fix).map(|help| Level::HELP.message(help));
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let others = list(lines.iter().map(usize::to_string));
    let others = format!("The same in {noun} {others}.");
    let others = (!lines.is_empty()).then(|| Level::NOTE.message(&others));
    Renderer::styled().render(&[group.elements(help).elements(others)])
}

/// Adds the line in which the problem begins, with the problem underlined up to the line's end.
fn source<'f>(finding: &'f Finding, group: Group<'f>) -> Group<'f> {
    let Some(span) = finding.diagnostic.span else {
        return group.element(Origin::path(&finding.path));
    };
    let text = &finding.text;
    let lines = Lines::new(text);
    let number = lines.position(span.start).line;
    let line = lines.span(number);
    let within = |byte: usize| {
        line.of(text).floor_char_boundary(byte.clamp(line.start, line.end) - line.start)
    };
    let (start, end) = (within(span.start), within(span.end));
    let annotation = AnnotationKind::Primary.span(start..end.max(start));
    let snippet = Snippet::source(line.of(text)).line_start(number).path(&finding.path);
    group.element(snippet.annotation(annotation))
}
