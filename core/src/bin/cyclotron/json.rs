//! Formats diagnostics for programs. The help of `check` describes the format.

use cyclotron_core::silence::Silencer;
use cyclotron_core::text::{Lines, Span};
use cyclotron_core::{Fix, Severity};
use serde::Serialize;

use crate::report::{Finding, Report, SilencedFinding};

/// Formats the report as JSON, with a final line end.
pub fn json(report: &Report) -> String {
    let bundles = report.bundles.iter().map(|bundle| BundleJson {
        name: &bundle.name,
        kind: bundle.kind.noun(),
        path: &bundle.path,
        engine: bundle.engine,
        has_pipeline: bundle.has_pipeline,
        pipeline_engine: bundle.pipeline,
        has_made_up_inputs: bundle.has_made_up_inputs,
    });
    let whole = ReportJson {
        version: 1,
        bundles: bundles.collect(),
        diagnostics: report.findings.iter().map(diagnostic).collect(),
        silenced: report.silenced.iter().map(silenced).collect(),
        unopened_archives: &report.archives,
    };
    let text = serde_json::to_string_pretty(&whole).expect("text and numbers are always JSON");
    text + "\n"
}

#[derive(Serialize)]
struct ReportJson<'r> {
    version: u32,
    bundles: Vec<BundleJson<'r>>,
    diagnostics: Vec<DiagnosticJson<'r>>,
    silenced: Vec<SilencedJson<'r>>,
    unopened_archives: &'r [String],
}

#[derive(Serialize)]
struct SilencedJson<'r> {
    by: &'static str,
    place: &'r str,
    #[serde(flatten)]
    diagnostic: DiagnosticJson<'r>,
}

#[derive(Serialize)]
struct BundleJson<'r> {
    name: &'r str,
    kind: &'r str,
    path: &'r str,
    engine: Option<&'r str>,
    has_pipeline: bool,
    pipeline_engine: Option<&'r str>,
    has_made_up_inputs: bool,
}

#[derive(Serialize)]
struct DiagnosticJson<'r> {
    bundle: &'r str,
    path: &'r str,
    code: &'r str,
    severity: &'r str,
    message: &'r str,
    help: Option<&'r str>,
    range: Option<RangeJson>,
    fix: Option<FixJson<'r>>,
}

#[derive(Serialize)]
struct RangeJson {
    start: PositionJson,
    end: PositionJson,
}

#[derive(Serialize)]
struct PositionJson {
    line: usize,
    column: usize,
    byte: usize,
}

#[derive(Serialize)]
struct FixJson<'r> {
    title: &'r str,
    edits: Vec<EditJson<'r>>,
}

#[derive(Serialize)]
struct EditJson<'r> {
    range: RangeJson,
    text: &'r str,
}

fn diagnostic(finding: &Finding) -> DiagnosticJson<'_> {
    let diagnostic = &finding.diagnostic;
    let lines = Lines::new(&finding.text);
    DiagnosticJson {
        bundle: &diagnostic.file.bundle,
        path: &finding.path,
        code: &diagnostic.code.0,
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        range: diagnostic.range.and(diagnostic.span).map(|span| range(&lines, span)),
        fix: diagnostic.fix.as_ref().map(|fix| fix_json(&lines, fix)),
    }
}

fn silenced(silenced: &SilencedFinding) -> SilencedJson<'_> {
    let by = match silenced.by {
        Silencer::Line { .. } => "line",
        Silencer::File { .. } => "file",
        Silencer::Configuration { .. } => "configuration",
        Silencer::Option(_) => "option",
        Silencer::Baseline => "baseline",
    };
    SilencedJson { by, place: &silenced.name, diagnostic: diagnostic(&silenced.finding) }
}

fn fix_json<'r>(lines: &Lines<'_>, fix: &'r Fix) -> FixJson<'r> {
    let edits =
        fix.edits.iter().map(|edit| EditJson { range: range(lines, edit.span), text: &edit.text });
    FixJson { title: &fix.title, edits: edits.collect() }
}

fn range(lines: &Lines<'_>, span: Span) -> RangeJson {
    let position = |byte| {
        let position = lines.position(byte);
        PositionJson { line: position.line, column: position.column + 1, byte }
    };
    RangeJson { start: position(span.start), end: position(span.end) }
}
