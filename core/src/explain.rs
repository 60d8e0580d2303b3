//! What a code means, at length: a page for each, in `explain/<code>.md`, its title in the first line.
//!
//! A message says what is wrong in one place; its page says what the check is for, shows the mistake
//! and the way out, and where the rule comes from.

use crate::prose::{Prose, prose};

/// Codes and their pages in order, listed by `build.rs`.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// A page about a code, or about a family of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The code, such as `undefined-name`.
    pub code: &'static str,
    /// One line, written as messages are.
    pub title: &'static str,
    /// CommonMark, without the title.
    pub text: &'static str,
}

impl Page {
    fn new((code, page): &(&'static str, &'static str)) -> Self {
        let (title, text) = page.split_once('\n').unwrap_or((page, ""));
        Self { code, title: title.trim_start_matches("# ").trim(), text: text.trim() }
    }

    /// The text as people read it.
    pub fn prose(&self) -> Vec<Prose> {
        prose(self.text)
    }
}

/// The page about a code; none where there is no such code.
pub fn explain(code: &str) -> Option<Page> {
    let page = |code| PAGES.iter().find(|(known, _)| *known == code).map(Page::new);
    page(code).or_else(|| page(family(code)?))
}

/// The page that a code shares with its like: CloudFormation's rules have one.
pub fn family(code: &str) -> Option<&'static str> {
    code.starts_with("cfn-").then_some("cfn")
}

/// All pages, by code.
pub fn pages() -> impl Iterator<Item = Page> {
    PAGES.iter().map(Page::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_page_and_its_like_share_one() {
        assert_eq!(explain("undefined-name").map(|page| page.code), Some("undefined-name"));
        assert_eq!(explain("cfn-e2531").map(|page| page.code), Some("cfn"));
        assert_eq!(explain("no-such-code"), None);
    }

    #[test]
    fn a_page_has_a_title_and_a_text() {
        for page in pages() {
            let is_line = !page.title.is_empty() && !page.title.contains(['#', '*']);
            assert!(is_line, "{}: the title {:?}", page.code, page.title);
            assert!(page.title.chars().count() <= 70, "{}: a title of one line", page.code);
            assert!(!page.text.starts_with('#'), "{}: two titles", page.code);
            assert!(!page.prose().is_empty(), "{}: no text", page.code);
        }
    }
}
