//! Operations on symbols.

use std::sync::Arc;

use minijinja::{State, Value};

use super::super::failure::Outcome;
use super::super::globals::Builtin;
use super::super::object::{Flavor, Object};
use super::super::operation::{Arithmetic, Held, Kind, Operation};
use super::super::printing::write_string;
use super::super::run::Run;
use super::super::symbol::{Log, resolved};
use super::{held, object};

/// Tests that ask of which kind a value is, which its schema says, and not which value it is.
const KINDS: [&str; 11] = [
    "boolean",
    "defined",
    "float",
    "integer",
    "iterable",
    "mapping",
    "none",
    "number",
    "sequence",
    "string",
    "undefined",
];
/// Methods of lists and mappings that do not look at the items.
const MOVING: [&str; 8] =
    ["append", "copy", "extend", "items", "keys", "reverse", "update", "values"];
/// The same where the first argument is a key.
const KEYED: [&str; 3] = ["get", "pop", "setdefault"];
/// Filters that do not look at the items of a list or mapping.
const COUNTING: [&str; 5] = ["count", "first", "last", "length", "list"];

/// How an operation treats symbols among its operands.
enum Treatment {
    /// It moves them, or handles them itself.
    Move,
    /// Its result is the first operand.
    First,
    /// It joins texts.
    Join,
    /// Its result becomes a symbol itself.
    Compute,
    /// The same, and only the operand at an index decides.
    LookUp,
    /// Its outcome depends on their values.
    Inspect,
    /// It works on their values, which do not decide its outcome.
    Ignore,
}

/// Carries out an operation on symbols; `None` if no value is a symbol, or symbols are only moved.
pub(super) fn on_symbols(
    run: &Run,
    log: &Arc<Log>,
    state: &mut State<'_, '_>,
    operation: &Operation,
    operands: &[Value],
) -> Outcome<Option<Value>> {
    let mut used = vec![];
    let mut plain = operands.to_vec();
    let treatment = treatment(run, operation, operands)?;
    let replaced = match treatment {
        Treatment::Move => return Ok(None),
        Treatment::First => return Ok(operands.first().cloned()),
        Treatment::Join => return join(run, log, operands).map(|text| Some(held(text))),
        Treatment::LookUp => &mut plain[1..],
        _ => &mut plain[..],
    };
    for operand in replaced {
        if let Some(Held(object)) = operand.downcast_object_ref::<Held>() {
            let value = resolved(run, object, &mut used)?;
            *operand = held(value);
        }
    }
    if used.is_empty() {
        return Ok(None);
    }
    let result = super::on_values(run, state, operation, &plain)?;
    if matches!(treatment, Treatment::Ignore) {
        return Ok(Some(result));
    }
    let value = resolved(run, &object(run, &result), &mut used)?;
    // Operands that were carried out in between have moved it.
    log.at.set(operation.span);
    let is_kept = match &value {
        Object::Text(text) => text.flavor != Flavor::Block,
        Object::Int(_)
        | Object::Big(_)
        | Object::Float(_)
        | Object::List(_)
        | Object::Tuple(_)
        | Object::Dict(_)
        | Object::Method(_) => true,
        _ => false,
    };
    if is_kept && !matches!(treatment, Treatment::Inspect) {
        return log.computed(run, &used, value).map(|symbol| Some(held(symbol)));
    }
    log.inspect(&used);
    Ok(Some(held(value)))
}

fn treatment(run: &Run, operation: &Operation, operands: &[Value]) -> Outcome<Treatment> {
    let operand =
        |at: usize| operands.get(at)?.downcast_object_ref::<Held>().map(|Held(object)| object);
    let is_symbol = |at: usize| matches!(operand(at), Some(Object::Symbol(_)));
    let any_symbol = || (0..operands.len()).any(is_symbol);
    Ok(match &operation.kind {
        Kind::Print | Kind::Concat if run.autoescape.get() => Treatment::Inspect,
        Kind::Dict if (0..operands.len()).step_by(2).any(is_symbol) => Treatment::Inspect,
        Kind::Test(name, _) if KINDS.contains(&&**name) => Treatment::Ignore,
        Kind::Compare(_) | Kind::AutoEscape | Kind::Test(..) => Treatment::Inspect,
        Kind::Concat if any_symbol() => Treatment::Join,
        Kind::Negative => Treatment::Compute,
        Kind::Arithmetic(operator) => {
            let mut ignored = vec![];
            let mut side = |at: usize| match operand(at) {
                Some(object) => resolved(run, object, &mut ignored),
                None => Ok(operands.get(at).map_or(Object::None, |value| object(run, value))),
            };
            let (left, right) = (side(0)?, side(1)?);
            match (operator, &left, &right) {
                (Arithmetic::Add, Object::Text(a), Object::Text(b))
                    if any_symbol() && a.flavor == Flavor::Plain && b.flavor == Flavor::Plain =>
                {
                    Treatment::Join
                }
                (_, Object::List(_), Object::List(_)) if !any_symbol() => Treatment::Move,
                _ => Treatment::Compute,
            }
        }
        Kind::Attribute(_) | Kind::Slice(_) => {
            if is_symbol(0) {
                Treatment::Compute
            } else {
                Treatment::Move
            }
        }
        Kind::Item if is_symbol(0) => Treatment::Compute,
        Kind::Item => Treatment::LookUp,
        Kind::Filter(name, signature) => match &**name {
            "default" | "d" if !is_symbol(0) => Treatment::Move,
            "default" | "d" if signature.len() == 1 => Treatment::First,
            "string" | "safe" if is_symbol(0) => Treatment::First,
            name if COUNTING.contains(&name) && !is_symbol(0) => Treatment::Move,
            _ => Treatment::Compute,
        },
        Kind::Call(_) => match operand(0) {
            Some(
                Object::Macro(_)
                | Object::Undefined(_)
                | Object::Joiner(_)
                | Object::Builtin(Builtin::Dict | Builtin::Namespace),
            ) => Treatment::Move,
            Some(Object::Method(method)) if MOVING.contains(&method.1) => Treatment::Move,
            Some(Object::Method(method)) if KEYED.contains(&method.1) && !is_symbol(1) => {
                Treatment::Move
            }
            _ => Treatment::Compute,
        },
        _ => Treatment::Move,
    })
}

/// Joins texts, some of which are symbols.
fn join(run: &Run, log: &Arc<Log>, operands: &[Value]) -> Outcome<Object> {
    let mut text = String::new();
    for operand in operands {
        write_string(run, &mut text, &object(run, operand))?;
    }
    run.charge_text(text.len())?;
    Ok(log.text(text, Flavor::Plain, None))
}
