//! The methods and properties of Python's types.

mod characters;
mod dict;
mod layout;
mod list;
mod search;
mod string;
mod trim;

pub(super) use string::replaced;

use num_traits::Signed;

use super::arguments::Args;
use super::comparison::is_found;
use super::failure::{Failure, Outcome};
use super::object::Object;
use super::printing;
use super::run::Run;

const STRING: &[&str] = &[
    "capitalize",
    "casefold",
    "center",
    "count",
    "encode",
    "endswith",
    "expandtabs",
    "find",
    "format",
    "format_map",
    "index",
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isidentifier",
    "islower",
    "isnumeric",
    "isprintable",
    "isspace",
    "istitle",
    "isupper",
    "join",
    "ljust",
    "lower",
    "lstrip",
    "maketrans",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rfind",
    "rindex",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "swapcase",
    "title",
    "translate",
    "upper",
    "zfill",
];
const MARKUP: &[&str] = &["striptags", "unescape"];
const LIST: &[&str] = &[
    "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse",
    "sort",
];
const TUPLE: &[&str] = &["count", "index"];
const DICT: &[&str] = &[
    "clear",
    "copy",
    "fromkeys",
    "get",
    "items",
    "keys",
    "pop",
    "popitem",
    "setdefault",
    "update",
    "values",
];
const INTEGER: &[&str] = &["as_integer_ratio", "bit_count", "bit_length", "conjugate"];
const FLOAT: &[&str] = &["as_integer_ratio", "conjugate", "is_integer"];
const CYCLER: &[&str] = &["next", "reset"];

/// The method `name` of `object`, if it has one.
pub(super) fn find(object: &Object, name: &str) -> Option<&'static str> {
    let tables: &[&[&'static str]] = match object {
        Object::Text(text) if text.is_markup() => &[STRING, MARKUP],
        Object::Text(_) => &[STRING],
        Object::List(_) => &[LIST],
        Object::Tuple(_) | Object::Range(_) => &[TUPLE],
        Object::Dict(_) => &[DICT],
        Object::Bool(_) | Object::Int(_) | Object::Big(_) => &[INTEGER],
        Object::Float(_) => &[FLOAT],
        Object::Cycler(_) => &[CYCLER],
        Object::Builtin(super::globals::Builtin::Dict) => &[&["fromkeys"]],
        _ => &[],
    };
    tables.iter().flat_map(|table| table.iter()).find(|own| **own == name).copied()
}

/// The value of `object.name`, if it is a property and not a method.
pub(super) fn property(object: &Object, name: &str) -> Option<Object> {
    match (object, name) {
        (Object::Range(range), "start") => Some(Object::Int(range.start)),
        (Object::Range(range), "stop") => Some(Object::Int(range.stop)),
        (Object::Range(range), "step") => Some(Object::Int(range.step)),
        (Object::Float(_), "real") => Some(object.clone()),
        (Object::Float(_), "imag") => Some(Object::Float(0.0)),
        _ => {
            let value = object.as_int()?;
            match name {
                "real" | "numerator" => Some(Object::integer(value)),
                "imag" => Some(Object::Int(0)),
                "denominator" => Some(Object::Int(1)),
                _ => None,
            }
        }
    }
}

/// Calls the method `name` of `object`.
pub(super) fn call(run: &Run, object: &Object, name: &'static str, args: Args) -> Outcome<Object> {
    match object {
        Object::Text(text) => string::call(run, text, name, args),
        Object::List(items) => list::call(run, items, name, args),
        Object::Dict(mapping) => dict::call(run, mapping, name, args),
        Object::Builtin(_) => dict::from_keys(run, args),
        Object::Cycler(cycler) => {
            let [] = args.bind(name, [], 0)?;
            Ok(cycler.call(name))
        }
        Object::Tuple(_) | Object::Range(_) => {
            let items = super::iteration::items(run, object)?;
            if name == "count" {
                return count(run, &items, args);
            }
            list::index(run, &items, args)
        }
        _ => number(run, object, name, args),
    }
}

/// The method `count` of sequences.
fn count(run: &Run, items: &[Object], args: Args) -> Outcome<Object> {
    let [value] = args.bind("count", [""], 1)?;
    let value = value.unwrap_or(Object::None);
    let mut count = 0;
    for item in items {
        count += usize::from(is_found(run, item, &value)?);
    }
    Ok(Object::length(count))
}

fn number(run: &Run, object: &Object, name: &str, args: Args) -> Outcome<Object> {
    let [] = args.bind(name, [], 0)?;
    match (object, name) {
        (_, "conjugate") => Ok(object.clone()),
        (Object::Float(value), "is_integer") => Ok(Object::Bool(value.fract() == 0.0)),
        (Object::Float(value), _) => Err(Failure::other(format!(
            "the parts of {} are not computed",
            printing::float(*value)
        ))),
        _ => {
            let value = object.as_int().unwrap_or_default();
            match name {
                "bit_length" => Ok(Object::Int(i64::try_from(value.bits()).unwrap_or(i64::MAX))),
                "bit_count" => Ok(Object::Int(
                    value.abs().iter_u64_digits().map(|digit| i64::from(digit.count_ones())).sum(),
                )),
                _ => run.tuple(vec![object.clone(), Object::Int(1)]),
            }
        }
    }
}
