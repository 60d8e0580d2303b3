//! Jinja's filters, and Proton's.

mod escaping;
pub(super) mod json;
mod numbers;
mod order;
mod pretty;
pub(super) mod proton;
mod selection;
mod sequences;
mod strings;
mod urlize;
pub(super) mod web;
mod wrap;

use super::arguments::Args;
use super::failure::{Failure, Outcome};
use super::object::Object;
use super::run::Run;
use super::{Unknown, Word};
use crate::nearest::nearest;

/// A filter: a function of the value before the `|` and the arguments.
type Filter = fn(&Run, Object, Args) -> Outcome<Object>;

/// All filters by name.
const FILTERS: &[(&str, Filter)] = &[
    ("abs", numbers::abs),
    ("attr", sequences::attr),
    ("batch", sequences::batch),
    ("capitalize", strings::capitalize),
    ("center", strings::center),
    ("count", sequences::length),
    ("d", sequences::default),
    ("default", sequences::default),
    ("dictsort", order::dictsort),
    ("e", escaping::escape),
    ("escape", escaping::escape),
    ("filesizeformat", numbers::filesizeformat),
    ("first", sequences::first),
    ("float", numbers::float),
    ("forceescape", escaping::forceescape),
    ("format", strings::format),
    ("groupby", order::groupby),
    ("indent", strings::indent),
    ("int", numbers::int),
    ("items", sequences::items),
    ("join", strings::join),
    ("last", sequences::last),
    ("length", sequences::length),
    ("list", sequences::list),
    ("lower", strings::lower),
    ("map", selection::map),
    ("max", order::max),
    ("min", order::min),
    ("pprint", pretty::pprint),
    ("proton_cfn_ecs_task_definition_formatted_env_vars", proton::ecs_variables),
    ("proton_cfn_iam_policy_arns", proton::policy_arns),
    ("proton_cfn_lambda_function_formatted_env_vars", proton::lambda_variables),
    ("proton_cfn_sanitize", proton::sanitize),
    ("random", sequences::random),
    ("reject", selection::reject),
    ("rejectattr", selection::rejectattr),
    ("replace", strings::replace),
    ("reverse", sequences::reverse),
    ("round", numbers::round),
    ("safe", escaping::safe),
    ("select", selection::select),
    ("selectattr", selection::selectattr),
    ("slice", sequences::slice),
    ("sort", order::sort),
    ("string", strings::string),
    ("striptags", web::striptags),
    ("sum", numbers::sum),
    ("title", strings::title),
    ("tojson", json::tojson),
    ("trim", strings::trim),
    ("truncate", strings::truncate),
    ("unique", order::unique),
    ("upper", strings::upper),
    ("urlencode", web::urlencode),
    ("urlize", urlize::urlize),
    ("wordcount", strings::wordcount),
    ("wordwrap", wrap::wordwrap),
    ("xmlattr", web::xmlattr),
];

fn find(name: &str) -> Option<Filter> {
    let at = FILTERS.binary_search_by_key(&name, |&(own, _)| own).ok()?;
    Some(FILTERS[at].1)
}

/// The names of all filters, sorted.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FILTERS.iter().map(|&(name, _)| name)
}

/// Whether the filter `name` exists.
pub(super) fn exists(name: &str) -> bool {
    find(name).is_some()
}

/// The result of `value | name(…)`.
pub(super) fn apply(run: &Run, name: &str, value: Object, args: Args) -> Outcome<Object> {
    match find(name) {
        Some(filter) => filter(run, value, args),
        None => Err(unknown(name)),
    }
}

/// The error for a filter that does not exist.
pub(super) fn unknown(name: &str) -> Box<Failure> {
    let names: Vec<&'static str> = names().collect();
    let near = nearest(name, names.iter().copied());
    let failure = Failure::other(format!("there is no filter `{name}`"))
        .unknown(Unknown { word: Word::Filter, near });
    match near {
        Some(known) => failure.help(format!("Did you mean `{known}`?")),
        None => {
            failure.help("Proton had Jinja's own filters and four that begin with `proton_cfn_`.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FILTERS;

    #[test]
    fn filters_are_in_order_so_that_they_are_found() {
        assert!(FILTERS.is_sorted_by_key(|&(name, _)| name));
    }
}
