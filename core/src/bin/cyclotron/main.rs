//! The engine on a command line: renders, checks and packs bundles, for a terminal and for CI.
//!
//! Exit status: 0 all is well, 1 something is wrong with a bundle or a template, 2 wrong use.

mod arguments;
mod check;
mod cloudformation;
mod completions;
mod disk;
mod explain;
mod failure;
mod github;
mod human;
mod jinja;
mod json;
mod outdated;
mod pack;
mod render;
mod report;
mod sarif;
mod silencing;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Verb};

fn main() -> ExitCode {
    let Arguments { verb, quiet, color } = Arguments::parse();
    anstream::ColorChoice::from(color).write_global();
    let outcome = match verb {
        Verb::Render(arguments) => render::render(&arguments, quiet),
        Verb::Check(arguments) => check::check(&arguments, quiet),
        Verb::Pack(arguments) => pack::pack(&arguments),
        Verb::Explain(arguments) => explain::explain(&arguments),
        Verb::Jinja(arguments) => jinja::jinja(&arguments),
        Verb::Completions(arguments) => completions::completions(&arguments),
    };
    match outcome {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Bad) => ExitCode::FAILURE,
        Ok(Outcome::WrongUse) => ExitCode::from(2),
        Err(failure) => {
            failure.print();
            ExitCode::from(failure.status)
        }
    }
}

/// How a verb that did its work ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing is wrong, or nothing worse than a warning.
    Good,
    /// An error was reported.
    Bad,
    /// A path on the command line was reported.
    WrongUse,
}
