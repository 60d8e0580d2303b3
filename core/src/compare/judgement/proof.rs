//! Checks the judgement "minor" on generated schemas: generated specs that were valid have to stay valid.

use super::*;
use crate::bundle::File;
use crate::schema::{combined, declared};
use crate::value::{Key, Map, Value};
use crate::yaml;

/// The number of pairs of schemas.
const PAIRS: u64 = 2000;
/// The number of generated values for each pair.
const VALUES: usize = 40;
const NAMES: [&str; 3] = ["a", "b", "c"];
const TEXTS: [&str; 7] = ["", "a", "ab", "abc", "abcd", "b", "10.0.0.1"];
const PATTERNS: [&str; 3] = ["^a", "b$", "^(?!b)"];

/// A deterministic generator of pseudorandom numbers.
struct Dice(u64);

impl Dice {
    /// A number from 0, less than `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn is_one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }

    fn whole(&mut self, below: usize) -> Value {
        Value::Int(i64::try_from(self.roll(below)).unwrap_or(0))
    }
}

fn map(entries: Vec<(&str, Value)>) -> Map {
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn reference(name: &str) -> Value {
    Value::Map(map(vec![("$ref", format!("#/{name}").as_str().into())]))
}

/// Generates a definition.
fn definition(dice: &mut Dice, depth: usize) -> Value {
    let kinds = if depth < 3 { 12 } else { 4 };
    let mut made = match dice.roll(kinds) {
        0 | 4 => {
            let mut made = map(vec![("type", "string".into())]);
            for keyword in ["minLength", "maxLength", "pattern", "format"] {
                if dice.is_one_in(3) {
                    let value = match keyword {
                        "pattern" => dice.pick(&PATTERNS).into(),
                        "format" => "ipv4".into(),
                        _ => dice.whole(4),
                    };
                    made.insert(keyword, value);
                }
            }
            made
        }
        1 | 2 => {
            let kind = dice.pick(&["integer", "number"]);
            let mut made = map(vec![("type", kind.into())]);
            for keyword in
                ["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"]
            {
                if dice.is_one_in(3) {
                    let value = match keyword {
                        "multipleOf" => Value::Int(1 + i64::try_from(dice.roll(3)).unwrap_or(0)),
                        "minimum" | "maximum" => dice.whole(6),
                        _ => Value::Bool(dice.is_one_in(2)),
                    };
                    made.insert(keyword, value);
                }
            }
            made
        }
        3 => map(vec![("type", "boolean".into())]),
        5 => {
            let mut made =
                map(vec![("type", "array".into()), ("items", definition(dice, depth + 1))]);
            for keyword in ["minItems", "maxItems", "uniqueItems"] {
                if dice.is_one_in(3) {
                    let value =
                        if keyword == "uniqueItems" { Value::Bool(true) } else { dice.whole(3) };
                    made.insert(keyword, value);
                }
            }
            made
        }
        6 | 7 => object(dice, depth),
        8 => {
            let keyword = dice.pick(&["anyOf", "oneOf", "allOf"]);
            let count = 1 + dice.roll(3);
            let members = (0..count).map(|_| definition(dice, depth + 1)).collect();
            map(vec![(keyword, Value::List(members))])
        }
        9 => map(vec![("not", definition(dice, depth + 2))]),
        10 => {
            let kinds = ["A", "B"].map(reference).to_vec();
            let tag = Value::Map(map(vec![("propertyName", "a".into())]));
            map(vec![("oneOf", Value::List(kinds)), ("discriminator", tag)])
        }
        _ => return reference(dice.pick(&["A", "B"])),
    };
    if dice.is_one_in(6) {
        made.insert("nullable", Value::Bool(true));
    }
    if dice.is_one_in(5) {
        let count = 1 + dice.roll(3);
        made.insert("enum", Value::List((0..count).map(|_| anything(dice, 2)).collect()));
    }
    Value::Map(made)
}

fn object(dice: &mut Dice, depth: usize) -> Map {
    let mut properties = Map::default();
    for name in NAMES {
        if dice.is_one_in(2) {
            let mut property = definition(dice, depth + 1);
            if let Value::Map(property) = &mut property
                && dice.is_one_in(4)
            {
                property.insert("default", anything(dice, 2));
            }
            properties.insert(name, property);
        }
    }
    let mut made = map(vec![("type", "object".into()), ("properties", Value::Map(properties))]);
    let required: Vec<Value> =
        NAMES.into_iter().filter(|_| dice.is_one_in(4)).map(Value::from).collect();
    if !required.is_empty() {
        made.insert("required", Value::List(required));
    }
    if dice.is_one_in(4) {
        let others = match dice.roll(3) {
            0 => definition(dice, depth + 1),
            sides => Value::Bool(sides == 1),
        };
        made.insert("additionalProperties", others);
    }
    for keyword in ["minProperties", "maxProperties"] {
        if dice.is_one_in(8) {
            made.insert(keyword, dice.whole(4));
        }
    }
    made
}

/// The keywords that apply to a type.
fn keywords(kind: &str) -> &'static [&'static str] {
    match kind {
        "string" => &["minLength", "maxLength", "pattern", "format", "enum"],
        "integer" | "number" => {
            &["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "type"]
        }
        "array" => &["minItems", "maxItems", "uniqueItems"],
        "object" => &["minProperties", "maxProperties", "required", "additionalProperties"],
        _ => &["nullable", "enum"],
    }
}

/// Generates a value for a keyword.
fn keyword(dice: &mut Dice, name: &str, depth: usize) -> Value {
    match name {
        "pattern" => dice.pick(&PATTERNS).into(),
        "format" => "ipv4".into(),
        "enum" => Value::List((0..=dice.roll(3)).map(|_| dice.pick(&TEXTS).into()).collect()),
        "multipleOf" => Value::Int(1 + i64::try_from(dice.roll(3)).unwrap_or(0)),
        "type" => dice.pick(&["integer", "number"]).into(),
        "required" => {
            Value::List(NAMES.into_iter().filter(|_| dice.is_one_in(3)).map(Value::from).collect())
        }
        "additionalProperties" if dice.is_one_in(3) => definition(dice, depth + 1),
        "minimum" | "maximum" => dice.whole(6),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            dice.whole(4)
        }
        _ => Value::Bool(dice.is_one_in(2)),
    }
}

/// Returns the definition with one random change.
fn tweaked(dice: &mut Dice, definition_: &Value, depth: usize) -> Value {
    let Value::Map(old) = definition_ else { return definition(dice, depth) };
    let mut new = old.clone();
    let keys: Vec<String> = old.iter().map(|(name, _)| name.to_owned()).collect();
    if keys.is_empty() || dice.is_one_in(16) {
        return definition(dice, depth);
    }
    let inner = ["properties", "items"].into_iter().find(|name| old.get(name).is_some());
    let is_within = inner.is_some() && !dice.is_one_in(4);
    if let Some(kind) = old.get("type").and_then(Value::as_str)
        && !is_within
        && !dice.is_one_in(4)
    {
        let name = dice.pick(keywords(kind));
        if old.get(name).is_some() && name != "type" && dice.is_one_in(3) {
            new.remove(name);
        } else {
            new.insert(name, keyword(dice, name, depth));
        }
        return Value::Map(new);
    }
    let key = if is_within { inner.unwrap_or_default().to_owned() } else { dice.pick(&keys) };
    let value = match (key.as_str(), old.get(&key)) {
        ("properties", Some(Value::Map(properties))) => {
            let mut properties = properties.clone();
            let present: Vec<String> = properties.iter().map(|(name, _)| name.to_owned()).collect();
            let is_there = !present.is_empty() && !dice.is_one_in(5);
            let name = if is_there { dice.pick(&present) } else { dice.pick(&NAMES).to_owned() };
            match properties.get(&name).cloned() {
                Some(one) if !dice.is_one_in(8) => {
                    properties.insert(name, tweaked(dice, &one, depth + 1));
                }
                Some(_) => drop(properties.remove(&name)),
                None => properties.insert(name, definition(dice, depth + 1)),
            }
            Value::Map(properties)
        }
        ("items" | "not" | "additionalProperties", Some(one @ Value::Map(_))) => {
            tweaked(dice, one, depth + 1)
        }
        ("anyOf" | "oneOf" | "allOf", Some(Value::List(members))) => {
            let mut members = members.clone();
            match dice.roll(3) {
                0 => members.push(definition(dice, depth + 1)),
                1 if members.len() > 1 => drop(members.pop()),
                _ => {
                    let at = dice.roll(members.len());
                    members[at] = tweaked(dice, &members[at].clone(), depth + 1);
                }
            }
            Value::List(members)
        }
        ("enum", Some(Value::List(options))) => {
            let mut options = options.clone();
            if dice.is_one_in(2) || options.len() < 2 {
                options.push(anything(dice, 2));
            } else {
                options.pop();
            }
            Value::List(options)
        }
        ("required", _) => {
            Value::List(NAMES.into_iter().filter(|_| dice.is_one_in(3)).map(Value::from).collect())
        }
        ("type" | "$ref", Some(value)) if dice.is_one_in(2) => value.clone(),
        (_, Some(Value::Int(number))) => Value::Int((number + dice.pick(&[-1, 1])).max(0)),
        (_, Some(Value::Bool(truth))) => Value::Bool(!truth),
        _ => {
            new.remove(&key);
            return Value::Map(new);
        }
    };
    new.insert(key, value);
    Value::Map(new)
}

/// Generates any value.
fn anything(dice: &mut Dice, depth: usize) -> Value {
    match dice.roll(if depth < 2 { 9 } else { 7 }) {
        0 => Value::Null,
        1 => Value::Bool(dice.is_one_in(2)),
        2 | 3 => dice.whole(7),
        4 => Value::Float(dice.pick(&[0.5, 1.0, 2.5])),
        5 | 6 => dice.pick(&TEXTS).into(),
        7 => Value::List((0..dice.roll(3)).map(|_| anything(dice, depth + 1)).collect()),
        _ => {
            let names: Vec<&str> = NAMES.into_iter().filter(|_| dice.is_one_in(2)).collect();
            let entry = |name: &str| (name.to_owned(), anything(dice, depth + 1));
            Value::Map(names.into_iter().map(entry).collect())
        }
    }
}

/// Generates a value that `definition` may accept, with declared names only.
fn value(dice: &mut Dice, schema: &Schema, definition: &Value, depth: usize) -> Value {
    let definition = combined(schema, definition);
    let map = definition.as_map().cloned().unwrap_or_default();
    if let Some(Value::List(options)) = map.get("enum")
        && !options.is_empty()
        && !dice.is_one_in(8)
    {
        return dice.pick(options);
    }
    if map.get("nullable").is_some() && dice.is_one_in(5) {
        return Value::Null;
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(Value::List(members)) = map.get(keyword)
            && depth < 6
        {
            let chosen = dice.pick(members);
            let mut made = value(dice, schema, &chosen, depth + 1);
            if let (Value::Map(made), Some(target)) =
                (&mut made, chosen.get("$ref").and_then(Value::as_str))
                && map.get("discriminator").is_some()
            {
                made.insert("a", target.trim_start_matches("#/").into());
            }
            // A name from another branch may be set too.
            if let Value::Map(made) = &mut made
                && dice.is_one_in(4)
            {
                for (name, _) in declared(schema, &definition) {
                    if made.get(name).is_none() && dice.is_one_in(2) {
                        made.insert(name, anything(dice, 2));
                    }
                }
            }
            return made;
        }
    }
    match crate::schema::kind(&definition) {
        Some("string") => dice.pick(&TEXTS).into(),
        Some("integer") => dice.whole(7),
        Some("number") => dice.pick(&[
            Value::Int(0),
            Value::Int(1),
            Value::Int(2),
            Value::Int(4),
            Value::Int(6),
            Value::Float(0.5),
            Value::Float(2.5),
        ]),
        Some("boolean") => Value::Bool(dice.is_one_in(2)),
        Some("array") if depth < 6 => {
            let items = map.get("items").cloned().unwrap_or_default();
            Value::List((0..dice.roll(4)).map(|_| value(dice, schema, &items, depth + 1)).collect())
        }
        Some("object") if depth < 6 => {
            let mut made = Map::default();
            for (name, property) in declared(schema, &definition) {
                if dice.roll(5) > 1 {
                    made.insert(name, value(dice, schema, property, depth + 1));
                }
            }
            // A name that `additionalProperties` allows.
            match map.get("additionalProperties") {
                Some(Value::Bool(true)) if dice.is_one_in(2) => {
                    made.insert(dice.pick(&["a", "b", "c", "z"]), anything(dice, 1));
                }
                Some(others @ Value::Map(_)) if dice.is_one_in(2) => {
                    made.insert(
                        dice.pick(&["a", "b", "c", "z"]),
                        value(dice, schema, others, depth + 1),
                    );
                }
                _ => {}
            }
            Value::Map(made)
        }
        _ => anything(dice, 1),
    }
}

/// Whether a value sets only names that are declared or that `additionalProperties` allows.
fn is_declared(schema: &Schema, definition: &Value, value: &Value, depth: usize) -> bool {
    if depth > 8 {
        return false;
    }
    let definition = combined(schema, definition);
    match value {
        Value::Map(map) => {
            let names = declared(schema, &definition);
            map.iter().all(|(name, value)| match names.iter().find(|(other, _)| *other == name) {
                Some((_, one)) => is_declared(schema, one, value, depth + 1),
                None => definition.get("additionalProperties").is_some(),
            })
        }
        Value::List(items) => {
            let of = definition.get("items").cloned().unwrap_or_default();
            items.iter().all(|item| is_declared(schema, &of, item, depth + 1))
        }
        _ => true,
    }
}

fn bundle(types: &Map) -> Bundle {
    let format = map(vec![("openapi", "3.0.0".into())]);
    let schema = map(vec![
        ("format", Value::Map(format)),
        ("environment_input_type", "In".into()),
        ("types", Value::Map(types.clone())),
    ]);
    let text = yaml::document(&Value::Map(map(vec![("schema", Value::Map(schema))])));
    let files = vec![File::new("infrastructure/manifest.yaml", ""), File::new(SCHEMA, text)];
    Bundle { name: "env".into(), files, ..Bundle::default() }
}

/// Whether `given` is a valid spec: checked with the defaults filled in, ignoring problems of the defaults
/// themselves.
fn is_valid(schema: &Schema, given: &Map) -> bool {
    let Some(validator) =
        schema.input(Role::Environment).and_then(|input| input.validator.as_ref())
    else {
        return true;
    };
    let defaults = schema.defaults(Role::Environment).into_iter();
    let filled = Value::Map(defaults.chain(given.clone()).collect());
    validator.problems(&filled).iter().all(|problem| match problem.path.first() {
        Some(Key::Name(name)) => given.get(name).is_none(),
        _ => false,
    })
}

/// Counts of the judgements.
#[derive(Debug, Default)]
struct Count {
    /// The values that were valid before, for compatible pairs that differ.
    held: usize,
    compatible: usize,
    /// The pairs that are judged major.
    major: usize,
    shown: usize,
}

#[test]
fn valid_specs_stay_valid_after_minor_changes() {
    let mut count = Count::default();
    for seed in 0..PAIRS {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
        let mut before = map(vec![("In", Value::Map(object(&mut dice, 0)))]);
        for name in ["A", "B"] {
            let made = if dice.is_one_in(2) {
                Value::Map(object(&mut dice, 1))
            } else {
                definition(&mut dice, 1)
            };
            before.insert(name, made);
        }
        let mut after = before.clone();
        for _ in 0..=dice.roll(2) {
            let name = dice.pick(&["In", "In", "A", "B"]);
            let old = before.get(name).cloned().unwrap_or_default();
            let mut new = tweaked(&mut dice, &old, 0);
            // The type of the inputs stays `object`.
            if let (Value::Map(new), "In") = (&mut new, name) {
                new.insert("type", "object".into());
            }
            after.insert(name, new);
        }
        check(&mut dice, &before, &after, &mut count);
    }
    // The test is only meaningful with many cases of each kind.
    assert!(count.compatible > 200 && count.held > 2000, "{count:?}");
    assert!(count.major > 150 && count.shown * 3 > count.major, "{count:?}");
}

fn check(dice: &mut Dice, before: &Map, after: &Map, count: &mut Count) {
    let (old, new) = (bundle(before), bundle(after));
    let judgement = compatibility(&old, &new);
    let (old, new) = (schema(&old).0, schema(&new).0);
    let usable = |schema: &Schema| {
        schema.input(Role::Environment).is_some_and(|input| input.validator.is_some())
    };
    if !usable(&old) || !usable(&new) || judgement.level == Level::Same {
        return;
    }
    let is_major = judgement.level == Level::Major;
    count.major += usize::from(is_major);
    count.compatible += usize::from(!is_major);
    let definition = old.types.get("In").cloned().unwrap_or_default();
    let mut is_shown = false;
    for _ in 0..VALUES {
        let Value::Map(given) = value(dice, &old, &definition, 0) else { continue };
        let made = Value::Map(given.clone());
        if !is_valid(&old, &given) || !is_declared(&old, &definition, &made, 0) {
            continue;
        }
        let names = declared(&new, new.types.get("In").unwrap_or(&Value::Null));
        let is_known = |name: &str| names.iter().any(|(other, _)| *other == name);
        let is_lost = !is_valid(&new, &given) || given.iter().any(|(name, _)| !is_known(name));
        is_shown |= is_lost;
        if !is_major {
            count.held += 1;
            assert!(
                is_valid(&new, &given),
                "called {}: {:#?}\nbefore:\n{}\nafter:\n{}\nrefuses now:\n{}",
                judgement.level.name(),
                judgement.reasons,
                yaml::document(&Value::Map(before.clone())),
                yaml::document(&Value::Map(after.clone())),
                yaml::document(&made),
            );
        }
    }
    count.shown += usize::from(is_major && is_shown);
}
