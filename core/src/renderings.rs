//! The rendered templates that Proton would have passed to CloudFormation, with their problems.

mod checked;
mod memo;
mod seen;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::analysis::Rendering;
use crate::bundle::{Bundle, FileId, Kind, Target};
use crate::checks::colliding_name::{Instance, colliding_names};
use crate::diagnostic::{Code, Diagnostic, Fix, RenderedPlace, Severity, codes};
use crate::reading::{Lookup, Reading, Scope, Source, made_up_within};
use crate::render::{Allowance, Foreign, RenderError, RenderErrorKind, Template, Undefined, Word};
use crate::schema::{Role, Schema};
use crate::text::Span;
use crate::value::Value;
use checked::Checked;
pub(crate) use memo::RenderingMemo;
use seen::Seen;

/// Renders each template for each of its targets, with results of earlier renderings of the bundle.
pub(crate) fn renderings(
    reading: &Reading<'_>,
    undefined: Undefined,
    memo: &mut RenderingMemo,
) -> (Vec<Rendering>, Vec<Diagnostic>) {
    let Reading { schema, sources, spec: Some(_), .. } = reading else { return Default::default() };
    let scopes = reading.scopes();
    let mut renderings = vec![];
    let mut found = vec![];
    let mut allowance = Allowance::default();
    for source in sources {
        let Source { part, file, text: template_text, template: compiled } = source;
        let template = &**compiled;
        let mut findings = Findings::default();
        if let Err(error) = template {
            findings.add(Finding::render(error), error.fix(template_text), "");
        }
        let mine: Vec<_> = scopes.iter().filter(|scope| scope.target.part() == *part).collect();
        let results: Vec<_> = mine
            .iter()
            .map(|scope| match template {
                Ok(_) if allowance.is_spent() => {
                    findings.spent(&scope.label);
                    Rc::default()
                }
                Ok(_) => memo.render(source, scope, undefined, &mut allowance),
                Err(_) => Rc::default(),
            })
            .collect();
        for (&scope, checked) in mine.iter().zip(&results) {
            let Scope { target, label, .. } = scope;
            let Checked { errors, seen, .. } = &**checked;
            let weighed = |finding: Finding| {
                let references = template.as_ref().ok().map(Template::references);
                let lookup = Lookup { target: *target, reading };
                let made_up = references
                    .zip(finding.span)
                    .and_then(|(references, span)| made_up_within(&lookup, references, span));
                finding.weighed(made_up)
            };
            let is_known =
                |error: &&RenderError| is_known(reading.bundle, schema, error, template_text);
            for error in errors.iter().filter(|error| !is_known(error)) {
                findings.add(weighed(Finding::render(error)), error.fix(template_text), label);
            }
            let file_name = scope.file_name();
            for mut seen in seen.iter().cloned() {
                seen.finding = weighed(seen.finding);
                findings.see(seen, label, &file_name);
            }
            renderings.push(rendering(scope, file, checked));
        }
        let instances: Vec<_> = mine
            .iter()
            .zip(&results)
            .filter(|(scope, _)| matches!(scope.target, Target::Instance(_)))
            .map(|(scope, checked)| Instance {
                label: &scope.label,
                environment: scope.environment(),
                names: &checked.names,
            })
            .collect();
        found.extend(findings.diagnostics(file, mine.len()));
        found.extend(colliding_names(file, &instances));
    }
    (renderings, found)
}

/// Renders the file `file_name` before the others of the bundle, which reuse the result. Returns `None` if no template is
/// rendered to it, or if `memo` knows the rendering already.
pub(crate) fn rendering_first(
    reading: &Reading<'_>,
    file_name: &str,
    undefined: Undefined,
    memo: &mut RenderingMemo,
) -> Option<Rendering> {
    let scopes = reading.scopes();
    let scope = scopes.iter().find(|scope| scope.file_name() == file_name)?;
    let source = reading.sources.iter().find(|source| source.part == scope.target.part())?;
    source.template()?;
    let before = memo.rendered();
    let checked = memo.render(source, scope, undefined, &mut Allowance::default());
    (memo.rendered() > before).then(|| rendering(scope, &source.file, &checked))
}

fn rendering(scope: &Scope, template: &FileId, checked: &Checked) -> Rendering {
    Rendering {
        target: scope.target,
        file_name: scope.file_name(),
        label: scope.label.clone(),
        template: template.clone(),
        is_complete: checked.text.is_some() && checked.errors.is_empty(),
        text: checked.text.clone(),
    }
}

impl RenderError {
    /// Converts the error into a diagnostic of the template `file`, whose text is `source`.
    pub fn diagnostic(&self, file: FileId, source: &str) -> Diagnostic {
        Finding::render(self).diagnostic(file).fix(self.fix(source))
    }

    /// The fix of the error: a similar name that exists, or a raw block around another language.
    fn fix(&self, source: &str) -> Option<Fix> {
        if self.kind == RenderErrorKind::Syntax
            && let Some(foreign) = Foreign::at(source, self.span.start)
        {
            return Some(foreign.fix());
        }
        // An error raised at evaluation spans the whole expression, so a rename would replace too much.
        let near = self.unknown.filter(|_| self.kind == RenderErrorKind::Syntax)?.near?;
        Some(Fix::rename(self.span, self.span.of(source), near))
    }
}

/// A problem of a template, regardless of the target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    span: Option<Span>,
    severity: Severity,
    code: Code,
    message: String,
    help: Option<String>,
}

impl Finding {
    fn render(error: &RenderError) -> Self {
        let rule = match (error.unknown.map(|unknown| unknown.word), error.kind) {
            (Some(Word::Filter), _) => codes::UNKNOWN_FILTER,
            (Some(Word::Test), _) => codes::UNKNOWN_TEST,
            (None, RenderErrorKind::Syntax) => codes::TEMPLATE_SYNTAX,
            (None, RenderErrorKind::Undefined) => codes::UNDEFINED_NAME,
            (None, RenderErrorKind::OutOfFuel) => codes::TEMPLATE_RUNS_AWAY,
            (None, RenderErrorKind::Other) => codes::TEMPLATE_ERROR,
        };
        let message = sentence(&error.message);
        let (severity, code, help) = (rule.severity, rule.into(), error.help.clone());
        Self { span: Some(error.span), severity, code, message, help }
    }

    /// Lowers an error that depends on the made-up value `made_up` to a warning.
    fn weighed(self, made_up: Option<String>) -> Self {
        let Some(name) = made_up.filter(|_| self.severity == Severity::Error) else { return self };
        let help = format!(
            "The sample doesn't have the real value of `{name}`, with which rendering may succeed. Enter it in the sample."
        );
        Self { severity: Severity::Warning, help: Some(help), ..self }
    }

    fn diagnostic(self, file: FileId) -> Diagnostic {
        let Self { span, severity, code, message, help } = self;
        let (range, rendered, fix, about, instead) = (None, None, None, None, None);
        Diagnostic {
            file,
            span,
            range,
            rendered,
            code,
            severity,
            message,
            help,
            fix,
            about,
            instead,
        }
    }
}

/// Whether an undefined name is a consequence of a problem reported elsewhere: a schema that declares no inputs at all,
/// or a spec that lacks a required input.
fn is_known(bundle: &Bundle, schema: &Schema, error: &RenderError, source: &str) -> bool {
    let expression = error.span.of(source);
    let Some((owner, name)) = expression.split_once("inputs.") else { return false };
    let role = match owner {
        _ if error.kind != RenderErrorKind::Undefined => return false,
        "environment." => Role::Environment,
        "pipeline." => Role::Pipeline,
        _ => Role::Service,
    };
    // A component has no schema, and only a service has input types for both instances and pipelines.
    let has_role = match role {
        Role::Environment => bundle.kind() == Kind::Environment,
        Role::Service | Role::Pipeline => bundle.kind() == Kind::Service,
    };
    let Some(definition) = schema.definition(role) else { return has_role };
    let name = name.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    let required = definition.get("required").and_then(Value::as_list).unwrap_or_default();
    let is_required = required.iter().any(|item| item.as_str() == Some(name));
    is_required && !schema.defaults(role).iter().any(|(default, _)| default == name)
}

/// The findings in order, merged across targets: a template is rendered many times, and most of its problems occur each
/// time.
#[derive(Default)]
struct Findings(BTreeMap<Finding, Occurrence>);

/// The renderings in which a finding occurs.
#[derive(Default)]
struct Occurrence {
    labels: Vec<String>,
    /// The place of its first occurrence in a rendered text.
    rendered: Option<RenderedPlace>,
    fix: Option<Fix>,
}

impl Findings {
    /// Adds an error of the rendering of a template.
    fn add(&mut self, finding: Finding, fix: Option<Fix>, label: &str) {
        let occurrence = self.0.entry(finding).or_default();
        occurrence.labels.push(label.to_owned());
        occurrence.fix = occurrence.fix.take().or(fix);
    }

    /// Adds that a rendering was skipped, as the previous ones have used up the allowance.
    fn spent(&mut self, label: &str) {
        let finding = Finding {
            span: None,
            severity: codes::TEMPLATE_RUNS_AWAY.severity,
            code: codes::TEMPLATE_RUNS_AWAY.into(),
            message: "Rendering everything takes too much time or memory, so some of it was not rendered.".into(),
            help: Some("Shorten what the template prints, or render fewer service instances.".into()),
        };
        self.0.entry(finding).or_default().labels.push(label.to_owned());
    }

    /// Adds a finding in the rendered text `file_name`.
    fn see(&mut self, seen: Seen, label: &str, file_name: &str) {
        let occurrence = self.0.entry(seen.finding).or_default();
        // A loop repeats the problem for the same label.
        if occurrence.labels.last().is_none_or(|last| last != label) {
            occurrence.labels.push(label.to_owned());
        }
        occurrence.fix = occurrence.fix.take().or(seen.fix);
        let file_name = file_name.to_owned();
        occurrence.rendered.get_or_insert(RenderedPlace { file_name, line: seen.line });
    }

    fn diagnostics(self, file: &FileId, count: usize) -> impl Iterator<Item = Diagnostic> {
        self.0.into_iter().map(move |(finding, Occurrence { labels, rendered, fix })| {
            let mut diagnostic = finding.diagnostic(file.clone()).fix(fix);
            diagnostic.rendered = rendered;
            if labels.len() < count && labels.iter().all(|label| !label.is_empty()) {
                diagnostic.message = format!("For {}: {}", few(&labels), diagnostic.message);
            }
            diagnostic
        })
    }
}

/// The labels as a list; only the first three if there are more.
pub fn few(labels: &[String]) -> String {
    match labels {
        [first, second, third, _, ..] => {
            format!("{first}, {second}, {third} and {} more", labels.len() - 3)
        }
        _ => labels.join(", "),
    }
}

/// The message with an initial capital and a final full stop.
pub fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if message.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
