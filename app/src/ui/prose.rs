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
