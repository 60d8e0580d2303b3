//! `cyclotron explain`: the help pages.

use std::fmt::Write;

use cyclotron_core::cloudformation::{PREFIX, description};
use cyclotron_core::explain::{self, Group, Page, pages};
use cyclotron_core::nearest::nearest;

use crate::Outcome;
use crate::arguments::Explain;
use crate::failure::{Failure, print};

/// Words that a page is about under another name.
const SUBJECTS: [(&[&str], &str); 6] = [
    (&["terraform", "codebuild", "engine", "rendering-engine", "manifest.yaml"], "manifest"),
    (&["proton-ops.yaml", "service-sync", "sync"], "proton-ops"),
    (&[".cyclotron.yaml", "ignore", "baseline", "cyclotron-ignore"], "silencing"),
    (&["schema.yaml"], "schema"),
    (&["spec.yaml"], "spec"),
    (&["environment", "service", "component", "pipeline"], "vocabulary"),
];

/// Prints the page about a code or a word; without an argument, prints the list of all pages.
pub fn explain(arguments: &Explain) -> Result<Outcome, Failure> {
    let Some(code) = &arguments.code else {
        print(list().as_bytes())?;
        return Ok(Outcome::Good);
    };
    if let Some((title, page)) = rule_of_cloudformation(code) {
        return print_page(&title, &page);
    }
    let word = code.to_lowercase();
    let subject = SUBJECTS.iter().find(|(words, _)| words.contains(&&*word));
    let word = subject.map_or(&*word, |(_, page)| *page);
    let Some(page) = explain::explain(word) else {
        let all = "`cyclotron explain` lists all codes.";
        let pages = pages();
        let help = match nearest(code, pages.iter().map(|page| &*page.code)) {
            Some(near) => format!("Did you mean `{near}`? {all}"),
            None => all.to_owned(),
        };
        return Err(Failure::usage_error(format!("there is no code `{code}`"), help));
    };
    let title = match page.term() {
        Some(term) => format!("{} {}", term.noun(), page.title),
        None => page.title.to_string(),
    };
    print_page(&title, &page)
}

/// The title and the page of a CloudFormation rule, by its id or its code: `E3012`, `cfn-e3012`.
fn rule_of_cloudformation(code: &str) -> Option<(String, Page)> {
    let code = code.to_lowercase();
    let id = code.strip_prefix(PREFIX).unwrap_or(&code).to_uppercase();
    let description = description(&id)?;
    Some((format!("{id}: {description}"), explain::explain(PREFIX.trim_end_matches('-'))?))
}

fn print_page(title: &str, page: &Page) -> Result<Outcome, Failure> {
    let line = "=".repeat(title.chars().count());
    print(format!("{title}\n{line}\n\n{}\n", page.markdown()).as_bytes())?;
    Ok(Outcome::Good)
}

/// Lists the code and the title of each page, by group. Pages about words are left out, since other pages list
/// them.
fn list() -> String {
    let mut pages = pages();
    pages.retain(|page| page.term().is_none());
    let width = pages.iter().map(|page| page.code.len()).max().unwrap_or_default();
    let groups = Group::ALL.map(|group| {
        let mut list = format!("{}:\n", group.name());
        for page in pages.iter().filter(|page| page.group == group) {
            let _ = writeln!(list, "  {:width$}  {}", page.code, page.title);
        }
        list
    });
    let words = "Each filter, test, function, tag and name has a page as well: `cyclotron explain upper`.\n";
    format!("{}\n{words}", groups.join("\n"))
}
