//! `unused-ignore`: a comment that silences nothing.

use super::comments::MARK;
use super::{Selector, Silenced, Silencing};
use crate::bundle::{File, FileId};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::{Lines, Span};
use crate::workspace::Workspace;

impl Silencing {
    /// Reports each code in a comment that silences none of the `silenced` findings. `is_checked` says whether a
    /// finding with such a code would have been found in a file: not if the check was left out, or stopped by an
    /// error.
    pub fn unused(
        &self,
        workspace: &Workspace,
        silenced: &[Silenced],
        is_checked: impl Fn(&FileId, &Selector) -> bool,
    ) -> Vec<Diagnostic> {
        let mut found = vec![];
        for (file, comments) in &self.comments {
            let text = workspace.file(file).and_then(File::text).filter(|_| !is_prose(&file.path));
            let Some(text) = text else { continue };
            let lines = Lines::new(text);
            for comment in comments {
                let is_used = |selector: &Selector| {
                    silenced.iter().any(|one| {
                        one.by.place() == Some((file, comment.line))
                            && selector.matches(&one.diagnostic.code)
                    })
                };
                let unused = comment.selectors.iter().filter(|selector| !is_used(selector));
                for selector in unused.filter(|selector| is_checked(file, selector)) {
                    let line = lines.span(comment.line);
                    let start = line.start + line.of(text).find(MARK).unwrap_or_default();
                    let span = Span::new(start, line.start + line.of(text).trim_end().len());
                    let message = format!(
                        "This comment silences nothing: `{selector}` is not reported {}.",
                        if comment.about.is_some() { "here" } else { "in this file" }
                    );
                    let problem = Diagnostic::new(codes::UNUSED_IGNORE, file.clone(), message);
                    let help = "Remove the code, or write the comment where the finding is.";
                    found.push(problem.at_lines(span, &lines).help(help));
                }
            }
        }
        found
    }
}

/// Whether a file is text for people, in which a comment is an example.
fn is_prose(path: &str) -> bool {
    [".md", ".txt", ".rst"].iter().any(|end| path.to_lowercase().ends_with(end))
}
