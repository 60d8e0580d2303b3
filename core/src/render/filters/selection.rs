//! Filters that apply another filter or test to each item.

use super::super::arguments::Args;
use super::super::attributes;
use super::super::failure::{Failure, Outcome};
use super::super::iteration::{Cursor, truth};
use super::super::object::Object;
use super::super::predicates;
use super::super::run::Run;
use crate::text::Span;

/// Reads an attribute of an item by a path such as `"a.b.0"`.
pub(super) struct Getter {
    parts: Vec<Object>,
    default: Option<Object>,
}

impl Getter {
    pub(super) fn new(attribute: Option<Object>, default: Option<Object>) -> Self {
        let parts = match attribute {
            None | Some(Object::None) => Vec::new(),
            Some(Object::Text(path)) => path.text.split('.').map(part).collect(),
            Some(other) => vec![other],
        };
        Self { parts, default: default.filter(|default| !matches!(default, Object::None)) }
    }

    pub(super) fn get(&self, run: &Run, item: &Object) -> Outcome<Object> {
        let mut value = item.clone();
        for part in &self.parts {
            value = attributes::item(run, &value, part, Span::default())?;
            if let (Object::Undefined(_), Some(default)) = (&value, &self.default) {
                value = default.clone();
            }
        }
        Ok(value)
    }
}

fn part(text: &str) -> Object {
    match text.parse() {
        Ok(index) if text.bytes().all(|byte| byte.is_ascii_digit()) => Object::Int(index),
        _ => Object::text(text),
    }
}

pub(super) fn map(run: &Run, value: Object, mut args: Args) -> Outcome<Object> {
    if !truth(&value) {
        return run.iterator(Vec::new());
    }
    let mut mapped = Vec::new();
    let mut cursor = Cursor::new(&value)?;
    if args.positional.is_empty() && args.keywords.iter().any(|(name, _)| **name == *"attribute") {
        let [attribute, default] = args.bind("map", ["attribute", "default"], 0)?;
        let getter = Getter::new(attribute, default);
        while let Some(item) = cursor.next(run)? {
            mapped.push(getter.get(run, &item)?);
        }
        return run.iterator(mapped);
    }
    if args.positional.is_empty() {
        return Err(Failure::other("`map` needs the name of a filter, or `attribute=…`"));
    }
    let name = args.positional.remove(0);
    let Object::Text(name) = &name else {
        return Err(Failure::other("the name of a filter must be text")
            .help("Write it as in `| map('upper')`."));
    };
    while let Some(item) = cursor.next(run)? {
        mapped.push(super::apply(run, &name.text, item, repeat(&args))?);
    }
    run.iterator(mapped)
}

/// A copy of the arguments.
fn repeat(args: &Args) -> Args {
    Args { positional: args.positional.clone(), keywords: args.keywords.clone(), span: args.span }
}

pub(super) fn select(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    chosen(run, &value, args, true, false)
}

pub(super) fn reject(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    chosen(run, &value, args, false, false)
}

pub(super) fn selectattr(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    chosen(run, &value, args, true, true)
}

pub(super) fn rejectattr(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    chosen(run, &value, args, false, true)
}

fn chosen(
    run: &Run,
    value: &Object,
    mut args: Args,
    wanted: bool,
    by_attribute: bool,
) -> Outcome<Object> {
    if !truth(value) {
        return run.iterator(Vec::new());
    }
    let getter = match by_attribute {
        false => Getter::new(None, None),
        true if args.positional.is_empty() => {
            return Err(Failure::other("the name of the attribute is missing"));
        }
        true => Getter::new(Some(args.positional.remove(0)), None),
    };
    let test = (!args.positional.is_empty()).then(|| args.positional.remove(0));
    let mut found = Vec::new();
    let mut cursor = Cursor::new(value)?;
    while let Some(item) = cursor.next(run)? {
        let tested = getter.get(run, &item)?;
        let passes = match &test {
            None => truth(&tested),
            Some(Object::Text(name)) => predicates::test(run, &name.text, &tested, repeat(&args))?,
            Some(_) => {
                return Err(Failure::other("the name of a test must be text")
                    .help("Write it as in `| select('odd')`."));
            }
        };
        if passes == wanted {
            found.push(item);
        }
    }
    run.iterator(found)
}
