//! From a rendered line back to its cause, and from a line of a template to what it became.

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

/// Where a rendered line comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The line, from 1.
    pub line: usize,
    /// The template.
    pub file: FileId,
    /// Where in the template the line is written: all that came of one of its lines. What a macro
    /// printed is in the macro.
    pub range: Range,
    /// The same for each part of the line, in order.
    pub parts: Vec<Range>,
    /// The tags that printed the line, where a macro or a block made it; the first printed it first.
    pub prints: Vec<Range>,
    /// The loops around, the outermost first, each at its turn.
    pub turns: Vec<Turn>,
    /// The fields of forms that the line hangs on.
    pub causes: Vec<Cause>,
}

/// A part of a file as editors count: begin and end.
pub type Range = (Position, Position);

/// One turn of a loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The loop: `for port in service_instance.inputs.ports`.
    pub text: String,
    /// Where it is written in the template.
    pub range: Range,
    /// Which turn, from 0.
    pub index: usize,
    /// How many items the loop goes through; some of them may not get a turn.
    pub of: usize,
}

/// A value that a rendered line hangs on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cause {
    /// The file of the form: the sample of inputs, or that of outputs.
    pub file: FileId,
    /// Where the value stands in it, whether or not it is given there.
    pub path: Vec<Key>,
    /// What it did.
    pub effect: Effect,
}

/// What a value did to a rendered line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Effect {
    /// It is in its text, as it is or computed with.
    Printed,
    /// A condition or loop around asked for it: it decides whether the line is there.
    Decided,
}

/// Where a line of a rendering comes from. `file_name` is [`crate::Rendering::file_name`] in the
/// bundle called `bundle`, and `line` counts from 1.
///
/// None where there is no such rendering or line, and where Jinja has not made it.
pub fn trace(workspace: &Workspace, bundle: &str, file_name: &str, line: usize) -> Option<Trace> {
    let reading = Reading::of(workspace, workspace.bundle(bundle)?, true);
    let traced = Traced::find(&reading, file_name)?;
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
    let mine = parts
        .iter()
        .filter(|part| line_of(part) == line_of(main) && part.origin.print == main.origin.print);
    let whole = mine.fold(main.source, |whole, part| {
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

/// What a line of the file `template` became in a rendering of its bundle: runs of lines, first and
/// last, in order. For the beginning of a condition or loop it is all that is in it.
///
/// Empty where the line printed nothing there, or is none of the rendering's template.
pub fn rendered_lines(
    workspace: &Workspace,
    file_name: &str,
    template: &FileId,
    line: usize,
) -> Vec<(usize, usize)> {
    let Some(bundle) = workspace.bundle(&template.bundle) else { return vec![] };
    let reading = Reading::of(workspace, bundle, true);
    let traced = Traced::find(&reading, file_name);
    let Some(traced) = traced.filter(|traced| traced.file == *template) else { return vec![] };
    let written = Lines::new(traced.template_text).span(line);
    // An empty line has printed its end.
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
    /// Where it ends in the rendered text.
    end: usize,
    /// Where it is written in the template.
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

/// `{{ … }}` around a printed expression.
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
