//! Filters on lists, mappings and other iterables.

use std::sync::Arc;

use super::super::arguments::Args;
use super::super::attributes;
use super::super::failure::{Failure, Outcome};
use super::super::iteration::{self, Cursor, backwards, truth};
use super::super::missing::Reason;
use super::super::object::{Object, Part, View};
use super::super::run::Run;
use super::strings::count;

pub(super) fn default(_: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [default, boolean] = args.bind("default", ["default_value", "boolean"], 0)?;
    let replaced = match &value {
        Object::Undefined(_) => true,
        _ => boolean.is_some_and(|boolean| truth(&boolean)) && !truth(&value),
    };
    Ok(if replaced { default.unwrap_or_else(|| Object::text("")) } else { value })
}

pub(super) fn length(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("length", [], 0)?;
    if let Object::Text(text) = &value {
        run.charge_text(text.text.len())?;
    }
    match iteration::length(&value) {
        Some(length) => Ok(Object::length(length)),
        None => Err(Failure::other(format!("{} has no length", value.kind()))
            .help("Convert a sequence to a list first, with `| list`.")),
    }
}

pub(super) fn list(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("list", [], 0)?;
    run.list(iteration::items(run, &value)?)
}

pub(super) fn first(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let span = args.span;
    let [] = args.bind("first", [], 0)?;
    match Cursor::new(&value)?.next(run)? {
        Some(item) => Ok(item),
        None => {
            Ok(run
                .undefined(Reason::Because("there is no first item: the sequence is empty"), span))
        }
    }
}

pub(super) fn last(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let span = args.span;
    let [] = args.bind("last", [], 0)?;
    let nothing = Reason::Because("there is no last item: the sequence is empty");
    if let Object::Undefined(missing) = &value {
        missing.touch();
        return Ok(run.undefined(nothing, span));
    }
    match backwards(run, &value)? {
        Some(backwards) => match Cursor::new(&backwards)?.next(run)? {
            Some(item) => Ok(item),
            None => Ok(run.undefined(nothing, span)),
        },
        None => Err(Failure::other(format!("{} has no last item", value.kind()))
            .help("Convert a sequence to a list first, with `| list`.")),
    }
}

/// Always the first item, so that every rendering has the same result.
pub(super) fn random(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let span = args.span;
    let [] = args.bind("random", [], 0)?;
    let items = iteration::items(run, &value)?;
    match items.into_iter().next() {
        Some(item) => Ok(item),
        None => Ok(run
            .undefined(Reason::Because("there is no item to choose: the sequence is empty"), span)),
    }
}

pub(super) fn reverse(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("reverse", [], 0)?;
    match &value {
        Object::Text(text) => run.flavored(
            text.text.chars().rev().collect(),
            super::super::arithmetic::kept(text.flavor),
        ),
        _ => match backwards(run, &value)? {
            Some(iterator) => Ok(iterator),
            None => {
                let mut items = iteration::items(run, &value)?;
                items.reverse();
                run.list(items)
            }
        },
    }
}

pub(super) fn items(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("items", [], 0)?;
    match &value {
        Object::Undefined(_) => run.iterator(Vec::new()),
        Object::Dict(mapping) => {
            let view = Object::View(Arc::new(View { of: mapping.clone(), part: Part::Items }));
            run.iterator(iteration::items(run, &view)?)
        }
        _ => Err(Failure::other(format!("`items` takes a mapping, not {}", value.kind()))),
    }
}

pub(super) fn attr(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let span = args.span;
    let [name] = args.bind("attr", ["name"], 1)?;
    let name = name.unwrap_or(Object::None);
    let Object::Text(name) = &name else {
        return Err(Failure::other("the name of an attribute must be text"));
    };
    // This filter looks up attributes only; the keys of a mapping are not attributes.
    let found = attributes::attribute(run, &value, &Arc::from(&*name.text), span)?;
    let is_key = matches!(&value, Object::Dict(_))
        && !matches!(found, Object::Method(_) | Object::Undefined(_));
    if is_key && !matches!(&value, Object::Dict(mapping) if mapping.absent_component) {
        let reason = Reason::Member(value.clone(), Object::Text(name.clone()));
        return Ok(run.undefined(reason, span));
    }
    Ok(found)
}

pub(super) fn batch(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [size, fill] = args.bind("batch", ["linecount", "fill_with"], 1)?;
    let size = count(run, "the size of a batch", &size.unwrap_or(Object::None))?;
    let mut batches = Vec::new();
    let mut batch = Vec::new();
    for item in iteration::items(run, &value)? {
        // The length of a batch never equals a size of zero, so all items stay in one batch.
        if batch.len() == size {
            batches.push(run.list(std::mem::take(&mut batch))?);
        }
        batch.push(item);
    }
    if !batch.is_empty() {
        if let Some(fill) = fill.filter(|fill| !matches!(fill, Object::None)) {
            let missing = size.saturating_sub(batch.len());
            run.charge(missing)?;
            batch.extend(std::iter::repeat_n(fill, missing));
        }
        batches.push(run.list(batch)?);
    }
    run.iterator(batches)
}

pub(super) fn slice(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [slices, fill] = args.bind("slice", ["slices", "fill_with"], 1)?;
    let slices = count(run, "the number of slices", &slices.unwrap_or(Object::None))?;
    let items = iteration::items(run, &value)?;
    if slices == 0 {
        return Err(Failure::other("the number of slices cannot be zero"));
    }
    run.charge(slices.saturating_mul(8))?;
    let (each, longer) = (items.len() / slices, items.len() % slices);
    let fill = fill.filter(|fill| !matches!(fill, Object::None));
    let mut rest = items.into_iter();
    let mut lists = Vec::with_capacity(slices);
    for at in 0..slices {
        let mut list: Vec<Object> = rest.by_ref().take(each + usize::from(at < longer)).collect();
        if at >= longer {
            list.extend(fill.clone());
        }
        lists.push(run.list(list)?);
    }
    run.iterator(lists)
}
