//! The problems shown beside a field.

use crate::form::Control;
use crate::schema::Problem;
use crate::value::Key;

/// Maximum number of messages beside one field.
const MOST: usize = 5;

/// The messages for the problems at `path`; if the field shows everything below it (`whole`), also for the problems
/// there.
pub(super) fn at(
    problems: &[Problem],
    path: &[Key],
    whole: bool,
    control: &Control,
) -> Vec<String> {
    let is_here = |problem: &&Problem| match &problem.missing {
        Some(name) => match path.split_last() {
            Some((Key::Name(last), parent)) if last == name => parent == problem.path,
            _ => whole && problem.path.starts_with(path),
        },
        None => problem.path == path || whole && problem.path.starts_with(path),
    };
    // The fields of the selected alternative show these problems themselves.
    let is_said_inside = |problem: &&Problem| match control {
        Control::Variants { selected, .. } => {
            problem.kinds.get(*selected).is_some_and(|inside| !inside.is_empty())
        }
        _ => false,
    };
    let here = problems.iter().filter(is_here).filter(|problem| !is_said_inside(problem));
    // A field that shows everything below it would repeat the same message for each item.
    let mut said: Vec<String> = vec![];
    let mut more = 0;
    for sentence in here.map(sentence) {
        match said.len() {
            _ if said.contains(&sentence) => {}
            MOST => more += 1,
            _ => said.push(sentence),
        }
    }
    if more > 0 {
        said.push(format!("{more} more: see Problems."));
    }
    said
}

fn sentence(problem: &Problem) -> String {
    let message = match &problem.missing {
        Some(_) => "Required",
        None => &problem.message,
    };
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let help = problem.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
    format!("{first}{}.{help}", letters.as_str())
}
