//! The global functions of templates.

use super::shared::Shared;
use std::sync::Arc;

use super::arguments::{Args, integer};
use super::attributes;
use super::dict::Dict;
use super::failure::{Failure, Outcome};
use super::iteration::items;
use super::object::{Object, Position};
use super::run::Run;

/// A global function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Builtin {
    Range,
    Dict,
    Lipsum,
    Cycler,
    Joiner,
    Namespace,
}

/// All global functions by name.
pub(super) const NAMES: [(&str, Builtin); 6] = [
    ("range", Builtin::Range),
    ("dict", Builtin::Dict),
    ("lipsum", Builtin::Lipsum),
    ("cycler", Builtin::Cycler),
    ("joiner", Builtin::Joiner),
    ("namespace", Builtin::Namespace),
];

/// The function called `name`.
pub(super) fn global(name: &str) -> Option<Object> {
    let (_, builtin) = NAMES.iter().find(|(known, _)| *known == name)?;
    Some(Object::Builtin(*builtin))
}

impl Builtin {
    /// The function as Python prints it.
    pub(super) fn printed(self) -> &'static str {
        match self {
            Builtin::Range => "<class 'range'>",
            Builtin::Dict => "<class 'dict'>",
            Builtin::Lipsum => "<function generate_lorem_ipsum>",
            Builtin::Cycler => "<class 'jinja2.utils.Cycler'>",
            Builtin::Joiner => "<class 'jinja2.utils.Joiner'>",
            Builtin::Namespace => "<class 'jinja2.utils.Namespace'>",
        }
    }
}

/// Calls a global function.
pub(super) fn call(run: &Run, builtin: Builtin, args: Args) -> Outcome<Object> {
    match builtin {
        Builtin::Range => range(run, args),
        Builtin::Dict => run.dict(dict(run, "dict", args)?),
        Builtin::Namespace => {
            Ok(Object::Namespace(run.mapping(dict(run, "namespace", args)?, false)?))
        }
        Builtin::Lipsum => {
            Err(Failure::other("`lipsum` creates random text, which is not rendered")
                .help("Write the text itself."))
        }
        Builtin::Cycler => {
            if args.positional.is_empty() || !args.keywords.is_empty() {
                return Err(Failure::other("`cycler` needs the values to cycle through")
                    .help("Write them as in `cycler('odd', 'even')`."));
            }
            let items = run.tuple(args.positional)?;
            Ok(Object::Cycler(Arc::new(Cycler { items, position: Shared::new(0) })))
        }
        Builtin::Joiner => {
            let [separator] = args.bind("joiner", ["sep"], 0)?;
            let separator = separator.unwrap_or_else(|| Object::text(", "));
            Ok(Object::Joiner(Arc::new(Joiner { separator, used: Shared::new(false) })))
        }
    }
}

fn range(run: &Run, args: Args) -> Outcome<Object> {
    let given = args.positional.len();
    if !args.keywords.is_empty() || given == 0 || given > 3 {
        return Err(Failure::other("`range` takes one to three whole numbers"));
    }
    let mut numbers = [0, 0, 1];
    for (at, value) in args.positional.iter().enumerate() {
        numbers[at] = integer(run, "an argument of `range`", value)?;
    }
    let [start, stop, step] = if given == 1 { [0, numbers[0], 1] } else { numbers };
    if step == 0 {
        return Err(Failure::other("the step of `range` cannot be zero"));
    }
    Ok(Object::Range(Arc::new(attributes::range(start, stop, step))))
}

/// The entries for `dict(…)`.
fn dict(run: &Run, name: &str, args: Args) -> Outcome<Dict> {
    let mut dict = Dict::default();
    if args.positional.len() > 1 {
        return Err(Failure::other(format!("`{name}` takes at most one argument without a name")));
    }
    if let Some(given) = args.positional.first() {
        extend(run, &mut dict, given)?;
    }
    for (name, value) in args.keywords {
        dict.insert_str(&name, value);
    }
    Ok(dict)
}

/// Adds the entries of `given`, a mapping or a sequence of pairs.
pub(super) fn extend(run: &Run, dict: &mut Dict, given: &Object) -> Outcome<()> {
    if let Object::Dict(mapping) = given {
        for (key, value) in mapping.entries.borrow().iter() {
            run.charge(1)?;
            dict.insert(run, key, value.clone())?;
        }
        return Ok(());
    }
    for pair in items(run, given)? {
        let parts = items(run, &pair)?;
        let [key, value] = parts.as_slice() else {
            return Err(Failure::other("a mapping is made from another mapping, or from pairs"));
        };
        dict.insert(run, key, value.clone())?;
    }
    Ok(())
}

/// Cycles through its values.
pub(super) struct Cycler {
    items: Object,
    position: Position,
}

impl Cycler {
    pub(super) fn current(&self) -> Object {
        match &self.items {
            Object::Tuple(tuple) => {
                tuple.items.borrow().get(self.position.get()).cloned().unwrap_or(Object::None)
            }
            _ => Object::None,
        }
    }

    /// Calls `next` or `reset`.
    pub(super) fn call(&self, name: &str) -> Object {
        if name == "reset" {
            self.position.set(0);
            return Object::None;
        }
        let current = self.current();
        let length = super::iteration::length(&self.items).unwrap_or(1).max(1);
        self.position.set((self.position.get() + 1) % length);
        current
    }
}

/// Returns its separator from the second call on.
pub(super) struct Joiner {
    separator: Object,
    used: Shared<bool>,
}

impl Joiner {
    pub(super) fn call(&self) -> Object {
        if self.used.replace(true) { self.separator.clone() } else { Object::text("") }
    }
}
