//! `cyclotron completions`: the script that lets a shell complete arguments.

use clap::CommandFactory;

use crate::Outcome;
use crate::arguments::{Arguments, Completions};
use crate::failure::{Failure, print_raw};

/// Prints the script for a shell.
pub fn completions(arguments: &Completions) -> Result<Outcome, Failure> {
    let mut script = vec![];
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "cyclotron", &mut script);
    print_raw(&script)?;
    Ok(Outcome::Good)
}
