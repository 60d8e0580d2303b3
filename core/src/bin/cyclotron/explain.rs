//! `cyclotron explain`: the pages about codes.

use std::fmt::Write;

use cyclotron_core::explain::{self, pages};
use cyclotron_core::nearest::nearest;

use crate::Outcome;
use crate::arguments::Explain;
use crate::failure::{Failure, print};

/// Prints the page about a code; without one, the list of all.
pub fn explain(arguments: &Explain) -> Result<Outcome, Failure> {
    let Some(code) = &arguments.code else {
        print(list().as_bytes())?;
        return Ok(Outcome::Good);
    };
    // As a rule's identifier is mostly written elsewhere.
    let Some(page) = explain::explain(&code.to_lowercase()) else {
        let all = "`cyclotron explain` lists all codes.";
        let help = match nearest(code, pages().map(|page| page.code)) {
            Some(near) => format!("Did you mean `{near}`? {all}"),
            None => all.to_owned(),
        };
        return Err(Failure::wrong_use(format!("there is no code `{code}`"), help));
    };
    let line = "=".repeat(page.title.chars().count());
    print(format!("{}\n{line}\n\n{}\n", page.title, page.text).as_bytes())?;
    Ok(Outcome::Good)
}

/// A line for each page: its code and its title.
fn list() -> String {
    let width = pages().map(|page| page.code.len()).max().unwrap_or_default();
    pages().fold(String::new(), |mut list, page| {
        let _ = writeln!(list, "{:width$}  {}", page.code, page.title);
        list
    })
}
