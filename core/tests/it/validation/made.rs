//! Schemas and values that are made up, the same in every run.

use serde_json::{Map, Value as Json, json};

/// A generator of numbers: xorshift.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

const NAMES: [&str; 4] = ["a", "b", "c", "x y"];
const TEXTS: [&str; 6] = ["", "a", "ab", "abc", "10.0.0.0/16", "ünï 🦀"];
const PATTERNS: [&str; 6] = ["^a", "b$", "^[a-z]+$", "\\d", "^(?!ab).*$", "^.{2,3}$"];

/// A schema of OpenAPI 3.0.
pub fn schema(numbers: &mut Numbers, depth: usize) -> Json {
    let mut map = Map::new();
    let kind = if depth == 0 { numbers.below(4) } else { numbers.below(8) };
    match kind {
        0 => {
            map.insert("type".into(), "string".into());
            maybe(numbers, &mut map, "minLength", |numbers| numbers.below(4).into());
            maybe(numbers, &mut map, "maxLength", |numbers| numbers.below(5).into());
            maybe(numbers, &mut map, "pattern", |numbers| (*numbers.pick(&PATTERNS)).into());
        }
        1 | 2 => {
            let kind = *numbers.pick(&["number", "integer"]);
            map.insert("type".into(), kind.into());
            for (bound, exclusive) in
                [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")]
            {
                maybe(numbers, &mut map, bound, |numbers| numbers.below(6).into());
                if map.contains_key(bound) {
                    maybe(numbers, &mut map, exclusive, |numbers| numbers.one_in(2).into());
                }
            }
            maybe(numbers, &mut map, "multipleOf", |numbers| {
                numbers.pick(&[json!(1), json!(2), json!(0.5)]).clone()
            });
        }
        3 => drop(map.insert("type".into(), "boolean".into())),
        4 => {
            map.insert("type".into(), "array".into());
            map.insert("items".into(), schema(numbers, depth - 1));
            maybe(numbers, &mut map, "minItems", |numbers| numbers.below(3).into());
            maybe(numbers, &mut map, "maxItems", |numbers| numbers.below(4).into());
            maybe(numbers, &mut map, "uniqueItems", |numbers| numbers.one_in(2).into());
        }
        5 | 6 => {
            map.insert("type".into(), "object".into());
            let mut properties = Map::new();
            for name in NAMES {
                if numbers.one_in(2) {
                    properties.insert(name.into(), schema(numbers, depth - 1));
                }
            }
            map.insert("properties".into(), Json::Object(properties));
            maybe(numbers, &mut map, "required", |numbers| json!([*numbers.pick(&NAMES)]));
            maybe(numbers, &mut map, "additionalProperties", |numbers| {
                if numbers.one_in(2) { false.into() } else { schema(numbers, 0) }
            });
            maybe(numbers, &mut map, "minProperties", |numbers| numbers.below(3).into());
            maybe(numbers, &mut map, "maxProperties", |numbers| (1 + numbers.below(3)).into());
        }
        _ => {
            let all = (0..=numbers.below(2)).map(|_| schema(numbers, depth - 1)).collect();
            let key = *numbers.pick(&["allOf", "anyOf", "oneOf"]);
            map.insert(key.into(), Json::Array(all));
            return Json::Object(map);
        }
    }
    if numbers.one_in(6) {
        let options = (0..=numbers.below(3)).map(|_| value(numbers, 0));
        let mut options: Vec<Json> = options.filter(|one| !one.is_null()).collect();
        options.dedup();
        if !options.is_empty() {
            map.insert("enum".into(), Json::Array(options));
        }
    }
    maybe(numbers, &mut map, "nullable", |numbers| numbers.one_in(2).into());
    if depth > 0 && numbers.one_in(10) {
        map.insert("not".into(), schema(numbers, 0));
    }
    Json::Object(map)
}

fn maybe(
    numbers: &mut Numbers,
    map: &mut Map<String, Json>,
    name: &str,
    value: impl FnOnce(&mut Numbers) -> Json,
) {
    if numbers.one_in(3) {
        let value = value(numbers);
        map.insert(name.into(), value);
    }
}

/// Any value.
pub fn value(numbers: &mut Numbers, depth: usize) -> Json {
    match numbers.below(if depth == 0 { 6 } else { 8 }) {
        0 => Json::Null,
        1 => numbers.one_in(2).into(),
        2 => numbers.below(7).into(),
        3 => numbers.pick(&[json!(0.5), json!(1.5), json!(2.0), json!(-1)]).clone(),
        4 | 5 => (*numbers.pick(&TEXTS)).into(),
        6 => (0..numbers.below(4)).map(|_| value(numbers, depth - 1)).collect(),
        _ => {
            let names: Vec<&str> = NAMES.into_iter().filter(|_| numbers.one_in(2)).collect();
            let map = names.into_iter().map(|name| (name.to_owned(), value(numbers, depth - 1)));
            Json::Object(map.collect())
        }
    }
}

/// A value that is made for a schema, and now and then does not fit.
pub fn value_for(numbers: &mut Numbers, schema: &Json, depth: usize) -> Json {
    if numbers.one_in(6) || depth == 0 {
        return value(numbers, depth);
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        if let Some(all) = schema[key].as_array() {
            let one = numbers.pick(all).clone();
            return value_for(numbers, &one, depth - 1);
        }
    }
    if let Some(options) = schema["enum"].as_array().filter(|_| numbers.one_in(2)) {
        return numbers.pick(options).clone();
    }
    match schema["type"].as_str() {
        Some("string") => (*numbers.pick(&TEXTS)).into(),
        Some("integer") => numbers.below(7).into(),
        Some("number") => numbers.pick(&[json!(0.5), json!(1), json!(2.0), json!(3)]).clone(),
        Some("boolean") => numbers.one_in(2).into(),
        Some("array") => {
            let items = schema["items"].clone();
            (0..numbers.below(4)).map(|_| value_for(numbers, &items, depth - 1)).collect()
        }
        _ => {
            let mut map = Map::new();
            for name in NAMES {
                if numbers.one_in(3) {
                    continue;
                }
                let property = schema["properties"][name].clone();
                if !property.is_null() || numbers.one_in(3) {
                    map.insert(name.into(), value_for(numbers, &property, depth - 1));
                }
            }
            Json::Object(map)
        }
    }
}
