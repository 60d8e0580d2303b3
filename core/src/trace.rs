//! Traces rendered lines back to their causes, and template lines forward to their output.

mod causes;
mod rendering;
mod values;

use serde::{Deserialize, Serialize};

use crate::bundle::FileId;
use crate::reading::Reading;
use crate::render::Origin;
use crate::text::{Lines, Position, Span};
use crate::value::Key;
use crate::workspace::Workspace;
pub(crate) use rendering::Traced;

/// The origin of a rendered line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The rendered line, from 1.
    pub line: usize,
    /// The template.
    pub file: FileId,
    /// The range in the template that the line comes from, limited to one template line. For output of a macro it is in
    /// the macro.
    pub range: Range,
    /// The range in the template for each part of the line, in order.
    pub parts: Vec<Range>,
    /// The tags that printed the line, if it comes from a macro or block; innermost first.
    pub prints: Vec<Range>,
    /// The enclosing loops with their iterations, outermost first.
    pub turns: Vec<Turn>,
    /// The form fields that the line depends on.
    pub causes: Vec<Cause>,
}

/// The start and end of a range, as positions.
pub type Range = (Position, Position);

/// One iteration of a loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The text of the loop: `for port in service_instance.inputs.ports`.
    pub text: String,
    /// The range of the loop in the template.
    pub range: Range,
    /// The index of the iteration, from 0.
    pub index: usize,
    /// The number of items in the loop; the body may be skipped for some of them.
    pub of: usize,
}

/// A value that a rendered line depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cause {
    /// The file that the form edits: the sample of inputs or of outputs.
    pub file: FileId,
    /// The path of the value in the file, even if the file does not contain it.
    pub path: Vec<Key>,
    /// The effect of the value on the line.
    pub effect: Effect,
}

/// The effect of a value on a rendered line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Effect {
    /// The value is part of the text, directly or through a computation.
    Printed,
    /// An enclosing condition or loop reads the value, so it decides whether the line is printed.
    Decided,
}

/// Traces a line of a rendering to its origin. `file_name` is [`crate::Rendering::file_name`] in the bundle called
/// `bundle`, and `line` counts from 1.
///
/// Returns `None` if there is no such rendering or line, or if the file is not rendered by Jinja.
pub fn trace(workspace: &Workspace, bundle: &str, file_name: &str, line: usize) -> Option<Trace> {
    trace_in(&Reading::of(workspace, workspace.bundle(bundle)?, true), file_name, line)
}

/// Like [`trace`], in a bundle that has been read.
pub(crate) fn trace_in(reading: &Reading<'_>, file_name: &str, line: usize) -> Option<Trace> {
    let traced = Traced::find(reading, file_name)?;
    let rendered = Lines::new(&traced.text);
    if line == 0 || line > traced.text.split('\n').count() {
        return None;
    }
    let span = rendered.span(line);
    let parts: Vec<Part> = traced
        .origins
        .within(span, &traced.text)
        .map(|(origin, end)| Part::new(&traced, origin, end, span))
        .collect();
    let blanks = span.of(&traced.text).len() - span.of(&traced.text).trim_start().len();
    let first = span.start + blanks;
    let main = parts.iter().find(|part| first < part.end).or(parts.last())?;
    let lines = Lines::new(traced.template_text);
    let range = |span: Span| (lines.position(span.start), lines.position(span.end));
    let line_of = |part: &Part| lines.position(part.source.start).line;
    let origins = parts
        .iter()
        .filter(|part| line_of(part) == line_of(main) && part.origin.print == main.origin.print);
    let whole = origins.fold(main.source, |whole, part| {
        Span::new(whole.start.min(part.source.start), whole.end.max(part.source.end))
    });
    let turns = traced.origins.turns(main.origin.turn).into_iter().map(|turn| Turn {
        text: turn.span.of(traced.template_text).to_owned(),
        range: range(turn.span),
        index: turn.index,
        of: turn.of,
    });
    Some(Trace {
        line,
        file: traced.file.clone(),
        range: range(whole),
        parts: parts.iter().map(|part| range(part.source)).collect(),
        prints: traced.origins.prints(&main.origin).map(|print| range(print.span)).collect(),
        turns: turns.collect(),
        causes: causes::causes(&traced, parts.iter().map(|part| part.origin)),
    })
}

/// The lines that a line of the file `template` is rendered to: pairs of first and last line, in order. For the start
/// tag of a condition or loop, the lines of its whole body.
///
/// Empty if the line printed nothing, or if the rendering has another template.
pub fn rendered_lines(
    workspace: &Workspace,
    file_name: &str,
    template: &FileId,
    line: usize,
) -> Vec<(usize, usize)> {
    let Some(bundle) = workspace.bundle(&template.bundle) else { return vec![] };
    rendered_lines_in(&Reading::of(workspace, bundle, true), file_name, template, line)
}

/// Like [`rendered_lines`], in a bundle that has been read.
pub(crate) fn rendered_lines_in(
    reading: &Reading<'_>,
    file_name: &str,
    template: &FileId,
    line: usize,
) -> Vec<(usize, usize)> {
    let traced = Traced::find(reading, file_name);
    let Some(traced) = traced.filter(|traced| traced.file == *template) else { return vec![] };
    let written = Lines::new(traced.template_text).span(line);
    // An empty line still prints its line break.
    let written = Span::new(written.start, written.end.max(written.start + 1));
    let begun = traced.references().tags.iter().filter(|tag| {
        tag.begins_block() && written.start <= tag.span.start && tag.span.start < written.end
    });
    let wanted: Vec<Span> = begun.map(|tag| tag.span).chain([written]).collect();
    let lines = Lines::new(&traced.text);
    let mut runs: Vec<(usize, usize)> = vec![];
    for (origin, end) in traced.origins.within(Span::new(0, traced.text.len()), &traced.text) {
        for wanted in &wanted {
            let Some(found) = traced.printed_by(&origin, end, *wanted) else { continue };
            let first = lines.position(found.start).line;
            let last = lines.position(found.end.saturating_sub(1).max(found.start)).line;
            match runs.last_mut() {
                Some((_, before)) if first <= *before + 1 => *before = last.max(*before),
                _ => runs.push((first, last)),
            }
        }
    }
    runs
}

/// A part of a rendered line.
struct Part {
    origin: Origin,
    /// The offset of its end in the rendered text.
    end: usize,
    /// The span in the template that it comes from.
    source: Span,
}

impl Part {
    fn new(traced: &Traced, origin: Origin, end: usize, line: Span) -> Self {
        let here = Span::new(line.start.max(origin.start), line.end.min(end).max(origin.start));
        let source = origin.source_of(here, &traced.text, traced.template_text);
        let source = if origin.copied { source } else { whole_tag(source, traced.template_text) };
        Self { origin, end, source }
    }
}

/// The span of `{{ … }}` around a printed expression.
fn whole_tag(expression: Span, template: &str) -> Span {
    let (before, after) = template.split_at_checked(expression.end).unwrap_or((template, ""));
    let before = before.get(..expression.start).unwrap_or("");
    let between = |c: char| c.is_whitespace() || matches!(c, '-' | '+' | '(' | ')');
    let open = before.trim_end_matches(between);
    let close = after.trim_start_matches(between);
    if open.ends_with("{{") && close.starts_with("}}") {
        Span::new(open.len() - 2, template.len() - close.len() + 2)
    } else {
        expression
    }
}
