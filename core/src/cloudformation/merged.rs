//! Merges the findings of all renderings of a template, so that each mistake is reported once.

use std::collections::BTreeMap;

use super::PREFIX;
use super::finding::Finding;
use super::values::{given_behind, is_quoted, made_up_behind};
use crate::bundle::FileId;
use crate::diagnostic::{Code, Diagnostic, Fix, RenderedPlace, Severity};
use crate::renderings::few;
use crate::text::{Lines, Span};
use crate::trace::Traced;
use crate::yaml::Node;

/// Findings, each with the renderings that have it.
#[derive(Default)]
pub(super) struct Merged(BTreeMap<Place, Shown>);

/// The identity of a finding: a loop prints one line of the template many times.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    file: FileId,
    span: Option<Span>,
    rule: String,
    message: String,
}

struct Shown {
    /// The property of a resource that it concerns, and the one that is most likely meant: `Queue.QueueName`.
    property: (Option<String>, Option<String>),
    severity: Severity,
    help: Option<String>,
    fix: Option<Fix>,
    /// The place in the first of these renderings.
    rendered: Option<RenderedPlace>,
    labels: Vec<String>,
    targets: usize,
}

impl Merged {
    /// Adds a finding of one rendering, whose YAML is `root`.
    pub(super) fn add(&mut self, finding: &Finding, traced: &Traced<'_>, root: Option<&Node>) {
        let made_up = made_up_behind(traced, root, finding);
        let place = Place {
            file: traced.file.clone(),
            span: finding.span.and_then(|span| traced.source_of(span)),
            rule: finding.rule.clone(),
            message: finding.message.clone(),
        };
        if let Some(name) = made_up {
            let help = format!(
                "The sample doesn't have the real value of `{name}`. Enter it there to check it."
            );
            let note = Finding { severity: Severity::Info, help: Some(help), ..finding.clone() };
            return self.show(place, None, &note, traced);
        }
        // A wrong value is reported where it is set, not in the template that prints it.
        let given = finding.span.and_then(|span| given_behind(traced, span));
        let given = given.filter(|given| is_quoted(&finding.message, &given.text));
        if let Some(given) = given {
            let place = Place {
                file: given.file.clone(),
                span: Some(given.span),
                rule: finding.rule.clone(),
                message: format!(
                    "`{}`, given here for `{}`, is not what CloudFormation takes: {}",
                    given.text, given.input, finding.message
                ),
            };
            let fix = successor(&finding.message).and_then(|text| given.replace(text));
            return self.show(place, fix, finding, traced);
        }
        let fix = place.span.and_then(|span| renamed(traced, finding, span));
        self.show(place, fix, finding, traced);
    }

    fn show(&mut self, place: Place, fix: Option<Fix>, finding: &Finding, traced: &Traced<'_>) {
        let resource = finding.resource.as_ref();
        let of = |name: &Option<String>| {
            resource.zip(name.as_ref()).map(|(resource, name)| format!("{resource}.{name}"))
        };
        let shown = self.0.entry(place).or_insert_with(|| Shown {
            property: (of(&finding.property), of(&finding.instead)),
            severity: finding.severity,
            help: finding.help.clone(),
            fix,
            rendered: finding.span.map(|span| RenderedPlace {
                file_name: traced.file_name.clone(),
                line: Lines::new(&traced.text).position(span.start).line,
            }),
            labels: vec![],
            targets: traced.targets,
        });
        // In another rendering the value may be a real one.
        if finding.severity < shown.severity {
            (shown.severity, shown.help) = (finding.severity, finding.help.clone());
        }
        if !shown.labels.contains(&traced.label) {
            shown.labels.push(traced.label.clone());
        }
    }

    /// Returns one diagnostic for each finding.
    pub(super) fn diagnostics(self) -> Vec<Diagnostic> {
        self.0.into_iter().map(|(place, shown)| diagnostic(place, shown)).collect()
    }
}

fn diagnostic(place: Place, shown: Shown) -> Diagnostic {
    let Place { file, span, rule, message } = place;
    let Shown { severity, help, fix, rendered, labels, targets, property: (about, instead) } =
        shown;
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
        fix,
        about,
        instead,
    }
}

/// The fix that renames an unknown property, if the template has its name as it is rendered.
fn renamed(traced: &Traced<'_>, finding: &Finding, span: Span) -> Option<Fix> {
    let (name, instead) = finding.property.as_deref().zip(finding.instead.as_deref())?;
    let text = traced.reading.bundle.text(&traced.file.path)?;
    let written = Span::new(span.start, span.start + name.len());
    let is_key = text.get(written.start..written.end) == Some(name)
        && text.get(written.end..).is_some_and(|rest| rest.trim_start().starts_with(':'));
    is_key.then(|| Fix::rename(written, name, instead))
}

/// The runtime that the validator suggests instead of one that can no longer be created.
fn successor(message: &str) -> Option<&str> {
    message.split_once("updating to '")?.1.split('\'').next()
}
