//! The blocks that are open at a position of a template, and the variables in scope there.

use super::words::{Word, WordKind, words};
use crate::render::Template;
use crate::render::references::Step;
use crate::tags::{Tag, TagKind, keyword};
use crate::text::Span;

/// The blocks around a position, the outermost first. The first entry is the template itself.
pub(super) struct Blocks<'t>(Vec<Block<'t>>);

struct Block<'t> {
    keyword: &'t str,
    variables: Vec<Variable<'t>>,
}

/// A variable that the template sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variable<'t> {
    pub(super) name: &'t str,
    /// The span of its name where it is set.
    pub(super) span: Span,
    /// The keyword of the tag that sets it: `for`, `set`, `macro`, `with`.
    pub(super) keyword: &'t str,
}

const ENCLOSING: [&str; 9] =
    ["for", "if", "macro", "call", "filter", "block", "with", "autoescape", "set"];

/// Reads the statements that end at or before byte `at`.
pub(super) fn blocks<'t>(text: &'t str, tags: &[Tag], at: usize) -> Blocks<'t> {
    let mut blocks = Blocks(vec![Block { keyword: "", variables: vec![] }]);
    let before = tags.iter().take_while(|tag| tag.span.end <= at);
    for tag in before.filter(|tag| tag.kind == TagKind::Statement) {
        blocks.statement(text, *tag);
    }
    blocks
}

impl<'t> Blocks<'t> {
    /// The variables in scope, the innermost and latest first, without duplicate names.
    pub(super) fn variables(&self) -> Vec<Variable<'t>> {
        let mut found: Vec<Variable<'t>> = vec![];
        for block in self.0.iter().rev() {
            for variable in block.variables.iter().rev() {
                if found.iter().all(|other| other.name != variable.name) {
                    found.push(*variable);
                }
            }
        }
        found
    }

    /// Whether the position is inside a loop.
    pub(super) fn is_in_loop(&self) -> bool {
        self.0.iter().any(|block| block.keyword == "for")
    }

    /// The paths that a name may refer to in a tag that begins at byte `start`; the name itself if it is no
    /// variable.
    pub(super) fn sources(&self, text: &str, start: usize, name: &str) -> Vec<Vec<Step>> {
        if self.variables().iter().all(|variable| variable.name != name) {
            return vec![vec![Step::Name(name.to_owned())]];
        }
        let mut template = format!("{}{{{{ {name} }}}}", &text[..start]);
        for block in self.0.iter().skip(1).rev() {
            template.push_str("{% end");
            template.push_str(block.keyword);
            template.push_str(" %}");
        }
        let Ok(template) = Template::compile(&template) else { return vec![] };
        let reads = template.references().reads.iter();
        let own = reads.filter(|read| read.span.start == start + "{{ ".len() && read.is_exact);
        own.map(|read| read.path.clone()).collect()
    }

    fn statement(&mut self, text: &'t str, tag: Tag) {
        let keyword = keyword(tag.inner.of(text));
        if let Some(ended) = keyword.strip_prefix("end") {
            // This also closes inner blocks whose end tag is missing.
            if let Some(at) = self.0.iter().rposition(|block| block.keyword == ended) {
                self.0.truncate(at);
            }
            return;
        }
        if !ENCLOSING.contains(&keyword) {
            return;
        }
        let words = words(text, tag);
        let sign = |sign: char| words.iter().position(|word| word.kind == WordKind::Sign(sign));
        let variable =
            |word: &Word| Variable { name: word.span.of(text), span: word.span, keyword };
        let single =
            |word: &&Word| matches!(&word.kind, WordKind::Chain(segments) if segments.len() == 1);
        let variables_in =
            |words: &[Word]| words.iter().filter(single).map(variable).collect::<Vec<_>>();
        match keyword {
            "set" => {
                let end = sign('=');
                let set = variables_in(&words[..end.unwrap_or(words.len())]);
                if end.is_none() {
                    // A `set` block: its value is the text up to its end tag.
                    self.scope().extend(set.into_iter().take(1));
                    self.0.push(Block { keyword, variables: vec![] });
                } else {
                    self.scope().extend(set);
                }
            }
            "for" => {
                let end = words.iter().position(|word| word.span.of(text) == "in");
                let variables = variables_in(&words[..end.unwrap_or(words.len())]);
                self.0.push(Block { keyword, variables });
            }
            "macro" => {
                let mut all = variables_in(&words).into_iter();
                self.scope().extend(all.next());
                self.0.push(Block { keyword, variables: all.collect() });
            }
            "with" => {
                let is_target = |at: &usize| {
                    words.get(at + 1).is_some_and(|next| next.kind == WordKind::Sign('='))
                };
                let targets = (0..words.len()).filter(is_target);
                let variables = targets.map(|at| variable(&words[at])).collect();
                self.0.push(Block { keyword, variables });
            }
            _ => self.0.push(Block { keyword, variables: vec![] }),
        }
    }

    /// The variables of the scope that a `set` here adds to: an `if` block has no scope of its own.
    fn scope(&mut self) -> &mut Vec<Variable<'t>> {
        let at = self.0.iter().rposition(|block| block.keyword != "if").unwrap_or(0);
        &mut self.0[at].variables
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::tags;

    const TEMPLATE: &str = "\
{% set all = service_instance.inputs %}{% for port in all.ports %}{% set n = 1 %}{% if n %}\
{% set m = port.number %}{{ here }}{% endif %}{% endfor %}{% macro f(x, y=1) %}{% endmacro %}";

    #[test]
    fn variables_are_those_of_the_scopes_around() {
        let tags = tags(TEMPLATE);
        let names = |at: usize| {
            let found = blocks(TEMPLATE, &tags, at).variables();
            found.iter().map(|variable| variable.name).collect::<Vec<_>>()
        };
        let here = TEMPLATE.find("{{ here").unwrap();
        assert_eq!(names(here), ["m", "n", "port", "all"]);
        assert_eq!(names(TEMPLATE.len()), ["f", "all"]);
    }

    #[test]
    fn a_variable_has_the_value_that_it_was_set_to() {
        let tags = tags(TEMPLATE);
        let here = TEMPLATE.find("{{ here").unwrap();
        let blocks = blocks(TEMPLATE, &tags, here);
        let path = |name: &str| {
            let found = blocks.sources(TEMPLATE, here, name);
            let path = |path: &Vec<Step>| {
                path.iter().map(|step| step.as_name().unwrap_or("*").to_owned()).collect::<Vec<_>>()
            };
            found.iter().map(path).map(|path| path.join(".")).collect::<Vec<_>>()
        };
        assert_eq!(path("port"), ["service_instance.inputs.ports.*"]);
        assert_eq!(path("m"), ["service_instance.inputs.ports.*.number"]);
        assert_eq!(path("other"), ["other"]);
        assert!(blocks.is_in_loop());
    }
}
