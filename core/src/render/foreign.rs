//! Detects braces of other languages that Jinja would parse as its own: `${#array[@]}` in shells, `{{ .Name }}` in Go
//! templates, `${{ … }}` in GitHub Actions, `{{ ssm:name }}` in documents of Systems Manager, `{{#list}}` in Mustache.

use crate::diagnostic::Fix;
use crate::text::{Edit, Span};

/// An expression of another language in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    /// The span of the expression, with a preceding `$`.
    pub(crate) span: Span,
    /// The help, with the likely language of the expression.
    pub(crate) help: &'static str,
}

const SHELL: &str = "In a shell, `${#…}` is a length, but in Jinja, `{#` opens a comment. Write it between `{% raw %}` and `{% endraw %}`.";
const GITHUB: &str = "`${{ … }}` of GitHub Actions looks like Jinja. Write it between `{% raw %}` and `{% endraw %}`.";
const GO: &str = "A Go template, as in Docker and kubectl, looks like Jinja. Write it between `{% raw %}` and `{% endraw %}`.";
const SYSTEMS_MANAGER: &str = "A reference in a Systems Manager document looks like Jinja. Write it between `{% raw %}` and `{% endraw %}`.";
const MUSTACHE: &str =
    "A Mustache section looks like Jinja. Write it between `{% raw %}` and `{% endraw %}`.";

impl Foreign {
    /// The expression around the byte `at` of a template, if it is unlikely to be Jinja.
    pub(crate) fn at(source: &str, at: usize) -> Option<Self> {
        let at = source.floor_char_boundary(at.min(source.len()));
        let dollar = |open: usize| source[..open].ends_with('$');
        if source[at..].starts_with("{#") {
            return dollar(at).then(|| Self::shell(source, at));
        }
        // The offset can be that of the braces, or within them.
        let end = source.ceil_char_boundary((at + 2).min(source.len()));
        let open = source[..end].rfind("{{")?;
        let inner = &source[open + 2..];
        let length = inner.find("}}")?;
        let close = open + 2 + length + 2;
        if close <= at || inner[..length].contains('\n') {
            return None;
        }
        let inner = inner[..length].trim_matches(['-', ' ', '\t']);
        let help = if dollar(open) {
            GITHUB
        } else if is_go(inner) {
            GO
        } else if is_reference(inner) {
            SYSTEMS_MANAGER
        } else if inner.starts_with(['#', '/', '^', '>']) {
            MUSTACHE
        } else {
            return None;
        };
        Some(Self { span: Span::new(open - usize::from(dollar(open)), close), help })
    }

    /// A length expansion of a shell, whose `{#` is at `open`, after a `$`.
    pub(crate) fn shell(source: &str, open: usize) -> Self {
        let length = source[open..].find(['}', '\n']).unwrap_or(source.len() - open);
        let is_closed = source[open + length..].starts_with('}');
        let end = open + length + usize::from(is_closed);
        Self { span: Span::new(open - 1, end), help: SHELL }
    }

    /// The fix that wraps the expression in a raw block.
    pub(crate) fn fix(self) -> Fix {
        let insert = |at: usize, text: &str| Edit { span: Span::new(at, at), text: text.into() };
        let edits =
            vec![insert(self.span.start, "{% raw %}"), insert(self.span.end, "{% endraw %}")];
        Fix::suggestion("Put between raw and endraw", edits)
    }
}

/// Whether the content of braces is a reference of a Systems Manager document: `ssm:name`, `global:DATE`.
fn is_reference(inner: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
    };
    inner.split_once(':').is_some_and(|(kind, name)| {
        kind != "resolve" && is_word(kind) && name.split(':').all(is_word)
    })
}

/// Whether the content of braces is a Go template: a field of the dot, a variable, or a keyword of Go templates.
fn is_go(inner: &str) -> bool {
    let is_field = |word: &str| word == "." || word.starts_with(['.', '$']);
    let mut words = inner.split_whitespace();
    let first = words.next().unwrap_or_default();
    is_field(first)
        || matches!(
            first,
            "range" | "if" | "with" | "json" | "index" | "printf" | "template" | "end" | "else"
        ) && (inner == first || words.any(is_field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str, at: &str) -> Option<(String, String)> {
        let foreign = Foreign::at(source, source.find(at).unwrap())?;
        let edits = foreign.fix().edits;
        let fixed = edits.iter().rev().fold(source.to_owned(), |text, edit| edit.apply(&text));
        Some((foreign.span.of(source).to_owned(), fixed))
    }

    #[test]
    fn other_languages_are_set_apart() {
        for (source, at, span) in [
            ("n=${#list[@]}; a", "{#", "${#list[@]}"),
            ("a {{ .Name }} b", ".Name", "{{ .Name }}"),
            ("a {{range .Items}} b", ".Items", "{{range .Items}}"),
            ("a ${{ github.sha }} b", "github", "${{ github.sha }}"),
            ("a ${{ github.sha }} b", "{{", "${{ github.sha }}"),
            ("a {{ $labels.instance }} b", "$", "{{ $labels.instance }}"),
            ("a {{ ssm:/app/name }} b", ":", "{{ ssm:/app/name }}"),
            ("a {{automation:EXECUTION_ID}} b", "{{", "{{automation:EXECUTION_ID}}"),
            ("a {{#items}}b{{/items}}", "#", "{{#items}}"),
        ] {
            let (found, fixed) = found(source, at).unwrap();
            assert_eq!(found, span);
            assert_eq!(fixed, source.replace(span, &format!("{{% raw %}}{span}{{% endraw %}}")));
        }
    }

    #[test]
    fn jinja_is_not_reported() {
        for (source, at) in [
            ("{{ a }} b", "b"),
            ("{{ environment.inputs.a }}", "inputs"),
            ("{{ 1 if a else b }}", "else"),
            ("{# a", "{#"),
            ("{{ a[1:2] }}", "a"),
            ("{{ {'a': b} }}", "b"),
        ] {
            assert_eq!(found(source, at), None, "{source}");
        }
    }
}
