//! `unescaped-dynamic-reference`: CloudFormation's `{{resolve:…}}` is not escaped for Jinja.
//!
//! Dynamic references look like Jinja expressions and must be escaped, with `{% raw %}` or as `{{
//! '{{resolve:…}}' }}` (user guide, on CloudFormation parameters).

use super::Subject;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::tags::{Tag, TagKind, tags};
use crate::text::{Edit, Span};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for source in subject.sources {
        let tags = tags(source.text).into_iter();
        for Tag { span, .. } in tags.filter(|tag| tag.kind == TagKind::Reference) {
            let reference = span.of(source.text);
            let message = "This dynamic reference of CloudFormation looks like Jinja, so the template cannot be rendered.";
            found.push(
                Diagnostic::new(codes::UNESCAPED_DYNAMIC_REFERENCE,
                    source.file.clone(),
                    message,
                )
                .at(span)
                .help("Write it between `{% raw %}` and `{% endraw %}`, or print it as text: `{{ '{{resolve:…}}' }}`.")
                .fix(escaped(reference, span)),
            );
        }
    }
}

/// The fix that lets Jinja print the reference; `None` if it is unterminated.
fn escaped(reference: &str, span: Span) -> Option<Fix> {
    let inner = reference.strip_prefix("{{")?.strip_suffix("}}")?;
    let title = "Print it as it is";
    let replace = |span, text: String| Edit { span, text };
    // The reference contains expressions or spans several lines: escape only its own braces.
    if inner.contains("{{") || inner.contains('\n') {
        let open = Span::new(span.start, span.start + 2);
        let close = Span::new(span.end - 2, span.end);
        let edits = vec![replace(open, "{{ '{{' }}".into()), replace(close, "{{ '}}' }}".into())];
        return Some(Fix::safe(title, edits));
    }
    let quote = match (inner.contains('\''), inner.contains('"')) {
        (false, _) => '\'',
        (true, false) => '"',
        (true, true) => return None,
    };
    let text = format!("{{{{ {quote}{reference}{quote} }}}}");
    Some(Fix::safe(title, vec![replace(span, text)]))
}
