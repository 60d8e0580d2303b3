//! The methods of `dict`.

use std::sync::Arc;

use super::super::arguments::Args;
use super::super::dict::Dict;
use super::super::failure::{Failure, Outcome};
use super::super::globals::extend;
use super::super::iteration::items;
use super::super::object::{Mapping, Object, Part, View};
use super::super::run::Run;

pub(super) fn call(run: &Run, mapping: &Arc<Mapping>, name: &str, args: Args) -> Outcome<Object> {
    let view = |part, args: Args| {
        let [] = args.bind(name, [], 0)?;
        Ok(Object::View(Arc::new(View { of: mapping.clone(), part })))
    };
    match name {
        "keys" => view(Part::Keys, args),
        "values" => view(Part::Values, args),
        "items" => view(Part::Items, args),
        "get" => {
            let [key, default] = args.bind(name, ["", ""], 1)?;
            let entries = mapping.entries.borrow();
            let value = entries.get(run, &key.unwrap_or(Object::None))?.cloned();
            Ok(value.or(default).unwrap_or(Object::None))
        }
        "setdefault" => {
            let [key, default] = args.bind(name, ["", ""], 1)?;
            let key = key.unwrap_or(Object::None);
            if let Some(value) = mapping.entries.borrow().get(run, &key)? {
                return Ok(value.clone());
            }
            run.charge(4)?;
            let value = default.unwrap_or(Object::None);
            mapping.entries.borrow_mut().insert(run, &key, value.clone())?;
            Ok(value)
        }
        "pop" => {
            let [key, default] = args.bind(name, ["", ""], 1)?;
            run.charge(1 + mapping.entries.borrow().len() / 8)?;
            let value = mapping.entries.borrow_mut().remove(run, &key.unwrap_or(Object::None))?;
            value
                .or(default)
                .ok_or_else(|| Failure::other("the mapping doesn't have the key to remove"))
        }
        "popitem" => {
            let [] = args.bind(name, [], 0)?;
            let last = mapping.entries.borrow_mut().pop();
            match last {
                Some((key, value)) => run.tuple(vec![key, value]),
                None => Err(Failure::other("the mapping is empty: there is nothing to remove")),
            }
        }
        "update" => {
            if args.positional.len() > 1 {
                return Err(Failure::other("`update` takes at most one mapping"));
            }
            let mut more = Dict::default();
            if let Some(given) = args.positional.first() {
                extend(run, &mut more, given)?;
            }
            for (name, value) in args.keywords {
                more.insert_str(&name, value);
            }
            for (key, value) in more.iter() {
                run.charge(4)?;
                mapping.entries.borrow_mut().insert(run, key, value.clone())?;
            }
            Ok(Object::None)
        }
        "clear" => {
            let [] = args.bind(name, [], 0)?;
            mapping.entries.borrow_mut().clear();
            Ok(Object::None)
        }
        "copy" => {
            let [] = args.bind(name, [], 0)?;
            let mut copy = Dict::default();
            extend(run, &mut copy, &Object::Dict(mapping.clone()))?;
            run.dict(copy)
        }
        _ => from_keys(run, args),
    }
}

/// The class method `dict.fromkeys`.
pub(super) fn from_keys(run: &Run, args: Args) -> Outcome<Object> {
    let [keys, value] = args.bind("fromkeys", ["", ""], 1)?;
    let value = value.unwrap_or(Object::None);
    let mut dict = Dict::default();
    for key in items(run, &keys.unwrap_or(Object::None))? {
        dict.insert(run, &key, value.clone())?;
    }
    run.dict(dict)
}
