//! Finds the comment that silences a finding.

use crate::analysis::Analysis;
use crate::analyze::analyze;
use crate::bundle::{Bundle, Content, REGISTRATION, SAMPLE_FOLDER, SCHEMA};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::silence::{MARK, Silencer, silence};
use crate::text::{Edit, Lines, Span};
use crate::workspace::Workspace;

/// Returns the edit that silences `diagnostic` with a comment: in its line, above it, or for the whole file. None
/// if that is impossible: the file does not exist or is not text, or a comment would change the rendering.
pub fn ignore(workspace: &Workspace, diagnostic: &Diagnostic) -> Option<Edit> {
    let path = &diagnostic.file.path;
    let bundle = workspace.bundle(&diagnostic.file.bundle)?;
    let text = bundle.text(path)?;
    let is_about_silencing = [codes::UNKNOWN_CODE, codes::CONFIGURATION]
        .into_iter()
        .any(|rule| Code::from(rule) == diagnostic.code);
    if is_about_silencing {
        return None;
    }
    let before = analyze(workspace);
    let style = Style::of(bundle, path);
    let mut edits = candidates(style, text, diagnostic).into_iter();
    edits.find(|edit| is_sound(workspace, &before, diagnostic, edit))
}

/// The comment syntax of a file.
#[derive(Clone, Copy)]
enum Style {
    Jinja,
    Hash,
}

impl Style {
    fn of(bundle: &Bundle, path: &str) -> Self {
        let is_own = path == SCHEMA || path == REGISTRATION || path.starts_with(SAMPLE_FOLDER);
        let is_template = !is_own
            && !is_terraform(path)
            && (bundle.parts().iter())
                .any(|part| path.starts_with(part.folder()) && path != part.manifest());
        if is_template { Self::Jinja } else { Self::Hash }
    }
}

/// The possible edits that may silence `diagnostic` in `text`, the best first.
fn candidates(style: Style, text: &str, diagnostic: &Diagnostic) -> Vec<Edit> {
    let code = &diagnostic.code.0;
    let insert = |at: usize, text: String| Edit { span: Span::new(at, at), text };
    let mut edits = vec![];
    if let Some((start, end)) = diagnostic.range {
        let lines = Lines::new(text);
        let beside = |line: usize| {
            let span = lines.span(line);
            let line = span.of(text).trim_end_matches(['\r', '\n']);
            let is_open = !line.is_empty() && line.trim_end() == line;
            let comment = match style {
                // `{#-` removes only the space before the comment.
                Style::Jinja if is_open => format!(" {{#- {MARK}: {code} #}}"),
                Style::Jinja => format!("{{# {MARK}: {code} #}}"),
                Style::Hash if is_open => format!(" # {MARK}: {code}"),
                Style::Hash => format!("# {MARK}: {code}"),
            };
            insert(span.start + line.len(), comment)
        };
        let above = {
            let span = lines.span(start.line);
            let line = span.of(text);
            let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            let comment = match style {
                Style::Jinja if start.line == 1 => format!("{{#- {MARK}: {code} -#}}\n"),
                Style::Jinja => format!("{indent}{{#- {MARK}: {code} #}}\n"),
                Style::Hash => format!("{indent}# {MARK}: {code}\n"),
            };
            insert(span.start, comment)
        };
        edits.extend([beside(start.line), beside(end.line), above]);
    }
    let top = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let of_file = match style {
        Style::Jinja => format!("{{#- {MARK}-file: {code} -#}}\n"),
        Style::Hash => format!("# {MARK}-file: {code}\n"),
    };
    edits.push(insert(top, of_file));
    edits
}

/// Whether `edit` silences `diagnostic` and changes nothing else: forms and renderings stay the same, and there are
/// no new problems.
fn is_sound(
    workspace: &Workspace,
    before: &Analysis,
    diagnostic: &Diagnostic,
    edit: &Edit,
) -> bool {
    let mut changed = workspace.clone();
    let Some(file) = changed.file_mut(&diagnostic.file) else { return false };
    let Some(text) = file.text() else { return false };
    let text = edit.apply(text);
    let moved = moved(diagnostic, edit, &text);
    file.content = Content::Text(text.into());
    let after = analyze(&changed);
    if after.diagnostics.len() > before.diagnostics.len() || !is_same(before, &after, diagnostic) {
        return false;
    }
    let (_, silenced) = silence(&changed, vec![moved], &after.silencing, |_| String::new());
    silenced
        .iter()
        .any(|silenced| matches!(silenced.by, Silencer::Line { .. } | Silencer::File { .. }))
}

/// Whether forms and renderings are equal, ignoring a file that is copied unchanged.
fn is_same(before: &Analysis, after: &Analysis, diagnostic: &Diagnostic) -> bool {
    let of = |analysis: &Analysis| {
        let mut bundles = analysis.bundles.clone();
        if is_terraform(&diagnostic.file.path) {
            for bundle in &mut bundles {
                bundle.renderings.retain(|rendering| rendering.template != diagnostic.file);
            }
        }
        bundles
    };
    of(before) == of(after)
}

fn is_terraform(path: &str) -> bool {
    path.rsplit('.').next() == Some("tf")
}

/// Moves `diagnostic` to its place in `text`, the result of `edit`.
fn moved(diagnostic: &Diagnostic, edit: &Edit, text: &str) -> Diagnostic {
    let lines = Lines::new(text);
    let by = |at: usize| if edit.span.start <= at { at + edit.text.len() } else { at };
    let span = diagnostic.span.map(|span| {
        // An insertion at the end of the span is not part of it.
        let end = if edit.span.start < span.end { span.end + edit.text.len() } else { span.end };
        Span::new(by(span.start), end.max(by(span.start)))
    });
    let range = diagnostic.range.and(span);
    let range = range.map(|span| (lines.position(span.start), lines.position(span.end)));
    Diagnostic { span, range, ..diagnostic.clone() }
}
