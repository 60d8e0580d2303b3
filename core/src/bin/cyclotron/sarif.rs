//! Formats diagnostics as SARIF 2.1.0, OASIS's format for results of static analysis.

use std::collections::BTreeSet;
use std::fmt::Write;

use cyclotron_core::explain::explain;
use cyclotron_core::silence::Silencer;
use cyclotron_core::text::{Lines, Position, Span};
use cyclotron_core::{Diagnostic, Fix, Severity, codes};
use serde_json::{Value, json};

use crate::disk::within_repository;
use crate::report::{Finding, Report, SilencedFinding};

/// Formats the report as one run, with a final line end.
pub fn sarif(report: &Report) -> String {
    let shown = report.findings.iter().map(|finding| (finding, None));
    let silenced = report.silenced.iter().map(|one| (&one.finding, Some(one)));
    let all: Vec<_> = shown.chain(silenced).collect();
    let codes: BTreeSet<&str> =
        all.iter().map(|(finding, _)| &*finding.diagnostic.code.0).collect();
    let results = all.iter().map(|(finding, silenced)| {
        let index = codes.iter().position(|code| *code == finding.diagnostic.code.0);
        let mut result = result(finding, index.unwrap_or_default());
        if let Some(silenced) = silenced {
            result["suppressions"] = json!([suppression(silenced)]);
        }
        result
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Cyclotron",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &str) -> Value {
    let mut entry = json!({"id": code});
    if let Some(page) = explain(code) {
        entry["shortDescription"] = json!({"text": page.title});
        entry["help"] = json!({"text": page.markdown(), "markdown": page.markdown()});
    }
    // The severity of a CloudFormation rule is up to the validator.
    if let Some(rule) = codes::rule(code).filter(|rule| rule.code == code) {
        entry["defaultConfiguration"] = json!({"level": level(rule.severity)});
    }
    entry
}

fn suppression(silenced: &SilencedFinding) -> Value {
    let is_comment = matches!(silenced.by, Silencer::Line { .. } | Silencer::File { .. });
    let kind = if is_comment { "inSource" } else { "external" };
    json!({"kind": kind, "justification": format!("Silenced by {}.", silenced.name)})
}

fn result(finding: &Finding, rule: usize) -> Value {
    let diagnostic = &finding.diagnostic;
    let lines = Lines::new(&finding.text);
    let artifact = json!({"uri": uri(&location_of(finding))});
    let mut location = json!({"artifactLocation": artifact});
    if let Some((start, end)) = diagnostic.range {
        location["region"] = region(start, end);
    }
    let mut result = json!({
        "ruleId": diagnostic.code.0,
        "ruleIndex": rule,
        "level": level(diagnostic.severity),
        "message": {"text": message(diagnostic)},
        "locations": [{"physicalLocation": location}],
    });
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([fix_value(fix, &lines, &artifact)]);
    }
    result
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn message(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" {help}"));
    format!("{}{help}", diagnostic.message)
}

fn fix_value(fix: &Fix, lines: &Lines<'_>, artifact: &Value) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let Span { start, end } = edit.span;
        json!({
            "deletedRegion": region(lines.position(start), lines.position(end)),
            "insertedContent": {"text": edit.text},
        })
    });
    json!({
        "description": {"text": fix.title},
        "artifactChanges": [{
            "artifactLocation": artifact,
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

/// The path of a finding in the repository; `.` for the repository as a whole, since an empty URI is invalid.
fn location_of(finding: &Finding) -> String {
    let path = within_repository(&finding.path);
    if path.is_empty() { ".".to_owned() } else { path }
}

/// Lines and columns count from 1; the end is exclusive.
fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column + 1,
        "endLine": end.line,
        "endColumn": end.column + 1,
    })
}

/// The URI of `path`: relative to the working directory, or a `file` URI.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
