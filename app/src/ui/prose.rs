//! Descriptions, and pages of the help.

use cyclotron_core::{Prose, ProsePart};
use leptos::prelude::*;

use crate::words::help as words;

/// A description as elements: whatever it says, no markup of its own. It must not get between the
/// headings of the page, so its own are only strong.
pub fn prose(pieces: &[Prose]) -> AnyView {
    views(pieces, false)
}

/// A page of the help, below a heading of the third level. Its links to other pages have a `data-page`, for
/// whoever it is within.
pub fn article(pieces: &[Prose]) -> AnyView {
    views(pieces, true)
}

fn views(pieces: &[Prose], is_article: bool) -> AnyView {
    pieces.iter().map(|one| piece(one, is_article)).collect_view().into_any()
}

/// Whether a description is so long that it gets a place of its own to scroll in.
pub fn is_long(pieces: &[Prose]) -> bool {
    length(pieces) > LONG
}

/// Characters that fit beside a field.
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
        // Its lines are not broken, so it scrolls, by the keyboard too.
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
