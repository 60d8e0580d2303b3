//! The functions that minijinja's machine calls for the operations of a template.

mod calls;
mod symbols;

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object as Foreign, ObjectRepr, ValueKind};
use minijinja::{Error, ErrorKind, State, Value};
use num_bigint::BigInt;

use super::arithmetic;
use super::attributes;
use super::comparison::compare;
use super::dict::Dict;
use super::failure::{Failure, Outcome};
use super::iteration::{items, truth};
use super::missing::Reason;
use super::object::{Flavor, Object};
use super::operation::{Held, Iteration, Kind, Operation, Shape};
use super::output;
use super::printing::{string, write_string};
use super::run::Run;
use super::text::escape;
use super::{filters, globals, predicates};

pub(super) use calls::{MacroObject, loop_attribute};

/// The operations of a template, for one rendering.
pub(super) struct Machine {
    pub(super) run: Arc<Run>,
    pub(super) operations: Arc<Vec<Operation>>,
}

impl fmt::Debug for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Machine")
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.type_name())
    }
}

impl Foreign for Held {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        truth(&self.0)
    }
}

impl Foreign for Machine {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, state: &mut State<'_, '_>, args: &[Value]) -> Result<Value, Error> {
        let number = args.first().and_then(Value::as_usize);
        let Some(operation) = number.and_then(|number| self.operations.get(number)) else {
            return Err(Error::from(ErrorKind::InvalidOperation));
        };
        let run = &*self.run;
        run.findings.anchor.set(operation.anchor);
        run.charge(1).and_then(|()| carry_out(run, state, operation, &args[1..])).map_err(
            |failure| run.keep(failure.within(operation.span).on_line_of(operation.anchor)),
        )
    }
}

/// An object for minijinja to hold.
fn held(object: Object) -> Value {
    Value::from_object(Held(object))
}

/// The object in a value of minijinja.
fn object(run: &Run, value: &Value) -> Object {
    if let Some(Held(object)) = value.downcast_object_ref::<Held>() {
        return object.clone();
    }
    match value.kind() {
        ValueKind::Undefined => {
            run.lenient_undefined("there is no value", crate::text::Span::default())
        }
        ValueKind::None | ValueKind::Bool | ValueKind::Number | ValueKind::String => {
            constant_object(value)
        }
        // An item that was unpacked for a loop with a condition.
        ValueKind::Seq => {
            let parts = value.try_iter().into_iter().flatten();
            let parts = parts.map(|part| object(run, &part)).collect();
            run.tuple(parts).unwrap_or(Object::None)
        }
        _ => Object::Loop(value.clone()),
    }
}

/// A constant of minijinja's parser as an object.
pub(super) fn constant_object(value: &Value) -> Object {
    match value.kind() {
        ValueKind::Bool => Object::Bool(value.is_true()),
        ValueKind::String => {
            let flavor = if value.is_safe() { Flavor::Markup } else { Flavor::Plain };
            Object::flavored(value.as_str().unwrap_or_default(), flavor)
        }
        ValueKind::Number if value.is_integer() => match value.as_i64() {
            Some(number) => Object::Int(number),
            None => Object::integer(value.to_string().parse::<BigInt>().unwrap_or_default()),
        },
        ValueKind::Number => Object::Float(f64::try_from(value.clone()).unwrap_or(f64::NAN)),
        _ => Object::None,
    }
}

/// Carries out an operation.
fn carry_out(
    run: &Run,
    state: &mut State<'_, '_>,
    operation: &Operation,
    operands: &[Value],
) -> Outcome<Value> {
    if let Some(log) = &run.log {
        log.at.set(operation.span);
        if let Some(result) = symbols::on_symbols(run, log, state, operation, operands)? {
            return Ok(result);
        }
    }
    on_values(run, state, operation, operands)
}

#[allow(clippy::too_many_lines)] // One arm for each operation.
fn on_values(
    run: &Run,
    state: &mut State<'_, '_>,
    operation: &Operation,
    operands: &[Value],
) -> Outcome<Value> {
    let span = operation.span;
    let operand = |at: usize| operands.get(at).map_or(Object::None, |value| object(run, value));
    let result = match &operation.kind {
        Kind::Raw(text) => {
            run.print(text.len(), |trail| trail.copy(text.len(), span, operation.loops))?;
            return Ok(Value::from(text.clone()));
        }
        Kind::Print => {
            let value = operand(0);
            let text = printed(run, &value)?;
            let captured = match value {
                // Escaping did not change the text.
                Object::Text(value) if value.text.len() == text.len() => value.captured.clone(),
                Object::Symbol(symbol) => symbol.captured.clone(),
                _ => None,
            };
            let length = text.len();
            run.print(length, |trail| trail.print(length, span, operation.loops, captured))?;
            return Ok(Value::from(text));
        }
        Kind::Name(name) => match operands.first() {
            Some(value) if !value.is_undefined() => {
                if value.downcast_object_ref::<Held>().is_some() {
                    return Ok(value.clone());
                }
                object(run, value)
            }
            _ => globals::global(name)
                .unwrap_or_else(|| run.undefined(Reason::Name(name.clone()), span)),
        },
        Kind::Tuple => run.tuple(operands.iter().map(|value| object(run, value)).collect())?,
        Kind::List => run.list(operands.iter().map(|value| object(run, value)).collect())?,
        Kind::Dict => {
            let mut dict = Dict::default();
            for pair in operands.chunks_exact(2) {
                dict.insert(run, &object(run, &pair[0]), object(run, &pair[1]))?;
            }
            run.dict(dict)?
        }
        Kind::Not => Object::Bool(!truth(&operand(0))),
        Kind::Negative => arithmetic::negative(run, &operand(0))?,
        Kind::Arithmetic(operator) => {
            arithmetic::operate(run, *operator, &operand(0), &operand(1))?
        }
        Kind::Concat => concat(run, operands)?,
        Kind::Compare(comparisons) => {
            let mut holds = true;
            for (at, comparison) in comparisons.iter().enumerate() {
                holds = compare(run, *comparison, &operand(at), &operand(at + 1))?;
                if !holds {
                    break;
                }
            }
            Object::Bool(holds)
        }
        Kind::NoElse => run.lenient_undefined("there is no `else` for this case", span),
        Kind::Attribute(name) => attributes::attribute(run, &operand(0), name, span)?,
        Kind::Item => attributes::item(run, &operand(0), &operand(1), span)?,
        Kind::Slice(given) => {
            let mut rest = operands[1..].iter();
            let bounds =
                given.map(
                    |given| if given { rest.next().map(|value| object(run, value)) } else { None },
                );
            attributes::slice(run, &operand(0), &bounds)?
        }
        Kind::Call(signature) => {
            let args = calls::arguments(run, signature, &operands[1..], span)?;
            calls::call(run, state, &operand(0), args, operation.loops)?
        }
        Kind::Filter(name, signature) => {
            let args = calls::arguments(run, signature, &operands[1..], span)?;
            filters::apply(run, name, operand(0), args)?
        }
        Kind::Test(name, signature) => {
            let args = calls::arguments(run, signature, &operands[1..], span)?;
            Object::Bool(predicates::test(run, name, &operand(0), args)?)
        }
        Kind::Iterate(Iteration { shape, tag, repeats }) => {
            let items = items(run, &operand(0))?;
            {
                let mut trail = run.trail.borrow_mut();
                if let Some(own) = *repeats {
                    trail.capture_again(operation.loops, own);
                }
                trail.begin(*tag, repeats.unwrap_or(operation.loops), items.len());
            }
            let items: Vec<Value> = match shape {
                None => items.into_iter().map(held).collect(),
                Some(shape) => {
                    items.iter().map(|item| unpack(run, shape, item)).collect::<Outcome<_>>()?
                }
            };
            return Ok(Value::from(items));
        }
        Kind::Unpack(shape) => return unpack(run, shape, &operand(0)),
        Kind::Turn => {
            run.trail.borrow_mut().turn(operation.loops);
            return Ok(Value::from(""));
        }
        Kind::Capture => {
            run.trail.borrow_mut().capture(0);
            return Ok(Value::from(""));
        }
        Kind::Captured => {
            let text = operands.first().and_then(Value::as_str).unwrap_or_default().to_owned();
            run.charge_text(text.len())?;
            let flavor = if run.autoescape.get() { Flavor::Markup } else { Flavor::Plain };
            run.captured(text, flavor)
        }
        Kind::Repeated => match operand(0) {
            Object::Text(text) => run.captured(text.text.clone(), text.flavor),
            other => other,
        },
        Kind::Macro(definition) => {
            let value = operands.first().cloned().unwrap_or_default();
            Object::Macro(Arc::new(MacroObject { value, definition: definition.clone() }))
        }
        Kind::Parameter(name) => run.undefined(Reason::Parameter(name.clone()), span),
        Kind::IsGiven => {
            return Ok(Value::from(operands.first().is_some_and(|value| !value.is_undefined())));
        }
        Kind::CheckNamespace(name) => match operand(0) {
            Object::Namespace(_) => return Ok(Value::from("")),
            _ => {
                return Err(Failure::other(format!(
                    "`{name}` isn't a namespace: its attributes cannot be set"
                ))
                .help(format!("Create a namespace first: `{{% set {name} = namespace() %}}`.")));
            }
        },
        Kind::SetAttribute(name) => {
            if let Object::Namespace(namespace) = operand(0) {
                namespace.entries.borrow_mut().insert_str(name, operand(1));
            }
            return Ok(Value::from(""));
        }
        Kind::AutoEscape => {
            run.escaping.borrow_mut().push(run.autoescape.get());
            run.autoescape.set(truth(&operand(0)));
            return Ok(Value::from(""));
        }
        Kind::EndAutoEscape => {
            let before = run.escaping.borrow_mut().pop().unwrap_or_default();
            run.autoescape.set(before);
            return Ok(Value::from(""));
        }
        Kind::OtherTemplate(tag) => {
            return Err(Failure::other(format!(
                "`{tag}` needs a second template, but Proton rendered each template separately"
            ))
            .help("Put the shared part into a macro of this template."));
        }
    };
    Ok(held(result))
}

/// The text of a printed value.
fn printed(run: &Run, value: &Object) -> Outcome<String> {
    match value {
        Object::Text(text) if text.flavor == Flavor::Block => Ok(output::marked(&text.text)),
        Object::Text(text) if run.autoescape.get() && text.is_markup() => Ok(text.text.clone()),
        _ if run.autoescape.get() => Ok(escape(&string(run, value)?)),
        _ => string(run, value),
    }
}

fn concat(run: &Run, operands: &[Value]) -> Outcome<Object> {
    let values: Vec<Object> = operands.iter().map(|value| object(run, value)).collect();
    let is_markup = |value: &Object| matches!(value, Object::Text(text) if text.is_markup());
    let escapes = run.autoescape.get() && values.iter().any(is_markup);
    let mut text = String::new();
    for value in &values {
        if escapes && !is_markup(value) {
            text.push_str(&escape(&string(run, value)?));
        } else {
            write_string(run, &mut text, value)?;
        }
    }
    run.flavored(text, if escapes { Flavor::Markup } else { Flavor::Plain })
}

/// A value, unpacked into as many values as there are names.
fn unpack(run: &Run, shape: &Shape, value: &Object) -> Outcome<Value> {
    let Shape(names) = shape;
    let values = items(run, value)?;
    if values.len() != names.len() {
        let there = match values.len() {
            1 => "1 value is".to_owned(),
            count => format!("{count} values are"),
        };
        return Err(Failure::other(format!("{there} there for {} names", names.len()))
            .help("The numbers of values and names must be equal."));
    }
    let parts = names.iter().zip(values).map(|(shape, value)| match shape {
        Some(shape) => unpack(run, shape, &value),
        None => Ok(held(value)),
    });
    Ok(Value::from(parts.collect::<Outcome<Vec<Value>>>()?))
}
