//! Problems found in a rendered text, mapped back to the template.

use super::Finding;
use crate::checks::colliding_name::{ResourceName, resource_names};
use crate::checks::rendered::{Found, Quoting, Text, rendered};
use crate::diagnostic::{Fix, MAX_FOUND, codes};
use crate::text::{Edit, Lines, Span};
use crate::yaml::{YamlError, outline};

/// One problem of a rendered text.
#[derive(Clone)]
pub(super) struct Seen {
    pub(super) finding: Finding,
    /// The line of the rendered text, from 1.
    pub(super) line: usize,
    pub(super) fix: Option<Fix>,
}

/// The problems of `text`, the rendering of `template`, and the names of its resources; `source` maps a part of the
/// rendering to the template.
pub(super) fn seen(
    text: &str,
    template: &str,
    source: impl Fn(Span) -> Option<Span>,
) -> (Vec<Seen>, Vec<ResourceName>) {
    match outline(text) {
        Ok(outline) => {
            let names = resource_names(text, &outline, &source);
            (problems(&Text { text, outline: &outline }, template, source), names)
        }
        Err(error) => (vec![malformed(&error, text, source(error.span))], vec![]),
    }
}

fn problems(
    rendering: &Text<'_>,
    template: &str,
    source: impl Fn(Span) -> Option<Span>,
) -> Vec<Seen> {
    let found = rendered(rendering);
    if found.is_empty() {
        return vec![];
    }
    let text = rendering.text;
    let lines = Lines::new(text);
    let seen = found.into_iter().take(MAX_FOUND).map(|found| {
        let Found { span, rule, severity, message, help, quoting } = found;
        let fix = quoting
            .zip(span)
            .and_then(|(quoting, span)| fix(quoting, span, text, template, &source));
        let line = span.map_or(1, |span| lines.position(span.start).line);
        let span = span.and_then(&source);
        let (code, help) = (rule.into(), Some(help));
        Seen { finding: Finding { span, severity, code, message, help }, line, fix }
    });
    seen.collect()
}

/// The diagnostic, at the part of the template that the invalid line comes from.
fn malformed(error: &YamlError, text: &str, span: Option<Span>) -> Seen {
    let line = Lines::new(text).position(error.span.start).line;
    let shown = error.span.of(text).lines().next().unwrap_or("").trim();
    let message = format!(
        "The rendered text is not well-formed YAML, in line {line}, `{shown}`: {}",
        error.message
    );
    let (severity, code) =
        (codes::RENDERED_YAML_SYNTAX.severity, codes::RENDERED_YAML_SYNTAX.into());
    let help = Some(error.help.clone());
    Seen { finding: Finding { span, severity, code, message, help }, line, fix: None }
}

/// The fix that puts the `rendered` span in quotes in the template: around the same text if it was copied, or around
/// the tag if one tag printed all of it.
fn fix(
    quoting: Quoting,
    rendered: Span,
    text: &str,
    template: &str,
    source: impl Fn(Span) -> Option<Span>,
) -> Option<Fix> {
    let place = source(rendered)?;
    let written = place.of(template);
    let is_copied = written == rendered.of(text);
    let neighbours = [
        rendered.start.checked_sub(1).map(|at| Span::new(at, rendered.start)),
        (rendered.end < text.len()).then(|| Span::new(rendered.end, rendered.end + 1)),
    ];
    let is_alone = neighbours.into_iter().flatten().all(|span| source(span) != Some(place));
    let is_printed = is_alone && written.starts_with("{{") && written.ends_with("}}");
    if !(is_copied || is_printed) {
        return None;
    }
    let quote = |at| Edit { span: Span::new(at, at), text: "\"".into() };
    let edits = vec![quote(place.start), quote(place.end)];
    Some(if is_copied && quoting == Quoting::Safe {
        Fix::safe("Put in quotes", edits)
    } else {
        Fix::suggestion("Put in quotes", edits)
    })
}
