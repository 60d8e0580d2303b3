//! `shell-comment`: `${#list[@]}` in a shell script. Its `{#` opens a Jinja comment that ends at some later `#}`,
//! and the text in between is dropped without an error.

use super::Subject;
use crate::diagnostic::{Diagnostic, codes};
use crate::render::Foreign;
use crate::text::Lines;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for source in subject.sources.iter().filter(|source| source.template().is_some()) {
        let lines = Lines::new(source.text);
        for (open, end) in comments(source.text) {
            let shell = Foreign::shell(source.text, open);
            let message = format!(
                "`{}` opens a Jinja comment, so everything up to the `#}}` in line {} is omitted.",
                shell.span.of(source.text),
                lines.position(end).line
            );
            found.push(
                Diagnostic::new(codes::SHELL_COMMENT, source.file.clone(), message)
                    .at(shell.span)
                    .help(shell.help)
                    .fix(Some(shell.fix())),
            );
        }
    }
}

/// The comments that begin in `${#`: the offsets of `{#` and of the end.
fn comments(text: &str) -> Vec<(usize, usize)> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|start| at + start) {
        let rest = &text[start..];
        let after =
            |close: &str| rest.find(close).map_or(text.len(), |end| start + end + close.len());
        at = if rest.starts_with("{#") {
            let end = after("#}");
            if text[..start].ends_with('$') {
                found.push((start, end.saturating_sub(2)));
            }
            end
        } else if rest.starts_with("{{") {
            after("}}")
        } else if let Some(tag) = rest.strip_prefix("{%") {
            let end = after("%}");
            let is_raw = tag.trim_start_matches(['-', '+', ' ']).starts_with("raw");
            let raw = text[end..].find("endraw").filter(|_| is_raw);
            raw.map_or(end, |raw| end + raw)
        } else {
            start + 1
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_comment_behind_a_dollar_counts() {
        let count = |text: &str| comments(text).len();
        assert_eq!(count("a ${#b[@]} c ${d%#} e"), 1);
        assert_eq!(count("a {# b #} ${c}"), 0);
        assert_eq!(count("{% raw %}${#b[@]} #}{% endraw %}"), 0);
        assert_eq!(count("{# ${#b} #}"), 0);
    }
}
