//! Jinja's tests, which follow `is`.

use super::arguments::Args;
use super::arithmetic::operate;
use super::comparison::{compare, equal};
use super::failure::{Failure, Outcome};
use super::filters;
use super::methods;
use super::object::{Object, Text};
use super::operation::{Arithmetic, Comparison};
use super::printing::string;
use super::run::Run;
use super::{Unknown, Word};
use crate::nearest::nearest;

/// The names of all tests.
pub(super) const TESTS: [&str; 39] = [
    "!=",
    "<",
    "<=",
    "==",
    ">",
    ">=",
    "boolean",
    "callable",
    "defined",
    "divisibleby",
    "eq",
    "equalto",
    "escaped",
    "even",
    "false",
    "filter",
    "float",
    "ge",
    "greaterthan",
    "gt",
    "in",
    "integer",
    "iterable",
    "le",
    "lessthan",
    "lower",
    "lt",
    "mapping",
    "ne",
    "none",
    "number",
    "odd",
    "sameas",
    "sequence",
    "string",
    "test",
    "true",
    "undefined",
    "upper",
];

/// Whether the test `name` exists.
pub(super) fn exists(name: &str) -> bool {
    TESTS.contains(&name)
}

/// The error for a test that does not exist.
pub(super) fn unknown(name: &str) -> Box<Failure> {
    let near = nearest(name, TESTS);
    let failure = Failure::other(format!("there is no test `{name}`"))
        .unknown(Unknown { word: Word::Test, near });
    match near {
        Some(known) => failure.help(format!("Did you mean `{known}`?")),
        None => {
            failure.help("After `is`, write a test such as `defined`; compare values with `==`.")
        }
    }
}

/// The result of `value is name(…)`.
pub(super) fn test(run: &Run, name: &str, value: &Object, args: Args) -> Outcome<bool> {
    if let Some(comparison) = comparison(name) {
        let [other] = args.bind(name, [""], 1)?;
        return compare(run, comparison, value, &other.unwrap_or(Object::None));
    }
    if !exists(name) {
        return Err(unknown(name));
    }
    match name {
        "divisibleby" => {
            let [number] = args.bind(name, ["num"], 1)?;
            return is_zero(run, value, &number.unwrap_or(Object::None));
        }
        "sameas" => {
            let [other] = args.bind(name, ["other"], 1)?;
            return Ok(value.is_same(&other.unwrap_or(Object::None)));
        }
        _ => {}
    }
    let [] = args.bind(name, [], 0)?;
    Ok(match name {
        "odd" => remainder_is(run, value, 1)?,
        "even" => is_zero(run, value, &Object::Int(2))?,
        "defined" => !matches!(value, Object::Undefined(_)),
        "undefined" => matches!(value, Object::Undefined(_)),
        "none" => matches!(value, Object::None),
        "boolean" => matches!(value, Object::Bool(_)),
        "true" => matches!(value, Object::Bool(true)),
        "false" => matches!(value, Object::Bool(false)),
        "integer" => matches!(value, Object::Int(_) | Object::Big(_)),
        "float" => matches!(value, Object::Float(_)),
        "number" => value.is_number(),
        "string" => matches!(value, Object::Text(_)),
        "mapping" => matches!(value, Object::Dict(_)),
        "sequence" => match value {
            Object::Undefined(missing) => {
                // The length of an undefined value may be read in lenient rendering.
                !missing.strict
            }
            _ => matches!(
                value,
                Object::Text(_)
                    | Object::List(_)
                    | Object::Tuple(_)
                    | Object::Dict(_)
                    | Object::Range(_)
            ),
        },
        "iterable" => match value {
            Object::Undefined(missing) => {
                missing.touch();
                true
            }
            _ => matches!(
                value,
                Object::Text(_)
                    | Object::List(_)
                    | Object::Tuple(_)
                    | Object::Dict(_)
                    | Object::Range(_)
                    | Object::View(_)
                    | Object::Iterator(_)
                    | Object::Loop(_)
            ),
        },
        "callable" => matches!(
            value,
            Object::Undefined(_)
                | Object::Method(_)
                | Object::Builtin(_)
                | Object::Macro(_)
                | Object::Loop(_)
                | Object::Joiner(_)
        ),
        "escaped" => matches!(value, Object::Text(text) if text.is_markup()),
        "lower" | "upper" => {
            let text = string(run, value)?;
            let method = if name == "lower" { "islower" } else { "isupper" };
            let text = Text { text, flavor: super::object::Flavor::Plain, captured: None };
            let answer = methods::call(run, &Object::Text(text.into()), method, Args::default())?;
            matches!(answer, Object::Bool(true))
        }
        "filter" => is_name_of(run, value, filters::exists)?,
        _ => is_name_of(run, value, exists)?,
    })
}

fn comparison(name: &str) -> Option<Comparison> {
    Some(match name {
        "==" | "eq" | "equalto" => Comparison::Equal,
        "!=" | "ne" => Comparison::NotEqual,
        "<" | "lt" | "lessthan" => Comparison::Less,
        "<=" | "le" => Comparison::LessOrEqual,
        ">" | "gt" | "greaterthan" => Comparison::Greater,
        ">=" | "ge" => Comparison::GreaterOrEqual,
        "in" => Comparison::In,
        _ => return None,
    })
}

fn is_name_of(run: &Run, value: &Object, exists: fn(&str) -> bool) -> Outcome<bool> {
    match value {
        Object::Text(text) => Ok(exists(&text.text)),
        Object::Undefined(missing) => {
            missing.touch();
            Ok(false)
        }
        Object::List(_) | Object::Dict(_) => {
            Err(Failure::other(format!("{} isn't a name", value.kind())))
        }
        _ => run.charge(1).map(|()| false),
    }
}

fn is_zero(run: &Run, value: &Object, divisor: &Object) -> Outcome<bool> {
    let rest = operate(run, Arithmetic::Modulo, value, divisor)?;
    equal(run, &rest, &Object::Int(0))
}

fn remainder_is(run: &Run, value: &Object, rest: i64) -> Outcome<bool> {
    let found = operate(run, Arithmetic::Modulo, value, &Object::Int(2))?;
    equal(run, &found, &Object::Int(rest))
}
