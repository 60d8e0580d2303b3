//! Comments that silence findings: `{# cyclotron-ignore: unused-input #}` in templates,
//! `# cyclotron-ignore: unused-input` in other YAML, and `cyclotron-ignore-file:` for a whole file.

use serde::{Deserialize, Serialize};

use super::selector::{Selector, UnknownCode};
use crate::bundle::FileId;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::text::{Lines, Span};

/// The marker that each comment begins with.
pub(crate) const MARK: &str = "cyclotron-ignore";
/// Separates the codes from a reason.
const REASON: &str = "--";

/// A comment that silences findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Comment {
    /// The line of the comment, from 1.
    pub(super) line: usize,
    /// The line that the comment applies to, from 1; `None` if it applies to the whole file.
    pub(super) about: Option<usize>,
    pub(super) selectors: Vec<Selector>,
}

/// A comment with its place in the text.
pub(super) struct Written {
    /// The comment with its known codes.
    pub(super) comment: Comment,
    unknown: Vec<(Span, UnknownCode)>,
    /// The bytes from its `#` or `{#` to the end of its codes.
    span: Span,
}

impl Comment {
    /// Whether the comment names `code`.
    pub(super) fn names(&self, code: &Code) -> bool {
        self.selectors.iter().any(|selector| selector.matches(code))
    }

    /// Whether the comment applies to the line in which `diagnostic` begins or ends.
    pub(super) fn is_about(&self, diagnostic: &Diagnostic) -> bool {
        let Some(line) = self.about else { return true };
        diagnostic.range.is_some_and(|(start, end)| start.line == line || end.line == line)
    }
}

impl Written {
    /// The problems of the comment in `file`, such as codes that do not exist.
    pub(super) fn problems(&self, file: &FileId, text: &str) -> Vec<Diagnostic> {
        let lines = Lines::new(text);
        let problem = |span: Span, message: String, help: String| {
            let problem = Diagnostic::new(codes::UNKNOWN_CODE, file.clone(), message);
            problem.at_lines(span, &lines).help(help)
        };
        let unknown = self.unknown.iter().map(|(span, unknown)| {
            let (message, help) = unknown.words();
            problem(*span, message, help)
        });
        let mut all: Vec<_> = unknown.collect();
        if self.comment.selectors.is_empty() && all.is_empty() {
            let message = "This comment names no code, so it has no effect.".to_owned();
            let help = format!("Write `{MARK}: unused-input`, with the codes of the problems.");
            all.push(problem(self.span, message, help));
        }
        all
    }
}

/// All comments in `text` that silence findings.
pub(super) fn comments(text: &str) -> Vec<Written> {
    if !text.contains(MARK) {
        return vec![];
    }
    let lines = Lines::new(text);
    text.match_indices(MARK).filter_map(|(at, _)| comment(text, &lines, at)).collect()
}

/// The comment whose mark is at the byte `at`.
fn comment(text: &str, lines: &Lines<'_>, at: usize) -> Option<Written> {
    let before = text[..at].trim_end_matches([' ', '\t']);
    let jinja = before
        .strip_suffix("{#")
        .or_else(|| before.strip_suffix("{#-").or_else(|| before.strip_suffix("{#+")));
    let start = match jinja {
        Some(before) => before.len(),
        None => before.strip_suffix('#')?.len(),
    };
    if jinja.is_none() && !text[..start].ends_with(char::is_whitespace) && start > 0 {
        return None;
    }
    let after = at + MARK.len();
    let rest = &text[after..];
    let is_file = rest.starts_with("-file");
    let list = rest.strip_prefix("-file").unwrap_or(rest).strip_prefix(':')?;
    let list_start = text.len() - list.len();
    let end = if jinja.is_some() { list.find("#}") } else { list.find(['\n', '\r']) };
    let list = &list[..end.unwrap_or(list.len())];
    // Removes the reason, and the `-` of `-#}`.
    let list = list.split(REASON).next().unwrap_or_default().trim_end_matches(['-', '+']);
    let (mut selectors, mut unknown) = (vec![], vec![]);
    for word in list.split([',', ' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()) {
        // Both are slices of the same text.
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        match Selector::parse(word) {
            Ok(selector) => selectors.push(selector),
            Err(code) => unknown.push((Span::new(from, from + word.len()), code)),
        }
    }
    let close = match (jinja, end) {
        (Some(_), Some(end)) => list_start + end + "#}".len(),
        (None, Some(end)) => list_start + end,
        (_, None) => text.len(),
    };
    let line = lines.position(start).line;
    let about = (!is_file).then(|| about(text, lines, Span::new(start, close)));
    let span = Span::new(start, list_start + list.len());
    Some(Written { comment: Comment { line, about, selectors }, unknown, span })
}

/// The line that the comment applies to: its own if there is anything else on it, or else the next line that has more
/// than a comment.
fn about(text: &str, lines: &Lines<'_>, comment: Span) -> usize {
    let first = lines.position(comment.start).line;
    let last = lines.position(comment.end).line;
    let before = &text[lines.span(first).start..comment.start];
    let after = &text[comment.end..lines.span(last).end.max(comment.end)];
    if !before.trim().is_empty() || !after.trim().is_empty() {
        return first;
    }
    let rest = &text[lines.span(last).end.max(comment.end)..];
    let is_passed = |line: &&str| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#') || line.starts_with("{#") && line.ends_with("#}")
    };
    last + 1 + rest.lines().skip(1).take_while(is_passed).count()
}
