//! Renders descriptions, which are CommonMark in OpenAPI 3.0.
//!
//! HTML is shown as plain text, images become links, and links lead only to web or mail addresses, as descriptions may
//! come from untrusted sources.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

/// Maximum length of a text in bytes; the rest is omitted.
const MAX_BYTES: usize = 60_000;
/// Maximum nesting depth; deeper structure is flattened.
const MAX_DEPTH: usize = 8;

/// A piece of formatted text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prose {
    /// Plain text.
    Text(String),
    /// Inline code.
    Code(String),
    /// A line break within a paragraph.
    Break,
    /// An element with content.
    Part(ProsePart, Vec<Prose>),
}

/// An element that contains other pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProsePart {
    /// A paragraph.
    Paragraph,
    /// A heading of any level.
    Heading,
    /// Emphasis: `*text*`.
    Emphasis,
    /// Strong emphasis: `**text**`.
    Strong,
    /// A link to this address.
    Link(String),
    /// A link to the help page with this code.
    Page(String),
    /// A code block.
    CodeBlock,
    /// A block quote.
    Quote,
    /// A bulleted list.
    List,
    /// A numbered list that starts at this number.
    Numbered(u64),
    /// An item of a list.
    Item,
}

impl ProsePart {
    /// Whether the element starts on a new line.
    pub const fn is_block(&self) -> bool {
        !matches!(self, Self::Emphasis | Self::Strong | Self::Link(_) | Self::Page(_))
    }
}

/// Parses CommonMark from an untrusted source.
pub fn prose(text: &str) -> Vec<Prose> {
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    // Fast path: most descriptions are one plain line.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" ,.;()'/-".contains(&byte))
        && !text.trim().is_empty()
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
    {
        let text = Prose::Text(text.trim_end().to_owned());
        return vec![Prose::Part(ProsePart::Paragraph, vec![text])];
    }
    read(text, false)
}

/// Parses a help page: CommonMark with links to other pages, written `[text](page:code)`.
pub fn page(text: &str) -> Vec<Prose> {
    read(text, true)
}

fn read(text: &str, is_page: bool) -> Vec<Prose> {
    let mut open: Vec<(Option<ProsePart>, Vec<Prose>)> = vec![(None, vec![])];
    for event in Parser::new(text) {
        match event {
            Event::Start(tag) => open.push((part(tag, is_page), vec![])),
            Event::End(end) => close(&mut open, end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                add(&mut open, Prose::Text(text.into_string()));
            }
            Event::Code(code) => add(&mut open, Prose::Code(code.into_string())),
            Event::SoftBreak => add(&mut open, Prose::Text("\n".into())),
            Event::HardBreak => add(&mut open, Prose::Break),
            _ => {}
        }
    }
    open.into_iter().flat_map(|(_, inner)| inner).collect()
}

fn part(tag: Tag, is_page: bool) -> Option<ProsePart> {
    Some(match tag {
        Tag::Paragraph | Tag::HtmlBlock => ProsePart::Paragraph,
        Tag::Heading { .. } => ProsePart::Heading,
        Tag::Emphasis => ProsePart::Emphasis,
        Tag::Strong => ProsePart::Strong,
        Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
            if let Some(code) = dest_url.strip_prefix("page:").filter(|_| is_page) {
                return Some(ProsePart::Page(code.to_owned()));
            }
            let known = ["https://", "http://", "mailto:"];
            let lower = dest_url.to_ascii_lowercase();
            if !known.iter().any(|scheme| lower.starts_with(scheme)) {
                return None;
            }
            ProsePart::Link(dest_url.into_string())
        }
        Tag::CodeBlock(_) => ProsePart::CodeBlock,
        Tag::BlockQuote(_) => ProsePart::Quote,
        Tag::List(None) => ProsePart::List,
        Tag::List(Some(first)) => ProsePart::Numbered(first),
        Tag::Item => ProsePart::Item,
        _ => return None,
    })
}

fn close(open: &mut Vec<(Option<ProsePart>, Vec<Prose>)>, _: TagEnd) {
    let Some((part, inner)) = open.pop() else { return };
    let depth = open.len();
    let Some((_, outer)) = open.last_mut() else {
        open.push((part, inner));
        return;
    };
    match part {
        Some(part) if depth <= MAX_DEPTH => outer.push(Prose::Part(part, inner)),
        _ => outer.extend(inner),
    }
}

fn add(open: &mut [(Option<ProsePart>, Vec<Prose>)], piece: Prose) {
    if let Some((_, inner)) = open.last_mut() {
        // The parser splits text at every possible delimiter.
        if let (Some(Prose::Text(before)), Prose::Text(more)) = (inner.last_mut(), &piece) {
            before.push_str(more);
        } else {
            inner.push(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Prose {
        Prose::Text(text.into())
    }

    fn paragraph(inner: Vec<Prose>) -> Prose {
        Prose::Part(ProsePart::Paragraph, inner)
    }

    #[test]
    fn plain_text_is_a_paragraph() {
        let wanted = vec![paragraph(vec![text("The size, in GB.")])];
        assert_eq!(prose("The size, in GB.\n"), vec![paragraph(vec![text("The size, in GB.")])]);
        assert_eq!(prose("The size, in GB."), wanted);
        assert_eq!(prose(""), vec![]);
        assert_eq!(prose(" \n"), vec![]);
    }

    #[test]
    fn marks_set_apart() {
        let wanted = vec![
            paragraph(vec![
                text("A "),
                Prose::Part(ProsePart::Strong, vec![text("b")]),
                text(" "),
                Prose::Code("c".into()),
                text(":"),
            ]),
            Prose::Part(ProsePart::List, vec![Prose::Part(ProsePart::Item, vec![text("d")])]),
        ];
        assert_eq!(prose("A **b** `c`:\n\n- d\n"), wanted);
    }

    #[test]
    fn html_stays_text() {
        let wanted = vec![paragraph(vec![text("a <b onclick=x>b</b>")])];
        assert_eq!(prose("a <b onclick=x>b</b>"), wanted);
        assert_eq!(
            prose("<script>alert(1)</script>"),
            vec![paragraph(vec![text("<script>alert(1)</script>")])]
        );
    }

    #[test]
    fn only_links_to_the_web_lead_anywhere() {
        let link = Prose::Part(ProsePart::Link("https://example.com/".into()), vec![text("x")]);
        assert_eq!(prose("[x](https://example.com/)"), vec![paragraph(vec![link.clone()])]);
        assert_eq!(prose("![x](https://example.com/)"), vec![paragraph(vec![link])]);
        assert_eq!(prose("[x](javascript:alert)"), vec![paragraph(vec![text("x")])]);
        assert_eq!(prose("![x](data:image/png;base64,AA)"), vec![paragraph(vec![text("x")])]);
    }

    #[test]
    fn only_pages_lead_to_pages() {
        let link = Prose::Part(ProsePart::Page("upper".into()), vec![text("x")]);
        assert_eq!(page("[x](page:upper)"), vec![paragraph(vec![link])]);
        assert_eq!(prose("[x](page:upper)"), vec![paragraph(vec![text("x")])]);
    }

    #[test]
    fn depth_is_limited() {
        let deep = format!("{} x", "> ".repeat(500));
        let depth = |piece: &Prose| {
            let (mut depth, mut at) = (0, piece);
            while let Prose::Part(_, inner) = at {
                depth += 1;
                let Some(first) = inner.first() else { break };
                at = first;
            }
            depth
        };
        assert!(prose(&deep).iter().map(depth).max() <= Some(MAX_DEPTH + 1));
    }
}
