//! Filters that compare items with each other.

use super::super::arguments::Args;
use super::super::comparison::{self, equal, less};
use super::super::dict::Dict;
use super::super::failure::{Failure, Outcome};
use super::super::iteration::{items, truth};
use super::super::missing::Reason;
use super::super::object::Object;
use super::super::run::Run;
use super::selection::Getter;
use super::strings::without_case;

fn is_true(value: Option<Object>) -> bool {
    value.is_some_and(|value| truth(&value))
}

/// The key by which an item is compared.
fn key(run: &Run, getter: &Getter, item: &Object, case_sensitive: bool) -> Outcome<Object> {
    let key = getter.get(run, item)?;
    if case_sensitive { Ok(key) } else { without_case(run, key) }
}

fn keyed(
    run: &Run,
    getter: &Getter,
    values: Vec<Object>,
    case_sensitive: bool,
) -> Outcome<Vec<(Object, Object)>> {
    values.into_iter().map(|item| Ok((key(run, getter, &item, case_sensitive)?, item))).collect()
}

pub(super) fn sort(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [reverse, case_sensitive, attribute] =
        args.bind("sort", ["reverse", "case_sensitive", "attribute"], 0)?;
    let case_sensitive = is_true(case_sensitive);
    // Several attributes are compared in order.
    let getters: Vec<Getter> = match &attribute {
        Some(Object::Text(list)) => {
            list.text.split(',').map(|path| Getter::new(Some(Object::text(path)), None)).collect()
        }
        _ => vec![Getter::new(attribute, None)],
    };
    let mut pairs = Vec::new();
    for item in items(run, &value)? {
        let keys: Vec<Object> = getters
            .iter()
            .map(|getter| key(run, getter, &item, case_sensitive))
            .collect::<Outcome<_>>()?;
        pairs.push((run.list(keys)?, item));
    }
    run.list(comparison::sort(run, pairs, is_true(reverse))?)
}

pub(super) fn dictsort(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [case_sensitive, by, reverse] =
        args.bind("dictsort", ["case_sensitive", "by", "reverse"], 0)?;
    let case_sensitive = is_true(case_sensitive);
    let by_value = match by.as_ref().map(|by| by.as_str()) {
        None | Some(Some("key")) => false,
        Some(Some("value")) => true,
        _ => return Err(Failure::other("`dictsort` sorts by \"key\" or by \"value\"")),
    };
    let mapping = match &value {
        Object::Dict(mapping) => mapping,
        Object::Undefined(missing) => {
            run.refuse(missing)?;
            return run.list(Vec::new());
        }
        _ => {
            return Err(Failure::other(format!(
                "`dictsort` takes a mapping, not {}",
                value.kind()
            )));
        }
    };
    let mut pairs = Vec::new();
    for (name, item) in mapping.entries.borrow().iter() {
        let key = if by_value { item } else { name }.clone();
        let key = if case_sensitive { key } else { without_case(run, key)? };
        pairs.push((key, run.tuple(vec![name.clone(), item.clone()])?));
    }
    run.list(comparison::sort(run, pairs, is_true(reverse))?)
}

pub(super) fn unique(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [case_sensitive, attribute] = args.bind("unique", ["case_sensitive", "attribute"], 0)?;
    let case_sensitive = is_true(case_sensitive);
    let getter = Getter::new(attribute, None);
    let mut seen = Dict::default();
    let mut found = Vec::new();
    for item in items(run, &value)? {
        let key = key(run, &getter, &item, case_sensitive)?;
        if seen.get(run, &key)?.is_none() {
            seen.insert(run, &key, Object::None)?;
            found.push(item);
        }
    }
    run.iterator(found)
}

pub(super) fn min(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    extreme(run, &value, args, "min")
}

pub(super) fn max(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    extreme(run, &value, args, "max")
}

fn extreme(run: &Run, value: &Object, args: Args, name: &str) -> Outcome<Object> {
    let span = args.span;
    let [case_sensitive, attribute] = args.bind(name, ["case_sensitive", "attribute"], 0)?;
    let getter = Getter::new(attribute, None);
    let pairs = keyed(run, &getter, items(run, value)?, is_true(case_sensitive))?;
    let mut best: Option<(Object, Object)> = None;
    for (key, item) in pairs {
        let better = match &best {
            None => true,
            Some((old, _)) if name == "min" => less(run, &key, old)?,
            Some((old, _)) => less(run, old, &key)?,
        };
        if better {
            best = Some((key, item));
        }
    }
    Ok(match best {
        Some((_, item)) => item,
        None => run
            .undefined(Reason::Because("there is no item to choose: the sequence is empty"), span),
    })
}

pub(super) fn groupby(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [attribute, default, case_sensitive] =
        args.bind("groupby", ["attribute", "default", "case_sensitive"], 1)?;
    let case_sensitive = is_true(case_sensitive);
    let getter = Getter::new(attribute, default);
    let pairs = keyed(run, &getter, items(run, &value)?, case_sensitive)?;
    let sorted = comparison::sort(run, pairs, false)?;
    let mut groups: Vec<(Object, Vec<Object>)> = Vec::new();
    for (key, item) in keyed(run, &getter, sorted, case_sensitive)? {
        match groups.last_mut() {
            Some((last, members)) if equal(run, last, &key)? => members.push(item),
            _ => groups.push((key, vec![item])),
        }
    }
    let mut tuples = Vec::with_capacity(groups.len());
    for (mut grouper, members) in groups {
        if !case_sensitive {
            grouper = getter.get(run, &members[0])?;
        }
        let members = run.list(members)?;
        tuples.push(run.group(vec![grouper, members])?);
    }
    run.list(tuples)
}
