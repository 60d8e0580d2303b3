//! Calls of functions, methods, macros and loops.

use std::sync::Arc;

use minijinja::{State, Value};

use super::super::arguments::Args;
use super::super::dict::Dict;
use super::super::failure::{Failure, Outcome};
use super::super::iteration::items;
use super::super::missing::Reason;
use super::super::object::{Flavor, Object};
use super::super::operation::{Argument, Definition, Signature};
use super::super::printing::repr;
use super::super::run::Run;
use super::super::{globals, methods};
use super::{held, object};
use crate::text::Span;

/// A macro that minijinja runs.
pub(crate) struct MacroObject {
    pub(super) value: Value,
    pub(crate) definition: Arc<Definition>,
}

impl MacroObject {
    /// The value of `macro.name`.
    pub(crate) fn attribute(&self, run: &Run, name: &str) -> Outcome<Option<Object>> {
        let definition = &self.definition;
        Ok(Some(match name {
            "name" => definition.name.as_ref().map_or(Object::None, |name| Object::text(&**name)),
            "arguments" => {
                let names = definition.parameters.iter().map(|name| Object::text(&**name));
                run.tuple(names.collect())?
            }
            "caller" => Object::Bool(definition.reads_caller),
            "catch_kwargs" => Object::Bool(definition.reads_kwargs),
            "catch_varargs" => Object::Bool(definition.reads_varargs),
            _ => return Ok(None),
        }))
    }
}

/// The arguments of a call, from its `operands` and their `signature`.
pub(super) fn arguments(
    run: &Run,
    signature: &Signature,
    operands: &[Value],
    span: Span,
) -> Outcome<Args> {
    let mut args = Args::of(Vec::with_capacity(operands.len()), span);
    for (argument, operand) in signature.iter().zip(operands) {
        let value = object(run, operand);
        match argument {
            Argument::Positional => args.positional.push(value),
            Argument::Keyword(name) => add_keyword(&mut args, name, value)?,
            Argument::Rest => args.positional.extend(items(run, &value)?),
            Argument::NamedRest => {
                let Object::Dict(mapping) = &value else {
                    return Err(Failure::other("the value after `**` must be a mapping"));
                };
                for (key, value) in mapping.entries.borrow().iter() {
                    let Some(name) = key.as_str() else {
                        return Err(Failure::other(
                            "the mapping after `**` must have text as keys",
                        ));
                    };
                    run.charge(1)?;
                    add_keyword(&mut args, &name.into(), value.clone())?;
                }
            }
        }
    }
    Ok(args)
}

fn add_keyword(args: &mut Args, name: &Arc<str>, value: Object) -> Outcome<()> {
    if args.keywords.iter().any(|(own, _)| own == name) {
        return Err(Failure::other(format!("`{name}` is given twice in this call")));
    }
    args.keywords.push((name.clone(), value));
    Ok(())
}

/// Calls an object; `loops` is the number of enclosing loops.
pub(super) fn call(
    run: &Run,
    state: &mut State<'_, '_>,
    callee: &Object,
    args: Args,
    loops: usize,
) -> Outcome<Object> {
    match callee {
        Object::Undefined(missing) => {
            run.refuse(missing)?;
            Ok(callee.clone())
        }
        Object::Method(method) => match &method.0 {
            Object::Loop(of) => loop_method(run, state, of, method.1, args),
            receiver => methods::call(run, receiver, method.1, args),
        },
        Object::Builtin(builtin) => globals::call(run, *builtin, args),
        Object::Macro(of) => call_macro(run, state, of, args, loops),
        Object::Joiner(joiner) => {
            let [] = args.bind("joiner", [], 0)?;
            Ok(joiner.call())
        }
        Object::Loop(_) => Err(Failure::other("a loop is called by its own name, `loop`, alone")
            .help("Write `{{ loop(…) }}` within a `{% for … recursive %}`.")),
        _ => Err(Failure::other(format!("{} cannot be called", callee.kind()))
            .help("Remove the parentheses.")),
    }
}

/// Calls `loop.cycle` or `loop.changed`.
fn loop_method(
    run: &Run,
    state: &mut State<'_, '_>,
    of: &Value,
    name: &str,
    args: Args,
) -> Outcome<Object> {
    if !args.keywords.is_empty() {
        return Err(Failure::other(format!("`loop.{name}` takes no named arguments")));
    }
    if name == "cycle" {
        let index = of.get_attr("index0").ok().and_then(|index| index.as_usize()).unwrap_or(0);
        return match args.positional.len() {
            0 => Err(Failure::other("`loop.cycle` needs the values to choose from")),
            count => Ok(args.positional[index % count].clone()),
        };
    }
    // minijinja stores these values to compare them later; the conversion makes them equal whenever Python's are.
    let mut values = Vec::with_capacity(args.positional.len());
    for value in &args.positional {
        values.push(match value {
            Object::Bool(value) => Value::from(i64::from(*value)),
            Object::Int(number) => Value::from(*number),
            Object::Float(number) => Value::from(*number),
            Object::Text(text) => Value::from(text.text.as_str()),
            _ => Value::from(vec![repr(run, value)?]),
        });
    }
    let changed = of.call_method(state, name, &values).map_err(Failure::native)?;
    Ok(Object::Bool(changed.is_true()))
}

/// Calls a macro, and returns its output.
fn call_macro(
    run: &Run,
    state: &mut State<'_, '_>,
    of: &MacroObject,
    mut args: Args,
    loops: usize,
) -> Outcome<Object> {
    let definition = &of.definition;
    let label = || match &definition.name {
        Some(name) => format!("the macro `{name}`"),
        None => "`caller`".into(),
    };
    let mut positional = args.positional.into_iter();
    let mut given = Vec::with_capacity(definition.parameters.len());
    for name in &definition.parameters {
        let value = positional.next().or_else(|| take(&mut args.keywords, name));
        given.push(value.map_or(Value::UNDEFINED, held));
    }
    let [(_, caller), (_, kwargs), (_, varargs)] = definition.special();
    let mut values = Vec::new();
    if caller {
        let value = take(&mut args.keywords, "caller").unwrap_or_else(|| {
            let reason = Reason::Because("there is no `caller`: the macro was not used by `call`");
            run.undefined(reason, args.span)
        });
        values.push(held(value));
    }
    if kwargs {
        let mut rest = Dict::default();
        for (name, value) in args.keywords {
            rest.insert_str(&name, value);
        }
        values.push(held(run.dict(rest)?));
    } else if let Some((name, _)) = args.keywords.first() {
        return Err(Failure::other(match &**name {
            "caller" => format!("{} cannot be used by `call`: it doesn't read `caller`", label()),
            _ => format!("{} has no parameter `{name}`", label()),
        }));
    }
    if varargs {
        values.push(held(run.tuple(positional.collect())?));
    } else if positional.next().is_some() {
        return Err(Failure::other(format!(
            "{} takes at most {} argument(s)",
            label(),
            definition.parameters.len()
        )));
    }
    values.extend(given);
    let anchor = run.findings.anchor.get();
    run.trail.borrow_mut().capture(loops);
    let printed = run.deeper(|| of.value.call(state, &values).map_err(Failure::native))?;
    run.findings.anchor.set(anchor);
    let text = printed.as_str().unwrap_or_default().to_owned();
    let flavor = if run.autoescape.get() { Flavor::Markup } else { Flavor::Plain };
    Ok(run.captured(text, flavor))
}

fn take(keywords: &mut Vec<(Arc<str>, Object)>, name: &str) -> Option<Object> {
    let at = keywords.iter().position(|(own, _)| **own == *name)?;
    Some(keywords.remove(at).1)
}

/// The value of `loop.name`.
pub(crate) fn loop_attribute(run: &Run, of: &Value, name: &str, span: Span) -> Option<Object> {
    match name {
        "cycle" => return Some(Object::Method(Arc::new((Object::Loop(of.clone()), "cycle")))),
        "changed" => return Some(Object::Method(Arc::new((Object::Loop(of.clone()), "changed")))),
        "index" | "index0" | "revindex" | "revindex0" | "first" | "last" | "length" | "depth"
        | "depth0" | "previtem" | "nextitem" => {}
        _ => return None,
    }
    let value = of.get_attr(name).unwrap_or_default();
    if value.is_undefined() {
        let reason = match name {
            "previtem" => "the first iteration of a loop has no `previtem`",
            _ => "the last iteration of a loop has no `nextitem`",
        };
        return Some(run.undefined(Reason::Because(reason), span));
    }
    Some(object(run, &value))
}
