//! Completions within the tags of a template.

use super::{Completion, CompletionKind, Completions};
use crate::assist::blocks::blocks;
use crate::assist::describe::{description, is_required};
use crate::assist::names::{Thing, outputs, thing};
use crate::assist::properties::{Property, properties};
use crate::assist::scene::Scene;
use crate::assist::words::{Segment, Word, WordKind, words};
use crate::bundle::Part;
use crate::explain::language::{LOOP, TAGS};
use crate::explain::{Term, terms};
use crate::names::Fixed;
use crate::prose::Prose;
use crate::render::references::Step;
use crate::tags::{Tag, TagKind, is_word, tag_at, tags};

pub(super) fn completions(scene: &Scene<'_>, part: Part, at: usize) -> Option<Completions> {
    let tags = tags(scene.text);
    let tag = tag_at(&tags, at).filter(|tag| tag.is_code())?;
    // Only the text before the cursor decides, except for the rest of the word at the cursor.
    let tag = Tag { inner: crate::text::Span::new(tag.inner.start, at), ..tag };
    let words = words(scene.text, tag);
    let text = scene.text;
    if let Some(Word { kind: WordKind::Chain(segments), span }) = words.last()
        && span.end == at
        && segments.len() > 1
    {
        return members(scene, part, &tags, tag, segments, at);
    }
    let from = at
        - text[tag.inner.start..at]
            .chars()
            .rev()
            .take_while(|c| is_word(*c))
            .map(char::len_utf8)
            .sum::<usize>();
    let before: Vec<&Word> = words.iter().take_while(|word| word.span.start < from).collect();
    if before.last().is_some_and(|word| word.kind == WordKind::Constant && word.span.end >= from) {
        return None;
    }
    let options = match before.last().map(|word| &word.kind) {
        None if tag.kind == TagKind::Statement => described(CompletionKind::Tag, &TAGS),
        Some(WordKind::Sign('|')) => described(CompletionKind::Filter, &terms(Term::Filter)),
        Some(WordKind::Operator) if asks(text, &before) => {
            let mut tests = terms(Term::Test);
            // Skip tests that are spelled as operators, such as `==`.
            tests.retain(|(name, _)| name.chars().all(is_word));
            described(CompletionKind::Test, &tests)
        }
        // A value can't follow another value.
        Some(WordKind::Chain(_) | WordKind::Constant | WordKind::Filter | WordKind::Test) => {
            return None;
        }
        Some(WordKind::Sign(')' | ']' | '}')) => return None,
        Some(WordKind::Keyword) if names_something(&before, text) => return None,
        _ => names(scene, part, &tags, tag),
    };
    Some(Completions { from, options, wanted: None })
}

/// Whether a test comes next: after `is` or `is not`.
fn asks(text: &str, before: &[&Word]) -> bool {
    let mut last = before.iter().rev().map(|word| word.span.of(text));
    match last.next() {
        Some("is") => true,
        Some("not") => last.next() == Some("is"),
        _ => false,
    }
}

/// Whether the next word declares a new name, so that there is nothing to complete.
fn names_something(before: &[&Word], text: &str) -> bool {
    before.len() == 1
        && matches!(before[0].span.of(text), "for" | "set" | "macro" | "block" | "with")
}

fn described(kind: CompletionKind, words: &[(&str, &str)]) -> Vec<Completion> {
    words.iter().map(|(name, help)| Completion::new(kind, *name, "").help(help)).collect()
}

/// Completes the names that an expression can begin with.
fn names(scene: &Scene<'_>, part: Part, tags: &[Tag], tag: Tag) -> Vec<Completion> {
    let blocks = blocks(scene.text, tags, tag.span.start);
    let mut found = vec![];
    for variable in blocks.variables() {
        let paths = blocks.sources(scene.text, tag.span.start, variable.name);
        let things: Vec<_> = paths.iter().filter_map(|path| thing(scene, part, path)).collect();
        let (detail, help) = match things.first() {
            Some(Thing::Defined(definitions)) => match definitions.first() {
                Some(definition) => {
                    let said = description(&scene.schema, definition, false);
                    (said.kind, said.help)
                }
                None => Default::default(),
            },
            _ => (format!("set by {}", variable.keyword), vec![]),
        };
        let variable = Completion::new(CompletionKind::Variable, variable.name, detail);
        found.push(Completion { help, ..variable });
    }
    if blocks.is_in_loop() {
        let help = "The loop itself: `loop.index`, `loop.last` and so on.";
        found.push(Completion::new(CompletionKind::Variable, "loop", "").help(help));
    }
    found.extend(fixed(crate::names::names(part)));
    let mut functions = terms(Term::Function);
    // `lipsum` exists, but Cyclotron doesn't render it.
    functions.retain(|(name, _)| *name != "lipsum");
    found.extend(described(CompletionKind::Function, &functions));
    found
}

fn fixed(all: &[Fixed]) -> Vec<Completion> {
    let completion =
        |name: &Fixed| Completion::new(CompletionKind::Name, name.name, "").help(name.help);
    all.iter().map(completion).collect()
}

/// Completes the members of a chain, at its last step.
fn members(
    scene: &Scene<'_>,
    part: Part,
    tags: &[Tag],
    tag: Tag,
    segments: &[Segment],
    at: usize,
) -> Option<Completions> {
    let (last, around) = segments.split_last()?;
    if last.step == Step::Each || last.span.end != at {
        return None;
    }
    let root = around.first()?.step.as_name()?;
    let from = last.span.start;
    let is_quoted = scene.text[..from].ends_with(['"', '\'']);
    let blocks = blocks(scene.text, tags, tag.span.start);
    if root == "loop" && blocks.is_in_loop() {
        return Some(Completions {
            from,
            options: described(CompletionKind::Name, &LOOP),
            wanted: None,
        });
    }
    let mut options: Vec<Completion> = vec![];
    for mut path in blocks.sources(scene.text, tag.span.start, root) {
        path.extend(around[1..].iter().map(|segment| segment.step.clone()));
        for option in below(scene, part, &path) {
            // A name that is no Jinja identifier can only be read with brackets.
            let fits = is_quoted || option.label.chars().all(is_word);
            if fits && options.iter().all(|other| other.label != option.label) {
                options.push(option);
            }
        }
    }
    Some(Completions { from, options, wanted: None })
}

fn below(scene: &Scene<'_>, part: Part, path: &[Step]) -> Vec<Completion> {
    match thing(scene, part, path) {
        Some(Thing::Fixed(all)) => fixed(all),
        Some(Thing::Inputs(role)) => {
            let definition = crate::assist::names::inputs(scene, role);
            definition
                .map(|definition| declared(scene, properties(&scene.schema, definition)))
                .unwrap_or_default()
        }
        Some(Thing::Defined(definitions)) => {
            let all = definitions
                .into_iter()
                .flat_map(|definition| properties(&scene.schema, definition));
            declared(scene, all.collect())
        }
        Some(Thing::Outputs(owner)) => {
            let all = outputs(scene, owner).into_iter();
            let option = |output: crate::assist::names::Output| {
                let help = format!("Declared by {}.", output.file.bundle);
                Completion::new(CompletionKind::Output, output.declared.name, "text").help(&help)
            };
            all.map(option).collect()
        }
        _ => vec![],
    }
}

pub(super) fn declared(scene: &Scene<'_>, all: Vec<Property<'_>>) -> Vec<Completion> {
    all.into_iter().map(|property| option(scene, &property)).collect()
}

/// Completes an input: type and default beside it, description and constraints below.
pub(super) fn option(scene: &Scene<'_>, property: &Property<'_>) -> Completion {
    let name = property.entry.name();
    let said = description(&scene.schema, &property.entry.value, is_required(property.owner, name));
    let detail = match said.default {
        Some(default) => format!("{} = {default}", said.kind),
        None => said.kind,
    };
    let facts = Prose::Part(crate::ProsePart::Paragraph, vec![Prose::Text(said.facts)]);
    let help = said.help.into_iter().chain([facts]).collect();
    Completion { help, ..Completion::new(CompletionKind::Input, name, detail) }
}
