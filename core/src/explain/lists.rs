//! Lists made from the engine's tables, appended to the help pages about them.

use std::borrow::Cow;
use std::fmt::Write;

use super::language::LOOP;
use super::{Term, names, written};
use crate::bundle::Part;
use crate::schema::{Format, keywords};

/// The text of a page, with the list that belongs to it.
pub(super) fn completed(code: &str, text: &'static str) -> Cow<'static, str> {
    let list = match code {
        "filters" => terms(Term::Filter),
        "tests" => terms(Term::Test),
        "functions" => terms(Term::Function),
        "tags" => terms(Term::Tag),
        "names-environment" => names::list(Part::Environment),
        "names-instance" => names::list(Part::Instance),
        "names-pipeline" => names::list(Part::Pipeline),
        "names-component" => names::list(Part::Component),
        "loop" => LOOP.iter().fold(String::new(), |mut list, (name, help)| {
            let _ = writeln!(list, "- `loop.{name}`: {help}");
            list
        }),
        "schema-keywords" => keywords_and_formats(),
        _ => return text.into(),
    };
    format!("{text}\n\n{}", list.trim_end()).into()
}

/// The terms of a kind, each with the link to its page.
fn terms(kind: Term) -> String {
    written(kind).fold(String::new(), |mut list, (code, title, lead)| {
        let _ = writeln!(list, "- [{title}](page:{code}): {lead}");
        list
    })
}

fn keywords_and_formats() -> String {
    let mut list = String::from("## Keywords\n\n");
    for (name, help) in keywords() {
        let _ = writeln!(list, "- `{name}`: {help}");
    }
    list.push_str(
        "\n## Formats\n\nA value that doesn't match its `format` is a warning: Proton passed it on.\n\n",
    );
    for (name, format) in Format::NAMES {
        let _ = writeln!(list, "- `{name}`: {}", format.noun());
    }
    list
}
