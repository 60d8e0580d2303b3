//! Whether every part of every rendering comes from where the engine says.
//!
//! Copied text must be in the template at the recorded place. The value that a tag printed is printed
//! once more by a template with that tag alone: it has to print the same values, in the same order and
//! in the same iterations of the loops around.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use cyclotron_core::render::{Context, Origins, Template, Undefined};
use cyclotron_core::text::Span;

use super::comparison::{Files, Folder, case_contexts, json, template};
use super::probe::{Printed, Probes, printed};

/// The counts over all comparisons.
#[derive(Default)]
pub struct Tally {
    renderings: usize,
    lines: usize,
    copied: usize,
    printed: usize,
    /// A description of each difference.
    pub differ: Vec<String>,
}

impl Tally {
    /// Looks at the renderings of every case and every probe.
    pub fn of(files: &Files) -> Self {
        let root = Folder::root(files);
        let mut tally = Self::default();
        for case in root.join("cases").folders() {
            for (output, folder, context) in case_contexts(&case) {
                let Some(source) = template(&case.join("bundle").join(folder)) else { continue };
                tally.add(&format!("{} {output}", case.name()), source, &context);
            }
        }
        for probe in root.join("micro").folders() {
            let Some(source) = probe.read("template.j2") else { continue };
            tally.add(probe.name(), source, &Context(json(&probe, "context.json")));
        }
        tally
    }

    fn add(&mut self, name: &str, source: &str, context: &Context) {
        let Some((text, origins)) = render(source, context) else { return };
        self.renderings += 1;
        self.lines += text.lines().count();
        if let Err(difference) = self.compare(source, context, &text, &origins) {
            self.differ.push(format!("{name}: {difference}"));
        }
    }

    fn compare(
        &mut self,
        source: &str,
        context: &Context,
        text: &str,
        origins: &Origins,
    ) -> Result<(), String> {
        let mut at = 0;
        let mut printed_by: BTreeMap<Span, Vec<Printed>> = BTreeMap::new();
        let ends = origins.parts.iter().skip(1).map(|part| part.start).chain([text.len()]);
        for (part, end) in origins.parts.iter().zip(ends) {
            let Some(value) = text.get(at..end).filter(|_| part.start == at) else {
                return Err(format!("{part:?} does not begin at {at}"));
            };
            at = end;
            if part.copied {
                self.copied += 1;
                let written = part.span.of(source).replace("\r\n", "\n").replace('\r', "\n");
                if value != written {
                    return Err(format!("{value:?} comes from {written:?}"));
                }
            } else if part.print.is_none() {
                let turns = origins.turns(part.turn).iter().map(|turn| turn.index).collect();
                let printed = Printed { turns, value: value.to_owned() };
                printed_by.entry(part.span).or_default().push(printed);
            }
        }
        if at != text.len() {
            return Err(format!("{:?} comes from nowhere", &text[at..]));
        }
        let probes = Probes::new(source);
        if !probes.is_plain() {
            return Ok(());
        }
        for (span, values) in printed_by {
            let tag = span.of(source);
            let probe = probes.of(span).ok_or_else(|| format!("`{tag}` is no tag"))?;
            let (alone, _) = render(&probe, context).ok_or_else(|| format!("{probe} fails"))?;
            let alone: Vec<Printed> = printed(&alone).into_iter().map(level).collect();
            let values: Vec<Printed> = values.into_iter().map(level).collect();
            if alone != values {
                return Err(format!("`{tag}` prints\n{values:?}\nand alone\n{alone:?}"));
            }
            self.printed += values.len();
        }
        Ok(())
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { renderings, lines, copied, printed, differ } = self;
        write!(
            f,
            "origins: {lines} lines of {renderings} renderings, {copied} copied and {printed} \
             printed parts, {} differ",
            differ.len()
        )
    }
}

fn render(source: &str, context: &Context) -> Option<(String, Origins)> {
    let rendered = Template::compile(source).ok()?.render(context, Undefined::Lenient);
    Some((rendered.text?, rendered.origins))
}

/// A block of YAML without the indentation of the place where it was printed.
fn level(printed: Printed) -> Printed {
    let further = printed.value.split('\n').skip(1);
    let indents = further.map(|line| line.len() - line.trim_start_matches(' ').len());
    let indent = " ".repeat(indents.min().unwrap_or(0));
    Printed { value: printed.value.replace(&format!("\n{indent}"), "\n"), ..printed }
}
