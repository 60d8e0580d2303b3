//! Formatted text: descriptions, and help pages.

use cyclotron_core::{Prose, ProsePart};
use leptos::prelude::*;

use crate::words::help as words;

/// A description as elements. Markup in its text is escaped. Its headings are shown as strong text, since they
/// must not mix with the headings of the page.
pub fn prose(pieces: &[Prose]) -> AnyView {
    views(pieces, false)
}

/// A help page, below a heading of level 3. Links to other pages have the attribute `data-page`, which the
/// container handles.
pub fn article(pieces: &[Prose]) -> AnyView {
    views(pieces, true)
}

/// A message as elements: the text between backticks as code.
pub fn message(text: &str) -> AnyView {
    spans(text)
        .into_iter()
        .map(|span| match span {
            Span::Text(text) => text.to_owned().into_any(),
            Span::Code(code) => view! { <code>{code.to_owned()}</code> }.into_any(),
        })
        .collect_view()
        .into_any()
}

/// A message as plain text, for accessible names and announcements: without the backticks around code.
pub fn plain(text: &str) -> String {
    let text_of = |span| match span {
        Span::Text(text) | Span::Code(text) => text,
    };
    spans(text).into_iter().map(text_of).collect()
}

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span<'t> {
    /// Text.
    Text(&'t str),
    /// The code between two backticks.
    Code(&'t str),
}

/// The parts of a message. A backtick without a second one is text.
fn spans(text: &str) -> Vec<Span<'_>> {
    let mut found = vec![];
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`')
        && let Some((code, after)) = after.split_once('`')
    {
        found.extend([Span::Text(before), Span::Code(code)]);
        rest = after;
    }
    found.push(Span::Text(rest));
    found.retain(|span| !matches!(span, Span::Text("")));
    found
}

fn views(pieces: &[Prose], is_article: bool) -> AnyView {
    pieces.iter().map(|part| piece(part, is_article)).collect_view().into_any()
}

/// Whether a description is so long that it scrolls by itself.
pub fn is_long(pieces: &[Prose]) -> bool {
    length(pieces) > LONG
}

/// The most characters that fit beside a field.
const LONG: usize = 800;

fn length(pieces: &[Prose]) -> usize {
    let lengths = pieces.iter().map(|piece| match piece {
        Prose::Text(text) | Prose::Code(text) => text.len(),
        Prose::Break => 1,
        Prose::Part(_, inner) => length(inner),
    });
    lengths.sum()
}

fn piece(piece: &Prose, is_article: bool) -> AnyView {
    let (part, inner) = match piece {
        Prose::Text(text) => return text.clone().into_any(),
        Prose::Code(code) => return view! { <code>{code.clone()}</code> }.into_any(),
        Prose::Break => return view! { <br /> }.into_any(),
        Prose::Part(part, inner) => (part, views(inner, is_article)),
    };
    match part {
        ProsePart::Paragraph => view! { <p>{inner}</p> }.into_any(),
        ProsePart::Heading if is_article => view! { <h4>{inner}</h4> }.into_any(),
        ProsePart::Heading => view! { <p><strong>{inner}</strong></p> }.into_any(),
        ProsePart::Emphasis => view! { <em>{inner}</em> }.into_any(),
        ProsePart::Strong => view! { <strong>{inner}</strong> }.into_any(),
        ProsePart::Link(address) => view! {
            <a href=address.clone() target="_blank" rel="noopener noreferrer">{inner}</a>
        }
        .into_any(),
        ProsePart::Page(code) => view! {
            <a role="link" tabindex="0" data-page=code.clone()>{inner}</a>
        }
        .into_any(),
        // Lines in it do not wrap, so it scrolls, and takes the focus for scrolling by keys.
        ProsePart::CodeBlock if is_article => view! {
            <pre tabindex="0" role="group" aria-label=words::CODE>{inner}</pre>
        }
        .into_any(),
        ProsePart::CodeBlock => view! { <pre>{inner}</pre> }.into_any(),
        ProsePart::Quote => view! { <blockquote>{inner}</blockquote> }.into_any(),
        ProsePart::List => view! { <ul>{inner}</ul> }.into_any(),
        ProsePart::Numbered(first) => view! { <ol start=first.to_string()>{inner}</ol> }.into_any(),
        ProsePart::Item => view! { <li>{inner}</li> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_between_backticks_is_code() {
        use Span::{Code, Text};
        assert_eq!(spans("`a` is not `b`."), [Code("a"), Text(" is not "), Code("b"), Text(".")]);
        assert_eq!(spans("no code"), [Text("no code")]);
        assert_eq!(spans("one ` only"), [Text("one ` only")]);
        assert_eq!(spans("`a`` b"), [Code("a"), Text("` b")]);
        assert_eq!(spans(""), []);
        assert_eq!(plain("Write `{{ a }}` here."), "Write {{ a }} here.");
    }
}
