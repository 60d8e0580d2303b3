//! A template that prints one tag of another template, with the iterations of the surrounding loops.
//!
//! It is made from the text, without anything that the engine knows of the template: statements
//! stay, all else goes.

// A test may allocate.
#![allow(clippy::format_push_string)]

use cyclotron_core::text::Span;

/// The marks before the iterations, before the value, and after it.
const MARKS: [char; 3] = ['\u{1}', '\u{2}', '\u{3}'];

/// Statements that print into a value: with their text gone, the value would be another one.
const CAPTURES: [&str; 5] = ["macro", "call", "filter", "block", "autoescape"];

/// A tag, comment or text of a template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    Text(Span),
    Comment,
    Print(Span),
    Statement(Span),
}

/// A template apart.
pub struct Probes<'t> {
    template: &'t str,
    tokens: Vec<Token>,
}

/// A value that a tag printed, and the iterations of the surrounding loops, the outermost first.
#[derive(Debug, PartialEq)]
pub struct Printed {
    pub turns: Vec<usize>,
    pub value: String,
}

impl<'t> Probes<'t> {
    pub fn new(template: &'t str) -> Self {
        Self { template, tokens: tokens(template) }
    }

    /// Whether a tag of it can be printed alone.
    pub fn is_plain(&self) -> bool {
        self.statements().all(|(name, body)| {
            let is_block = name == "set" && !body.contains('=');
            !CAPTURES.contains(&name) && !is_block && !body.contains("recursive")
        })
    }

    fn statements(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Statement(span) => Some(statement(span.of(self.template))),
            _ => None,
        })
    }

    /// The template that prints the tag at `wanted` alone.
    pub fn of(&self, wanted: Span) -> Option<String> {
        let is_wanted = |span: &Span| span.start <= wanted.start && wanted.end <= span.end;
        let at = self
            .tokens
            .iter()
            .position(|token| matches!(token, Token::Print(span) if is_wanted(span)))?;
        let loops = self.loops_around(at);
        let mut probe = String::new();
        for (number, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Text(_) | Token::Comment => {}
                Token::Statement(span) => {
                    probe.push_str(span.of(self.template));
                    if let Some(depth) = loops.iter().position(|&of| of == number) {
                        probe.push_str(&format!("{{% set turn_{depth} = loop.index0 %}}"));
                    }
                }
                Token::Print(span) if number == at => {
                    probe.push(MARKS[0]);
                    for depth in 0..loops.len() {
                        probe.push_str(&format!("{{{{ turn_{depth} }}}} "));
                    }
                    probe.push(MARKS[1]);
                    probe.push_str(span.of(self.template));
                    probe.push(MARKS[2]);
                }
                // It may change something.
                Token::Print(span) => {
                    let inner = span.of(self.template);
                    let inner = inner.trim_start_matches(['{', '-', '+']);
                    let inner = inner.trim_end_matches('}').trim_end_matches(['-', '+']);
                    probe.push_str(&format!("{{% set printed = ({inner}) %}}"));
                }
            }
        }
        Some(probe)
    }

    /// The `for` statements whose body the token is in, the outermost first.
    fn loops_around(&self, at: usize) -> Vec<usize> {
        let mut open = Vec::new();
        for (number, token) in self.tokens[..at].iter().enumerate() {
            let Token::Statement(span) = token else { continue };
            match statement(span.of(self.template)).0 {
                "for" => open.push(Some(number)),
                "if" => open.push(None),
                // The `else` branch of a loop is not an iteration.
                "else" => *open.last_mut().unwrap() = None,
                "endfor" | "endif" => drop(open.pop()),
                _ => {}
            }
        }
        open.into_iter().flatten().collect()
    }
}

/// The values that a probe printed, in order, without empty ones.
pub fn printed(text: &str) -> Vec<Printed> {
    let values = text.split(MARKS[0]).skip(1).map(|part| {
        let (turns, value) = part.split_once(MARKS[1]).unwrap();
        let turns = turns.split_whitespace().map(|turn| turn.parse().unwrap());
        let value = value.split(MARKS[2]).next().unwrap().to_owned();
        Printed { turns: turns.collect(), value }
    });
    values.filter(|printed| !printed.value.is_empty()).collect()
}

/// The name of a statement, and what follows it.
fn statement(tag: &str) -> (&str, &str) {
    let inner = tag.trim_start_matches(['{', '%', '-', '+']).trim_end_matches(['%', '}', '-', '+']);
    let inner = inner.trim();
    inner.split_once(char::is_whitespace).unwrap_or((inner, ""))
}

fn tokens(template: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < template.len() {
        let rest = &template[at..];
        let begin = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min();
        let Some(begin) = begin else {
            found.push(Token::Text(Span::new(at, template.len())));
            break;
        };
        if begin > 0 {
            found.push(Token::Text(Span::new(at, at + begin)));
        }
        let start = at + begin;
        at = end_of_tag(template, start);
        let span = Span::new(start, at);
        found.push(match &template[start..start + 2] {
            "{#" => Token::Comment,
            "{{" => Token::Print(span),
            _ if statement(span.of(template)).0 == "raw" => {
                let end = template[at..].find("endraw").map_or(template.len(), |end| at + end);
                let text = Span::new(at, template[..end].rfind("{%").unwrap_or(end));
                at = template[end..].find("%}").map_or(template.len(), |close| end + close + 2);
                Token::Text(text)
            }
            _ => Token::Statement(span),
        });
    }
    found
}

/// Where a tag ends, which may hold strings with the signs of its end.
fn end_of_tag(template: &str, start: usize) -> usize {
    let close = match &template[start..start + 2] {
        "{{" => "}}",
        "{%" => "%}",
        _ => "#}",
    };
    let mut quote = None;
    let mut depth = 0;
    let mut chars = template[start + 2..].char_indices();
    while let Some((offset, c)) = chars.next() {
        let at = start + 2 + offset;
        match (quote, c) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(open), _) if open == c => quote = None,
            (None, '\'' | '"') if close != "#}" => quote = Some(c),
            (None, _) if depth == 0 && template[at..].starts_with(close) => return at + 2,
            (None, '{') if close == "}}" => depth += 1,
            (None, '}') if close == "}}" => depth -= 1,
            _ => {}
        }
    }
    template.len()
}
