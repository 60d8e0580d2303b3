//! Formats diagnostics for people: each with its location and the source line.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use cyclotron_core::Severity;
use cyclotron_core::text::Lines;

use crate::failure::print_error;
use crate::report::{Finding, Report};

/// Formats all findings with colors, each followed by an empty line.
pub fn human(findings: &[Finding]) -> String {
    findings.iter().flat_map(|finding| [one(finding), "\n\n".to_owned()]).collect()
}

/// Prints the findings to standard error.
pub fn print_findings(findings: &[Finding]) {
    print_error(&human(findings));
}

/// Summarizes the report in a sentence.
pub fn summary(report: &Report) -> String {
    let errors = count(report.count(Severity::Error), "error");
    let warnings = count(report.count(Severity::Warning), "warning");
    let bundles = count(report.bundles.len(), "bundle");
    format!("{errors} and {warnings} in {bundles}.")
}

fn count(count: usize, noun: &str) -> String {
    let number = if count == 0 { "no".to_owned() } else { count.to_string() };
    format!("{number} {noun}{}", if count == 1 { "" } else { "s" })
}

fn one(finding: &Finding) -> String {
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
    Renderer::styled().render(&[group.elements(help)])
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
