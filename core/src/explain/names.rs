//! The pages about the names that Proton gave to templates, generated from the table that the checks use.

use std::fmt::Write;

use super::{Group, Page, Term};
use crate::bundle::Part;
use crate::names::{Fixed, Is, Owner, paths, written};
use crate::render::references::Step;

/// The parts in the order of the pages, the code of each one's page, and how a sentence names it.
const PARTS: [(Part, &str, &str); 4] = [
    (Part::Environment, "names-environment", "an environment"),
    (Part::Instance, "names-instance", "a service instance"),
    (Part::Pipeline, "names-pipeline", "a pipeline"),
    (Part::Component, "names-component", "a component"),
];

/// The names that a template of `part` can read, each with the link to its page.
pub(super) fn list(part: Part) -> String {
    paths(part).into_iter().fold(String::new(), |mut list, (path, name)| {
        let _ = writeln!(list, "- {}: {}", link(&path), name.help);
        list
    })
}

/// A page for each name that any template can read.
pub(super) fn pages() -> Vec<Page> {
    let mut all: Vec<(Vec<Step>, Vec<Reader>)> = vec![];
    for (at, (part, ..)) in PARTS.iter().enumerate() {
        for (path, name) in paths(*part) {
            match all.iter_mut().find(|(known, _)| *known == path) {
                Some((_, readers)) => readers.push((at, name)),
                None => all.push((path, vec![(at, name)])),
            }
        }
    }
    let page = |(path, readers): (Vec<Step>, Vec<Reader>)| Page {
        code: code(&path).into(),
        group: Group::Terms,
        title: written(&path).into(),
        text: text(&path, &readers).into(),
    };
    all.into_iter().map(page).collect()
}

/// The index in [`PARTS`] of a part that reads a name, and the name in that part.
type Reader = (usize, &'static Fixed);

/// The code of the page about the name at `path`, or about the closest parent that has a page.
pub(crate) fn page_of(part: Part, path: &[Step]) -> Option<String> {
    let known = paths(part);
    let lengths = (1..=path.len()).rev();
    let about = |length: &usize| known.iter().any(|(own, _)| own == &path[..*length]);
    lengths.into_iter().find(about).map(|length| code(&path[..length]))
}

fn code(path: &[Step]) -> String {
    format!("{}{}", Term::Name.prefix(), written(path).replace("[…]", ""))
}

fn link(path: &[Step]) -> String {
    format!("[`{}`](page:{})", written(path), code(path))
}

fn text(path: &[Step], readers: &[Reader]) -> String {
    let (_, name) = readers[0];
    let mut text = format!("{}\n\n", name.help);
    let reader = |&(at, _): &Reader| format!("[{}](page:{})", PARTS[at].2, PARTS[at].1);
    if readers.iter().all(|(_, own)| own.help == name.help) {
        let readers: Vec<String> = readers.iter().map(reader).collect();
        let _ = writeln!(text, "The template of {} can read it.\n", readers.join(", "));
    } else {
        text.push_str("These templates can read it:\n\n");
        for reading in readers {
            let _ = writeln!(text, "- {}: {}", reader(reading), reading.1.help);
        }
        text.push('\n');
    }
    if let Some(example) = example(path, name) {
        let _ = writeln!(text, "```\n{example}\n```\n");
    }
    match name.is {
        Is::Value => text.push_str("The value is text."),
        Is::Inputs(role) => {
            let _ = write!(
                text,
                "It contains every property of the type that [schema.yaml](page:schema) names in \
                `{}`. A property that isn't required, has no default and wasn't given is \
                undefined: see [default](page:filter-default).",
                role.key()
            );
        }
        Is::Outputs(owner) => text.push_str(match owner {
            Owner::Environment => {
                "It contains every output that the environment's template declares under \
                `Outputs:`; each is text. For a customer-managed environment, the schema \
                declares the outputs."
            }
            Owner::Service => {
                "It contains every output that the template of the service instance declares \
                under `Outputs:`; each is text."
            }
            Owner::Component => {
                "It contains every output that the component's template declares under \
                `Outputs:`; each is text. If no component is attached, it is empty."
            }
        }),
        Is::Members(_) | Is::Some(_) | Is::Each(_) => {
            text.push_str("Its members:\n\n");
            let each = matches!(name.is, Is::Each(_)).then_some(Step::Each);
            let mut listed = vec![];
            for below in readers.iter().flat_map(|(_, own)| own.is.below()) {
                if !listed.contains(&below.name) {
                    listed.push(below.name);
                    let step = Step::Name(below.name.to_owned());
                    let path: Vec<Step> =
                        path.iter().cloned().chain(each.clone()).chain([step]).collect();
                    let _ = writeln!(text, "- {}: {}", link(&path), below.help);
                }
            }
        }
    }
    text
}

/// An example of a template that reads the name; `None` if it has no printable value.
fn example(path: &[Step], name: &Fixed) -> Option<String> {
    let below = match name.is {
        Is::Inputs(_) => ".some_input",
        Is::Outputs(_) => ".SomeOutput",
        Is::Value => "",
        Is::Each(_) => ".name",
        Is::Members(_) | Is::Some(_) => return None,
    };
    let each = path.iter().position(|step| *step == Step::Each);
    let each = each.or_else(|| matches!(name.is, Is::Each(_)).then_some(path.len()));
    let Some(at) = each else { return Some(format!("{{{{ {}{below} }}}}", written(path))) };
    let list = written(&path[..at]);
    let path_of_instance: Vec<Step> = [Step::Name("service_instance".into())]
        .into_iter()
        .chain(path.iter().skip(at + 1).cloned())
        .collect();
    let read = written(&path_of_instance);
    Some(format!("{{% for service_instance in {list} %}}\n{{{{ {read}{below} }}}}\n{{% endfor %}}"))
}
