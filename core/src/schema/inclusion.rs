//! Decides whether every value that one definition accepts is accepted by a definition of another schema.
//!
//! An inclusion that cannot be proven is reported as a gap. A result without gaps is a proof for values that use only
//! declared names.

mod bounds;
mod kinds;
mod same;
mod side;

use std::collections::HashSet;

use super::validation::counts;
use super::{Discriminator, Format, Schema, sample::accepts};
use crate::value::{Map, Value};
use bounds::{divides, implies_bound, implies_count};
use kinds::{FRACTION, LIST, MAP, NUMBER, STRING, kind_names, kinds_of};
pub(crate) use same::same;
pub(crate) use side::declared;
use side::{Side, flatten};

/// Maximum nesting depth of the definitions that are compared.
const MAX_DEPTH: usize = 48;
/// Maximum number of pairs of definitions that are compared.
const MAX_STEPS: usize = 20_000;
/// Maximum number of options that are validated one by one against a definition.
const MAX_OPTIONS: usize = 50;
/// Maximum number of these validations, which are the slowest part of the comparison.
const MAX_TRIALS: usize = 60;
/// Maximum number of types in a schema for which options are validated, as each validation gets slower with them.
const MAX_TYPES: usize = 200;
/// Maximum number of gaps that are reported.
const MAX_GAPS: usize = 500;
/// Maximum product of the lengths of two lists of options that are compared.
const MAX_PRODUCT: usize = 1_000_000;

/// Something that the wide definition accepts and the narrow one may reject.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gap {
    /// The path of the gap, such as `network.ports[]`; empty for the whole value.
    pub path: String,
    /// The restriction of the narrow definition.
    pub what: Narrowing,
}

/// A restriction of a definition compared with another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Narrowing {
    /// It accepts fewer types.
    Type { wide: String, narrow: String },
    /// It lacks these options of the wide definition's options `of`; if the wide definition lists no options, `of` is
    /// none and `lacks` holds the narrow definition's options.
    Options { lacks: Vec<Value>, of: Option<Vec<Value>> },
    /// A keyword is stricter: its value in both, if the wide definition has one.
    Keyword { name: &'static str, wide: Option<Value>, narrow: Value },
    /// A property is required.
    Required(String),
    /// Undeclared names are rejected, or only some are accepted.
    Closed,
    /// This keyword prevents a proof, though the narrow definition may accept the same.
    Unclear(&'static str),
}

/// The defaults that are filled in for missing inputs, in the wide and in the narrow schema.
#[derive(Clone, Copy)]
pub(crate) struct Defaults<'d> {
    pub wide: &'d Map,
    pub narrow: &'d Map,
}

/// The values that the definition `from` of the schema `wide` accepts and the definition `to` of `narrow` may reject.
/// With `defaults`, both are definitions of all inputs.
pub(crate) fn gaps(
    (wide, from): (&Schema, &Value),
    (narrow, to): (&Schema, &Value),
    defaults: Option<Defaults>,
) -> Vec<Gap> {
    let mut walk = Walk {
        wide,
        narrow,
        seen: HashSet::new(),
        order: vec![],
        steps: MAX_STEPS,
        trials: MAX_TRIALS,
        gaps: vec![],
    };
    let side = Side::of(wide, &[from]);
    walk.check(&side, to, &Place { path: "", depth: 0, defaults });
    let mut gaps = vec![];
    for gap in walk.gaps {
        if !gaps.contains(&gap) {
            gaps.push(gap);
        }
    }
    gaps
}

/// The identity of a pair of definitions: the wide one, the narrow one, and whether defaults are filled in.
type Pair = (Vec<usize>, usize, bool);

struct Walk<'s> {
    wide: &'s Schema,
    narrow: &'s Schema,
    /// The pairs that are being compared or have been. Values are finite, so a recursive pair is assumed to hold while
    /// it is compared.
    seen: HashSet<Pair>,
    /// The pairs of `seen` in the order of their insertion.
    order: Vec<Pair>,
    steps: usize,
    trials: usize,
    gaps: Vec<Gap>,
}

/// The location of a comparison.
#[derive(Clone, Copy)]
struct Place<'p> {
    path: &'p str,
    depth: usize,
    defaults: Option<Defaults<'p>>,
}

impl<'s> Walk<'s> {
    fn gap(&mut self, at: &Place, what: Narrowing) {
        // A limited list is enough: a single gap already answers the question.
        if self.gaps.len() < MAX_GAPS {
            self.gaps.push(Gap { path: at.path.to_owned(), what });
        }
    }

    /// Compares the values that `side` accepts with the definition `to`.
    fn check(&mut self, side: &Side<'s>, to: &'s Value, at: &Place) {
        let pair = (side.key(), std::ptr::from_ref(to) as usize, at.defaults.is_some());
        if !self.seen.insert(pair.clone()) {
            return;
        }
        self.order.push(pair);
        if at.depth > MAX_DEPTH {
            return self.gap(at, Narrowing::Unclear("$ref"));
        }
        let (members, is_whole) = flatten(self.narrow, to);
        if !is_whole {
            self.gap(at, Narrowing::Unclear("allOf"));
        }
        let begin = self.gaps.len();
        let known = self.order.len();
        for case in side.cases(self.wide) {
            if case.kinds() == 0 {
                continue;
            }
            for member in &members {
                if self.steps == 0 {
                    return self.gap(at, Narrowing::Unclear("$ref"));
                }
                self.steps -= 1;
                self.member(&case, member, at);
            }
        }
        // A small number of options can be validated one by one.
        if self.gaps.len() > begin && self.takes_all_options(side, to) {
            self.gaps.truncate(begin);
            self.forget(known);
        }
    }

    /// Removes the pairs inserted since then from the assumptions, as not all of them hold.
    fn forget(&mut self, since: usize) {
        for pair in self.order.drain(since..) {
            self.seen.remove(&pair);
        }
    }

    fn takes_all_options(&mut self, side: &Side, to: &Value) -> bool {
        let Some(options) = side.options() else { return false };
        let is_quick = self.narrow.types.len() <= MAX_TYPES;
        if options.len() > MAX_OPTIONS.min(self.trials) || !is_quick {
            return false;
        }
        self.trials -= options.len();
        options.iter().all(|option| accepts(self.narrow, to, option))
    }

    /// Compares one case with one of the definitions that must be met.
    fn member(&mut self, case: &Side<'s>, member: &'s Map, at: &Place) {
        let kinds = case.kinds();
        let taken = kinds_of(member);
        if kinds & !taken != 0 {
            let (wide, narrow) = (kind_names(kinds), kind_names(taken));
            self.gap(at, Narrowing::Type { wide, narrow });
        }
        for (name, value) in member.iter() {
            match (name, value) {
                ("enum", Value::List(options)) if !options.is_empty() => {
                    self.options(case, options, at);
                }
                ("required", Value::List(names)) if kinds & MAP != 0 => {
                    for name in names.iter().filter_map(Value::as_str) {
                        self.required(case, name, at);
                    }
                }
                ("properties", Value::Map(properties)) if kinds & MAP != 0 => {
                    for (name, to) in properties.iter() {
                        self.property(case, name, to, at);
                    }
                }
                ("additionalProperties", _) if kinds & MAP != 0 => {
                    self.others(case, member, value, at);
                }
                ("items", Value::Map(_)) if kinds & LIST != 0 => {
                    let items = case.parts.iter().filter_map(|part| part.get("items"));
                    let items: Vec<&Value> =
                        items.filter(|items| items.as_map().is_some()).collect();
                    let path = format!("{}[]", at.path);
                    self.check(&Side::of(self.wide, &items), value, &at.below(&path));
                }
                ("anyOf", Value::List(choices)) if !choices.is_empty() => {
                    self.any(case, member, choices, "anyOf", at);
                }
                ("oneOf", Value::List(choices)) if !choices.is_empty() => {
                    self.one(case, member, choices, at);
                }
                ("not", Value::Map(_)) => self.not(case, value, at),
                _ => self.keyword(case, member, name, value, at),
            }
        }
    }

    fn options(&mut self, case: &Side, options: &[Value], at: &Place) {
        let Some(mine) = case.options() else {
            let lacks = options.to_vec();
            return self.gap(at, Narrowing::Options { lacks, of: None });
        };
        if mine.len().saturating_mul(options.len()) > MAX_PRODUCT {
            if mine != options {
                self.gap(at, Narrowing::Unclear("enum"));
            }
            return;
        }
        let is_taken = |option: &Value| options.iter().any(|other| bounds::equal(option, other));
        let lacks: Vec<Value> = mine.iter().filter(|option| !is_taken(option)).cloned().collect();
        if !lacks.is_empty() {
            self.gap(at, Narrowing::Options { lacks, of: Some(mine) });
        }
    }

    fn required(&mut self, case: &Side, name: &str, at: &Place) {
        let is_filled = |defaults: &Map| defaults.get(name).is_some();
        let is_given =
            case.requires(name) && !at.defaults.is_some_and(|defaults| is_filled(defaults.wide));
        if !is_given && !at.defaults.is_some_and(|defaults| is_filled(defaults.narrow)) {
            self.gap(at, Narrowing::Required(name.to_owned()));
        }
    }

    fn property(&mut self, case: &Side<'s>, name: &'s str, to: &'s Value, at: &Place) {
        let Some(found) = case.property(self.wide, name) else { return };
        let path = if at.path.is_empty() { name.to_owned() } else { format!("{}.{name}", at.path) };
        self.check(&found, to, &at.below(&path));
    }

    /// Compares the names that are not declared with `additionalProperties`.
    fn others(&mut self, case: &Side<'s>, member: &'s Map, value: &'s Value, at: &Place) {
        let is_declared = |name: &str| {
            member
                .get("properties")
                .and_then(Value::as_map)
                .is_some_and(|all| all.get(name).is_some())
        };
        let names: Vec<&str> =
            case.names.iter().copied().filter(|name| !is_declared(name)).collect();
        match value {
            Value::Bool(false) => {
                let is_closed =
                    |part: &&Map| part.get("additionalProperties") == Some(&Value::Bool(false));
                let fits = |part: &Map| {
                    let own = part.get("properties").and_then(Value::as_map);
                    own.into_iter().flat_map(Map::iter).all(|(name, _)| is_declared(name))
                };
                if !case.parts.iter().copied().filter(is_closed).any(fits) {
                    self.gap(at, Narrowing::Closed);
                }
            }
            Value::Map(_) => {
                for name in names {
                    self.property(case, name, value, at);
                }
                match case.others(self.wide) {
                    None => {}
                    Some(others) if others.parts.is_empty() => self.gap(at, Narrowing::Closed),
                    Some(others) => {
                        let path = format!("{}.*", at.path);
                        self.check(&others, value, &at.below(path.trim_start_matches('.')));
                    }
                }
            }
            _ => {}
        }
    }

    /// Reports gaps unless one of `choices` accepts all values of `case`.
    fn any(
        &mut self,
        case: &Side<'s>,
        member: &'s Map,
        choices: &'s [Value],
        keyword: &'static str,
        at: &Place,
    ) {
        let tag = member.get("discriminator").map(Discriminator);
        let begin = self.gaps.len();
        let mut best: Option<Vec<Gap>> = None;
        for choice in choices {
            let before = self.order.len();
            let entry = tag.as_ref().and_then(|tag| tag.entry(choice));
            if entry.is_none_or(|entry| case.is_tagged(entry)) {
                self.check(case, choice, &Place { depth: at.depth + 1, ..*at });
            } else {
                self.gap(at, Narrowing::Unclear(keyword));
            }
            let found = self.gaps.split_off(begin);
            if found.is_empty() {
                return;
            }
            self.forget(before);
            if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                best = Some(found);
            }
        }
        self.gaps.extend(best.unwrap_or_default());
    }

    /// Reports gaps unless exactly one of `choices` accepts each value of `case`, as `oneOf` requires.
    fn one(&mut self, case: &Side<'s>, member: &'s Map, choices: &'s [Value], at: &Place) {
        let is_same = |part: &&Map| {
            part.get("discriminator") == member.get("discriminator")
                && part.get("oneOf").and_then(Value::as_list).is_some_and(|others| {
                    others.len() == choices.len()
                        && others
                            .iter()
                            .zip(choices)
                            .all(|(a, b)| same(self.wide, a, self.narrow, b))
                })
        };
        if case.parts.iter().any(is_same) {
            return;
        }
        if !self.exclude_each_other(member, choices) {
            return self.gap(at, Narrowing::Unclear("oneOf"));
        }
        self.any(case, member, choices, "oneOf", at);
    }

    /// Whether no value can match two of the choices, because of the discriminator or because their types differ.
    fn exclude_each_other(&self, member: &Map, choices: &[Value]) -> bool {
        let kinds = choices.iter().map(|choice| {
            let (members, _) = flatten(self.narrow, choice);
            members.iter().fold(kinds::ALL, |kinds, member| kinds & kinds_of(member))
        });
        let kinds: Vec<u8> = kinds.collect();
        let tag = member.get("discriminator").map(Discriminator);
        let tags: Vec<_> =
            choices.iter().map(|choice| tag.as_ref().and_then(|tag| tag.entry(choice))).collect();
        (0..choices.len()).all(|a| {
            (0..a).all(|b| {
                let shared = kinds[a] & kinds[b];
                let are_told_apart = tags[a].is_some() && tags[b].is_some() && tags[a] != tags[b];
                shared == 0 || (shared == MAP && are_told_apart)
            })
        })
    }

    fn not(&mut self, case: &Side, to: &Value, at: &Place) {
        let is_same =
            |part: &&Map| part.get("not").is_some_and(|not| same(self.wide, not, self.narrow, to));
        let (members, _) = flatten(self.narrow, to);
        let refused = members.iter().fold(kinds::ALL, |kinds, member| kinds & kinds_of(member));
        if case.kinds() & refused != 0 && !case.parts.iter().any(is_same) {
            self.gap(at, Narrowing::Unclear("not"));
        }
    }

    /// Compares a case with a keyword that applies to one type of value.
    fn keyword(&mut self, case: &Side, member: &Map, name: &str, value: &Value, at: &Place) {
        let Some((name, kind)) = KEYWORDS.iter().copied().find(|(known, _)| *known == name) else {
            return;
        };
        if case.kinds() & kind == 0 || !counts(self.narrow, name, value, member) {
            return;
        }
        // The exclusive bounds are compared together with their `minimum` or `maximum`.
        let of = |part: &Map| {
            part.get(name).filter(|bound| counts(self.wide, name, bound, part)).cloned()
        };
        let bounds_here: Vec<Value> = case.parts.iter().filter_map(|part| of(part)).collect();
        let is_met = match name {
            "minLength" | "minItems" | "minProperties" => {
                *value == Value::Int(0)
                    || bounds_here.iter().any(|bound| implies_count(bound, value, true))
            }
            "maxLength" | "maxItems" | "maxProperties" => {
                bounds_here.iter().any(|bound| implies_count(bound, value, false))
            }
            "minimum" | "maximum" => case
                .parts
                .iter()
                .any(|part| of(part).is_some_and(|_| implies_bound(name, part, member))),
            "multipleOf" => {
                let is_whole = case.kinds() & FRACTION == 0;
                (is_whole && divides(value, &Value::Int(1)))
                    || bounds_here.iter().any(|bound| divides(value, bound))
            }
            "format" => {
                let format = |format: &Value| format.as_str().and_then(Format::named);
                bounds_here.iter().any(|bound| format(bound) == format(value))
            }
            "uniqueItems" => *value == Value::Bool(false) || bounds_here.contains(value),
            _ => bounds_here.contains(value),
        };
        if !is_met {
            let wide = bounds_here.into_iter().next();
            // If the number is unchanged, the narrow definition excludes it.
            let name = match name {
                "minimum" if wide.as_ref() == Some(value) => "exclusiveMinimum",
                "maximum" if wide.as_ref() == Some(value) => "exclusiveMaximum",
                name => name,
            };
            let is_exclusive = name.starts_with("exclusive");
            let narrow = if is_exclusive { Value::Bool(true) } else { value.clone() };
            let wide = wide.filter(|_| !is_exclusive);
            self.gap(at, Narrowing::Keyword { name, wide, narrow });
        }
    }
}

impl Place<'_> {
    /// The place one level deeper, where no defaults are filled in.
    fn below<'p>(&self, path: &'p str) -> Place<'p> {
        Place { path, depth: self.depth + 1, defaults: None }
    }
}

/// The keywords that apply to one type of value, with that type.
const KEYWORDS: [(&str, u8); 12] = [
    ("minLength", STRING),
    ("maxLength", STRING),
    ("pattern", STRING),
    ("format", STRING),
    ("minimum", NUMBER),
    ("maximum", NUMBER),
    ("multipleOf", NUMBER),
    ("minItems", LIST),
    ("maxItems", LIST),
    ("uniqueItems", LIST),
    ("minProperties", MAP),
    ("maxProperties", MAP),
];

#[cfg(test)]
mod tests;
