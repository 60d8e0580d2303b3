//! Filters that escape HTML or mark text as HTML.

use super::super::arguments::Args;
use super::super::failure::Outcome;
use super::super::object::{Flavor, Object};
use super::super::printing::string;
use super::super::run::Run;
use super::super::text;
use super::strings::escaped;

pub(super) fn escape(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("escape", [], 0)?;
    run.flavored(escaped(run, &value)?, Flavor::Markup)
}

pub(super) fn forceescape(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("forceescape", [], 0)?;
    run.flavored(text::escape(&string(run, &value)?), Flavor::Markup)
}

pub(super) fn safe(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("safe", [], 0)?;
    run.flavored(string(run, &value)?, Flavor::Markup)
}
