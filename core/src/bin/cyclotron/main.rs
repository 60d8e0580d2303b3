//! The command line of the engine: renders, checks and packs bundles, for a terminal and for CI.
//!
//! Exit status: 0 for success, 1 for an error in a bundle or a template, 2 for a usage error.

mod arguments;
mod check;
mod cloudformation;
mod completions;
mod disk;
mod eject;
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
        Verb::Pack(arguments) => pack::pack(&arguments, quiet),
        Verb::Explain(arguments) => explain::explain(&arguments),
        Verb::Eject(arguments) => eject::eject(&arguments, quiet),
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

/// The outcome of a command that has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// No problem is worse than a warning.
    Good,
    /// An error was reported.
    Bad,
    /// A path on the command line was reported.
    WrongUse,
}
