//! Determines the names that a template reads, with their places and usage, from its text alone, independent of the
//! context.
//!
//! A variable that the template sets itself is resolved to its value: in `{% for port in service_instance.inputs.ports
//! %}{{ port }}` the tag `{{ port }}` reads an item of `service_instance.inputs.ports`.

mod expression;
mod guard;
mod scope;
mod statement;

use std::ops::Range;

use minijinja::machinery::ast::Stmt;

use super::source::Source;
use crate::text::Span;
use scope::Scopes;

/// The names that a template reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The reads in source order. The paths that a variable is resolved to count as read where the variable is.
    pub reads: Vec<Read>,
    /// The tags with the reads in them, ordered by their start.
    pub tags: Vec<Tag>,
}

/// A read of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The path from the context: `service_instance`, `inputs`, `port`.
    pub path: Vec<Step>,
    /// The bytes of the whole expression, or of the variable that is resolved to the path.
    pub span: Span,
    /// The span of the last step of the path, without quotes; `None` if it comes from a variable.
    pub name: Option<Span>,
    /// The span of each step of the path, in order; `None` for steps that come from a variable or a loop.
    pub steps: Vec<Option<Span>>,
    /// Whether the value at `path` itself is read, and not a value computed from it.
    pub is_exact: bool,
    /// Whether it may be undefined: it has a default, or an enclosing condition tests it first.
    pub is_guarded: bool,
    /// The number of leading steps of the path that an enclosing condition has tested.
    pub known: usize,
    /// The usage of the value.
    pub usage: Usage,
    /// The filters applied to the value, innermost first.
    pub filters: Vec<String>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// An attribute, or an item by its name.
    Name(String),
    /// Any item of a list, or any value of a mapping.
    Each,
}

/// The usage of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// It is printed by a tag that contains nothing else but filters.
    Printed,
    /// A loop iterates over it.
    Iterated,
    /// A condition tests its truth.
    Condition,
    /// A test checks whether it is defined, or its type.
    Defined,
    /// It is assigned to a variable.
    Assigned,
    /// It is part of a larger expression: an operand, an argument, the object of a method call.
    Part,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The kind of the tag.
    pub kind: TagKind,
    /// For a tag that prints, the same bytes as [`super::Origin::span`]. Otherwise from the name of the tag to the last
    /// character before the `%}` of its closing tag.
    pub span: Span,
    /// The reads in the tag itself, as indices into [`References::reads`].
    pub reads: Range<usize>,
    /// The enclosing conditions and loops, outermost first, as indices into [`References::tags`].
    pub around: Vec<usize>,
}

impl Tag {
    /// Whether the tag decides how often its body is rendered.
    pub const fn begins_block(&self) -> bool {
        matches!(self.kind, TagKind::If | TagKind::For)
    }
}

/// The kind of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// An expression `{{ … }}`, or another tag that prints.
    Print,
    /// From `{% if … %}` to `{% endif %}`; an `elif` is an `If` nested in it.
    If,
    /// From `{% for … %}` to `{% endfor %}`.
    For,
    /// An assignment: `{% set … %}` and the like.
    Set,
}

impl Read {
    /// The path in the notation of templates, with `[…]` for an item of a list.
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

    /// Whether the value at step `index` of the path may be undefined. A default or the test `defined` applies to the
    /// last step only.
    pub fn is_guarded_at(&self, index: usize) -> bool {
        index < self.known || index + 1 == self.path.len() && self.is_guarded
    }

    /// The span from the beginning to the end of step `index` of the path, if the step is in the text.
    pub fn until(&self, index: usize) -> Option<Span> {
        let step = self.steps.get(index).copied().flatten()?;
        // A closing bracket after the name is included.
        let end = if index + 1 == self.path.len() { self.span.end } else { step.end };
        Some(Span::new(self.span.start, end))
    }

    /// The rest of the path after these names, if it begins with them.
    pub fn below(&self, names: &[&str]) -> Option<&[Step]> {
        let (start, rest) = self.path.split_at_checked(names.len())?;
        let same = start.iter().zip(names).all(|(step, name)| step.is(name));
        same.then_some(rest)
    }
}

impl Step {
    /// Whether the step is this name.
    pub fn is(&self, name: &str) -> bool {
        self.as_name() == Some(name)
    }

    /// The name, if the step is one.
    pub fn as_name(&self) -> Option<&str> {
        match self {
            Step::Name(name) => Some(name),
            Step::Each => None,
        }
    }
}

/// Collects the references in a template's syntax tree.
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
    /// The paths that an enclosing condition has tested.
    guards: Vec<Vec<Step>>,
    /// The enclosing conditions and loops.
    around: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::super::Template;
    use super::*;

    /// One line for each read: path, usage, and properties that are not the default.
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
    fn variables_have_the_sources_of_their_values() {
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
    fn the_sources_of_a_variable_are_bounded() {
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
