//! Descriptions.

use cyclotron_core::{Prose, ProsePart};
use leptos::prelude::*;

/// A description as elements: whatever it says, no markup of its own. It must not get between the
/// headings of the page, so its own are only strong.
pub fn prose(pieces: &[Prose]) -> AnyView {
    views(pieces, |inner| view! { <p><strong>{inner}</strong></p> }.into_any())
}

/// A text that stands by itself, below a heading of the third level.
pub fn article(pieces: &[Prose]) -> AnyView {
    views(pieces, |inner| view! { <h4>{inner}</h4> }.into_any())
}

/// How a heading looks.
type Heading = fn(AnyView) -> AnyView;

fn views(pieces: &[Prose], heading: Heading) -> AnyView {
    pieces.iter().map(|one| piece(one, heading)).collect_view().into_any()
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

fn piece(piece: &Prose, heading: Heading) -> AnyView {
    let (part, inner) = match piece {
        Prose::Text(text) => return text.clone().into_any(),
        Prose::Code(code) => return view! { <code>{code.clone()}</code> }.into_any(),
        Prose::Break => return view! { <br /> }.into_any(),
        Prose::Part(part, inner) => (part, views(inner, heading)),
    };
    match part {
        ProsePart::Paragraph => view! { <p>{inner}</p> }.into_any(),
        ProsePart::Heading => heading(inner),
        ProsePart::Emphasis => view! { <em>{inner}</em> }.into_any(),
        ProsePart::Strong => view! { <strong>{inner}</strong> }.into_any(),
        ProsePart::Link(address) => view! {
            <a href=address.clone() target="_blank" rel="noopener noreferrer">{inner}</a>
        }
        .into_any(),
        ProsePart::CodeBlock => view! { <pre>{inner}</pre> }.into_any(),
        ProsePart::Quote => view! { <blockquote>{inner}</blockquote> }.into_any(),
        ProsePart::List => view! { <ul>{inner}</ul> }.into_any(),
        ProsePart::Numbered(first) => view! { <ol start=first.to_string()>{inner}</ol> }.into_any(),
        ProsePart::Item => view! { <li>{inner}</li> }.into_any(),
    }
}
