//! The methods of `list`.

use super::super::shared::Shared;
use std::sync::Arc;

use super::super::arguments::{Args, integer, integer_or};
use super::super::comparison::{is_found, sort};
use super::super::failure::{Failure, Outcome};
use super::super::iteration::{items as items_of, truth};
use super::super::object::Object;
use super::super::run::Run;

pub(super) fn call(
    run: &Run,
    list: &Arc<Shared<Vec<Object>>>,
    name: &str,
    args: Args,
) -> Outcome<Object> {
    match name {
        "append" => {
            let [item] = args.bind(name, [""], 1)?;
            run.charge(1)?;
            list.borrow_mut().extend(item);
        }
        "extend" => {
            let [more] = args.bind(name, [""], 1)?;
            let more = items_of(run, &more.unwrap_or(Object::None))?;
            list.borrow_mut().extend(more);
        }
        "insert" => {
            let [at, item] = args.bind(name, ["", ""], 2)?;
            let at = integer(run, "the place", &at.unwrap_or(Object::None))?;
            let length = list.borrow().len();
            run.charge(1 + length / 8)?;
            list.borrow_mut().insert(place(at, length), item.unwrap_or(Object::None));
        }
        "pop" => {
            let [at] = args.bind(name, [""], 0)?;
            let at = integer_or(run, "the place", at.as_ref(), -1)?;
            let length = list.borrow().len();
            run.charge(1 + length / 8)?;
            let at = if at < 0 { at.saturating_add_unsigned(length as u64) } else { at };
            let at = usize::try_from(at).ok().filter(|&at| at < length);
            return match at {
                Some(at) => Ok(list.borrow_mut().remove(at)),
                None => Err(Failure::other("the list has no item to remove at this position")),
            };
        }
        "remove" => {
            let [value] = args.bind(name, [""], 1)?;
            let value = value.unwrap_or(Object::None);
            let items = run.copy(&list.borrow())?;
            for (at, item) in items.iter().enumerate() {
                if is_found(run, item, &value)? {
                    list.borrow_mut().remove(at);
                    return Ok(Object::None);
                }
            }
            return Err(Failure::other("the list doesn't have the item to remove"));
        }
        "clear" => {
            let [] = args.bind(name, [], 0)?;
            list.borrow_mut().clear();
        }
        "reverse" => {
            let [] = args.bind(name, [], 0)?;
            run.charge(list.borrow().len())?;
            list.borrow_mut().reverse();
        }
        "sort" => sort_in_place(run, list, args)?,
        "copy" => {
            let [] = args.bind(name, [], 0)?;
            return run.list(run.copy(&list.borrow())?);
        }
        "count" => return super::count(run, &run.copy(&list.borrow())?, args),
        _ => return index(run, &run.copy(&list.borrow())?, args),
    }
    Ok(Object::None)
}

fn sort_in_place(run: &Run, list: &Arc<Shared<Vec<Object>>>, args: Args) -> Outcome<()> {
    if !args.positional.is_empty() {
        return Err(Failure::other("`sort` takes `key` and `reverse`, by name"));
    }
    let [key, reverse] = args.bind("sort", ["key", "reverse"], 0)?;
    let mut keyed = Vec::new();
    for item in run.copy(&list.borrow())? {
        let key = match &key {
            None | Some(Object::None) => item.clone(),
            Some(key) => {
                return Err(Failure::other(format!("`sort` cannot use {} as its key", key.kind()))
                    .help("Use the filter: `| sort(attribute=…)`."));
            }
        };
        keyed.push((key, item));
    }
    let sorted = sort(run, keyed, reverse.is_some_and(|reverse| truth(&reverse)))?;
    *list.borrow_mut() = sorted;
    Ok(())
}

/// The method `index` of sequences.
pub(super) fn index(run: &Run, items: &[Object], args: Args) -> Outcome<Object> {
    let [value, start, stop] = args.bind("index", ["", "", ""], 1)?;
    let value = value.unwrap_or(Object::None);
    let start = place(integer_or(run, "the start", start.as_ref(), 0)?, items.len());
    let stop = place(integer_or(run, "the end", stop.as_ref(), i64::MAX)?, items.len());
    for (at, item) in items.iter().enumerate().take(stop).skip(start) {
        if is_found(run, item, &value)? {
            return Ok(Object::length(at));
        }
    }
    Err(Failure::other("the list doesn't have this item").help("Check with `in` first."))
}

fn place(at: i64, length: usize) -> usize {
    if at < 0 {
        length.saturating_sub(usize::try_from(at.unsigned_abs()).unwrap_or(usize::MAX))
    } else {
        usize::try_from(at).unwrap_or(usize::MAX).min(length)
    }
}
