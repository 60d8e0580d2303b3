//! The same template is rendered many times, and mostly the same is wrong with it: said once.

use std::collections::BTreeMap;

use super::PREFIX;
use super::finding::Finding;
use super::traced::Traced;
use crate::bundle::FileId;
use crate::diagnostic::{Code, Diagnostic, RenderedPlace, Severity};
use crate::renderings::few;
use crate::text::{Lines, Span};

/// Findings, each with the renderings that it was found in.
#[derive(Default)]
pub(super) struct Merged(BTreeMap<Place, Shown>);

/// What makes two findings the same: a loop prints one line of the template many times.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    file: FileId,
    span: Option<Span>,
    rule: String,
    message: String,
}

struct Shown {
    severity: Severity,
    help: Option<String>,
    /// In the first of the renderings.
    rendered: Option<RenderedPlace>,
    labels: Vec<String>,
    targets: usize,
}

impl Merged {
    /// Takes up what was found in a rendering.
    pub(super) fn add(&mut self, finding: &Finding, traced: &Traced<'_>) {
        let place = Place {
            file: traced.file.clone(),
            span: finding.span.and_then(|span| traced.source_of(span)),
            rule: finding.rule.clone(),
            message: finding.message.clone(),
        };
        let shown = self.0.entry(place).or_insert_with(|| Shown {
            severity: finding.severity,
            help: finding.help.clone(),
            rendered: finding.span.map(|span| RenderedPlace {
                file_name: traced.file_name.clone(),
                line: Lines::new(&traced.text).position(span.start).line,
            }),
            labels: vec![],
            targets: traced.targets,
        });
        if !shown.labels.contains(&traced.label) {
            shown.labels.push(traced.label.clone());
        }
    }

    /// One diagnostic for each.
    pub(super) fn diagnostics(self) -> Vec<Diagnostic> {
        self.0.into_iter().map(|(place, shown)| diagnostic(place, shown)).collect()
    }
}

fn diagnostic(place: Place, shown: Shown) -> Diagnostic {
    let Place { file, span, rule, message } = place;
    let Shown { severity, help, rendered, labels, targets } = shown;
    let of = if labels.len() < targets { format!("For {}: ", few(&labels)) } else { String::new() };
    Diagnostic {
        file,
        span,
        range: None,
        rendered,
        code: Code(format!("{PREFIX}{}", rule.to_lowercase()).into()),
        severity,
        message: format!("{of}{message} ({rule})"),
        help,
        fix: None,
    }
}
