//! Compares the inputs of two schemas.

use std::collections::{HashMap, HashSet};

use super::judgement::{Level, Reason};
use crate::schema::{Defaults, Gap, Narrowing, Role, Schema, declared, gaps, same};
use crate::text::shortened;
use crate::value::{Map, Value};
use crate::yaml;

/// The maximum nesting of inputs that is compared.
const MAX_DEPTH: usize = 24;
/// The maximum number of definitions that are compared.
const MAX_STEPS: usize = 4000;
/// The maximum number of new inputs that are considered as the new name of a removed one.
const MAX_ALIKE: usize = 20;
/// The maximum length of a value in a message, in characters.
const MAX_SHOWN: usize = 60;
/// The maximum number of options in a message.
const MAX_NAMED: usize = 6;
/// The keywords that only document a definition and don't affect validation.
const DESCRIBING: [&str; 5] = ["title", "description", "example", "deprecated", "externalDocs"];
/// The keywords that may validate all inputs together, beyond the definition of each.
const ACROSS: [&str; 6] = ["anyOf", "oneOf", "not", "enum", "minProperties", "maxProperties"];

/// Adds the reasons from the inputs of `role`.
pub(super) fn inputs(before: &Schema, after: &Schema, role: Role, reasons: &mut Vec<Reason>) {
    let of = match role {
        Role::Environment => "environment inputs",
        Role::Service => "service inputs",
        Role::Pipeline => "pipeline inputs",
    };
    let (old, new) = match (before.input(role), after.input(role)) {
        (None, None) => return,
        (Some(_), None) => {
            let message = format!("`{}` was removed, so no input is accepted.", role.key());
            return reasons.push(Reason::new(Level::Major, of, message));
        }
        (None, Some(_)) => {
            let message = format!(
                "`{}` was missing, so inputs were not checked, and there is no proof that specs stay valid.",
                role.key()
            );
            return reasons.push(Reason::new(Level::Major, of, message));
        }
        (Some(old), Some(new)) => (old, new),
    };
    if old.validator.is_none() || new.validator.is_none() {
        let message = "A definition is invalid, so there is no proof that specs stay valid.";
        return reasons.push(Reason::new(Level::Major, of, message));
    }
    let (Some(from), Some(to)) = (before.types.get(&old.name), after.types.get(&new.name)) else {
        return;
    };
    let mut walk = Walk {
        schemas: (before, after),
        of,
        defaults: (before.defaults(role), after.defaults(role)),
        seen: HashSet::new(),
        steps: MAX_STEPS,
        reasons,
    };
    walk.taken(from, to);
    walk.declared(from, to, "", 0);
}

struct Walk<'w> {
    schemas: (&'w Schema, &'w Schema),
    of: &'static str,
    /// The defaults of the top-level inputs; Proton applied no others.
    defaults: (Map, Map),
    seen: HashSet<(usize, usize)>,
    steps: usize,
    reasons: &'w mut Vec<Reason>,
}

impl Walk<'_> {
    fn say(&mut self, level: Level, path: &str, message: impl Into<String>) {
        let path = match path {
            "" => self.of.to_owned(),
            path => format!("{}: {}", self.of, shortened(path, 2 * MAX_SHOWN)),
        };
        self.reasons.push(Reason::new(level, path, message));
    }

    /// Reports the values that are accepted now but were not before, and the other way round.
    fn taken(&mut self, from: &Value, to: &Value) {
        let (before, after) = self.schemas;
        let (old, new) = self.defaults.clone();
        let defaults = Some(Defaults { wide: &old, narrow: &new });
        let lost = gaps((before, from), (after, to), defaults);
        let defaults = Some(Defaults { wide: &new, narrow: &old });
        let won = gaps((after, to), (before, from), defaults);
        for gap in &lost {
            let is_new = |name: &str| declared(before, from).iter().all(|(old, _)| *old != name);
            let (path, message) = match &gap.what {
                Narrowing::Required(name) if gap.path.is_empty() && is_new(name) => {
                    (name.clone(), "This input is new, required, and has no default.".to_owned())
                }
                _ => lost_sentence(gap),
            };
            self.say(Level::Major, &path, message);
        }
        // Report each path only once.
        let is_said = |gap: &Gap| lost.iter().any(|other| other.path == gap.path);
        for gap in won.iter().filter(|gap| !is_said(gap)) {
            let (path, message) = won_sentence(gap);
            self.say(Level::Minor, &path, message);
        }
        if old != new && lost.is_empty() && across(after, to) {
            let message = "Other defaults are filled in, and the schema has conditions on all \
            inputs together, so there is no proof that specs stay valid.";
            self.say(Level::Major, "", message);
        }
    }

    /// Reports added and removed names, and other changes to the definitions.
    fn declared(&mut self, from: &Value, to: &Value, path: &str, depth: usize) {
        let (before, after) = self.schemas;
        let pair = (std::ptr::from_ref(from) as usize, std::ptr::from_ref(to) as usize);
        if depth > MAX_DEPTH || self.steps == 0 || !self.seen.insert(pair) {
            return;
        }
        self.steps -= 1;
        let (old, new) = (declared(before, from), declared(after, to));
        let within =
            |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let is_old: HashSet<&str> = old.iter().map(|(name, _)| *name).collect();
        let by_name: HashMap<&str, &Value> = new.iter().copied().collect();
        let came: Vec<_> = new.iter().filter(|(name, _)| !is_old.contains(name)).collect();
        for (name, definition) in old.iter().filter(|(name, _)| !by_name.contains_key(name)) {
            let mut alike = came
                .iter()
                .take(MAX_ALIKE)
                .filter(|(_, other)| same(before, definition, after, other));
            let message = match (alike.next(), alike.next()) {
                (Some((other, _)), None) => format!(
                    "This input was renamed to `{}`: a spec that sets the old name is no longer valid.",
                    shortened(other, MAX_SHOWN)
                ),
                _ => "This input was removed: a spec that sets it is no longer valid.".to_owned(),
            };
            self.say(Level::Major, &within(name), message);
        }
        for (name, definition) in came {
            let is_top = depth == 0;
            let default = after.resolve(definition).get("default").filter(|_| is_top);
            let message = match default {
                Some(default) => format!(
                    "This input is new, with the default {}: an instance that doesn't set it gets that.",
                    shown(default)
                ),
                None if is_required(after, to, name) => continue,
                None => "This input is new and optional.".to_owned(),
            };
            self.say(Level::Minor, &within(name), message);
        }
        for (name, from) in old {
            let Some(to) = by_name.get(name).copied() else { continue };
            let path = within(name);
            self.default(from, to, &path, depth);
            self.described(from, to, &path);
            self.declared(from, to, &path, depth + 1);
        }
        for (keyword, sign) in [("items", "[]"), ("additionalProperties", ".*")] {
            let (from, to) = (before.resolve(from).get(keyword), after.resolve(to).get(keyword));
            if let (Some(from @ Value::Map(_)), Some(to @ Value::Map(_))) = (from, to) {
                let path = format!("{path}{sign}");
                let path = path.trim_start_matches('.');
                self.described(from, to, path);
                self.declared(from, to, path, depth + 1);
            }
        }
    }

    fn default(&mut self, from: &Value, to: &Value, path: &str, depth: usize) {
        let (before, after) = self.schemas;
        let (old, new) = (before.resolve(from).get("default"), after.resolve(to).get("default"));
        // Proton applied the defaults of the top level only; nested defaults fill the form for the developer.
        let effect =
            if depth == 0 { "an instance that doesn't set it gets" } else { "the form offers" };
        let message = match (old, new) {
            (Some(old), Some(new)) if old != new => {
                format!("Default {} → {}: {effect} the new one.", shown(old), shown(new))
            }
            (None, Some(new)) => {
                format!("Default added: {}; {effect} it.", shown(new))
            }
            (Some(old), None) => format!("Default removed: {}; {effect} nothing.", shown(old)),
            _ => return,
        };
        self.say(Level::Minor, path, message);
    }

    fn described(&mut self, from: &Value, to: &Value, path: &str) {
        let (from, to) = (self.schemas.0.resolve(from), self.schemas.1.resolve(to));
        let changed: Vec<&str> =
            DESCRIBING.into_iter().filter(|key| from.get(key) != to.get(key)).collect();
        if !changed.is_empty() {
            let message = format!("Documentation changed: {}.", changed.join(", "));
            self.say(Level::Minor, path, message);
        }
    }
}

/// Whether the inputs are validated together, beyond which of them are set and the definition of each.
fn across(schema: &Schema, definition: &Value) -> bool {
    let mut next = vec![definition];
    for _ in 0..MAX_STEPS {
        let Some(at) = next.pop() else { return false };
        let at = schema.resolve(at);
        if ACROSS.iter().any(|keyword| at.get(keyword).is_some()) {
            return true;
        }
        next.extend(at.get("allOf").and_then(Value::as_list).unwrap_or_default());
    }
    true
}

fn is_required(schema: &Schema, definition: &Value, name: &str) -> bool {
    let names = schema.resolve(definition).get("required").and_then(Value::as_list);
    names.unwrap_or_default().iter().any(|required| required.as_str() == Some(name))
}

/// Describes why a spec that was valid no longer is: the path, and the sentences.
fn lost_sentence(gap: &Gap) -> (String, String) {
    let message = match &gap.what {
        Narrowing::Type { wide, narrow } => format!("Type {wide} → {narrow}."),
        Narrowing::Options { lacks, of: Some(_) } => {
            format!("Option removed: {}.", list(lacks))
        }
        Narrowing::Options { lacks, of: None } => {
            format!("Only these values are valid now: {}.", list(lacks))
        }
        Narrowing::Keyword { name, wide, narrow } => {
            keyword_sentence(name, wide.as_ref(), Some(narrow))
        }
        Narrowing::Required(name) => {
            let message = if gap.path.is_empty() {
                "This input is now required and has no default."
            } else {
                "This is now required."
            };
            return (inner(gap, name), message.to_owned());
        }
        Narrowing::Closed => "Some undeclared names are no longer allowed.".to_owned(),
        Narrowing::Unclear("$ref") => {
            "The definitions are too deep or too many to prove that specs stay valid.".to_owned()
        }
        Narrowing::Unclear(keyword) => {
            format!("`{keyword}` has changed, and there is no proof that specs stay valid.")
        }
    };
    (gap.path.clone(), message)
}

/// Describes why a spec that was not valid now is: the path, and the sentences.
fn won_sentence(gap: &Gap) -> (String, String) {
    let message = match &gap.what {
        Narrowing::Type { wide, narrow } => format!("Type {narrow} → {wide}."),
        Narrowing::Options { lacks, of: Some(_) } => {
            format!("Option added: {}.", list(lacks))
        }
        Narrowing::Options { of: None, .. } => {
            "Values other than the options are now valid.".to_owned()
        }
        Narrowing::Keyword { name, wide, narrow } => {
            keyword_sentence(name, Some(narrow), wide.as_ref())
        }
        Narrowing::Required(name) => {
            return (inner(gap, name), "No longer required.".to_owned());
        }
        Narrowing::Closed => "Names other than the declared ones are now allowed.".to_owned(),
        Narrowing::Unclear("$ref") => "The definitions have changed.".to_owned(),
        Narrowing::Unclear(keyword) => format!("`{keyword}` has changed."),
    };
    (gap.path.clone(), message)
}

fn keyword_sentence(name: &str, old: Option<&Value>, new: Option<&Value>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("`{name}` {} → {}.", shown(old), shown(new)),
        (None, Some(new)) => format!("`{name}` added: {}.", shown(new)),
        (Some(old), None) => format!("`{name}` removed: {}.", shown(old)),
        (None, None) => format!("`{name}` has changed."),
    }
}

fn inner(gap: &Gap, name: &str) -> String {
    if gap.path.is_empty() { name.to_owned() } else { format!("{}.{name}", gap.path) }
}

fn list(values: &[Value]) -> String {
    let mut named: Vec<_> = values.iter().take(MAX_NAMED).map(shown).collect();
    if values.len() > named.len() {
        named.push(format!("and {} more", values.len() - named.len()));
    }
    named.join(", ")
}

/// Formats a value for a sentence.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::Map(map) if map.is_empty() => "{}".to_owned(),
        Value::List(items) if items.is_empty() => "[]".to_owned(),
        Value::Map(_) => "a mapping".to_owned(),
        Value::List(_) => "a list".to_owned(),
        scalar => yaml::scalar(scalar),
    };
    shortened(&text, MAX_SHOWN).into_owned()
}
