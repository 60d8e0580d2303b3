//! Which names a template reads, where, and how: known from its text alone, whatever it is rendered
//! with.
//!
//! A variable that the template sets itself stands for what it was set to: in
//! `{% for port in service_instance.inputs.ports %}{{ port }}` the tag `{{ port }}` reads an item of
//! `service_instance.inputs.ports`.

mod expression;
mod guard;
mod scope;
mod statement;

use std::ops::Range;

use minijinja::machinery::ast::Stmt;

use super::source::Source;
use crate::text::Span;
use scope::Scopes;

/// All that a template reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// In the order of the text, but for what a variable stands for: that is read where the variable
    /// is.
    pub reads: Vec<Read>,
    /// The tags with the reads in them, in the order in which they begin.
    pub tags: Vec<Tag>,
}

/// One name that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// What it is called from the outside: `service_instance`, `inputs`, `port`.
    pub path: Vec<Step>,
    /// Bytes of the template: the whole expression, or the variable that stands for it.
    pub span: Span,
    /// Where the last step of the path is written, without quotes; none where a variable stands for
    /// it.
    pub name: Option<Span>,
    /// Where each step of the path is written, in its order; none for the steps that a variable or
    /// a loop stands for.
    pub steps: Vec<Option<Span>>,
    /// Whether the value at `path` itself is read, and not something that was computed from it.
    pub is_exact: bool,
    /// Whether it is no mistake where it is undefined: it has a default, or a condition around asks
    /// for it first.
    pub is_guarded: bool,
    /// How many steps of the path, from its beginning, a condition around has asked for.
    pub known: usize,
    /// What becomes of the value.
    pub usage: Usage,
    /// The filters that it goes through, innermost first.
    pub filters: Vec<String>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// An attribute, or an item by its name.
    Name(String),
    /// An item of a list, or a value of a mapping, whichever.
    Each,
}

/// What becomes of a value that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// It is printed, alone in its tag but for filters.
    Printed,
    /// A loop goes through it.
    Iterated,
    /// A condition asks whether it is true.
    Condition,
    /// A test asks whether it is there at all, or of which kind it is.
    Defined,
    /// A variable is set to it.
    Assigned,
    /// A part of something larger: an operand, an argument, the owner of a method.
    Part,
}

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// What it does.
    pub kind: TagKind,
    /// For what prints, the bytes that [`super::Origin::span`] gives. Else from the tag's name to the
    /// end of what belongs to it: the last character before `%}` of its closing tag.
    pub span: Span,
    /// The reads in the tag itself: indices into [`References::reads`].
    pub reads: Range<usize>,
    /// The conditions and loops around it, outermost first: indices into [`References::tags`].
    pub around: Vec<usize>,
}

impl Tag {
    /// Whether it decides how often the tags and the text in it are rendered.
    pub const fn begins_block(&self) -> bool {
        matches!(self.kind, TagKind::If | TagKind::For)
    }
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// `{{ … }}`, and all else that prints.
    Print,
    /// `{% if … %}` to `{% endif %}`; an `elif` is one within it.
    If,
    /// `{% for … %}` to `{% endfor %}`.
    For,
    /// `{% set … %}` and the like.
    Set,
}

impl Read {
    /// The path as templates write it; an item of a list as `[…]`.
    pub fn name(&self) -> String {
        let mut name = String::new();
        for step in &self.path {
            match step {
                Step::Each => name.push_str("[…]"),
                Step::Name(step) => {
                    if !name.is_empty() {
                        name.push('.');
                    }
                    name.push_str(step);
                }
            }
        }
        name
    }

    /// Whether it is no mistake where the value at the path's step `index` is undefined: a default
    /// and the test `defined` take no more than the last one.
    pub fn is_guarded_at(&self, index: usize) -> bool {
        index < self.known || index + 1 == self.path.len() && self.is_guarded
    }

    /// From its beginning to the end of the path's step `index`, where that is written.
    pub fn until(&self, index: usize) -> Option<Span> {
        let step = self.steps.get(index).copied().flatten()?;
        // The bracket behind the name belongs to it.
        let end = if index + 1 == self.path.len() { self.span.end } else { step.end };
        Some(Span::new(self.span.start, end))
    }

    /// Whether the path begins with these names; what follows them.
    pub fn below(&self, names: &[&str]) -> Option<&[Step]> {
        let (start, rest) = self.path.split_at_checked(names.len())?;
        let same = start.iter().zip(names).all(|(step, name)| step.is(name));
        same.then_some(rest)
    }
}

impl Step {
    /// Whether it is this name.
    pub fn is(&self, name: &str) -> bool {
        self.as_name() == Some(name)
    }

    /// The name that it is.
    pub fn as_name(&self) -> Option<&str> {
        match self {
            Step::Name(name) => Some(name),
            Step::Each => None,
        }
    }
}

/// Walks a template's syntax tree.
pub(super) fn references(source: &Source, template: &Stmt<'_>) -> References {
    let mut walk = Walk {
        source,
        found: References::default(),
        scopes: Scopes::default(),
        guards: Vec::new(),
        around: Vec::new(),
    };
    walk.statement(template);
    let mut found = walk.found;
    for read in &mut found.reads {
        read.span = source.original(read.span);
        read.name = read.name.map(|name| source.original(name));
        for step in read.steps.iter_mut().flatten() {
            *step = source.original(*step);
        }
    }
    for tag in &mut found.tags {
        tag.span = source.original(tag.span);
    }
    found
}

struct Walk<'s> {
    source: &'s Source,
    found: References,
    scopes: Scopes,
    /// The paths that a condition around has asked for.
    guards: Vec<Vec<Step>>,
    /// The conditions and loops around.
    around: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::super::Template;
    use super::*;

    /// One line for each read: path, usage, and what else is to be said of it.
    fn reads(template: &str) -> Vec<String> {
        let template = Template::compile(template).unwrap();
        let line = |read: &Read| {
            let mut line = format!("{} {:?}", read.name(), read.usage);
            for (is, word) in [(!read.is_exact, "computed"), (read.is_guarded, "guarded")] {
                if is {
                    line = format!("{line} {word}");
                }
            }
            line
        };
        template.references().reads.iter().map(line).collect()
    }

    #[test]
    fn a_path_is_read_as_a_whole() {
        assert_eq!(
            reads("{{ environment.inputs['vpc'].id | upper }}{{ a[0].b }}{{ a[x] }}"),
            ["environment.inputs.vpc.id Printed", "a[…].b Printed", "x Part", "a[…] Printed"]
        );
    }

    #[test]
    fn variables_stand_for_what_they_were_set_to() {
        assert_eq!(
            reads(
                "{% set i = service_instance.inputs %}{{ i.port }}{% set n = i.name ~ 'x' %}{{ n }}"
            ),
            [
                "service_instance.inputs Assigned",
                "service_instance.inputs.port Printed",
                "service_instance.inputs.name Part",
                "service_instance.inputs.name Printed computed",
            ]
        );
    }

    #[test]
    fn loops_read_each_item() {
        assert_eq!(
            reads(
                "{% for p in a.ports %}{{ p.number }}{{ loop.index }}{% endfor %}{% for k, v in a.env.items() %}{{ k }}={{ v }}{% endfor %}{{ p }}"
            ),
            [
                "a.ports Iterated",
                "a.ports[…].number Printed",
                "a.env Iterated",
                "a.env Printed computed",
                "a.env[…] Printed",
                "p Printed",
            ]
        );
    }

    #[test]
    fn a_default_and_a_test_guard() {
        assert_eq!(
            reads(
                "{{ a.b | default('x') }}{% if a.c is defined and a.c > 1 %}{{ a.c }}{% else %}{{ a.c }}{% endif %}{{ a.d if a.d is defined else 1 }}"
            ),
            [
                "a.b Printed guarded",
                "a.c Defined guarded",
                "a.c Part guarded",
                "a.c Printed guarded",
                "a.c Printed",
                "a.d Defined guarded",
                "a.d Printed guarded",
            ]
        );
        assert_eq!(
            reads("{{ a.b is none }}{{ a.c is even }}{{ a.d | trim | default('') }}"),
            ["a.b Defined guarded", "a.c Part", "a.d Printed"]
        );
        assert_eq!(
            reads(
                "{% if a.b is not defined %}{{ a.b }}{% else %}{{ a.b }}{% endif %}{% if not (a.c is undefined) %}{{ a.c }}{% endif %}"
            ),
            [
                "a.b Defined guarded",
                "a.b Printed",
                "a.b Printed guarded",
                "a.c Defined guarded",
                "a.c Printed guarded",
            ]
        );
    }

    #[test]
    fn calls_read_their_owner_and_arguments() {
        assert_eq!(
            reads(
                "{{ a.name.split('.')[0] }}{{ range(a.count) }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a.y) }}"
            ),
            ["a.name Part", "a.count Part", "a.y Part"]
        );
    }

    #[test]
    fn a_tag_knows_its_reads_and_what_is_around() {
        let source = "{% if a %}\n{% for b in c %}{{ b }}{% endfor %}\n{% endif %}";
        let template = Template::compile(source).unwrap();
        let found = template.references();
        let tags: Vec<_> = found
            .tags
            .iter()
            .map(|tag| (tag.kind, tag.span.of(source), tag.reads.clone(), tag.around.clone()))
            .collect();
        assert_eq!(
            tags,
            [
                (TagKind::If, &source[3..source.len() - 3], 0..1, vec![]),
                (TagKind::For, "for b in c %}{{ b }}{% endfor", 1..2, vec![0]),
                (TagKind::Print, "b", 2..3, vec![0, 1]),
            ]
        );
    }

    #[test]
    fn what_a_variable_stands_for_does_not_grow_without_end() {
        let many: Vec<_> = (0..3000).map(|n| format!("{{% set n.x = a.b{n} %}}")).collect();
        let many = many.concat();
        let template = format!("{{% set n = namespace() %}}{many}{{{{ n }}}}{{% set p = q %}}")
            + &"{% set p = p.r %}".repeat(3000)
            + "{{ p }}";
        let template = Template::compile(&template).unwrap();
        let found = template.references();
        assert!(found.reads.iter().all(|read| read.path.len() <= 32));
        let printed = found.tags.iter().filter(|tag| tag.kind == TagKind::Print);
        assert!(printed.map(|tag| tag.reads.len()).all(|reads| (1..=16).contains(&reads)));
    }
}
